public import BundleCore
internal import GRDB

/// How far a unit is with a notice.
public enum NoticeState: String, Sendable, Hashable, CaseIterable {
  /// Findings wait for an answer that is not due yet.
  case open
  /// Every finding is answered.
  case answered
  /// A finding without answer was due.
  case overdue
}

/// A notice and what came of it.
public struct NoticeRow: Sendable, Hashable {
  public let number: String
  public let unit: String
  public let name: String
  public let division: String
  public let kind: String
  /// `YYYY-MM-DD`
  public let issued: String
  public let due: String?
  public let state: NoticeState
  public let findings: Int
  public let answered: Int
  /// Of the answered ones, those that the unit says are mended.
  public let done: Int
  /// Ids of findings without answer.
  public let open: [String]
  /// Whether an answer came after it was due.
  public let isLate: Bool
  public let lastAnswer: Timestamp?
  public let shortCode: String
}

extension CentreFolder {
  /// Every notice that was issued, in the order of the ledger; `unit`: one unit's alone.
  public func notices(
    at time: Timestamp, unit: String? = nil
  ) throws(FengniError) -> [NoticeRow] {
    try store.read { database in
      var open: [String: [String]] = [:]
      for row in try Row.fetchAll(
        database,
        sql: """
          SELECT notice, id FROM notice_finding_state
          WHERE delivery IS NULL AND (?1 IS NULL OR unit = ?1) ORDER BY notice, place
          """, arguments: [unit])
      {
        open[row["notice"], default: []].append(row["id"])
      }
      return try Row.fetchAll(
        database,
        sql: "SELECT * FROM notice_state WHERE ?1 IS NULL OR unit = ?1 ORDER BY position",
        arguments: [unit]
      ).map { NoticeRow($0, open, time) }
    }
  }
}

extension NoticeRow {
  fileprivate init(_ row: Row, _ open: [String: [String]], _ time: Timestamp) {
    number = row["no"]
    unit = row["unit"]
    name = row["name"]
    division = row["division"]
    kind = row["kind"]
    issued = row["issued"]
    due = row["due"]
    findings = row["findings"]
    answered = row["answered"]
    done = row["done"]
    self.open = open[number] ?? []
    isLate = row["late"]
    lastAnswer = (row["last_answer"] as Int64?).map { Timestamp(secondsSince1970: $0) }
    shortCode = row["short_code"]
    let isDue = (row["open_due_time"] as Int64?).map { $0 < time.secondsSince1970 } ?? false
    state = answered == findings ? .answered : isDue ? .overdue : .open
  }
}
