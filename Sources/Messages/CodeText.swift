public import BundleCore

/// What people read about a code; the sentences stand in `Sources/CTexts/texts.tsv`.
extension Code {
  /// What is wrong, in one sentence that a user without knowledge of cryptography understands.
  public var message: Bilingual { TextTable.shared["\(label).message"].text }

  /// What to do now: which command to run, whom to ask.
  public var remedy: Bilingual { TextTable.shared["\(label).remedy"].text }

  /// For `fengni explain`: what was checked, why it matters, common causes, and the clauses.
  public var explanation: Bilingual {
    let row = TextTable.shared["\(label).explanation"]
    guard !row.clauses.isEmpty else { return row.text }
    let plural = row.clauses.count > 1 ? "s" : ""
    return Bilingual(
      "\(row.text.zh)依据：格式规范（SPEC.md）第 \(row.clauses.joined(separator: "、")) 节。",
      "\(row.text.en) Specification (SPEC.md): section\(plural) "
        + "\(row.clauses.joined(separator: ", ")).")
  }

  /// The clauses of Schemas/SPEC.md that the check enforces, such as "4.2"; empty for codes about
  /// the command and its surroundings.
  public var clauses: [String] { TextTable.shared["\(label).explanation"].clauses }
}
