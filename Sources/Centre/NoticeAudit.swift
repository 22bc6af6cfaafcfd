import BundleCore
internal import GRDB
import JSONText
import Submission

/// Notices and answers, held against the ledger (SPEC, 15.9, 15.10).
extension AuditWalk {
  mutating func notices(_ database: Database, originals: Bool) throws {
    var seen = Set<Int>()
    for row in try Row.fetchAll(
      database,
      sql: """
        SELECT n.*, l.record FROM notice n LEFT JOIN ledger l ON l.position = n.position
        ORDER BY n.position
        """)
    {
      let position: Int = row["position"]
      seen.insert(position)
      guard let leaf = leaves[position], leaf.event == .notice,
        try agree(row, leaf, database)
      else {
        audit.find(.ledgerRecordMismatch, position, row["no"])
        continue
      }
      if originals { original(leaf, arriving: row["arriving"], in: "sealed") }
    }
    for (position, leaf) in leaves.sorted(by: { $0.key < $1.key })
    where leaf.event == .notice && !seen.contains(position) {
      audit.find(.ledgerRecordMismatch, position, leaf.bundle.shortCode)
    }
    try strays(database)
    try answers(database)
  }

  /// Findings of a notice that there is not: the keys between tables hold for Fengni, not for
  /// whoever opens the file with another tool.
  private mutating func strays(_ database: Database) throws {
    for number in try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT notice FROM notice_finding WHERE notice NOT IN (SELECT no FROM notice)
        ORDER BY notice
        """)
    {
      audit.find(.ledgerRecordMismatch, nil, number)
    }
  }

  private func agree(_ row: Row, _ leaf: LedgerLeaf, _ database: Database) throws -> Bool {
    guard let record = row["record"] as String?, let notice = Notice(record: record) else {
      return false
    }
    let zone = (centre.version(leaf.campaign) ?? centre.campaign).settings.timeZone
    let items = try Row.fetchAll(
      database, sql: "SELECT * FROM notice_finding WHERE notice = ? ORDER BY place",
      arguments: [notice.number])
    guard items.count == notice.items.count,
      zip(items, notice.items).allSatisfy({ row, item in
        row["id"] == item.id && row["area"] == item.area && row["severity"] == item.severity
          && row["due"] as String? == item.due
          && row["due_time"] as Int64? == Notice.end(of: item.due, zone: zone)
      })
    else { return false }
    return row["no"] == notice.number && row["unit"] == notice.unit
      && row["kind"] == notice.kind && row["issued"] == notice.issued
      && row["due"] as String? == notice.due
      && row["due_time"] as Int64? == Notice.end(of: notice.due, zone: zone)
      && row["contents"] == notice.contents && row["digest"] == leaf.bundle.text
      && row["short_code"] == Hex.encode(leaf.bundle.bytes.prefix(8))
      && row["size"] as Int64 == Int64(leaf.size) && row["bundle_id"] == leaf.submission?.id
  }

  /// Answers are what the forms of the deliveries say, no more and no less.
  private mutating func answers(_ database: Database) throws {
    var said: [Int64: Set<String>] = [:]
    let forms = try Row.fetchCursor(
      database,
      sql: """
        SELECT f.delivery, f.role, f.json, d.submission, d.decided_by FROM form f
        JOIN delivery d ON d.number = f.delivery
        WHERE json_extract(f.json, '$.kind') = 'notice-reply'
        """)
    while let row = try forms.next() {
      let campaign = leaves[row["decided_by"]].flatMap { centre.version($0.campaign) }
      let requirement = campaign?.settings.submission(row["submission"])
      guard requirement?.document(row["role"])?.schema == Notice.replySchema else { continue }
      let form = try JSONDocument.parse(Array((row["json"] as String).utf8))
      for entry in form["findings"]?.asArray ?? [] {
        guard let id = entry["noticeFinding"]?.asString else { continue }
        let words = [form["noticeNo"]?.asString, id, entry["status"]?.asString]
        said[row["delivery"], default: []].insert(
          words.map { $0 ?? "" }.joined(separator: "\n"))
      }
    }
    for row in try Row.fetchAll(
      database,
      sql: """
        SELECT a.*, d.decided_by, d.unit, n.unit AS addressee FROM notice_answer a
        LEFT JOIN delivery d ON d.number = a.delivery LEFT JOIN notice n ON n.no = a.notice
        """)
    {
      let words = [row["notice"], row["finding"], row["status"]] as [String]
      let wasSaid = said[row["delivery"]]?.remove(words.joined(separator: "\n")) != nil
      guard wasSaid, row["unit"] as String? == row["addressee"] as String? else {
        audit.find(.ledgerRecordMismatch, row["decided_by"] as Int?, words[0])
        continue
      }
    }
    for (delivery, rest) in said.sorted(by: { $0.key < $1.key }) where !rest.isEmpty {
      let position = try Int.fetchOne(
        database, sql: "SELECT decided_by FROM delivery WHERE number = ?", arguments: [delivery])
      audit.find(.ledgerRecordMismatch, position, "notice_answer")
    }
  }
}
