import BundleCore
public import Primitives

/// How a message names a certificate (RFC 5652, 5.3 and 6.2.1).
public enum CertificateIdentifier: Sendable, Hashable {
  /// DER of the issuer's Name and content octets of the serial number.
  case issuerAndSerial(issuer: [UInt8], serial: [UInt8])
  /// Octets of the certificate's extension (RFC 5280, 4.2.1.2).
  case subjectKeyIdentifier([UInt8])

  /// The usual way.
  public init(_ certificate: Certificate) {
    self = .issuerAndSerial(issuer: certificate.issuerDER, serial: certificate.serialNumber)
  }

  /// Whether it names this certificate.
  public func matches(_ certificate: Certificate) -> Bool {
    switch self {
    case .issuerAndSerial(let issuer, let serial):
      certificate.issuerDER == issuer && certificate.serialNumber == serial
    case .subjectKeyIdentifier(let identifier):
      certificate.subjectKeyIdentifier == identifier
    }
  }

  /// For people: the serial number or key identifier in hexadecimal.
  public var text: String {
    switch self {
    case .issuerAndSerial(_, let serial): "serial " + Hex.encode(serial)
    case .subjectKeyIdentifier(let identifier): "key identifier " + Hex.encode(identifier)
    }
  }

  /// Reads `SignerIdentifier` (RFC 5652, 5.3) or `RecipientIdentifier` (6.2.1); throws the
  /// reader's code.
  init(signerIdentifier fields: inout DERReader) throws(FengniError) {
    if fields.nextIsContext(0) {
      self = .subjectKeyIdentifier(
        try fields.primitive("subjectKeyIdentifier", tag: Tag.primitive(0)))
    } else {
      try self.init(issuerAndSerial: &fields)
    }
  }

  /// Reads `KeyAgreeRecipientIdentifier` (RFC 5652, 6.2.2); throws the reader's code.
  init(keyAgreeIdentifier fields: inout DERReader) throws(FengniError) {
    if fields.nextIsContext(0) {
      var rKeyId = try fields.constructed("rKeyId", tag: Tag.constructed(0))
      self = .subjectKeyIdentifier(try rKeyId.octetString("subjectKeyIdentifier"))
      try rKeyId.end("rKeyId")
    } else {
      try self.init(issuerAndSerial: &fields)
    }
  }

  private init(issuerAndSerial fields: inout DERReader) throws(FengniError) {
    var pair = try fields.sequence("issuerAndSerialNumber")
    let issuer = Array(try pair.next("issuer").encoding)
    let serial = try pair.integerBytes("serialNumber")
    try pair.end("issuerAndSerialNumber")
    self = .issuerAndSerial(issuer: issuer, serial: serial)
  }

  /// DER of `IssuerAndSerialNumber` (RFC 5652, 10.2.4); empty for a key identifier.
  func issuerAndSerialNumber() -> [UInt8] {
    guard case .issuerAndSerial(let issuer, let serial) = self else { return [] }
    return DERWriter.sequence(issuer, DERWriter.value(Tag.integer, serial))
  }

  /// RFC 5652, 5.3: 1 for issuerAndSerialNumber, 3 for subjectKeyIdentifier.
  var signerInfoVersion: UInt8 {
    if case .issuerAndSerial = self { 1 } else { 3 }
  }
}
