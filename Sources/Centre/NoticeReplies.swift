import BundleCore
internal import GRDB
import JSONText
import Submission

/// What a submission answers to one finding of a notice.
struct NoticeAnswer: Sendable {
  let notice: String
  let finding: String
  let status: String
}

/// The answers that a submission gives to notices, held against the notices (SPEC, 15.10).
struct NoticeReplies {
  /// What is wrong with them, and what they leave open.
  private(set) var findings: [Finding] = []
  private(set) var answers: [NoticeAnswer] = []
  private let database: Database
  private let manifest: Manifest
  private let campaign: CampaignPackage
  private let received: Timestamp

  init(
    _ database: Database, manifest: Manifest, forms: [Verification.Form],
    campaign: CampaignPackage, received: Timestamp
  ) throws {
    self.database = database
    self.manifest = manifest
    self.campaign = campaign
    self.received = received
    let requirement = campaign.settings.submission(manifest.submission)
    var touched: [String: String] = [:]
    for form in forms where requirement?.document(form.row.role)?.schema == Notice.replySchema {
      // The form was held against its schema before.
      let value = try JSONDocument.parse(form.bytes, subject: form.row.path.text)
      guard value["kind"]?.asString == "notice-reply", let number = value["noticeNo"]?.asString
      else { continue }
      if try take(value, number, form.row.path.text) { touched[number] = form.row.path.text }
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return }
    for (number, document) in touched.sorted(by: { $0.key < $1.key }) {
      try judge(number, document)
    }
  }

  /// Takes one form; whether its notice is known and this unit's. Of other units' notices nobody
  /// learns that they exist.
  private mutating func take(
    _ form: JSONValue, _ number: String, _ document: String
  ) throws -> Bool {
    let unit = try String.fetchOne(
      database, sql: "SELECT unit FROM notice WHERE no = ?", arguments: [number])
    guard unit == manifest.sender.id else {
      findings.append(Finding(.noticeUnknown, document: document, subject: number))
      return false
    }
    let known = try Set(
      String.fetchAll(
        database, sql: "SELECT id FROM notice_finding WHERE notice = ?", arguments: [number]))
    var answered = try self.answered(number)
    for entry in form["findings"]?.asArray ?? [] {
      guard let id = entry["noticeFinding"]?.asString else { continue }
      guard known.contains(id) else {
        findings.append(Finding(.noticeFindingUnknown, document: document, subject: id))
        continue
      }
      guard answered.insert(id).inserted else {
        findings.append(Finding(.noticeFindingAnsweredTwice, document: document, subject: id))
        continue
      }
      answers.append(
        NoticeAnswer(notice: number, finding: id, status: entry["status"]?.asString ?? ""))
    }
    return true
  }

  /// Findings that this bundle, or one whose place it does not take, has answered.
  private func answered(_ number: String) throws -> Set<String> {
    let isAdded = manifest.kind == .supplement
    let before = try String.fetchAll(
      database,
      sql: """
        SELECT a.finding FROM notice_answer a
        JOIN delivery d ON d.number = a.delivery AND d.effective = 1
        WHERE a.notice = ?1 AND (?2 OR d.unit <> ?3 OR d.submission <> ?4)
        """, arguments: [number, isAdded, manifest.sender.id, manifest.submission])
    return Set(before + answers.lazy.filter { $0.notice == number }.map(\.finding))
  }

  /// What a notice still asks for, and whether the answers came in time.
  private mutating func judge(_ number: String, _ document: String) throws {
    let answered = try answered(number)
    let mine = Set(answers.lazy.filter { $0.notice == number }.map(\.finding))
    var (open, total, isLate) = (0, 0, false)
    var due: String?
    for row in try Row.fetchAll(
      database, sql: "SELECT id, due, due_time FROM notice_finding WHERE notice = ?",
      arguments: [number])
    {
      let id: String = row["id"]
      total += 1
      if !answered.contains(id) { open += 1 }
      if mine.contains(id), let time = row["due_time"] as Int64?,
        received.secondsSince1970 > time
      {
        isLate = true
        due = [due, row["due"] as String?].compactMap { $0 }.min()
      }
    }
    if open > 0 {
      findings.append(
        Finding(
          .noticeStillOpen, .warning, document: document, subject: number, expected: "\(total)",
          found: "\(total - open)"))
    }
    if isLate {
      findings.append(
        Finding(
          .noticeReplyLate, .warning, document: document, subject: number, expected: due,
          found: received.rfc3339(zone: campaign.settings.timeZone)))
    }
  }
}
