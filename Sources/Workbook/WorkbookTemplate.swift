public import BundleCore
import Disk
public import JSONText

/// The workbook of a form, to be filled in with Excel, WPS or LibreOffice.
///
/// A sheet that explains, the form with a row for each field, a sheet for each repeated group,
/// and two sheets that people don't see: the map of the cells and the words of the choices.
public struct WorkbookTemplate: Sendable {
  /// What the form asks for.
  public let layout: FormLayout
  /// The language of the labels; the import understands both.
  public let language: Language

  /// A template of a form in a language.
  public init(_ layout: FormLayout, language: Language) {
    self.layout = layout
    self.language = language
  }

  /// The workbook, XLSX, with the values of a draft or without.
  ///
  /// Throws `cannotWrite`, `cannotCreate` when libxlsxwriter or memory fails.
  public func bytes(values: JSONValue? = nil) throws(FengniError) -> [UInt8] {
    let file = try WorkbookFile(font: language == .zh ? "宋体" : "Calibri")
    let contents = values.map { FormContents($0, layout) } ?? FormContents()
    var sheets = TemplateSheets(layout, language, file, contents)
    sheets.write()
    return try file.finish()
  }

  /// Writes the workbook to a file, whole or not at all; others may not read it, as drafts are
  /// confidential.
  ///
  /// Throws `outputExists`, `cannotCreate`, `cannotWrite`, `diskFull`.
  public func write(
    values: JSONValue? = nil, to path: String, replacing: Bool = false
  ) throws(FengniError) {
    let bytes = try bytes(values: values)
    try OutputFile.write(bytes, to: path, mode: 0o600, replacing: replacing)
  }
}
