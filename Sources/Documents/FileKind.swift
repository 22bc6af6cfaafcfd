/// What a file is, by its content alone.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
  case pdf
  case docx
  case xlsx
  case pptx
  case ofd
  /// An OOXML document that may carry macros (.docm, .xlsm, .pptm).
  case officeWithMacros
  /// OOXML inside an OLE2 container with a password ([MS-OFFCRYPTO]).
  case encryptedOffice
  /// Any other ZIP archive, or one too broken to tell.
  case zip
  /// Word 97 to 2003.
  case doc
  /// Excel 97 to 2003.
  case xls
  /// PowerPoint 97 to 2003.
  case ppt
  /// Any other OLE2 file, such as an old WPS document.
  case compound
  case png
  case jpeg
  case tiff
  case text
  case csv
  case json
  case xml
  case html
  case rtf
  /// Written by disk encryption software that did not decrypt it for this program.
  case transparentlyEncrypted
  case unknown

  static let wordType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  static let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  static let slidesType =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation"

  /// Whether a declared media type fits this content; types that nobody knows always fit.
  ///
  /// A document with a password fits the type that it would have without: that it can't be
  /// read is said by its state, and one fault should have one finding.
  public func fits(_ mediaType: String) -> Bool {
    switch mediaType {
    case "application/pdf": self == .pdf
    case Self.wordType: self == .docx || self == .encryptedOffice
    case Self.sheetType: self == .xlsx || self == .encryptedOffice
    case Self.slidesType: self == .pptx || self == .encryptedOffice
    case "application/ofd": self == .ofd
    case "application/zip": isArchive
    case "application/msword": self == .doc
    case "application/vnd.ms-excel": self == .xls
    case "application/vnd.ms-powerpoint": self == .ppt
    case "image/png": self == .png
    case "image/jpeg": self == .jpeg
    case "image/tiff": self == .tiff
    case "application/json": self == .json
    case "application/xml", "text/xml": self == .xml || self == .html
    case "text/html": self == .html
    case "application/rtf", "text/rtf": self == .rtf
    case "text/csv": self == .csv || self == .text
    case "text/plain", "text/markdown": isText
    default: true
    }
  }

  /// Whether the container is a ZIP archive.
  var isArchive: Bool {
    [.zip, .docx, .xlsx, .pptx, .ofd, .officeWithMacros].contains(self)
  }

  /// Whether a person can read the octets as they are.
  var isText: Bool { [.text, .csv, .json, .xml, .html].contains(self) }

  /// Media types whose container is a ZIP archive.
  static func isArchiveType(_ mediaType: String) -> Bool {
    [wordType, sheetType, slidesType, "application/ofd", "application/zip"].contains(mediaType)
  }
}
