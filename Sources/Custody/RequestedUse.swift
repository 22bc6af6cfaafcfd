internal import BundleCore
public import Primitives

extension CertificateRequest {
  /// The use that the request asks for: its only organizational unit (OU, 2.5.4.11), when that is
  /// `signing` or `encryption` as `KeyDirectory` writes it; else nil.
  public var requestedUse: KeyUse? {
    var units: [KeyUse?] = []
    // CertificationRequest { CertificationRequestInfo { version, subject, … }, … } (RFC 2986, 4)
    var outer = DERWalk(der)
    guard var request = outer.enter(0x30), var info = request.enter(0x30),
      info.enter(0x02) != nil, var name = info.enter(0x30)
    else { return nil }
    while var set = name.enter(0x31) {
      while var attribute = set.enter(0x30) {
        guard let type = attribute.enter(0x06)?.rest, let value = attribute.next()?.rest else {
          return nil
        }
        if type.elementsEqual([0x55, 0x04, 0x0b]) {
          units.append(KeyUse(rawValue: String(decoding: value, as: UTF8.self)))
        }
      }
    }
    return units.count == 1 ? units[0] : nil
  }
}

/// A walk over DER that was read by a strict parser before.
private struct DERWalk {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(Array(bytes)) }

  /// The content of the next element when it has this tag.
  mutating func enter(_ tag: UInt8) -> DERWalk? {
    guard rest.first == tag else { return nil }
    return next()
  }

  /// The content of the next element.
  mutating func next() -> DERWalk? {
    guard rest.popFirst() != nil, let first = rest.popFirst() else { return nil }
    var length = Int(first)
    if first >= 0x80 {
      length = 0
      for _ in 0..<(first & 0x7f) {
        // Requests are far shorter than 2^24.
        guard let digit = rest.popFirst(), length < 1 << 16 else { return nil }
        length = length << 8 | Int(digit)
      }
    }
    guard length <= rest.count else { return nil }
    let content = rest.prefix(length)
    rest = rest.dropFirst(length)
    return DERWalk(content)
  }
}
