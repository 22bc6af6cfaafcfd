import BundleCore
public import CMS
import JSONText
import Primitives

/// A signed JSON object as it came, of which nothing is believed (SPEC, 6).
public struct SignedStatement: Sendable {
  /// DER of a CMS SignedData message.
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Signs a JSON object. `certificates`: the signers' chains without roots.
  static func sign(
    _ json: [UInt8], suite: Suite, signers: [Signer], certificates: [Certificate]
  ) throws(FengniError) -> SignedStatement {
    SignedStatement(
      try SignedData.sign(
        json, digest: suite.digest, signers: signers, certificates: certificates))
  }

  /// The statement with one more signature.
  func adding(
    _ signer: Signer, suite: Suite, certificates: [Certificate]
  ) throws(FengniError) -> SignedStatement {
    let (message, json) = try SignedData.read(bytes, contentLimit: Limits.statement)
    return SignedStatement(
      try message.adding(
        signer, content: json, digest: suite.digest, certificates: certificates))
  }

  /// A certificate or CRL that can't be read is a flaw of the message, not of somebody's file.
  private static func read(
    _ bytes: [UInt8]
  ) throws(FengniError) -> (message: SignedData, content: [UInt8]) {
    do throws(FengniError) {
      return try SignedData.read(bytes, contentLimit: Limits.statement)
    } catch {
      guard [.certificateFormat, .crlFormat].contains(error.code) else { throw error }
      throw FengniError(.signedDataSyntax, error.subject, reason: "\(error.code): \(error.reason)")
    }
  }

  /// Checks the encoding and every signature, and only then reads the JSON.
  ///
  /// `kind`: what the first member must say. Throws codes of the provenance gate.
  func verified(kind: String) throws(FengniError) -> VerifiedStatement {
    let (message, json) = try Self.read(bytes)
    let signers = try message.verify()
    guard message.canonicalEncoding(content: json) == bytes else {
      throw FengniError(.signedDataSyntax, reason: "not in DER")
    }
    let value: JSONValue
    do throws(FengniError) {
      value = try JSONDocument.parse(json, subject: "manifest")
    } catch {
      throw error.inStatement
    }
    guard let first = value.asObject?.members.first, first.name == "statement",
      first.value.asString == kind
    else { throw FengniError(.statementKind, kind) }
    return VerifiedStatement(
      message: message, json: json, value: value, signers: signers)
  }
}

/// A statement whose signatures all held; only `SignedStatement.verified` makes one.
public struct VerifiedStatement: Sendable {
  let message: SignedData
  /// The octets that were signed.
  public let json: [UInt8]
  let value: JSONValue
  public let signers: [VerifiedSigner]

  fileprivate init(
    message: SignedData, json: [UInt8], value: JSONValue, signers: [VerifiedSigner]
  ) {
    self.message = message
    self.json = json
    self.value = value
    self.signers = signers
  }

  /// Every signature's algorithms belong to the suite (SPEC, 3). Throws `signatureAlgorithm`.
  func requireSuite(_ suite: Suite) throws(FengniError) {
    for signer in signers where !suite.permits(signer.scheme) {
      throw FengniError(.signatureAlgorithm, signer.certificate.subjectText)
    }
  }
}
