internal import BundleCore
internal import COpenSSL

/// The subject of a request or of a certificate that we issue.
public struct DistinguishedName: Sendable, Hashable {
  /// CN: who, in words.
  public var commonName: String
  /// O
  public var organization: String?
  /// OU
  public var organizationalUnit: String?
  /// organizationIdentifier, 2.5.4.97 (ETSI EN 319 412-1): the sender's id.
  public var organizationIdentifier: String?
  /// C, two letters.
  public var country: String

  /// Makes a name; empty parts are left out.
  public init(
    commonName: String, organization: String? = nil, organizationalUnit: String? = nil,
    organizationIdentifier: String? = nil, country: String = "CN"
  ) {
    self.commonName = commonName
    self.organization = organization
    self.organizationalUnit = organizationalUnit
    self.organizationIdentifier = organizationIdentifier
    self.country = country
  }

  /// Writes the parts into an X509_NAME, from the country down to the common name.
  func fill(_ name: OpaquePointer?) throws(FengniError) {
    let parts: [(Int32, Int32, String?)] = [
      (NID_countryName, MBSTRING_ASC, country),
      (NID_organizationName, MBSTRING_UTF8, organization),
      (NID_organizationalUnitName, MBSTRING_UTF8, organizationalUnit),
      (NID_organizationIdentifier, MBSTRING_UTF8, organizationIdentifier),
      (NID_commonName, MBSTRING_UTF8, commonName),
    ]
    for case (let nid, let kind, let text?) in parts where !text.isEmpty {
      let value = Array(text.utf8)
      let added = X509_NAME_add_entry_by_NID(name, nid, kind, value, Int32(value.count), -1, 0)
      try Library.check(
        added, .certificateRequestFormat,
        doing: "name attribute \(String(cString: OBJ_nid2sn(nid)))")
    }
  }
}

/// Reading of names and times out of OpenSSL's objects.
enum NameText {
  /// One readable line of UTF-8: `C = CN, O = …, CN = …`.
  ///
  /// Characters that steer a terminal or turn the direction of text are written as `\u{…}`, so
  /// that a name cannot look like another one.
  static func line(_ name: OpaquePointer?) -> String {
    guard let name, let output = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(output) }
    guard fengni_name_print(output, name) >= 0 else { return "" }
    var text: UnsafeMutablePointer<CChar>?
    let count = fengni_bio_bytes(output, &text)
    guard let text, count > 0 else { return "" }
    return visible(
      String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self))
  }

  /// The only value of this attribute; nil when there is none, more than one, or it holds NUL.
  static func value(_ name: OpaquePointer?, _ nid: Int32) -> String? {
    var text: UnsafeMutablePointer<UInt8>?
    let count = fengni_name_value(name, nid, &text)
    guard count >= 0, let text else {
      ERR_clear_error()
      return nil
    }
    defer { CRYPTO_free(text, nil, 0) }
    let bytes = UnsafeBufferPointer(start: text, count: Int(count))
    return bytes.contains(0) ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func visible(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        line += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// Seconds since 1970 of an ASN.1 time; nil when it is none.
  static func timestamp(_ time: UnsafePointer<ASN1_TIME>?) -> Timestamp? {
    guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return nil }
    defer { ASN1_STRING_free(epoch) }
    var days: Int32 = 0
    var seconds: Int32 = 0
    guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else {
      ERR_clear_error()
      return nil
    }
    return Timestamp(secondsSince1970: Int64(days) * 86_400 + Int64(seconds))
  }

  static func der(_ name: OpaquePointer?) throws(FengniError) -> [UInt8] {
    try Library.encode(doing: "name") { i2d_X509_NAME(name, $0) }
  }

  /// The content octets of an INTEGER.
  static func integer(
    _ number: UnsafePointer<ASN1_INTEGER>?
  ) throws(FengniError) -> [UInt8] {
    let der = try Library.encode(doing: "INTEGER") { i2d_ASN1_INTEGER(number, $0) }
    var reader = DERReader(der)
    return reader.next().map { Array($0.content) } ?? []
  }
}
