public import BundleCore
public import CMS
internal import JSONText
internal import Primitives

extension Suite {
  /// Whether a key of this kind serves that use in this suite; Ed25519 encrypts to nobody.
  func admits(_ algorithm: KeyAlgorithm?, for use: KeyUse) -> Bool {
    guard let algorithm, Suite(algorithm) == self else { return false }
    return use == .signing || algorithm != .ed25519
  }
}

/// What a key pair is for. One key never serves both (dual certificates, 双证书).
public enum KeyUse: String, Sendable, Hashable, CaseIterable {
  /// Signs statements.
  case signing
  /// Is encrypted to.
  case encryption

  /// What the key usage extension says of a certificate's use; nil when it says both or nothing.
  init?(of certificate: Certificate) {
    guard let usage = certificate.keyUsage else { return nil }
    switch (Self.signing.isAllowed(by: usage), Self.encryption.isAllowed(by: usage)) {
    case (true, false): self = .signing
    case (false, true): self = .encryption
    default: return nil
    }
  }

  /// Whether the key usage has any bit of this use. A certificate without the extension may be
  /// used for anything (RFC 5280, 4.2.1.3).
  func isAllowed(by usage: KeyUsage?) -> Bool {
    guard let usage else { return true }
    let bits: KeyUsage =
      switch self {
      case .signing: [.digitalSignature, .contentCommitment]
      case .encryption: [.keyEncipherment, .dataEncipherment, .keyAgreement]
      }
    return !usage.isDisjoint(with: bits)
  }
}

/// Whose keys a directory holds: the content of `identity.json`.
///
/// ```json
/// { "identity": "keys/1", "id": "410100-001", "name": "…", "suite": "sm",
///   "organization": "…", "created": "2012-08-27T16:00:00Z" }
/// ```
/// `organization` may be absent; unknown members are refused.
public struct Identity: Sendable, Hashable {
  /// The sender's id as the roster has it; organizationIdentifier of the requests.
  public let id: String
  /// Unit or person, in words; the common name of the requests.
  public let name: String
  /// The suite of both keys.
  public let suite: Suite
  /// The organization, where it differs from the name.
  public let organization: String?
  /// When the directory was made.
  public let created: Timestamp

  /// Makes an identity; empty organizations are none.
  public init(
    id: String, name: String, suite: Suite, organization: String? = nil, created: Timestamp
  ) {
    self.id = id
    self.name = name
    self.suite = suite
    self.organization = organization?.isEmpty == true ? nil : organization
    self.created = created
  }

  /// Longest id and name, in UTF-8 bytes: what fits the name attributes of X.520 with room.
  static let limit = 256

  init(json: [UInt8], file: String) throws(FengniError) {
    let value = try JSONDocument.parse(
      json, subject: file, limits: JSONLimits(size: Limits.keyFile))
    let reader = try ObjectReader(value, subject: file)
    _ = try reader.string("identity", of: ["keys/1"])
    let created = try reader.string("created")
    guard let time = Timestamp(rfc3339: created) else {
      throw reader.error(.jsonValueNotAllowed, at: "created", reason: "expected a time (RFC 3339)")
    }
    self.init(
      id: try reader.string("id", limit: Self.limit),
      name: try reader.string("name", limit: Self.limit),
      suite: try reader.choice("suite"),
      organization: try reader.optionalString("organization", limit: Self.limit), created: time)
    try reader.finish()
  }

  func serialized() throws(FengniError) -> [UInt8] {
    try JSON.object([
      ("identity", .string("keys/1")), ("id", .string(id)), ("name", .string(name)),
      ("suite", .string(suite.rawValue)), ("organization", organization.map { .string($0) }),
      ("created", .string(created.rfc3339)),
    ]).serialized(.pretty)
  }

  /// The subject of a request. The intended use stands in the organizational unit, since the
  /// request's maker and the CA's holder are different people on different machines.
  func subject(for use: KeyUse) -> DistinguishedName {
    DistinguishedName(
      commonName: name, organization: organization, organizationalUnit: use.rawValue,
      organizationIdentifier: id)
  }
}
