public import BundleCore
import CMS
public import Primitives
import StrictZIP

/// Makes sealed bundles: under which campaign, at what time, by which program.
///
/// The steps are those of SPEC, 2, from the inside out: check and describe, sign, package,
/// encrypt. `Opening` is the mirror.
public struct Sealing: Sendable {
  /// How the envelope is written.
  public struct Form: Sendable, Hashable {
    /// BER with indefinite lengths, for readers that want to stream; else DER.
    public var isStreamed = false
    /// Recipients named by subject key identifier instead of issuer and serial number.
    public var byKeyIdentifier = false

    public init(isStreamed: Bool = false, byKeyIdentifier: Bool = false) {
      self.isStreamed = isStreamed
      self.byKeyIdentifier = byKeyIdentifier
    }
  }

  public var campaign: CampaignPackage
  public var time: Timestamp
  public var producer: String
  public var host: Host

  public init(campaign: CampaignPackage, time: Timestamp, producer: String, host: Host) {
    self.campaign = campaign
    self.time = time
    self.producer = producer
    self.host = host
  }

  // MARK: Check and describe: draft → checked draft

  /// Reads every document once and runs every check that the centre will run.
  ///
  /// `identity` continues a manifest that was begun before. Throws `senderUnknown`,
  /// `campaignExpired`, `envelopeKeyTransport` when no recipient has a key of the suite, and what
  /// reading throws.
  public func check(
    _ draft: Draft, continuing identity: (id: String, created: Timestamp)? = nil
  ) throws(FengniError) -> CheckedDraft {
    guard time <= campaign.expires else { throw FengniError(.campaignExpired, campaign.id) }
    guard let unit = campaign.roster.unit(draft.senderID) else {
      throw FengniError(.senderUnknown, draft.senderID)
    }
    var measured: [MeasuredDocument] = []
    var plan = ObservationPlan(campaign.settings.submission(draft.submission))
    for document in draft.documents {
      plan.next(role: document.role, mediaType: document.mediaType)
      let next = try MeasuredDocument(document, digest: draft.suite.digest, &plan, host)
      plan.take(next.row.size)
      measured.append(next)
    }
    var recipients = campaign.recipients(of: draft.suite)
    guard !recipients.isEmpty else {
      throw FengniError(.suiteNotPermitted, draft.suite.rawValue)
    }
    recipients += draft.addressee?.certificates ?? []
    let id: String
    if let identity { id = identity.id } else { id = try UUIDText.random() }
    let manifest = Manifest(
      id: id,
      campaign: .init(
        id: campaign.id, version: campaign.version, digest: campaign.digest(for: draft.suite)),
      suite: draft.suite, submission: draft.submission, kind: draft.kind,
      revision: draft.revision, supersedes: draft.supersedes, sender: unit.sender,
      addressee: draft.addressee?.unit, created: identity?.created ?? time, producer: producer,
      mark: draft.mark,
      secrecyReview: draft.secrecyReview,
      recipients: recipients.map { $0.digest(draft.suite.digest) }, isPadded: draft.isPadded,
      documents: measured.map { $0.row })
    let checks = Checks(campaign: campaign, manifest: manifest, time: time)
    return CheckedDraft(
      manifest: manifest, documents: measured,
      findings: checks.findings(measured.map { $0.observed }))
  }

  // MARK: Sign: manifest → signed statement

  /// Freezes a manifest under a first signature, or adds one to it.
  ///
  /// Throws what the centre would throw about this signer: `signerNotInRoster`,
  /// `capacityNotAllowed`, `certificateExpired` and others.
  public func sign(
    _ manifest: Manifest, adding frozen: SignedStatement? = nil, key: PrivateKey,
    certificate: Certificate, capacity: Capacity, chain: [Certificate] = []
  ) throws(FengniError) -> SignedStatement {
    let signer = Signer(
      key: key, certificate: certificate, commitment: capacity.commitment, signingTime: time)
    let certificates = [certificate] + chain.filter { !$0.isSelfIssued }
    let signed =
      if let frozen {
        try frozen.adding(signer, suite: manifest.suite, certificates: certificates)
      } else {
        try SignedStatement.sign(
          manifest.json(), suite: manifest.suite, signers: [signer], certificates: certificates)
      }
    _ = try verify(signed, requiringAll: false)
    return signed
  }

  /// What the centre will check of the signatures; the manifest and its signers.
  ///
  /// `requiringAll`: also that every required capacity has signed.
  public func verify(
    _ signed: SignedStatement, requiringAll: Bool
  ) throws(FengniError) -> (manifest: Manifest, signers: [CheckedSigner]) {
    let provenance = Provenance(campaign: campaign, time: time, crls: [])
    // Revocation lists that are missing or old are for the centre to judge, on its day.
    var report = ReportBuilder()
    let trusted = try provenance.trusted(signed, suite: nil, report: &report)
    try provenance.permit(trusted, requiringAll: requiringAll)
    return (trusted.manifest, trusted.signers)
  }

