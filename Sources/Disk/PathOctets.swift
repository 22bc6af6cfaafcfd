public import BundleCore
import Glibc

// Names on a disk are octets. Those that are no UTF-8 (a stick that was written in GBK) travel
// through the program as text all the same, and come back as the very octets.

extension Paths {
  // Private use, where no keyboard reaches: U+10FE80 to U+10FEFF stand for the octets 80 to FF.
  private static let base: UInt32 = 0x10fe00
  private static let stand = UInt32(0x10fe80)...0x10feff

  /// A name as text; octets that are no UTF-8 become scalars that stand for them.
  public static func text(ofOctets octets: [UInt8]) -> String {
    if let text = String(validating: octets, as: UTF8.self), !hasForeignOctets(text) { return text }
    var text = String.UnicodeScalarView()
    var rest = octets[...]
    while let first = rest.first {
      let scalar = (1...4).lazy.compactMap { count -> Unicode.Scalar? in
        guard count <= rest.count,
          let part = String(validating: rest.prefix(count), as: UTF8.self),
          part.unicodeScalars.count == 1
        else { return nil }
        return part.unicodeScalars.first
      }.first
      if let scalar, !stand.contains(scalar.value) {
        text.append(scalar)
        rest = rest.dropFirst(Unicode.UTF8.width(scalar))
      } else if let stands = Unicode.Scalar(base + UInt32(first)) {
        text.append(stands)
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The octets that the kernel knows a path by.
  public static func octets(of path: String) -> [UInt8] {
    guard hasForeignOctets(path) else { return Array(path.utf8) }
    return path.unicodeScalars.flatMap { scalar -> [UInt8] in
      foreignOctet(scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }

  /// The octet that a scalar stands for, if it stands for one.
  public static func foreignOctet(_ scalar: Unicode.Scalar) -> UInt8? {
    stand.contains(scalar.value) ? UInt8(truncatingIfNeeded: scalar.value - base) : nil
  }

  /// Whether a path has octets that are no UTF-8.
  public static func hasForeignOctets(_ path: String) -> Bool {
    // F4 begins every scalar of the last plane, and hardly anything else.
    path.utf8.contains(0xf4) && path.unicodeScalars.contains { stand.contains($0.value) }
  }

  /// A path for people: foreign octets as `\xB1`, and what the name says if it is GBK.
  public static func shown(_ path: String) -> String {
    guard hasForeignOctets(path) else { return path }
    var shown = ""
    for scalar in path.unicodeScalars {
      if let octet = foreignOctet(scalar) {
        shown += "\\x" + Hex.encode([octet]).uppercased()
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return gbkReading(of: octets(of: name(of: path))).map { shown + " (GBK: \($0))" } ?? shown
  }

  /// What octets say in GBK (as GB 18030 reads it); nil when they say nothing in it.
  public static func gbkReading(of octets: [UInt8]) -> String? {
    let longest = 4096
    guard !octets.isEmpty, octets.count <= longest else { return nil }
    let converter = iconv_open("UTF-8", "GB18030")
    // iconv(3) returns (iconv_t)-1, which no pointer equals.
    guard let converter, Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var input = octets.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: octets.count * 4)
    var left = output.count
    let isWhole = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress
        var to = output.baseAddress
        var count = input.count
        return iconv(converter, &from, &count, &to, &left) != -1 && count == 0
      }
    }
    guard isWhole else { return nil }
    let text = output.prefix(output.count - left).map { UInt8(bitPattern: $0) }
    return String(validating: text, as: UTF8.self)
  }

  /// Hands a path to a system call.
  static func withOctets<Result>(
    _ path: String, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    guard hasForeignOctets(path) else { return path.withCString(body) }
    let octets = (octets(of: path) + [0]).map { CChar(bitPattern: $0) }
    return octets.withUnsafeBufferPointer { buffer in
      // The zero is always there, so the buffer has an address.
      buffer.baseAddress.map(body) ?? "".withCString(body)
    }
  }
}
