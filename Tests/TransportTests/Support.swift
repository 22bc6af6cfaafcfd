import BundleCore
import Disk
import ErasureFrames
import Foundation
import Primitives
import TestSupport
import Testing
import Workplace

@testable import Transport

/// A file cut by given parameters, in memory.
struct CutFile {
  let content: [UInt8]
  let set: FrameSet
  /// By volume.
  var volumes: [[UInt8]]

  /// Parameters at random.
  init(_ random: inout Seeded, in folder: Scratch) throws {
    let dataColumns = Int.random(in: 1...(Bool.random(using: &random) ? 6 : 24), using: &random)
    let recoveryColumns = Int.random(in: 0...12, using: &random)
    let frameSize = 512 * Int.random(in: 1...3, using: &random)
    let largest = dataColumns * (frameSize - FrameHeader.byteCount) * 5
    let content = random.bytes(Int.random(in: 1...largest, using: &random))
    let stripes = (content.count - 1) / (dataColumns * (frameSize - FrameHeader.byteCount)) + 1
    let frames = stripes * (dataColumns + recoveryColumns)
    let set = FrameSet(
      dataColumns: dataColumns, recoveryColumns: recoveryColumns, frameSize: frameSize,
      framesPerVolume: Int.random(in: max(1, frames / 12)...frames, using: &random),
      length: UInt64(content.count),
      digest: .of(content, Bool.random(using: &random) ? .sm3 : .sha256))
    try self.init(content, try #require(set), in: folder)
  }

  init(_ content: [UInt8], _ set: FrameSet, in folder: Scratch) throws {
    self.content = content
    self.set = set
    let name = "file-" + UUID().uuidString
    let path = try folder.write(name, content)
    let plan = PlannedVolumes(
      splitting: Splitting(file: path), set: set, version: try FileSource(path: path).version)
    let staging = try StagingDirectory(for: folder("cut"))
    _ = try plan.write(to: staging.files)
    try staging.publish()
    volumes = try (0..<set.volumes).map { try folder.read("cut/" + set.volumeName($0)) }
    try FileManager.default.removeItem(atPath: folder("cut"))
    try FileManager.default.removeItem(atPath: path)
  }

  func frame(_ number: Int) -> [UInt8] {
    let volume = set.volume(ofFrame: number)
    let start = (number - set.frames(ofVolume: volume).lowerBound) * set.frameSize
    return Array(volumes[volume][start..<start + set.frameSize])
  }
}
