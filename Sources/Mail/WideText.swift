internal import BundleCore

/// Turns a message that somebody saved in UTF-16 ("Unicode" in Windows) into the octets that it is
/// made of.
struct WideText {
  private let isLittle: Bool
  /// Octets of a character that is not yet whole.
  private var held: [UInt8] = []

  /// Recognises UTF-16 by its mark, or by every other octet of a header being zero.
  init?(_ head: [UInt8]) {
    guard head.count >= 4 else { return nil }
    let pairs = head.prefix(16)
    let evens = stride(from: 0, to: pairs.count - 1, by: 2).map { pairs[$0] }
    let odds = stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] }
    let isASCII: (UInt8) -> Bool = { $0 != 0 && $0 < 0x80 }
    if head.starts(with: [0xff, 0xfe]) || (odds.allSatisfy { $0 == 0 } && evens.allSatisfy(isASCII))
    {
      isLittle = true
    } else if head.starts(with: [0xfe, 0xff])
      || (evens.allSatisfy { $0 == 0 } && odds.allSatisfy(isASCII))
    {
      isLittle = false
    } else {
      return nil
    }
  }

  /// The next octets in UTF-8, without the mark.
  mutating func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let all = held + Array(bytes)
    var text: [UInt8] = []
    text.reserveCapacity(all.count / 2 + 4)
    var i = 0
    while i + 1 < all.count {
      let unit = self.unit(all, i)
      if UTF16.isLeadSurrogate(unit) {
        guard i + 3 < all.count else { break }
        let trail = self.unit(all, i + 2)
        if UTF16.isTrailSurrogate(trail) {
          let value = 0x10000 + (UInt32(unit - 0xd800) << 10 | UInt32(trail - 0xdc00))
          if let scalar = Unicode.Scalar(value) {
            text += UTF8.encode(scalar).map { Array($0) } ?? []
          }
          i += 4
          continue
        }
      }
      i += 2
      guard unit != 0xfeff else { continue }
      let scalar = Unicode.Scalar(unit) ?? "\u{fffd}"
      text += UTF8.encode(scalar).map { Array($0) } ?? []
    }
    held = Array(all[i...])
    return text
  }

  private func unit(_ bytes: [UInt8], _ i: Int) -> UInt16 {
    isLittle
      ? UInt16(bytes[i + 1]) << 8 | UInt16(bytes[i]) : UInt16(bytes[i]) << 8 | UInt16(bytes[i + 1])
  }
}
