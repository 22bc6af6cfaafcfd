public import BundleCore
public import Primitives

/// Where the signed content is.
public enum SignedContent {
  /// Inside the message; it goes to the sink, unverified, up to a limit of octets.
  case attached(into: any ByteSink, limit: UInt64)
  /// Outside; the message must carry none.
  case detached(any ByteSource)
}

/// A CMS SignedData message (RFC 5652, 5), read in constant memory, not yet judged.
///
/// The content must not be interpreted before `verify()` returned.
public struct SignedData: Sendable {
  /// Digests of the content, one for each known algorithm that the message lists.
  public let contentDigests: [DigestAlgorithm: Digest]
  /// The certificates that the message carries; nothing is known of their trust.
  public let certificates: [Certificate]
  /// The revocation lists that the message carries; nothing is known of their trust.
  public let crls: [CertificateRevocationList]
  /// The signers, not judged, in the message's order.
  let signerInfos: [SignerInfo]
  /// DER of the digest algorithms that the message lists, known ones or not.
  let digestAlgorithms: [[UInt8]]

  /// How many signed, or claim to.
  public var signerCount: Int { signerInfos.count }

  /// Checks every signature (SPEC, 6.2) and returns who signed, in the message's order.
  ///
  /// Throws the code of the first signer that fails; `noSigner`; `signerDuplicate`.
  public func verify() throws(FengniError) -> [VerifiedSigner] {
    guard !signerInfos.isEmpty else { throw FengniError(.noSigner) }
    var verified: [VerifiedSigner] = []
    for info in signerInfos {
      let signer = try info.verify(
        contentDigest: { contentDigests[$0] }, certificates: certificates)
      guard !verified.contains(where: { $0.certificate == signer.certificate }) else {
        throw FengniError(.signerDuplicate, signer.certificate.subjectText)
      }
      verified.append(signer)
    }
    return verified
  }
}

// MARK: - Reading

extension SignedData {
  private static let codes = BERReader.Codes(
    syntax: .signedDataSyntax, truncated: .signedDataSyntax, tooLarge: .signedDataSyntax)

  /// Octets of one SignerInfo: names, attributes and a signature of the largest modulus need a
  /// tenth of it.
  private static let signerInfoLimit = 64 << 10

  /// Reads a message to its end; nothing may follow it.
  ///
  /// Throws `signedDataSyntax`, `signerWithoutAttributes`, `certificateFormat`, `crlFormat`.
  public init(reading source: any ByteSource, content: SignedContent) throws(FengniError) {
    let reader = BERReader(source, codes: Self.codes)
    try reader.enter(Tag.sequence, "ContentInfo")
    try Self.expect(OID.signedData, reader, "contentType")
    try reader.enter(Tag.constructed(0), "content")
    try reader.enter(Tag.sequence, "SignedData")
    let version = try reader.primitive(Tag.integer, limit: 1, "version")
    guard version == [1] || version == [3] else { throw reader.syntax("version") }
    var listed: [[UInt8]] = []
    let contexts = try Self.digestContexts(reader, &listed)
    try Self.readContent(content, reader, contexts)
    let certificates = try Self.readSet(
      reader, tag: Tag.constructed(0), count: Limits.embeddedCertificates
    ) { (reader) throws(FengniError) in
      try Certificate(der: reader.element(limit: Limits.certificate, "certificate"))
    }
    let crls = try Self.readSet(
      reader, tag: Tag.constructed(1), count: Limits.embeddedCRLs
    ) { (reader) throws(FengniError) in
      try CertificateRevocationList(der: reader.element(limit: Limits.crl, "CRL"))
    }
    let signerInfos = try Self.readSet(reader, tag: Tag.set, count: Limits.signers) {
      (reader) throws(FengniError) in
      try SignerInfo(der: reader.element(limit: Self.signerInfoLimit, "SignerInfo"))
    }
    for what in ["SignedData", "content", "ContentInfo"] { try reader.leave(what) }
    guard try reader.peek() == nil else { throw reader.syntax("trailing octets") }
    self.certificates = certificates
    self.crls = crls
    self.signerInfos = signerInfos
    digestAlgorithms = listed
    contentDigests = contexts.mapValues { $0.finalize() }
  }

  private static func expect(
    _ identifier: OID, _ reader: BERReader, _ what: String
  ) throws(FengniError) {
    let found = try reader.element(limit: 64, what)
    guard found == DERWriter.objectIdentifier(identifier) else {
      throw reader.syntax("\(what) is not \(identifier)")
    }
  }

  private static func digestContexts(
    _ reader: BERReader, _ listed: inout [[UInt8]]
  ) throws(FengniError) -> [DigestAlgorithm: DigestContext] {
    var contexts: [DigestAlgorithm: DigestContext] = [:]
    try reader.enter(Tag.set, "digestAlgorithms")
    while try !reader.isAtEnd() {
      guard listed.count < 8 else { throw reader.syntax("too many digest algorithms") }
      let der = try reader.element(limit: 256, "digestAlgorithm")
      listed.append(der)
      var fields = try DERReader.sequence(parsing: der, .signedDataSyntax)
      // An algorithm that nobody here knows is an error only of the signer that uses it.
      let identifier = try fields.objectIdentifier("algorithm")
      let algorithm = try? AlgorithmIdentifier(algorithm: identifier).digestAlgorithm()
      if let algorithm { contexts[algorithm] = DigestContext(algorithm) }
    }
    try reader.leave("digestAlgorithms")
    return contexts
  }

