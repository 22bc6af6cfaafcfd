/// The grammar of RFC 3986, appendix A, and of RFC 3987, 2.2.
enum URIGrammar {
  /// Whether a text is a URI or IRI, or a reference.
  static func accepts(_ text: String, isReference: Bool, allowsUnicode: Bool) -> Bool {
    let uri = URIReference(text)
    guard uri.scheme != nil || isReference else { return false }
    if let authority = uri.authority, !self.authority(Array(authority.utf8)[...], allowsUnicode) {
      return false
    }
    guard path(uri, allowsUnicode) else { return false }
    for part in [uri.query, uri.fragment] {
      if let part, !characters(part, ":@/?", allowsUnicode) { return false }
    }
    return true
  }

  private static func path(_ uri: URIReference, _ allowsUnicode: Bool) -> Bool {
    guard characters(uri.path, ":@/", allowsUnicode) else { return false }
    let path = uri.path.utf8
    if uri.authority != nil { return path.isEmpty || path.first == UInt8(ascii: "/") }
    guard uri.scheme == nil else { return true }
    // "path-noscheme": or what was meant for a scheme would pass for a name.
    let first = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).first
    return first?.contains(UInt8(ascii: ":")) != true
  }

  /// userinfo, host and port.
  private static func authority(_ bytes: ArraySlice<UInt8>, _ allowsUnicode: Bool) -> Bool {
    var host = bytes
    if let at = host.lastIndex(of: UInt8(ascii: "@")) {
      guard characters(host[..<at], ":", allowsUnicode) else { return false }
      host = host[(at + 1)...]
    }
    if host.first == UInt8(ascii: "[") {
      guard let end = host.lastIndex(of: UInt8(ascii: "]")) else { return false }
      let literal = host[(host.startIndex + 1)..<end]
      let rest = host[(end + 1)...]
      guard rest.isEmpty || rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst()) else {
        return false
      }
      return IPAddress.isVersion6(literal) || isFutureAddress(literal)
    }
    if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
      guard isPort(host[(colon + 1)...]) else { return false }
      host = host[..<colon]
    }
    return characters(host, "", allowsUnicode)
  }

  private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0.isASCIIDigit }
  }

  /// `IPvFuture`
  private static func isFutureAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first | 0x20 == UInt8(ascii: "v"),
      let dot = bytes.firstIndex(of: UInt8(ascii: ".")), dot > bytes.startIndex + 1
    else { return false }
    let version = bytes[(bytes.startIndex + 1)..<dot]
    let rest = bytes[(dot + 1)...]
    return version.allSatisfy { $0.hexDigit != nil } && !rest.isEmpty
      && !rest.contains(UInt8(ascii: "%")) && characters(rest, ":", false)
  }

  private static func characters(
    _ text: String, _ others: String, _ allowsUnicode: Bool
  ) -> Bool {
    characters(Array(text.utf8)[...], others, allowsUnicode)
  }

  /// unreserved, pct-encoded, sub-delims, others, and with IRIs all beyond ASCII.
  private static func characters(
    _ bytes: ArraySlice<UInt8>, _ others: String, _ allowsUnicode: Bool
  ) -> Bool {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.popFirst()?.hexDigit != nil, rest.popFirst()?.hexDigit != nil else {
          return false
        }
      } else if byte >= 0x80 {
        guard allowsUnicode else { return false }
      } else if !byte.isASCIILetter && !byte.isASCIIDigit {
        guard "-._~!$&'()*+,;=".utf8.contains(byte) || others.utf8.contains(byte) else {
          return false
        }
      }
    }
    return true
  }
}
