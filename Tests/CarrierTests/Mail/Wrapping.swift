import BundleCore
import Foundation

/// What a bundle could be: its first octets with a length, then noise.
func bundle(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  let type: [UInt8] = [
    0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17,
  ]
  let inner = type + volume(count - type.count - 4, seed: seed)
  return [0x30, 0x82, UInt8(inner.count >> 8), UInt8(inner.count & 0xff)] + inner
}

/// Archives and signed messages, made by hand after the standards.
enum Wrapping {
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1
      }
    }
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A ZIP (PKWARE's APPNOTE) with its files stored. `flags`: 1 for an encrypted one.
  static func zip(_ files: [(name: [UInt8], content: [UInt8])], flags: Int = 0) -> [UInt8] {
    var local: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in files {
      let common =
        little(20, 2) + little(flags, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
        + little(Int(crc32(content)), 4) + little(content.count, 4) + little(content.count, 4)
        + little(name.count, 2) + little(0, 2)
      directory +=
        [0x50, 0x4b, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
        + little(0, 4) + little(local.count, 4) + name
      local += [0x50, 0x4b, 3, 4] + common + name + content
    }
    return local + directory + [0x50, 0x4b, 5, 6] + little(0, 2) + little(0, 2)
      + little(files.count, 2) + little(files.count, 2) + little(directory.count, 4)
      + little(local.count, 4) + little(0, 2)
  }

  static func zip(_ name: String, _ content: [UInt8]) -> [UInt8] {
    zip([(name: Array(name.utf8), content: content)])
  }

  /// A gzip stream (RFC 1952) with its content stored in blocks.
  static func gzip(_ content: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
    for start in stride(from: 0, to: content.count, by: 0xffff) {
      let block = content[start..<min(start + 0xffff, content.count)]
      stream += [start + 0xffff >= content.count ? 1 : 0] + little(block.count, 2)
      stream += little(~block.count, 2) + block
    }
    return stream + little(Int(crc32(content)), 4) + little(content.count, 4)
  }

  private static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    switch content.count {
    case ..<0x80: [tag, UInt8(content.count)] + content
    case ..<0x100: [tag, 0x81, UInt8(content.count)] + content
    default:
      [tag, 0x83] + (0..<3).map { UInt8(truncatingIfNeeded: content.count >> (16 - 8 * $0)) }
        + content
    }
  }

  /// SignedData around a content (RFC 5652, 5), in DER, or in BER with the content in pieces.
  static func signed(_ content: [UInt8], inPieces: Bool = false) -> [UInt8] {
    let signedData: [UInt8] = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2]
    let data: [UInt8] = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1]
    let start: [UInt8] = [2, 1, 1] + der(0x31, der(0x30, [0x06, 3, 0x2a, 3, 4]))
    guard inPieces else {
      let inner = der(0x30, data + der(0xa0, der(0x04, content)))
      return der(0x30, signedData + der(0xa0, der(0x30, start + inner + der(0x31, []))))
    }
    let pieces = stride(from: 0, to: content.count, by: 1000).flatMap {
      der(0x04, Array(content[$0..<min($0 + 1000, content.count)]))
    }
    let end: [UInt8] = [0, 0]
    return [0x30, 0x80] + signedData + [0xa0, 0x80, 0x30, 0x80] + start + [0x30, 0x80] + data
      + [0xa0, 0x80, 0x24, 0x80] + pieces + end + end + end + [0x31, 0] + end + end + end
  }
}
