public import BundleCore
internal import GRDB
public import JSONText
import Primitives
import Submission

/// The forms of a summary as they were sent, each with the name of its document.
public struct SummaryForms: Sendable {
  public var grid: (name: String, value: JSONValue)?
  public var list: (name: String, value: JSONValue)?
  public var missing: (name: String, value: JSONValue)?

  /// None of them yet.
  public init() {}

  /// Takes a form for what its members say that it is; anything else is left aside.
  public mutating func take(_ value: JSONValue, name: String) {
    if value["rows"] != nil, value["scope"] != nil {
      grid = (name, value)
    } else if value["bundles"] != nil {
      list = (name, value)
    } else if value["units"] != nil, value["reportYear"] != nil {
      missing = (name, value)
    }
  }
}

extension CentreFolder {
  /// Computes a summary again from the bundles that it lists, and says what differs
  /// (`summaryDiffers` and those behind it); empty when it is what they give.
  ///
  /// Throws `usage` without a grid and a list of bundles.
  public func check(_ forms: SummaryForms) throws(FengniError) -> [Finding] {
    guard let grid = forms.grid, let list = forms.list, let unit = grid.value["unit"],
      let scope = grid.value["scope"]?.asString.flatMap({ SummaryHead.Scope(rawValue: $0) }),
      let id = unit["id"]?.asString, let name = unit["name"]?.asString
    else { throw FengniError(.usage, "summary-grid, contributing-bundles") }
    // Who, when and of which year is the sender's to say, and no figure.
    let head = SummaryHead(
      unitID: id, unitName: name, scope: scope,
      year: Int(grid.value["reportYear"]?.asNumber?.asInt64 ?? 0),
      asOf: grid.value["asOf"]?.asString ?? "")
    let zone = campaign.settings.timeZone
    return try store.scratch { database in
      var check = SummaryCheck()
      let listed = check.listed(list.value, list.name)
      let numbers = try check.find(listed, database)
      let work = try SummaryWork(database, head, zone)
      let computed = try work.summary(numbers)
      check.compare(listed, list.name, with: computed.list)
      check.compareGrids(grid.value, grid.name, with: computed.grid)
      check.compareMissing(forms.missing, with: computed.missing)
      return check.findings
    }
  }
}

/// What was found so far.
private struct SummaryCheck {
  var findings: [Finding] = []
  private static let limit = 500

  private mutating func add(_ finding: Finding) {
    if findings.count < Self.limit { findings.append(finding) }
  }

  private mutating func differs(
    _ document: String, at pointer: String, expected: JSONValue?, found: JSONValue?
  ) {
    add(
      Finding(
        .summaryDiffers, document: document, pointer: pointer, line: found?.line,
        column: found?.column, expected: expected?.short, found: found?.short))
  }

  // MARK: The list

  struct Listed {
    let pointer: String
    let value: JSONValue
    let digest: String
  }

  func listed(_ list: JSONValue, _ document: String) -> [Listed] {
    (list["bundles"]?.asArray ?? []).enumerated().map { index, value in
      Listed(
        pointer: "/bundles/\(index)", value: value, digest: value["digest"]?.asString ?? "")
    }
  }

  /// The listed bundles that the store has, whether they count or not, and what is wrong with the
  /// list itself.
  mutating func find(_ listed: [Listed], _ database: Database) throws -> [Int64] {
    let counting = Set(try Int64.fetchAll(database, sql: SummaryWork.counting))
    var numbers: [Int64] = []
    for row in listed {
      guard
        let number = try Int64.fetchOne(
          database, sql: "SELECT number FROM delivery WHERE digest = ?", arguments: [row.digest])
      else {
        add(
          Finding(
            .summaryBundleUnknown, subject: row.digest, pointer: row.pointer + "/digest",
            line: row.value.line, column: row.value.column))
        continue
      }
      if !counting.contains(number) {
        add(
          Finding(
            .summaryBundleNotCounted, subject: row.digest, pointer: row.pointer + "/digest",
            line: row.value.line, column: row.value.column))
      }
      numbers.append(number)
    }
    for number in counting.subtracting(numbers).sorted() {
      let digest = try String.fetchOne(
        database, sql: "SELECT digest FROM delivery WHERE number = ?", arguments: [number])
      add(Finding(.summaryBundleLeftOut, .warning, subject: digest ?? ""))
    }
    return numbers
  }

