import BundleCore
import ErasureFrames
import Foundation
import Primitives
import TestSupport
import Testing
import Workplace

@testable import Transport

/// Against the implementation in Python, which shares no code with this one.
@Suite struct SecondTests {
  private func second(_ arguments: [String]) throws {
    _ = try Program.run(
      ["/usr/bin/python3", Repository.path("Tools/second/fengni2")] + arguments
    ).succeeded()
  }

  private static let shapes: [(Int, Int, Int, Int, DigestAlgorithm)] = [
    (1, 0, 512, 1, .sha256), (5, 3, 512, 4, .sm3), (20, 10, 1024, 17, .sha256),
    (3, 7, 1536, 5, .sm3),
  ]

  @Test(arguments: shapes)
  func cutHereJoinedThere(k: Int, m: Int, frame: Int, perVolume: Int, by: DigestAlgorithm) throws {
    var random = Seeded(UInt64(k * 100 + m))
    let folder = try Scratch()
    let content = random.bytes(k * (frame - 128) * 3 - 100)
    let set = try #require(
      FrameSet(
        dataColumns: k, recoveryColumns: m, frameSize: frame, framesPerVolume: perVolume,
        length: UInt64(content.count), digest: .of(content, by)))
    var frames = try CutFile(content, set, in: folder).volumes.flatMap { $0 }
    // Each stripe loses as much as it may: the first m columns.
    frames.removeFirst(m < k ? m * set.stripes * frame : 0)
    try folder.write("rest", frames)
    try second(["join", folder("rest"), "-o", folder("joined")])
    #expect(try folder.read("joined") == content)
  }

  @Test(arguments: shapes)
  func cutThereJoinedHere(k: Int, m: Int, frame: Int, perVolume: Int, by: DigestAlgorithm) throws {
    var random = Seeded(UInt64(k * 100 + m))
    let folder = try Scratch()
    let content = random.bytes(k * (frame - 128) * 2 + 77)
    let file = try folder.write("file", content)
    try second(
      ["split", file, "-k", String(k), "-m", String(m), "--frame", String(frame)]
        + ["--frames-per-volume", String(perVolume), "-o", folder("theirs")]
        + (by == .sm3 ? ["--sm3"] : []))
    // The same octets, not only the same meaning.
    let set = try #require(
      FrameSet(
        dataColumns: k, recoveryColumns: m, frameSize: frame, framesPerVolume: perVolume,
        length: UInt64(content.count), digest: .of(content, by)))
    let ours = try CutFile(content, set, in: folder)
    for volume in 0..<set.volumes {
      #expect(try folder.read("theirs/" + set.volumeName(volume)) == ours.volumes[volume])
    }
    let collection = try FrameCollection(paths: [folder("theirs")])
    try collection.join(collection.joinable().set, to: folder("joined"))
    #expect(try folder.read("joined") == content)
  }
}
