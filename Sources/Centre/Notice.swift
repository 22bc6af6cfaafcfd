import BundleCore
import JSONText
import Primitives
import Submission

/// What a notice says, as the centre keeps it (SPEC, 15.9): without descriptions, which stay sealed.
public struct Notice: Sendable, Hashable {
  /// A finding that the unit has to answer.
  public struct Item: Sendable, Hashable {
    public let id: String
    public let area: String
    public let severity: String
    /// `YYYY-MM-DD`; the notice's own where the finding has none.
    public let due: String?
  }

  /// The form of a notice.
  public static let schema = "urn:fengni:form:notice:1"
  /// The form of a reply.
  static let replySchema = "urn:fengni:form:rectification-record:1"

  public let number: String
  /// Id of the addressee.
  public let unit: String
  public let kind: String
  /// `YYYY-MM-DD`
  public let issued: String
  /// `YYYY-MM-DD`
  public let due: String?
  public let items: [Item]
  /// SHA-256 over the roles, paths and digests of the documents.
  let contents: String

  /// Reads a form that holds; nil where it is another.
  init?(form: JSONValue, contents: String) {
    guard let unit = form["recipient"]?["id"]?.asString else { return nil }
    self.init(form, unit: unit, contents: contents)
  }

  /// Reads the ledger's record.
  init?(record: String) {
    guard let value = try? JSONDocument.parse(Array(record.utf8)),
      let unit = value["unit"]?.asString, let contents = value["contents"]?.asString
    else { return nil }
    self.init(value, unit: unit, contents: contents)
  }

  private init?(_ value: JSONValue, unit: String, contents: String) {
    guard let number = value["noticeNo"]?.asString, let kind = value["kind"]?.asString,
      let issued = value["date"]?.asString, let findings = value["findings"]?.asArray
    else { return nil }
    let due = value["dueDate"]?.asString
    var items: [Item] = []
    for finding in findings {
      guard let id = finding["id"]?.asString, let area = finding["area"]?.asString,
        let severity = finding["severity"]?.asString
      else { return nil }
      items.append(
        Item(id: id, area: area, severity: severity, due: finding["dueDate"]?.asString ?? due))
    }
    self.number = number
    self.unit = unit
    self.kind = kind
    self.issued = issued
    self.due = due
    self.items = items
    self.contents = contents
  }

  /// What the ledger commits to.
  var record: JSONValue {
    .object(
      [
        ("noticeNo", .string(number)), ("unit", .string(unit)), ("kind", .string(kind)),
        ("date", .string(issued)), ("dueDate", due.map { .string($0) }),
        (
          "findings",
          .array(
            items.map { item in
              .object(
                [
                  ("id", .string(item.id)), ("area", .string(item.area)),
                  ("severity", .string(item.severity)),
                  ("dueDate", item.due.map { .string($0) }),
                ] as [(String, JSONValue?)])
            })
        ),
        ("contents", .string(contents)),
      ] as [(String, JSONValue?)])
  }

  /// Of the documents that are sealed.
  static func contents(_ documents: [DocumentRow]) -> String {
    let lines = documents.map { "\($0.role) \($0.path.text) \($0.digest.text)\n" }
    return Digest.of(Array(lines.joined().utf8), .sha256).text
  }

  /// The end of a day that something is due.
  static func end(of day: String?, zone: Zone) -> Int64? {
    day.flatMap { Timestamp.endOfDay($0, zone: zone) }?.secondsSince1970
  }
}
