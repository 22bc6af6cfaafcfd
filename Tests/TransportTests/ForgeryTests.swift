import BundleCore
import ErasureFrames
import Foundation
import Primitives
import TestSupport
import Testing
import Workplace

@testable import Transport

/// Frames that somebody made up, with checksums that hold.
@Suite struct ForgeryTests {
  private func forged(
    _ set: FrameSet, _ number: Int, _ random: inout Seeded
  ) -> [UInt8] {
    var frame = [UInt8](repeating: 0, count: FrameHeader.byteCount) + random.bytes(set.payloadSize)
    frame.withUnsafeMutableBytes { bytes in
      FrameHeader.forge(set, column: number / set.stripes, stripe: number % set.stripes, bytes)
    }
    return frame
  }

  private static let trials =
    (ProcessInfo.processInfo.environment["FENGNI_TRIALS"].flatMap { Int($0) } ?? 240) / 4

  /// Whatever is forged, there is never another file.
  @Test(arguments: 0..<2) func neverAWrongFile(lane: Int) throws {
    var restored = 0
    for trial in stride(from: lane, to: Self.trials, by: 2) {
      var random = Seeded(UInt64(trial) + 77_000_000)
      let folder = try Scratch()
      let cut = try CutFile(&random, in: folder)
      var files = cut.volumes
      if Bool.random(using: &random) {
        try Damage.burst.apply(to: &files, &random) { [] }
      }
      let count = Int.random(in: 1...4, using: &random)
      for _ in 0..<count {
        let number = Int.random(in: 0..<cut.set.frames, using: &random)
        let frame = forged(cut.set, number, &random)
        if Bool.random(using: &random) { files.insert(frame, at: 0) } else { files.append(frame) }
      }
      for (index, bytes) in files.enumerated() {
        try folder.write(String(1000 + index), bytes)
      }
      let collection = try FrameCollection(paths: [folder.path])
      do throws(FengniError) {
        try collection.join(cut.set, to: folder("joined"))
        restored += 1
      } catch {
        #expect([.framesForged, .framesInsufficient].contains(error.code), "\(trial)")
        #expect(!folder.exists("joined"))
        continue
      }
      #expect(try folder.read("joined") == cut.content, "\(trial)")
    }
    #expect(restored > 0)
  }

  /// Where recovery data is left, forged frames are found out and left out.
  @Test(arguments: [1, 2, 3]) func foundOut(forgeries: Int) throws {
    var random = Seeded(UInt64(forgeries))
    let folder = try Scratch()
    let content = random.bytes(8 * 384 * 3)
    let set = try #require(
      FrameSet(
        dataColumns: 8, recoveryColumns: 8, frameSize: 512, framesPerVolume: 12,
        length: UInt64(content.count), digest: .of(content, .sha256)))
    let cut = try CutFile(content, set, in: folder)
    // The true frames of these places are gone, so that nothing contradicts the forged ones.
    for number in 0..<forgeries * set.stripes {
      var volumes = cut.volumes
      volumes[0] = []
      _ = volumes
      try folder.write("0-\(number)", forged(set, number, &random))
    }
    for number in forgeries * set.stripes..<set.frames {
      try folder.write("1-\(number)", cut.frame(number))
    }
    let collection = try FrameCollection(paths: [folder.path])
    try collection.join(set, to: folder("joined"))
    #expect(try folder.read("joined") == content)
  }
}

extension FrameHeader {
  /// Writes a header for whatever the payload is.
  static func forge(
    _ set: FrameSet, column: Int, stripe: Int, _ frame: UnsafeMutableRawBufferPointer
  ) {
    let payload = UnsafeRawBufferPointer(rebasing: frame[FrameHeader.byteCount...])
    FrameHeader(
      set: set, column: column, stripe: stripe,
      payloadChecksum: crc64(payload)
    ).write(to: frame)
  }

  /// CRC-64/XZ, bit by bit: a second way to what the library computes.
  private static func crc64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var crc = UInt64.max
    for byte in bytes {
      crc ^= UInt64(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xc96c_5795_d787_0f42 : crc >> 1 }
    }
    return ~crc
  }
}
