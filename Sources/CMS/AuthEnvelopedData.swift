public import BundleCore
public import Primitives

/// What an envelope shows without any key (SPEC, 2).
public struct EnvelopeHeader: Sendable {
  /// The suite that the content's cipher belongs to.
  public let suite: Suite
  /// Who can open it, in the message's order.
  public let recipients: [RecipientInfo]
  /// GCM's nonce, 12 octets.
  let nonce: [UInt8]
}

/// Layout of the message around the content, told once for writer and reader.
enum AuthEnvelopedData {
  /// Octets of the nonce (SPEC, 4.2).
  static let nonceByteCount = 12
  /// Octets of the tag (SPEC, 4.2).
  static let tagByteCount = 16

  /// GCMParameters (RFC 5084, 3.2), with icvLen written out: its default is 12.
  static func contentEncryption(_ suite: Suite, nonce: [UInt8]) -> AlgorithmIdentifier {
    AlgorithmIdentifier(
      algorithm: suite.contentEncryption,
      parameters: DERWriter.sequence(
        DERWriter.octetString(nonce), DERWriter.integer(UInt64(tagByteCount))))
  }

  /// Reads what `contentEncryption` writes: the suite and the nonce.
  ///
  /// Throws `envelopeSyntax`, `envelopeAlgorithm`, `envelopeParameters`.
  static func contentEncryption(
    reading der: [UInt8]
  ) throws(FengniError) -> (Suite, nonce: [UInt8]) {
    var outer = try DERReader.sequence(parsing: DERWriter.sequence(der), .envelopeSyntax)
    let found = try outer.algorithmIdentifier("contentEncryptionAlgorithm")
    guard let suite = Suite.allCases.first(where: { $0.contentEncryption == found.algorithm })
    else { throw FengniError(.envelopeAlgorithm, reason: "\(found.algorithm)") }
    // Octet by octet: with the nonce that stands there, only one encoding is right.
    guard let parameters = found.parameters, parameters.count > 4 + nonceByteCount,
      case let nonce = Array(parameters[4..<4 + nonceByteCount]),
      found == contentEncryption(suite, nonce: nonce)
    else { throw FengniError(.envelopeParameters) }
    return (suite, nonce)
  }
}

// MARK: - Writing

/// Encrypts what is written to it and writes the envelope, in constant memory (SPEC, 4).
public final class EnvelopeWriter: ByteSink {
  private let sink: any ByteSink
  private let sealer: AEADSealer
  private let expectedLength: UInt64?
  private var written: UInt64 = 0
  private let block: Block
  private var filled = 0

  /// Writes everything before the content.
  ///
  /// With `contentLength` (octets) the message is DER, else BER in segments of `segmentSize`.
  /// Throws `envelopeKeyTransport`, `envelopeTooLong`, and what the sink throws.
  public init(
    _ sink: any ByteSink, suite: Suite, recipients: [Certificate], contentLength: UInt64?,
    segmentSize: Int = 128 << 10, byKeyIdentifier: Bool = false
  ) throws(FengniError) {
    self.sink = sink
    expectedLength = contentLength
    block = Block(byteCount: max(16, segmentSize))
    let key = try SecretBytes(randomCount: suite.cipher.keyByteCount)
    let nonce = try SecureRandom.bytes(AuthEnvelopedData.nonceByteCount)
    sealer = try AEADSealer(suite.cipher, key: key, nonce: nonce)
    var infos: [[UInt8]] = []
    for recipient in recipients {
      infos.append(
        try RecipientInfo.wrap(
          key, for: recipient, suite: suite, byKeyIdentifier: byKeyIdentifier))
    }
    if let contentLength { try Self.checkLength(contentLength) }
    let fixed = DERWriter.integer(0) + DERWriter.setOf(infos)
    let inner =
      DERWriter.objectIdentifier(OID.data)
      + AuthEnvelopedData.contentEncryption(suite, nonce: nonce).der
    try sink.write(Self.header(fixed: fixed, inner: inner, contentLength: contentLength))
  }

