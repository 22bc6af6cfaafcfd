/// Host names of RFC 1123, 2.1.
enum HostName {
  /// Labels of letters, digits and inner hyphens, at most 63 each and 253 together.
  static func accepts(_ bytes: ArraySlice<UInt8>, allowsUnicode: Bool = false) -> Bool {
    guard !bytes.isEmpty, bytes.count <= (allowsUnicode ? 1012 : 253) else { return false }
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      guard let first = label.first, let last = label.last,
        label.count <= (allowsUnicode ? 252 : 63), first != UInt8(ascii: "-"),
        last != UInt8(ascii: "-")
      else { return false }
      return label.allSatisfy {
        $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-")
          || allowsUnicode && $0 >= 0x80
      }
    }
  }
}

/// Addresses as RFC 2673, 3.2 and RFC 4291, 2.2 write them.
enum IPAddress {
  /// Four numbers up to 255 without leading zeros.
  static func isVersion4(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 15 else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count), part.allSatisfy({ $0.isASCIIDigit }),
          part.count == 1 || part.first != UInt8(ascii: "0")
        else { return false }
        return part.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
      }
  }

  /// Eight groups of up to four hex digits, `::` once for at least one group, the last two
  /// perhaps as version 4.
  static func isVersion6(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 45 else { return false }
    let colon = UInt8(ascii: ":")
    var parts = bytes.split(separator: colon, omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return false }
    // An empty part at an end is one half of "::" and says nothing of its own.
    if parts[0].isEmpty {
      guard parts[1].isEmpty else { return false }
      parts.removeFirst()
    }
    if parts[parts.count - 1].isEmpty {
      guard parts.count >= 2, parts[parts.count - 2].isEmpty else { return false }
      parts.removeLast()
    }
    var groups = 0
    var gaps = 0
    for (i, part) in parts.enumerated() {
      if part.isEmpty {
        gaps += 1
      } else if i == parts.count - 1 && part.contains(UInt8(ascii: ".")) {
        guard isVersion4(part) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy({ $0.hexDigit != nil }) else { return false }
        groups += 1
      }
    }
    return gaps == 0 ? groups == 8 : gaps == 1 && groups <= 7
  }
}

extension TextScan {
  /// `Mailbox` (RFC 5321, 4.1.2; RFC 6531, 3.3 with Unicode).
  mutating func email(allowsUnicode: Bool) -> Bool {
    guard localPart(allowsUnicode: allowsUnicode), take("@") else { return false }
    guard next == UInt8(ascii: "[") else {
      return HostName.accepts(rest, allowsUnicode: allowsUnicode)
    }
    guard let last = rest.last, last == UInt8(ascii: "]") else { return false }
    let literal = rest.dropFirst().dropLast()
    let tag = literal.prefix(5)
    if tag.last == UInt8(ascii: ":"), tag.dropLast().map({ $0 | 0x20 }) == Array("ipv6".utf8) {
      return IPAddress.isVersion6(literal.dropFirst(5))
    }
    return IPAddress.isVersion4(literal)
  }

  private mutating func localPart(allowsUnicode: Bool) -> Bool {
    if take("\"") {
      while let byte = next {
        at += 1
        switch byte {
        case UInt8(ascii: "\""): return at <= 66
        case UInt8(ascii: "\\"):
          guard let escaped = next, (0x20...0x7E).contains(escaped) else { return false }
          at += 1
        case 0x20...0x7E: break
        case 0x80...: guard allowsUnicode else { return false }
        default: return false
        }
      }
      return false
    }
    repeat {
      let start = at
      while let byte = next,
        byte.isASCIILetter || byte.isASCIIDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
          || allowsUnicode && byte >= 0x80
      {
        at += 1
      }
      if at == start { return false }
    } while take(".")
    // RFC 5321, 4.5.3.1.1
    return at <= 64
  }
}
