public import BundleCore
import Disk
import JSONText

/// Which workbooks were imported into the forms of a workspace: beside the workbooks, so that a
/// workbook that was changed afterwards can be told from one that was not.
public struct ImportRecord: Sendable {
  /// The import of one form.
  public struct Entry: Sendable, Hashable {
    /// Where the workbook was.
    public let workbook: String
    /// Digest of the workbook's octets.
    public let digest: String
  }

  private static let kind = "imports/1"
  private static let limit = 1 << 20
  private let path: String
  private var entries: [String: Entry] = [:]

  /// Reads the record of a workspace; without one, nothing is known.
  ///
  /// A record that can't be read counts as none: what it would say is then found by comparing.
  public init(workspace: String) {
    path = Paths.join(workspace, "forms/imports.json")
    guard Paths.exists(path),
      let bytes = try? FileSource.readAll(path, limit: Self.limit, tooLarge: .inputUnreadable),
      let value = try? JSONDocument.parse(bytes, subject: path),
      value["record"]?.asString == Self.kind
    else { return }
    for member in value["forms"]?.asObject?.members ?? [] {
      guard let workbook = member.value["workbook"]?.asString,
        let digest = member.value["digest"]?.asString
      else { continue }
      entries[member.name] = Entry(workbook: workbook, digest: digest)
    }
  }

  /// The last import of a form, by its role.
  public subscript(_ role: String) -> Entry? { entries[role] }

  /// Takes note of an import; `digest`: of the workbook's octets. Throws what writing throws.
  public mutating func note(
    _ role: String, workbook: String, digest: String
  ) throws(FengniError) {
    entries[role] = Entry(workbook: workbook, digest: digest)
    let forms = entries.sorted { $0.key < $1.key }.map { role, entry in
      (
        role,
        JSONValue.object([
          ("workbook", .string(entry.workbook)), ("digest", .string(entry.digest)),
        ])
      )
    }
    let record = JSONValue.object([("record", .string(Self.kind)), ("forms", .object(forms))])
    try DirectoryTree.make(Paths.parent(of: path), mode: 0o700)
    try OutputFile.write(
      try record.serialized(.pretty), to: path, mode: 0o600, replacing: true)
  }
}
