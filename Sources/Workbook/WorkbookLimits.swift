/// What reading a workbook may cost, each number with its reason.
public struct WorkbookLimits: Sendable {
  /// Octets of the file; a filled-in form has some tens of KiB, pasted pictures some MiB.
  public var file = 32 << 20
  /// Entries of the archive; a workbook of thirty sheets has about a hundred.
  public var entries = 2_000
  /// Octets of one part that is inflated.
  public var part = 32 << 20
  /// Octets of all parts together.
  public var inflated = 96 << 20
  /// Sheets; a form has one and one for each repeated group.
  public var sheets = 100
  /// Rows that hold something, of one sheet: people format whole columns.
  public var rows = 20_000
  /// Cells that hold something, of the whole workbook.
  public var cells = 400_000
  /// Strings of the shared table.
  public var strings = 400_000
  /// UTF-8 octets of one cell: 32,767 UTF-16 units are the most that Excel takes.
  public var cellText = 128 << 10
  /// XML elements of one part: a bound on time, some seconds.
  public var elements = 4_000_000
  /// Nesting of elements; real parts have about ten.
  public var depth = 64
  /// Findings of one import; more help nobody.
  public var findings = 500

  public init() {}
}

/// What a form may have to become a workbook.
enum LayoutLimits {
  /// Nesting of schemas through references, members and items.
  static let depth = 24
  /// Fields of a form; the largest of the catalogue has 244.
  static let fields = 5_000
  /// Schema nodes that are looked at, as references may be shared many times over.
  static let nodes = 50_000
  /// Values of a choice.
  static let choices = 1_000
  /// Empty rows of a table that are prepared with numbers and lines.
  static let preparedRows = 30
  /// Rows of a table that may be filled in with validation.
  static let tableRows = 1_000
}
