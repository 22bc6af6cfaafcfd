/// What looking into one document may cost, each number with its reason.
public struct DocumentLimits: Sendable {
  /// Octets of a document that is looked into; of larger ones only the beginning is seen.
  public var document = 64 << 20
  /// UTF-8 octets of text that are kept: some 2.7 million Han characters.
  public var text = 8 << 20
  /// Entries of an archive; a workbook of a hospital has some hundreds.
  public var entries = 10_000
  /// One inflated entry.
  public var entry = 64 << 20
  /// All that is inflated of one document; at most some 15 seconds of reading XML.
  public var inflated = 128 << 20
  /// Inflated octets for one compressed; deflate's own end is 1032, real XML stays below 100.
  public var ratio = 200
  /// Inflated octets of an entry below which the ratio says nothing.
  public var ratioFloor = 4 << 20
  /// Elements of an XML part: a bound on time, some seconds.
  public var elements = 4_000_000
  /// Nesting of elements; below libxml2's own 256.
  public var depth = 200
  /// Parts that are read of one document, such as sheets, slides, headers.
  public var parts = 2_000
  /// Pages of a PDF.
  public var pages = 1_000
  /// Seconds for a PDF, of the processor and on the clock.
  public var pdfSeconds = 5
  /// Octets of address space for the program that reads a PDF.
  public var pdfMemory = 1 << 30

  public init() {}
}

/// What looking into all documents of a bundle may cost together.
///
/// Each document has its own bounds; without one for all, hundreds that each stay within theirs
/// would hold a bundle for an hour. What comes after it is spent is not looked into, and that is
/// said.
public struct DocumentBudget: Sendable {
  /// Octets that are inflated of archives: at most a minute of reading XML.
  public var inflated = 512 << 20
  /// Milliseconds of the processor for PDFs; an ordinary one takes some tens.
  public var pdfMilliseconds = 60_000

  public init() {}

  /// Whether a document of a kind may still be looked into.
  func allows(_ kind: FileKind) -> Bool {
    switch kind {
    case .zip: inflated > 0
    case .pdf: pdfMilliseconds > 0
    default: true
    }
  }

  mutating func take(_ content: DocumentContent) {
    inflated -= content.inflated
    pdfMilliseconds -= content.pdfMilliseconds
  }
}
