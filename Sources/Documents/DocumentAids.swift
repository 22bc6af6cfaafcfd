/// What reading documents needs of whoever runs it: a program for PDFs, and a converter for the
/// encoding of older texts. A host that lacks one reads the text of fewer documents.
public protocol DocumentAids: AnyObject, Sendable {
  /// Has a program read the text of a PDF, within the limits; nil when there is none or it does not
  /// start.
  func readPDF(_ bytes: [UInt8], _ limits: DocumentLimits) -> PDFReading?

  /// The text of octets in GB 18030, which holds GBK and GB 2312; nil for what is none.
  ///
  /// `isWhole`: false when the octets may end within a character.
  func decodeGB18030(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> String?
}

/// What a program said of a PDF.
public struct PDFReading: Sendable {
  /// How it ended.
  public enum Ending: Sendable, Hashable {
    case text
    /// There are no pages in the range that was asked for.
    case noPages
    /// It can't be opened without a password.
    case password
    /// It can't be opened at all.
    case unreadable
    /// Something stopped the program, which says nothing certain of the document.
    case stopped
  }

  public var ending: Ending
  /// UTF-8, with a form feed behind every page.
  public var output: [UInt8]
  /// Time of the processor that the program took.
  public var milliseconds: Int

  public init(_ ending: Ending, _ output: [UInt8], milliseconds: Int = 0) {
    self.ending = ending
    self.output = output
    self.milliseconds = milliseconds
  }
}
