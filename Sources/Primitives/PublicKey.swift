public import BundleCore
internal import COpenSSL

/// A public key; equal when the SubjectPublicKeyInfo is, byte for byte.
public struct PublicKey: Sendable, Hashable {
  /// SubjectPublicKeyInfo, DER, as it was read.
  public let subjectPublicKeyInfo: [UInt8]
  /// The kind; nil for keys that we cannot use: those verify and encrypt nothing.
  public let algorithm: KeyAlgorithm?

  let handle: KeyHandle?

  /// Reads DER, all of it; a key of an unknown kind is no error. `.certificateFormat`.
  public init(subjectPublicKeyInfo der: [UInt8]) throws(FengniError) {
    guard der.count <= Limits.certificate, var content = DERReader.sequence(der),
      content.next(DER.sequence) != nil, content.next(DER.bitString) != nil, content.isAtEnd
    else { throw FengniError(.certificateFormat, reason: "not a SubjectPublicKeyInfo") }
    let pointer = Library.decode(der, free: EVP_PKEY_free) { d2i_PUBKEY(nil, $0, $1) }
    ERR_clear_error()
    handle = pointer.map { KeyHandle(takingOwnershipOf: $0) }
    algorithm = handle?.algorithm
    subjectPublicKeyInfo = der
  }

  /// A key that came decoded with its DER; nil for one of an unknown kind.
  init(_ der: [UInt8], _ handle: KeyHandle?) {
    self.handle = handle
    algorithm = handle?.algorithm
    subjectPublicKeyInfo = der
  }

  init(_ handle: KeyHandle) throws(FengniError) {
    self.handle = handle
    algorithm = handle.algorithm
    subjectPublicKeyInfo = try handle.subjectPublicKeyInfo()
  }

  /// A point on SM2's curve, P-256 or P-384, X9.62 uncompressed (04, x, y), such as the ephemeral
  /// key of an originator; `.envelopeKeyTransport` when it is not on the curve.
  public init(ecPoint: [UInt8], on curve: KeyAlgorithm) throws(FengniError) {
    guard let size = curve.coordinateByteCount, ecPoint.count == 1 + 2 * size, ecPoint[0] == 4
    else { throw FengniError(.envelopeKeyTransport, reason: "not an uncompressed point") }
    let algorithm = DER.encode(DER.sequence, Self.ecPublicKey + Self.curveIdentifier(curve))
    let key = DER.encode(DER.bitString, [0] + ecPoint)
    let read = try PublicKey(
      subjectPublicKeyInfo: DER.encode(DER.sequence, algorithm + key))
    guard read.algorithm == curve else {
      throw FengniError(.envelopeKeyTransport, reason: "the point is not on the curve")
    }
    self = read
  }

  /// The point, X9.62 uncompressed (04, x, y); nil for keys that are not points.
  public var ecPoint: [UInt8]? {
    guard let size = algorithm?.coordinateByteCount, let handle else { return nil }
    return handle.with { key in
      var point: [UInt8] = [4]
      for name in [OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y] {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, name, &number) == 1, let number else { return nil }
        defer { BN_free(number) }
        var coordinate = [UInt8](repeating: 0, count: size)
        guard BN_bn2binpad(number, &coordinate, Int32(size)) == Int32(size) else { return nil }
        point += coordinate
      }
      return point
    }
  }

  /// Whether both are the same key in the mathematical sense, however each is encoded.
  public func isSameKey(as other: PublicKey) -> Bool {
    if self == other { return true }
    guard let handle, let peer = other.handle else { return false }
    defer { ERR_clear_error() }
    return handle.with { a in peer.with { b in EVP_PKEY_eq(a, b) == 1 } }
  }

  /// Identity of a key: its SubjectPublicKeyInfo.
  public static func == (a: Self, b: Self) -> Bool {
    a.subjectPublicKeyInfo == b.subjectPublicKeyInfo
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(subjectPublicKeyInfo) }

  /// id-ecPublicKey, 1.2.840.10045.2.1
  private static let ecPublicKey: [UInt8] = [6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]

  private static func curveIdentifier(_ curve: KeyAlgorithm) -> [UInt8] {
    switch curve {
    // 1.2.156.10197.1.301
    case .sm2: [6, 8, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x82, 0x2d]
    // 1.2.840.10045.3.1.7
    case .p256: [6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]
    // 1.3.132.0.34
    case .p384: [6, 5, 0x2b, 0x81, 4, 0, 0x22]
    default: []
    }
  }
}
