import BundleCore
import Disk
import Forms
import JSONText
import Messages
import Primitives
import Submission
import Workbook

extension ImportRecord {
  /// The digest by which workbooks are compared.
  static func digest(_ workbook: [UInt8]) -> String {
    let context = DigestContext(.sha256)
    context.update(workbook)
    return context.finalize().text
  }
}

/// The workbooks of a workspace beside the forms that they were imported into.
struct FormWorkbooks {
  let workspace: String
  let package: CampaignPackage
  let language: Language
  /// The id of the unit whose workspace it is.
  let sender: String

  /// Findings of the forms with the cells of their workbooks, and one for each workbook that says
  /// something else than its form.
  func located(
    _ findings: [Finding], _ submission: String
  ) throws(FengniError) -> [Finding] {
    guard let requirement = package.settings.submission(submission) else { return findings }
    let record = ImportRecord(workspace: workspace)
    var findings = findings
    for document in requirement.documents {
      guard let schema = document.schema else { continue }
      let name = "\(document.role)/\(document.role).json"
      // In the package it stands elsewhere than in the workspace.
      let (path, entry) = ("documents/" + name, "data/" + name)
      guard let workbook = workbook(document.role, record), let value = form(path) else { continue }
      let layout = try package.contents.forms.layout(schema)
      let imported = try? WorkbookImport(layout, language: language)
        .form(workbook.bytes, name: workbook.name)
      let wasImported = record[document.role]?.digest == ImportRecord.digest(workbook.bytes)
      if let imported, imported.value == value {
        for index in findings.indices where findings[index].document == entry {
          findings[index] = imported.located(findings[index], workbook.name)
        }
      } else if !wasImported {
        let begun = try package.contents.forms.form(schema).begun(
          known: package.known(of: sender, requirement))
        if let finding = differs(imported, value, begun, layout, workbook.name) {
          findings.append(finding)
        }
      }
    }
    return findings
  }

  /// The workbook in the workspace, else the one that was imported from elsewhere.
  private func workbook(
    _ role: String, _ record: ImportRecord
  ) -> (name: String, bytes: [UInt8])? {
    let own = "forms/\(role).xlsx"
    var candidates = [(own, Paths.join(workspace, own))]
    if let entry = record[role], Paths.name(of: entry.workbook) != "\(role).xlsx" {
      // The last import counts, wherever it came from.
      candidates.insert((entry.workbook, entry.workbook), at: 0)
    }
    for (name, path) in candidates {
      if let bytes = try? FileSource.readAll(
        path, limit: WorkbookLimits().file, tooLarge: .workbookUnreadable)
      {
        return (name, bytes)
      }
    }
    return nil
  }

  private func form(_ path: String) -> JSONValue? {
    guard
      let bytes = try? FileSource.readAll(
        Paths.join(workspace, path), limit: Limits.jsonSize, tooLarge: .jsonTooLarge)
    else { return nil }
    return try? JSONDocument.parse(bytes, subject: path)
  }

  /// Nil for a workbook in which nobody has written yet.
  private func differs(
    _ imported: ImportedForm?, _ value: JSONValue, _ begun: JSONValue, _ layout: FormLayout,
    _ name: String
  ) -> Finding? {
    guard let imported else { return Finding(.workbookDiffers, document: name) }
    let written = FormDifference(from: begun, to: imported.value, layout)
    let hasErrors = imported.findings.contains { $0.severity == .error }
    guard hasErrors || !written.added.isEmpty || !written.changed.isEmpty else { return nil }
    let difference = FormDifference(from: value, to: imported.value, layout)
    guard hasErrors || !difference.isEmpty else { return nil }
    let fields = difference.changed + difference.added + difference.lost
    return Finding(
      .workbookDiffers, document: name,
      detail: fields.isEmpty ? nil : Phrase.Workbook.fields(fields))
  }
}

extension ImportedForm {
  /// A finding of the form at the cell from which its value came.
  func located(_ finding: Finding, _ workbook: String) -> Finding {
    guard let pointer = finding.pointer, let cell = places.cell(of: pointer) else { return finding }
    var located = finding
    located.document = workbook
    located.subject = cell
    (located.pointer, located.line, located.column) = (nil, nil, nil)
    return located
  }
}

/// A form that is about to be replaced by what a workbook says.
struct FormReplacement {
  let output: String
  /// Where the form before is kept.
  let folder: String
  let name: String
  let layout: FormLayout

  /// Says what would go and keeps the form before; false when a person doesn't want it.
  ///
  /// Without a terminal, values only go when `force` says so: `outputExists`.
  func prepare(
    _ value: JSONValue, force: Bool, _ console: Console
  ) throws(FengniError) -> Bool {
    guard Paths.exists(output) else { return true }
    let before = try FileSource.readAll(output, limit: Limits.jsonSize, tooLarge: .jsonTooLarge)
    let old = try? JSONDocument.parse(before, subject: output)
    if let old {
      let difference = FormDifference(from: old, to: value, layout)
      guard !difference.lost.isEmpty || !difference.changed.isEmpty else { return true }
      console.message(
        Phrase.Workbook.replaces(lost: difference.lost, changed: difference.changed.count))
      if difference.lost.isEmpty || force { return try keep(before, console) }
    } else {
      console.message(Phrase.Workbook.replacesUnreadable(output))
      if force { return try keep(before, console) }
    }
    guard let answer = console.confirm(Phrase.Workbook.confirmReplace) else {
      throw FengniError(.outputExists, output)
    }
    return answer ? try keep(before, console) : false
  }

  private func keep(_ before: [UInt8], _ console: Console) throws(FengniError) -> Bool {
    try DirectoryTree.make(folder, mode: 0o700)
    for number in 1...9_999 {
      let path = Paths.join(folder, "\(name).before-\(number).json")
      guard !Paths.exists(path) else { continue }
      try OutputFile.write(before, to: path, mode: 0o600)
      console.message(Phrase.Workbook.keptBefore(path))
      return true
    }
    throw FengniError(.outputExists, folder)
  }
}