  private static func checkLength(_ length: UInt64) throws(FengniError) {
    guard length <= Limits.envelopeContent else {
      throw FengniError(.envelopeTooLong, reason: "\(length) octets")
    }
  }

  /// Everything up to the first octet of the content.
  private static func header(
    fixed: [UInt8], inner: [UInt8], contentLength: UInt64?
  ) -> [UInt8] {
    let type = DERWriter.objectIdentifier(OID.authEnvelopedData)
    guard let contentLength else {
      return DERWriter.indefinite(Tag.sequence) + type
        + DERWriter.indefinite(Tag.constructed(0)) + DERWriter.indefinite(Tag.sequence) + fixed
        + DERWriter.indefinite(Tag.sequence) + inner
        + DERWriter.indefinite(Tag.constructed(0))
    }
    let content = DERWriter.header(Tag.primitive(0), contentLength)
    let infoLength = UInt64(inner.count + content.count) + contentLength
    let info = DERWriter.header(Tag.sequence, infoLength)
    let macLength = UInt64(2 + AuthEnvelopedData.tagByteCount)
    let dataLength = UInt64(fixed.count + info.count) + infoLength + macLength
    let data = DERWriter.header(Tag.sequence, dataLength)
    let taggedLength = UInt64(data.count) + dataLength
    let tagged = DERWriter.header(Tag.constructed(0), taggedLength)
    let length = UInt64(type.count + tagged.count) + taggedLength
    return DERWriter.header(Tag.sequence, length) + type + tagged + data + fixed + info + inner
      + content
  }

  /// Encrypts what is written. Throws `envelopeTooLong`, `fileChanged` for more octets than were
  /// announced, and what the sink throws.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    written += UInt64(bytes.count)
    try Self.checkLength(written)
    if let expectedLength, written > expectedLength {
      throw FengniError(.fileChanged, reason: "more content than was announced")
    }
    var rest = bytes
    while !rest.isEmpty {
      let part = min(rest.count, block.memory.count - filled)
      UnsafeMutableRawBufferPointer(rebasing: block.memory[filled..<filled + part])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<part]))
      filled += part
      rest = UnsafeRawBufferPointer(rebasing: rest[part...])
      if filled == block.memory.count { try flush() }
    }
  }

  private func flush() throws(FengniError) {
    guard filled > 0 else { return }
    let part = UnsafeMutableRawBufferPointer(rebasing: block.memory[..<filled])
    try sealer.seal(part)
    if expectedLength == nil { try sink.write(DERWriter.header(Tag.octetString, UInt64(filled))) }
    try sink.write(UnsafeRawBufferPointer(part))
    filled = 0
  }

  /// Writes the tag and the end. Throws `fileChanged` when content is missing.
  public func finish() throws(FengniError) {
    try flush()
    if let expectedLength, written != expectedLength {
      throw FengniError(.fileChanged, reason: "less content than was announced")
    }
    let tag = DERWriter.octetString(try sealer.finish())
    let ends: (Int) -> [UInt8] = {
      Array(repeatElement(DERWriter.endOfContents, count: $0).joined())
    }
    try sink.write(expectedLength == nil ? ends(2) + tag + ends(3) : tag)
  }
}

// MARK: - Reading

/// Decrypts an envelope as it is read from, in constant memory (SPEC, 4).
///
/// What `read` returns is not authenticated before it has returned 0: the tag stands at the end.
public final class EnvelopeReader: ByteSource {
  /// What the envelope shows without any key.
  public let header: EnvelopeHeader
  /// The recipient certificate whose key is used.
  public let recipient: Certificate
  private let reader: BERReader
  private let content: OctetStringReader
  private let opener: AEADOpener
  private let prefix: [UInt8]
  private var total: UInt64 = 0
  /// Plaintext of the first read, kept until it was compared with the prefix.
  private var held: [UInt8] = []
  private var heldPosition = 0
  private var prefixIsRight = true
  private var isFinished = false
  /// Kept, so that nobody who reads on after an error takes it for the end.
  private var failure: FengniError?

