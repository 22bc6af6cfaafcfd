import BundleCore
public import Centre
public import JSONText
import Submission

extension CentreStatus {
  /// The status for other programs.
  public var json: JSONValue {
    .object([
      ("status", .string("centre/1")), ("campaign", .string(campaignID)),
      ("time", .string(time.rfc3339(zone: timeZone))), ("total", total.json),
      ("prefectures", .array(prefectures.map { $0.json })),
      ("classes", .array(classes.map { $0.json })),
      (
        "deliveries",
        .object(Decision.allCases.map { ($0.rawValue, .integer(deliveries[$0] ?? 0)) })
      ),
      ("held", .strings(held)),
      ("incomplete", .array(incomplete.map { $0.json(timeZone) })),
      (
        "due",
        .array(
          due.map { row in
            .object([
              ("unit", .string(row.unit)), ("name", .string(row.name)),
              ("division", .string(row.division)), ("class", .string(row.unitClass)),
              ("submission", .string(row.submission)), ("state", .string(row.state.rawValue)),
            ])
          })
      ),
      (
        "ledger",
        .object([("size", .integer(ledgerSize)), ("root", .string(ledgerRoot.text))])
      ),
    ])
  }
}

extension StatusGroup {
  fileprivate var json: JSONValue {
    .object([("key", .string(key)), ("counts", counts.json)])
  }
}

extension StatusCounts {
  fileprivate var json: JSONValue {
    .object([
      ("expected", .integer(expected)), ("accepted", .integer(accepted)),
      ("returned", .integer(returned)), ("held", .integer(held)), ("missing", .integer(missing)),
      ("late", .integer(late)),
    ])
  }
}