  private static func readContent(
    _ content: SignedContent, _ reader: BERReader, _ contexts: [DigestAlgorithm: DigestContext]
  ) throws(FengniError) {
    try reader.enter(Tag.sequence, "encapContentInfo")
    try expect(OID.data, reader, "eContentType")
    let block = Block(byteCount: 64 << 10)
    switch content {
    case .detached(let source):
      guard try reader.isAtEnd() else { throw reader.syntax("eContent is present") }
      while case let count = try source.read(into: block.memory), count > 0 {
        let part = UnsafeRawBufferPointer(rebasing: block.memory[..<count])
        for context in contexts.values { context.update(part) }
      }
    case .attached(let sink, let limit):
      guard try !reader.isAtEnd() else { throw reader.syntax("eContent is missing") }
      try reader.enter(Tag.constructed(0), "eContent")
      let octets = try OctetStringReader(reader, tag: Tag.octetString, "eContent")
      var total: UInt64 = 0
      while case let count = try octets.read(into: block.memory), count > 0 {
        total += UInt64(count)
        guard total <= limit else { throw reader.syntax("eContent has over \(limit) octets") }
        let part = UnsafeRawBufferPointer(rebasing: block.memory[..<count])
        for context in contexts.values { context.update(part) }
        try sink.write(part)
      }
      try reader.leave("eContent")
    }
    try reader.leave("encapContentInfo")
  }

  /// The elements of an IMPLICIT SET; empty when an optional one is absent.
  private static func readSet<Element>(
    _ reader: BERReader, tag: UInt8, count: Int,
    _ read: (BERReader) throws(FengniError) -> Element
  ) throws(FengniError) -> [Element] {
    guard try reader.peek() == tag else {
      if tag == Tag.set { throw reader.syntax("signerInfos") }
      return []
    }
    try reader.enter(tag, "set")
    var elements: [Element] = []
    while try !reader.isAtEnd() {
      guard elements.count < count else { throw reader.syntax("too many elements") }
      elements.append(try read(reader))
    }
    try reader.leave("set")
    return elements
  }

  /// Reads a message with its content from memory.
  public static func read(
    _ message: [UInt8], contentLimit: Int
  ) throws(FengniError) -> (message: SignedData, content: [UInt8]) {
    let sink = MemorySink()
    let data = try SignedData(
      reading: MemorySource(message),
      content: .attached(into: sink, limit: UInt64(contentLimit)))
    return (data, sink.bytes)
  }
}

// MARK: - Writing

extension SignedData {
  /// Signs a content and returns the message in DER.
  ///
  /// `certificates`: the signers' and their chains, without roots. Throws `signatureAlgorithm`,
  /// `keyCertificateMismatch`.
  public static func sign(
    _ content: [UInt8], digest: DigestAlgorithm, signers: [Signer], certificates: [Certificate],
    crls: [CertificateRevocationList] = [], detached: Bool = false
  ) throws(FengniError) -> [UInt8] {
    let contentDigest = Digest.of(content, digest)
    var infos: [SignerInfo] = []
    for signer in signers { infos.append(try SignerInfo.make(signer, content: contentDigest)) }
    return encode(
      content: detached ? nil : content, digests: [AlgorithmIdentifier(digest).der],
      signerInfos: infos, certificates: certificates, crls: crls)
  }

  /// The message with one more signature over the same content, in DER.
  public func adding(
    _ signer: Signer, content: [UInt8], digest: DigestAlgorithm, certificates more: [Certificate]
  ) throws(FengniError) -> [UInt8] {
    let info = try SignerInfo.make(signer, content: Digest.of(content, digest))
    var all = certificates
    for certificate in more where !all.contains(certificate) { all.append(certificate) }
    var digests = digestAlgorithms
    let own = info.digestAlgorithm.der
    if !digests.contains(own) { digests.append(own) }
    return Self.encode(
      content: content, digests: digests, signerInfos: signerInfos + [info], certificates: all,
      crls: crls)
  }

  /// The one DER encoding of this message with its content.
  public func canonicalEncoding(content: [UInt8]) -> [UInt8] {
    Self.encode(
      content: content, digests: digestAlgorithms, signerInfos: signerInfos,
      certificates: certificates, crls: crls)
  }

  private static func encode(
    content: [UInt8]?, digests: [[UInt8]], signerInfos: [SignerInfo],
    certificates: [Certificate], crls: [CertificateRevocationList]
  ) -> [UInt8] {
    let eContent = content.map { DERWriter.explicit(0, DERWriter.octetString($0)) } ?? []
    return DERWriter.sequence(
      DERWriter.objectIdentifier(OID.signedData),
      DERWriter.explicit(
        0,
        DERWriter.value(
          Tag.sequence,
          prologue(signerInfos, digests)
            + DERWriter.sequence(DERWriter.objectIdentifier(OID.data), eContent)
            + epilogue(signerInfos, certificates, crls))))
  }

  /// version and digestAlgorithms.
  private static func prologue(_ signerInfos: [SignerInfo], _ digests: [[UInt8]]) -> [UInt8] {
    let version = signerInfos.map { $0.identifier.signerInfoVersion }.max() ?? 1
    return DERWriter.integer(UInt64(version)) + DERWriter.setOf(digests)
  }

  /// certificates, crls and signerInfos.
  private static func epilogue(
    _ signerInfos: [SignerInfo], _ certificates: [Certificate],
    _ crls: [CertificateRevocationList]
  ) -> [UInt8] {
    let certificates =
      certificates.isEmpty
      ? [] : DERWriter.setOf(certificates.map { $0.der }, tag: Tag.constructed(0))
    let crls = crls.isEmpty ? [] : DERWriter.setOf(crls.map { $0.der }, tag: Tag.constructed(1))
    return certificates + crls + DERWriter.setOf(signerInfos.map { $0.der })
  }
}