  private static let codes = BERReader.Codes(
    syntax: .envelopeSyntax, truncated: .envelopeTruncated, tooLarge: .envelopeHeaderTooLarge)

  /// Reads everything before the content, and the content's first octets, which must be `prefix`.
  ///
  /// Throws `notABundle`, codes of the envelope gate; `envelopeNoMatchingRecipient` when none of
  /// the keys is a recipient's.
  public init(
    _ source: any ByteSource, keys: [RecipientKey], prefix: [UInt8]
  ) throws(FengniError) {
    reader = BERReader(source, codes: Self.codes)
    header = try Self.readHeader(reader)
    guard let (info, match) = Self.match(header.recipients, keys) else {
      throw FengniError(.envelopeNoMatchingRecipient)
    }
    recipient = match.certificate
    self.prefix = prefix
    let cipher = header.suite.cipher
    if let key = info.unwrap(match.key, byteCount: cipher.keyByteCount) {
      opener = try AEADOpener(cipher, key: key, nonce: header.nonce)
    } else {
      let random = try SecretBytes(randomCount: cipher.keyByteCount)
      opener = try AEADOpener(cipher, key: random, nonce: header.nonce)
    }
    content = try OctetStringReader(reader, tag: Tag.primitive(0), "encryptedContent")
    try readPrefix()
  }

  /// The first RecipientInfo that names one of the keys.
  private static func match(
    _ recipients: [RecipientInfo], _ keys: [RecipientKey]
  ) -> (RecipientInfo, RecipientKey)? {
    for info in recipients {
      if let key = keys.first(where: { info.identifier.matches($0.certificate) }) {
        return (info, key)
      }
    }
    return nil
  }

  /// Reads what an envelope shows without any key; throws `notABundle` and codes of the envelope
  /// gate.
  public static func inspect(_ source: any ByteSource) throws(FengniError) -> EnvelopeHeader {
    try readHeader(BERReader(source, codes: codes))
  }

  private static func readHeader(_ reader: BERReader) throws(FengniError) -> EnvelopeHeader {
    guard let first = try reader.peek() else { throw FengniError(.inputEmpty) }
    guard first == Tag.sequence else { throw FengniError(.notABundle) }
    try openContentInfo(reader)
    guard try reader.primitive(Tag.integer, limit: 4, "version") == [0] else {
      throw reader.syntax("version")
    }
    if try reader.peek() == Tag.constructed(0) { throw FengniError(.envelopeOriginatorInfo) }
    let recipients = try readRecipients(reader)
    try reader.enter(Tag.sequence, "authEncryptedContentInfo")
    let contentType = try reader.element(limit: 64, "contentType")
    guard contentType == DERWriter.objectIdentifier(OID.data) else {
      throw FengniError(.envelopeContentType, reason: "the content is no id-data")
    }
    let algorithm = try reader.element(limit: 1024, "contentEncryptionAlgorithm")
    let (suite, nonce) = try AuthEnvelopedData.contentEncryption(reading: algorithm)
    return EnvelopeHeader(suite: suite, recipients: recipients, nonce: nonce)
  }

  /// Until the content type is known, whatever is wrong means that this is no bundle at all.
  private static func openContentInfo(_ reader: BERReader) throws(FengniError) {
    let type: [UInt8]
    do throws(FengniError) {
      try reader.enter(Tag.sequence, "ContentInfo")
      type = try reader.element(limit: 64, "contentType")
      guard type.first == Tag.objectIdentifier else { throw FengniError(.notABundle) }
      if type == DERWriter.objectIdentifier(OID.authEnvelopedData) {
        try reader.enter(Tag.constructed(0), "content")
        try reader.enter(Tag.sequence, "AuthEnvelopedData")
        return
      }
    } catch {
      throw error.code == .envelopeTruncated
        ? error : FengniError(.notABundle, reason: error.reason)
    }
    let known = [OID.envelopedData, OID.signedData, OID.data]
    guard known.contains(where: { DERWriter.objectIdentifier($0) == type }) else {
      throw FengniError(.notABundle, reason: "another content type")
    }
    throw FengniError(.envelopeContentType, reason: "not AuthEnvelopedData")
  }

