/// An object identifier (X.660), in the one encoding that X.690, 8.19, gives it.
struct OID: Hashable, Sendable {
  /// The content octets of its encoding.
  let content: [UInt8]

  /// Reads content octets; nil where there are none, an arc is not in the fewest octets or cut off
  /// (8.19.2), or has more than 63 bits, which no identifier that CMS names comes near.
  init?(content: [UInt8]) {
    guard Self.arcs(content) != nil else { return nil }
    self.content = content
  }

  /// The identifier with these arcs, the first of which is 0, 1 or 2.
  init(_ first: UInt64, _ second: UInt64, _ rest: UInt64...) {
    content = ([first &* 40 &+ second] + rest).flatMap { Base128.encoded($0) }
  }

  /// What the octets count, with the first two arcs in one number (8.19.4).
  private static func arcs(_ content: [UInt8]) -> [UInt64]? {
    guard let last = content.last, last & 0x80 == 0 else { return nil }
    var arcs: [UInt64] = []
    var arc: UInt64 = 0
    for octet in content {
      guard let number = Base128.number(arc, then: octet) else { return nil }
      arc = number
      if octet & 0x80 == 0 {
        arcs.append(arc)
        arc = 0
      }
    }
    return arcs
  }
}

extension OID: CustomStringConvertible {
  /// In dots, `1.2.840.113549`.
  var description: String {
    guard let arcs = Self.arcs(content), let both = arcs.first else { return "" }
    // 8.19.4: only below 2 may the second arc be 40 or more.
    let first = min(both / 40, 2)
    return ([first, both - 40 * first] + arcs.dropFirst()).map { String($0) }.joined(separator: ".")
  }
}