  /// Everything else that the list says of its bundles.
  mutating func compare(_ listed: [Listed], _ document: String, with computed: JSONValue) {
    var byDigest: [String: JSONValue] = [:]
    for row in computed["bundles"]?.asArray ?? [] { byDigest[row["digest"]?.asString ?? ""] = row }
    for row in listed {
      guard let expected = byDigest[row.digest] else { continue }
      compare(row.value, with: expected, document, at: row.pointer)
    }
  }

  // MARK: The grid

  /// Rows are the same whose unit is the same, wherever they stand.
  mutating func compareGrids(_ sent: JSONValue, _ document: String, with computed: JSONValue) {
    let rows = sent["rows"]?.asArray ?? []
    var expected: [String: JSONValue] = [:]
    for row in computed["rows"]?.asArray ?? [] {
      expected[row["unit"]?["id"]?.asString ?? ""] = row
    }
    for (index, row) in rows.enumerated() {
      let id = row["unit"]?["id"]?.asString ?? ""
      guard let other = expected.removeValue(forKey: id) else {
        differs(document, at: "/rows/\(index)", expected: nil, found: row["unit"]?["id"] ?? row)
        continue
      }
      compare(row, with: other, document, at: "/rows/\(index)")
    }
    for id in expected.keys.sorted() {
      differs(document, at: "/rows", expected: .string(id), found: nil)
    }
    for member in computed.asObject?.members ?? [] where member.name != "rows" {
      // What the form does not ask for may be left out.
      guard let value = sent[member.name] else {
        if !["incidents", "trainingPeople", "fundingWan", "foreignRatio"].contains(member.name) {
          differs(document, at: "/\(member.name)", expected: member.value, found: nil)
        }
        continue
      }
      compare(value, with: member.value, document, at: "/\(member.name)")
    }
  }

  mutating func compareMissing(
    _ sent: (name: String, value: JSONValue)?, with computed: JSONValue?
  ) {
    func ids(_ value: JSONValue?) -> [String] {
      (value?["units"]?.asArray ?? []).compactMap { $0["unit"]?["id"]?.asString }
    }
    let (found, expected) = (Set(ids(sent?.value)), Set(ids(computed)))
    let name = sent?.name ?? "missing-units"
    for id in expected.subtracting(found).sorted() {
      differs(name, at: "/units", expected: .string(id), found: nil)
    }
    for id in found.subtracting(expected).sorted() {
      differs(name, at: "/units", expected: nil, found: .string(id))
    }
  }

  /// Every single value that is not the same; depth is bounded by what was computed.
  private mutating func compare(
    _ sent: JSONValue, with computed: JSONValue, _ document: String, at pointer: String
  ) {
    guard let members = computed.asObject?.members else {
      if sent != computed { differs(document, at: pointer, expected: computed, found: sent) }
      return
    }
    for member in members {
      guard let value = sent[member.name] else {
        differs(document, at: pointer + "/\(member.name)", expected: member.value, found: nil)
        continue
      }
      compare(
        value, with: member.value, document, at: pointer + "/\(member.name)")
    }
    for member in sent.asObject?.members ?? [] where computed[member.name] == nil {
      differs(document, at: pointer + "/\(member.name)", expected: nil, found: member.value)
    }
  }
}

extension JSONValue {
  fileprivate var line: Int? { position.line > 0 ? position.line : nil }
  fileprivate var column: Int? { position.line > 0 ? position.column : nil }

  /// A single value as it is shown.
  fileprivate var short: String {
    switch kind {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let number): number.text
    case .string(let text): text
    case .array, .object: "…"
    }
  }
}
