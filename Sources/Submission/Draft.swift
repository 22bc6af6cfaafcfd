public import BundleCore
public import CMS
public import Primitives
import StrictZIP

/// The unit that a notice is for.
public struct Addressee: Sendable, Hashable {
  public var unit: String
  /// Its encryption certificates, of the notice's suite.
  public var certificates: [Certificate]

  public init(unit: String, certificates: [Certificate]) {
    self.unit = unit
    self.certificates = certificates
  }
}

/// A report that is being prepared: everything that a person decides.
public struct Draft: Sendable {
  /// A file that shall become a document.
  public struct Document: Sendable, Hashable {
    /// Name in the package, below `data/`.
    public var path: EntryName
    /// Where the file is.
    public var file: StoredFile
    public var role: String
    public var mediaType: String
    public var title: String?

    public init(
      path: EntryName, file: StoredFile, role: String, mediaType: String, title: String? = nil
    ) {
      self.path = path
      self.file = file
      self.role = role
      self.mediaType = mediaType
      self.title = title
    }
  }

  public var senderID: String
  public var suite: Suite
  public var submission: String
  public var kind: RevisionKind
  public var revision: Int
  public var supersedes: Manifest.Supersedes?
  public var mark: Mark
  public var secrecyReview: Manifest.SecrecyReview?
  public var isPadded: Bool
  public var documents: [Document]
  /// Of a notice; nil: it is for the centre.
  public var addressee: Addressee?

  public init(
    senderID: String, suite: Suite, submission: String, kind: RevisionKind = .initial,
    revision: Int = 1, supersedes: Manifest.Supersedes? = nil, mark: Mark = .internal,
    secrecyReview: Manifest.SecrecyReview? = nil, isPadded: Bool = true,
    documents: [Document] = []
  ) {
    self.senderID = senderID
    self.suite = suite
    self.submission = submission
    self.kind = kind
    self.revision = revision
    self.supersedes = supersedes
    self.mark = mark
    self.secrecyReview = secrecyReview
    self.isPadded = isPadded
    self.documents = documents
  }
}

/// A document whose every byte was read once: its row, its entry, and what was seen.
public struct MeasuredDocument: Sendable {
  public let row: DocumentRow
  let header: EntryHeader
  let file: StoredFile
  /// `InputFile.version` at that time.
  let version: [Int64]
  let observed: ObservedDocument

  /// The first pass over a file (SPEC, 5: sizes and checksums stand before the data).
  init(
    _ document: Draft.Document, digest algorithm: DigestAlgorithm, _ plan: inout ObservationPlan,
    _ host: Host
  ) throws(FengniError) {
    let source = try document.file.open()
    let measurer = Measurer(tryDeflate: MediaType.isCompressible(document.mediaType))
    let digest = DigestingSink(NullSink(), algorithm)
    // The digest is what takes time; it runs beside reading and compressing. For one small document
    // of thousands, making the thread and wiping its blocks would take longer than the digest.
    let isSmall = source.size.map { $0 <= Limits.smallDocument } ?? false
    let behind = isSmall ? nil : try host.parallel.writing(behind: digest)
    let probe = DocumentProbe(
      behind ?? digest, mediaType: document.mediaType, isExamined: plan.isExamined)
    let block = Block(byteCount: isSmall ? 16 << 10 : 256 << 10)
    while case let count = try source.read(into: block.memory), count > 0 {
      let part = UnsafeRawBufferPointer(rebasing: block.memory[..<count])
      measurer.update(part)
      try probe.write(part)
    }
    try behind?.finish()
    let measurement = measurer.finish()
    header = measurement.header(name: document.path)
    row = DocumentRow(
      path: document.path, role: document.role, mediaType: document.mediaType,
      size: measurement.size, digest: digest.finalize(), schema: plan.requirement?.schema,
      title: document.title)
    file = document.file
    version = source.version
    observed = ObservedDocument(row, probe, &plan, host.examiner)
  }
}

/// A draft that was measured, described and checked.
public struct CheckedDraft: Sendable {
  public let manifest: Manifest
  public let documents: [MeasuredDocument]
  /// Everything that the centre would find too.
  public let findings: [Finding]

  /// Whether nothing stands against sealing.
  public var mayBeSealed: Bool { !findings.contains { $0.severity == .error } }
}
