import BundleCore

/// signing-time (RFC 5652, 11.3): UTCTime from 1950 to 2049, else GeneralizedTime; in both forms
/// with seconds, without fractions, in UTC, ending in `Z`. DER asks the same (X.690, 11.7, 11.8).
enum SigningTime {
  private static let zero = UInt8(ascii: "0")

  /// The DER of a moment. Throws `usage` for years beyond 9999, which neither form can write.
  static func encode(_ time: Timestamp) throws(FengniError) -> [UInt8] {
    let digits = Array(time.rfc3339.utf8.filter { (zero...UInt8(ascii: "9")).contains($0) })
    guard digits.count == 14 else { throw FengniError(.usage, reason: "a year beyond 9999") }
    let year = digits.prefix(4).reduce(0) { $0 * 10 + Int($1 - zero) }
    let isUTCTime = (1950...2049).contains(year)
    return DERWriter.value(
      isUTCTime ? Tag.utcTime : Tag.generalizedTime,
      (isUTCTime ? digits.dropFirst(2) : digits[...]) + [UInt8(ascii: "Z")])
  }

  /// The moment that a value says; throws `signedAttributeMismatch`.
  static func decode(_ value: DERValue) throws(FengniError) -> Timestamp {
    let text = Array(value.content)
    let full: [UInt8]
    switch value.tag {
    case Tag.utcTime where text.count == 13:
      // RFC 5652, 11.3: years from 50 are of the last century.
      full = Array((text[0] >= UInt8(ascii: "5") ? "19" : "20").utf8) + text
    case Tag.generalizedTime where text.count == 15: full = text
    default: throw bad("form")
    }
    // The one encoding of the moment must be the encoding that stood there.
    guard let time = Timestamp(rfc3339: rfc3339(full)), try encode(time) == Array(value.encoding)
    else { throw bad("value, or the other form for its year") }
    return time
  }

  /// `20120827160000Z` with the marks of RFC 3339 in between.
  private static func rfc3339(_ text: [UInt8]) -> String {
    var marked: [UInt8] = []
    for (place, octet) in text.enumerated() {
      switch place {
      case 4, 6: marked.append(UInt8(ascii: "-"))
      case 8: marked.append(UInt8(ascii: "T"))
      case 10, 12: marked.append(UInt8(ascii: ":"))
      default: break
      }
      marked.append(octet)
    }
    return String(decoding: marked, as: UTF8.self)
  }

  private static func bad(_ reason: String) -> FengniError {
    FengniError(.signedAttributeMismatch, "signing-time", reason: reason)
  }
}
