public import BundleCore

/// Looks into foreign documents: what they are, whether they can be read, what they say.
///
/// Everything a document says is hostile until shown otherwise: time, memory and depth are
/// bounded by `DocumentLimits`, nothing is written to disk, nothing fetched.
public struct DocumentExaminer: Sendable {
  /// What to look for, and where.
  public struct Options: Sendable {
    public var limits = DocumentLimits()
    /// Whether text is read; marks are found in text alone.
    public var readsText = true
    /// What the host has for PDFs and old encodings; without it their text is not read.
    public var aids: (any DocumentAids)?

    public init(aids: (any DocumentAids)? = nil) { self.aids = aids }
  }

  public var options: Options

  public init(options: Options = Options()) { self.options = options }

  /// Examines a file.
  ///
  /// Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`, `cannotRead`; whatever is
  /// wrong with the content is said in the result.
  public func examine(
    _ file: StoredFile, mediaType: String
  ) throws(FengniError) -> DocumentExamination {
    let source = try file.open()
    let limit = options.limits.document
    if let size = source.size, size > UInt64(limit) {
      return examine(head: try Self.head(of: source), mediaType: mediaType)
    }
    let bytes = try source.readAll(
      limit: limit, tooLarge: FengniError(.inputUnreadable, file.path, reason: "it grew"))
    return examine(bytes, mediaType: mediaType)
  }

  private static func head(of source: any ByteSource) throws(FengniError) -> [UInt8] {
    let block = Block(byteCount: Sniffer.headByteCount)
    let count = try source.fill(block.memory)
    return Array(block.memory[..<count])
  }

  /// Examines a document in memory.
  public func examine(_ bytes: [UInt8], mediaType: String) -> DocumentExamination {
    guard !bytes.isEmpty else {
      return DocumentExamination(
        kind: .unknown, fits: true, state: .empty, text: nil, marks: [], isWhole: true)
    }
    guard bytes.count <= options.limits.document else {
      return examine(head: Array(bytes.prefix(Sniffer.headByteCount)), mediaType: mediaType)
    }
    return examination(DocumentReader(options: options).read(bytes), mediaType)
  }

  /// Examines one document of several, as long as their common budget lasts.
  public func examine(
    _ bytes: [UInt8], mediaType: String, budget: inout DocumentBudget
  ) -> DocumentExamination {
    let head = bytes.prefix(Sniffer.headByteCount)
    guard !bytes.isEmpty, bytes.count <= options.limits.document else {
      return examine(bytes, mediaType: mediaType)
    }
    guard budget.allows(Sniffer.kind(head, isWhole: head.count == bytes.count, options.aids))
    else {
      var seen = examine(head: Array(head), mediaType: mediaType)
      seen.isSkipped = true
      return seen
    }
    let content = DocumentReader(options: options).read(bytes)
    budget.take(content)
    return examination(content, mediaType)
  }

  private func examination(
    _ content: DocumentContent, _ mediaType: String
  ) -> DocumentExamination {
    var findings = content
    if !options.readsText { findings.text = nil }
    return DocumentExamination(
      kind: findings.kind, fits: fits(findings, mediaType), state: findings.state,
      text: findings.text, marks: findings.text.map(SecrecyMarks.find(in:)) ?? [], isWhole: true)
  }

  /// A broken archive or text can't be told from one of the declared kind: that it is broken is
  /// said already.
  private func fits(_ content: DocumentContent, _ mediaType: String) -> Bool {
    if case .damaged = content.state, content.kind == .zip, FileKind.isArchiveType(mediaType) {
      return true
    }
    return content.kind.fits(mediaType)
  }

  /// Of what is too large, the beginning alone tells.
  private func examine(head: [UInt8], mediaType: String) -> DocumentExamination {
    let kind = Sniffer.kind(head[...], isWhole: false, options.aids)
    let fits = kind == .zip ? FileKind.isArchiveType(mediaType) : kind.fits(mediaType)
    let state: DocumentState =
      kind == .transparentlyEncrypted ? .encrypted(.transparent) : .sound
    return DocumentExamination(
      kind: kind, fits: fits || !Self.isKnown(mediaType), state: state, text: nil, marks: [],
      isWhole: false)
  }

  /// Whether any kind of file contradicts the type.
  private static func isKnown(_ mediaType: String) -> Bool {
    !FileKind.unknown.fits(mediaType)
  }
}

/// What a reader of one kind of file found.
struct DocumentContent {
  var kind: FileKind
  var state: DocumentState = .sound
  var text: DocumentText?
  /// What it took to find this out.
  var inflated = 0
  var pdfMilliseconds = 0
}
