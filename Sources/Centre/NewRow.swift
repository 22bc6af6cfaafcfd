internal import GRDB

extension Database {
  /// Inserts a row, every value beside the name of its column.
  ///
  /// Names come from this program alone and never from what somebody sent, as they become part of
  /// the statement. `onConflict`: the target and what to do, for a row that is there already.
  func insert(
    into table: String, _ row: KeyValuePairs<String, (any DatabaseValueConvertible)?>,
    onConflict: String? = nil
  ) throws {
    let columns = row.map { "\"\($0.key)\"" }.joined(separator: ", ")
    let places = repeatElement("?", count: row.count).joined(separator: ", ")
    let clause = onConflict.map { " ON CONFLICT \($0)" } ?? ""
    try cachedStatement(
      sql: "INSERT INTO \(table) (\(columns)) VALUES (\(places))\(clause)"
    ).execute(arguments: StatementArguments(row.map(\.value)))
  }
}
