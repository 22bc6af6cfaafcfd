/// A URI reference, split into its components (RFC 3986, appendix B) but not judged.
struct URIReference: Sendable {
  var scheme: String?
  var authority: String?
  var path: String
  var query: String?
  var fragment: String?

  /// Splits any text.
  init(_ text: String) {
    var rest = Array(text.utf8)[...]
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = Self.string(rest[(hash + 1)...])
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Self.string(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if let stop = rest.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }),
      rest[stop] == UInt8(ascii: ":"), Self.isScheme(rest[..<stop])
    {
      // Schemes are compared without regard to case (RFC 3986, 6.2.2.1).
      scheme = Self.string(rest[..<stop]).lowercased()
      rest = rest[(stop + 1)...]
    }
    if rest.starts(with: Array("//".utf8)) {
      rest = rest.dropFirst(2)
      let stop = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = Self.string(rest[..<stop])
      rest = rest[stop...]
    }
    path = Self.string(rest)
  }

  /// A letter, then letters, digits, `+`, `-` and `.` (RFC 3986, 3.1).
  static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first.isASCIILetter else { return false }
    return bytes.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "+-.".utf8.contains($0) }
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Whether it has a scheme.
  var isAbsolute: Bool { scheme != nil }

  /// All components but the fragment.
  var withoutFragment: String {
    var text = ""
    if let scheme { text += scheme + ":" }
    if let authority { text += "//" + authority }
    text += path
    if let query { text += "?" + query }
    return text
  }

  /// This reference resolved against a base (RFC 3986, 5.2.2).
  func resolved(against base: URIReference) -> URIReference {
    var target = self
    if scheme != nil {
      target.path = Self.withoutDots(path)
      return target
    }
    target.scheme = base.scheme
    if authority != nil {
      target.path = Self.withoutDots(path)
      return target
    }
    target.authority = base.authority
    if path.isEmpty {
      target.path = base.path
      if query == nil { target.query = base.query }
    } else if path.utf8.first == UInt8(ascii: "/") {
      target.path = Self.withoutDots(path)
    } else {
      target.path = Self.withoutDots(merged(base))
    }
    return target
  }

  /// The path after the base's last slash (RFC 3986, 5.2.3).
  private func merged(_ base: URIReference) -> String {
    if base.authority != nil && base.path.isEmpty { return "/" + path }
    let bytes = Array(base.path.utf8)
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return Self.string(bytes[...slash]) + path
  }

  /// Takes `.` and `..` out (RFC 3986, 5.2.4), in linear time.
  private static func withoutDots(_ path: String) -> String {
    let segments = Array(path.utf8).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard segments.contains(where: { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) })
    else { return path }
    let isRooted = path.utf8.first == UInt8(ascii: "/")
    var kept: [ArraySlice<UInt8>] = []
    for (i, segment) in segments.enumerated() where !(isRooted && i == 0) {
      let isLast = i == segments.count - 1
      if segment.elementsEqual("..".utf8) {
        _ = kept.popLast()
        if isLast { kept.append([]) }
      } else if segment.elementsEqual(".".utf8) {
        if isLast { kept.append([]) }
      } else {
        kept.append(segment)
      }
    }
    return (isRooted ? "/" : "") + kept.map(string).joined(separator: "/")
  }

  /// Resolves `%XX`; nil when an escape is broken or the bytes aren't UTF-8.
  static func percentDecoded(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst()?.hexDigit, let low = rest.popFirst()?.hexDigit else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A JSON Pointer as a URI fragment (RFC 6901, 6).
  static func fragmentEncoded(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte.isASCIILetter || byte.isASCIIDigit || "-._~!$&'()*+,;=:@/?".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var hexDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}