  /// SPEC, 4.6: a name and a wrapped key of the largest RSA modulus need a quarter of it.
  private static let recipientInfoLimit = 16 << 10

  private static func readRecipients(_ reader: BERReader) throws(FengniError) -> [RecipientInfo] {
    try reader.enter(Tag.set, "recipientInfos")
    var recipients: [RecipientInfo] = []
    while try !reader.isAtEnd() {
      guard reader.position < UInt64(Limits.envelopeHeader) else {
        throw FengniError(.envelopeHeaderTooLarge)
      }
      let limit = min(recipientInfoLimit, Limits.envelopeHeader - Int(reader.position))
      recipients += try RecipientInfo.read(reader.element(limit: limit, "RecipientInfo"))
    }
    try reader.leave("recipientInfos")
    guard !recipients.isEmpty else { throw reader.syntax("no recipient") }
    return recipients
  }

  // MARK: Content

  /// The key-commitment check of SPEC, 4.1: no other plaintext is passed on.
  private func readPrefix() throws(FengniError) {
    var first = [UInt8](repeating: 0, count: prefix.count)
    var filled = 0
    while filled < first.count {
      let count = try first.withMutableRawBytes { (raw) throws(FengniError) in
        try decrypt(into: UnsafeMutableRawBufferPointer(rebasing: raw[filled...]))
      }
      if count == 0 { break }
      filled += count
    }
    held = Array(first[..<filled])
    prefixIsRight = Memory.constantTimeEqual(held, prefix)
  }

  /// Reads plaintext, 0 octets at the end, where the tag held.
  ///
  /// Throws codes of the envelope gate, every time anew once one was thrown.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    if let failure { throw failure }
    if isFinished || buffer.isEmpty { return 0 }
    do throws(FengniError) {
      return try readVerified(into: buffer)
    } catch {
      failure = error
      throw error
    }
  }

  private func readVerified(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(FengniError) -> Int {
    guard prefixIsRight else {
      try drain()
      throw FengniError(.envelopeContentPrefix)
    }
    if heldPosition < held.count {
      let count = min(buffer.count, held.count - heldPosition)
      buffer.copyBytes(from: held[heldPosition..<heldPosition + count])
      heldPosition += count
      return count
    }
    let count = try decrypt(into: buffer)
    if count == 0 { try finish() }
    return count
  }

  private func decrypt(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let count = try content.read(into: buffer)
    total += UInt64(count)
    guard total <= Limits.envelopeContent else { throw FengniError(.envelopeTooLong) }
    try opener.open(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }

  /// Reads to the end without passing anything on, so that a wrong tag is what is reported.
  private func drain() throws(FengniError) {
    let block = Block(byteCount: 64 << 10)
    while try decrypt(into: block.memory) > 0 {}
    try finish()
  }

  /// What follows the content: the tag, no attributes, nothing else.
  private func finish() throws(FengniError) {
    try reader.leave("authEncryptedContentInfo")
    if try reader.peek() == Tag.constructed(1) { throw FengniError(.envelopeAttributes) }
    let tag = try readTag()
    if try !reader.isAtEnd(), try reader.peek() == Tag.constructed(2) {
      throw FengniError(.envelopeAttributes)
    }
    for what in ["AuthEnvelopedData", "content", "ContentInfo"] { try reader.leave(what) }
    guard try reader.peek() == nil else { throw FengniError(.envelopeTrailingData) }
    guard try opener.finish(tag: tag) else { throw FengniError(.envelopeDecryptionFailed) }
    isFinished = true
  }

  private func readTag() throws(FengniError) -> [UInt8] {
    let header = try reader.header()
    guard header.tag == Tag.octetString, let length = header.length else {
      throw reader.syntax("mac")
    }
    guard length == UInt64(AuthEnvelopedData.tagByteCount) else {
      throw FengniError(.envelopeParameters, reason: "a tag of \(length) octets")
    }
    return try reader.octets(AuthEnvelopedData.tagByteCount)
  }
}
