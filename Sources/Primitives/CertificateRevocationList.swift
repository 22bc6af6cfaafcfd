public import BundleCore
internal import COpenSSL

/// An X.509 CRL, complete or partitioned; equal when the DER is, byte for byte.
public struct CertificateRevocationList: Sendable, Hashable {
  /// The CRL as it was read, DER.
  public let der: [UInt8]
  /// The issuer's Name, DER.
  public let issuerDER: [UInt8]
  /// When it was made.
  public let thisUpdate: Timestamp
  /// When the next one is due; nil when it does not say.
  public let nextUpdate: Timestamp?
  /// CRL number; nil when there is none, or beyond 63 bits.
  public let number: Int64?
  /// How many certificates it revokes.
  public let entryCount: Int

  private let handle: CRLHandle

  /// Reads DER, all of it and nothing else, at most `Limits.crl`; `.crlFormat`.
  public init(der: [UInt8]) throws(FengniError) {
    guard der.count <= Limits.crl else {
      throw FengniError(.crlFormat, reason: "longer than \(Limits.crl) bytes")
    }
    guard SignedObject(der) != nil else { throw FengniError(.crlFormat, reason: "not DER") }
    let pointer = Library.decode(der, free: X509_CRL_free) { d2i_X509_CRL(nil, $0, $1) }
    let handle = CRLHandle(
      takingOwnershipOf: try Library.require(pointer, .crlFormat, doing: "CRL"))
    defer { ERR_clear_error() }
    self.der = der
    self.handle = handle
    issuerDER = try handle.with { (crl) throws(FengniError) in
      try NameText.der(X509_CRL_get_issuer(crl))
    }
    guard let made = handle.with({ NameText.timestamp(X509_CRL_get0_lastUpdate($0)) }) else {
      throw FengniError(.crlFormat, reason: "thisUpdate")
    }
    thisUpdate = made
    let due = handle.with { crl in
      X509_CRL_get0_nextUpdate(crl).map { NameText.timestamp($0) }
    }
    if case .some(nil) = due { throw FengniError(.crlFormat, reason: "nextUpdate") }
    nextUpdate = due ?? nil
    let number = handle.with { fengni_crl_number($0) }
    self.number = number < 0 ? nil : number
    entryCount = handle.with { Int(fengni_revoked_count($0)) }
  }

  /// Reads every list of a file, or refuses it: DER, PEM with any number of blocks, PKCS #7 in
  /// either, and base64 without a block. `.crlFormat` when there is none or one is damaged;
  /// `.certificateFileContent`, with the line, when there is something beside them that is not
  /// understood.
  public static func list(
    pemOrDER file: [UInt8]
  ) throws(FengniError) -> [CertificateRevocationList] {
    var lists: [CertificateRevocationList] = []
    for item in try CertificateFile(file, .revocationList).items {
      do throws(FengniError) {
        lists.append(try CertificateRevocationList(der: item.der))
      } catch {
        throw FengniError(error.code, reason: error.reason, line: item.line)
      }
    }
    return lists
  }

  /// The CRL as PEM.
  public var pem: String { PEM.encode("X509 CRL", der) }

  /// The issuer in one readable line, UTF-8.
  public var issuerText: String { handle.with { NameText.line(X509_CRL_get_issuer($0)) } }

  /// The digest of the DER.
  public func digest(_ algorithm: DigestAlgorithm) -> Digest { Digest.of(der, algorithm) }

  /// When this CRL says the certificate was revoked; nil when it does not. Does not check that the
  /// CRL is its issuer's.
  public func revocationDate(of certificate: Certificate) -> Timestamp? {
    handle.with { crl in
      certificate.handle.with { x in
        var entry: OpaquePointer?
        // 1 is revoked, 2 is taken off hold (removeFromCRL, only in delta CRLs).
        guard X509_CRL_get0_by_cert(crl, &entry, x) == 1, let entry else { return nil }
        return NameText.timestamp(X509_REVOKED_get0_revocationDate(entry)) ?? thisUpdate
      }
    }
  }

  /// Whether the issuer made it: same name, may sign CRLs, strong signature that verifies.
  public func isIssued(by issuer: Certificate) -> Bool {
    guard issuerDER == issuer.subjectDER, issuer.keyUsage?.contains(.cRLSign) ?? true,
      issuer.hasStrongKey
    else { return false }
    guard let signed = SignedObject(der), signed.algorithmIsSignedInCRL else { return false }
    return signed.isSigned(by: issuer.publicKey)
  }

  /// Whether it speaks of this certificate at all (RFC 5280, 6.3.3 b): no delta, not indirect, all
  /// reasons, the certificate's kind and distribution point.
  func covers(_ certificate: Certificate) -> Bool {
    let isCA = certificate.isCA
    defer { ERR_clear_error() }
    return handle.with { crl in
      certificate.handle.with { fengni_crl_covers(crl, $0, isCA ? 1 : 0) == 1 }
    }
  }

  /// Identity of a CRL: its DER.
  public static func == (a: Self, b: Self) -> Bool { a.der == b.der }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

extension CertificateRevocationList: CustomStringConvertible {
  /// For developers: issuer and time.
  public var description: String { issuerText + " " + thisUpdate.rfc3339 }
}

/// Owner of one X509_CRL; OpenSSL locks the one thing that it changes (the order of the entries).
private final class CRLHandle: @unchecked Sendable {
  private let pointer: OpaquePointer

  init(takingOwnershipOf pointer: OpaquePointer) { self.pointer = pointer }

  deinit { X509_CRL_free(pointer) }

  func with<Result, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(pointer)
  }
}
