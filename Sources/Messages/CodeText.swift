public import BundleCore

/// Everything that people read about one code.
struct CodeText: Sendable {
  let message: Bilingual
  let remedy: Bilingual
  /// What was checked, why it matters and what mostly causes it, without the clause.
  let explanation: Bilingual
  /// Clauses of Schemas/SPEC.md; empty for codes about the command and its surroundings.
  let clauses: [String]

  init(message: Bilingual, remedy: Bilingual, explanation: Bilingual, clauses: [String] = []) {
    self.message = message
    self.remedy = remedy
    self.explanation = explanation
    self.clauses = clauses
  }
}

extension Code {
  /// What is wrong, in one sentence that a user without knowledge of cryptography understands.
  public var message: Bilingual { text.message }

  /// What to do now: which command to run, whom to ask.
  public var remedy: Bilingual { text.remedy }

  /// For `fengni explain`: what was checked, why it matters, common causes, and the clauses.
  public var explanation: Bilingual {
    let text = text
    guard !text.clauses.isEmpty else { return text.explanation }
    let plural = text.clauses.count > 1 ? "s" : ""
    return Bilingual(
      "\(text.explanation.zh)依据：格式规范（SPEC.md）第 \(text.clauses.joined(separator: "、")) 节。",
      "\(text.explanation.en) Specification (SPEC.md): section\(plural) "
        + "\(text.clauses.joined(separator: ", ")).")
  }

  /// The clauses of Schemas/SPEC.md that the check enforces, such as "4.2"; may be empty.
  public var clauses: [String] { text.clauses }
}
