import BundleCore
import Disk
import ErasureFrames
import Foundation
import Primitives
import TestSupport
import Workplace

@testable import Transport

/// A file cut into volumes, one column of frames each.
struct CutBundle {
  let set: FrameSet
  let volumes: [[UInt8]]

  /// `contents`: what the frames hold, when that is another file: then they are forged.
  init(
    _ bytes: [UInt8], _ digest: Digest, data: Int = 4, recovery: Int = 2, frameSize: Int = 512,
    contents: [UInt8]? = nil
  ) throws {
    let stripe = data * (frameSize - FrameHeader.byteCount)
    guard
      let set = FrameSet(
        dataColumns: data, recoveryColumns: recovery, frameSize: frameSize,
        framesPerVolume: (bytes.count - 1) / stripe + 1, length: UInt64(bytes.count),
        digest: digest)
    else { throw TestFailure(description: "no such set") }
    let folder = NSTemporaryDirectory() + "/fengni-cut-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Files.write(contents ?? bytes, to: folder + "/file")
    let plan = PlannedVolumes(
      splitting: Splitting(file: folder + "/file"), set: set,
      version: try FileSource(path: folder + "/file").version)
    let staging = try StagingDirectory(for: folder + "/cut")
    _ = try plan.write(to: staging.files)
    try staging.publish()
    self.set = set
    volumes = try (0..<set.volumes).map {
      try FileSource.readAll(folder + "/cut/" + set.volumeName($0), limit: 1 << 24)
    }
  }

  init(_ sealed: Sealed, data: Int = 4, recovery: Int = 2) throws {
    try self.init(sealed.bytes, sealed.digest, data: data, recovery: recovery)
  }

  /// One frame of a file that nobody has.
  static func claim(_ set: FrameSet, column: Int = 0, stripe: Int = 0) -> [UInt8] {
    var frame = [UInt8](repeating: 0, count: set.frameSize)
    frame.withUnsafeMutableBytes { bytes in
      // CRC-64/XZ of zeros, bit by bit.
      var crc = UInt64.max
      for _ in 0..<set.payloadSize * 8 {
        crc = crc & 1 == 1 ? crc >> 1 ^ 0xc96c_5795_d787_0f42 : crc >> 1
      }
      FrameHeader(set: set, column: column, stripe: stripe, payloadChecksum: ~crc).write(to: bytes)
    }
    return frame
  }
}

/// Messages with attachments.
enum Letter {
  static func message(
    _ attachments: [(name: String, bytes: [UInt8])], text: String = "See attachment."
  ) -> String {
    let parts = attachments.map { name, bytes in
      """
      --b
      Content-Type: application/octet-stream
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment; filename="\(name)"

      \(Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]))

      """
    }
    return """
      From: a@example.org
      To: b@example.org
      Subject: report
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="b"

      --b
      Content-Type: text/plain

      \(text)

      \(parts.joined())--b--

      """
  }

  static func mailbox(_ messages: [String]) -> String {
    messages.map { "From a@example.org Mon Aug 27 16:00:00 2012\n" + $0 }.joined(separator: "\n")
  }
}