  // MARK: Package and encrypt: signed statement + documents → sealed bundle

  /// Seals into a sink and returns the sealed file's digest and size.
  ///
  /// The documents are read a second time; one that changed since it was described stops the
  /// seal. `addressee`: of a notice, as in its draft. Throws `fileChanged`, `capacityMissing` and
  /// what `verify` throws.
  public func seal(
    _ signed: SignedStatement, _ documents: [MeasuredDocument], to addressee: Addressee? = nil,
    into sink: any ByteSink, form: Form = Form()
  ) throws(FengniError) -> (digest: Digest, size: UInt64) {
    let (manifest, _) = try verify(signed, requiringAll: true)
    guard manifest.documents == documents.map({ $0.row }) else {
      throw FengniError(.signaturesVoid)
    }
    let recipients =
      campaign.recipients(of: manifest.suite) + (addressee?.certificates ?? [])
    guard manifest.recipients == recipients.map({ $0.digest(manifest.suite.digest) }) else {
      throw FengniError(.recipientsDiffer)
    }
    let writing = try PackageWriting(signed, documents, isPadded: manifest.isPadded)
    let size = try writing.size()

    // Three threads, where there are threads: reading and digesting documents; encrypting; digesting and writing the file.
    let file = CountingSink(DigestingSink(sink, manifest.suite.digest))
    let output = try host.parallel.writing(behind: file)
    let envelope = try EnvelopeWriter(
      output, suite: manifest.suite, recipients: recipients,
      contentLength: form.isStreamed ? nil : size, byKeyIdentifier: form.byKeyIdentifier)
    let plaintext = try host.parallel.writing(behind: envelope)
    try writing.write(into: plaintext)
    try plaintext.finish()
    try envelope.finish()
    try output.finish()
    return (file.sink.finalize(), file.count)
  }
}

/// Writes a package, entry after entry, in the order of SPEC, 5: the mirror of `PackageOpening`.
struct PackageWriting {
  private let statement: SignedStatement
  private let documents: [MeasuredDocument]
  private let mimetype: EntryHeader
  private let manifest: EntryHeader
  private let padding: EntryHeader?

  init(
    _ statement: SignedStatement, _ documents: [MeasuredDocument], isPadded: Bool
  ) throws(FengniError) {
    self.statement = statement
    self.documents = documents
    guard statement.bytes.count <= Limits.statement else {
      throw FengniError(.packageLimitExceeded, PackageLayout.manifestName)
    }
    mimetype = try PackageLayout.mimetypeHeader()
    manifest = try PackageLayout.header(stored: PackageLayout.manifestName, statement.bytes)
    padding =
      isPadded
      ? try PackageLayout.paddingHeader(after: [mimetype, manifest] + documents.map({ $0.header }))
      : nil
  }

  private var headers: [EntryHeader] {
    [mimetype, manifest] + documents.map { $0.header } + (padding.map { [$0] } ?? [])
  }

  /// Of the whole package, in bytes.
  func size() throws(FengniError) -> UInt64 { try PackageWriter.size(of: headers) }

  func write(into sink: any ByteSink) throws(FengniError) {
    let writer = PackageWriter(sink)
    try writer.add(mimetype, body: MemorySource(Array(PackageLayout.mimetype.utf8)))
    try writer.add(manifest, body: MemorySource(statement.bytes))
    for document in documents { try add(document, to: writer) }
    if let padding { try writer.add(padding, body: ZeroSource(padding.size)) }
    try writer.finish()
  }

  /// What is sealed should be what was signed, so the store must call the file the same version as
  /// before, both before and after it is read again, and the writer compares size and CRC-32.
  ///
  /// That catches whoever goes on editing. It does not catch somebody who changes a file on purpose:
  /// the time of the last change can be set back and a CRC-32 be made to fit. Such a bundle does no
  /// harm but to its sender: every reader digests every document and refuses it
  /// (`entryDigestMismatch`). A second digest here would cost as much as all else together.
  private func add(_ document: MeasuredDocument, to writer: PackageWriter) throws(FengniError) {
    let file = try document.file.open()
    guard file.version == document.version else {
      throw FengniError(.fileChanged, document.file.path)
    }
    try writer.add(document.header, body: file)
    guard try document.file.open().version == document.version else {
      throw FengniError(.fileChanged, document.file.path)
    }
  }
}

/// Counts what passes.
private final class CountingSink: ByteSink {
  let sink: DigestingSink
  private(set) var count: UInt64 = 0

  init(_ sink: DigestingSink) { self.sink = sink }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    count += UInt64(bytes.count)
    try sink.write(bytes)
  }
}

/// Random UUIDs (RFC 9562, version 4).
enum UUIDText {
  static func random() throws(FengniError) -> String {
    var bytes = try SecureRandom.bytes(16)
    bytes[6] = bytes[6] & 0x0f | 0x40
    bytes[8] = bytes[8] & 0x3f | 0x80
    let hex = Array(Hex.encode(bytes))
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }.joined(separator: "-")
  }
}
