import BundleCore
import Foundation
import Forms
internal import GRDB
import JSONText
import Submission

/// A view for each form of a campaign, and for each list in it: one column for every single value
/// of the schema, typed by the schema (docs/centre.md). What each column means stands in
/// `form_column`.
struct FormViews {
  /// SQLite's bound for the columns of a view, less those that every view has.
  static let columnLimit = 1_980
  /// A schema may have lists within lists.
  static let viewLimit = 400

  struct Column {
    let name: String
    let type: String
    let leaf: FormLeaf
  }

  struct View {
    let name: String
    let role: String
    let lists: [[String]]
    let columns: [Column]
  }

  /// Every view has these.
  private static let fixed = [
    "delivery", "sender", "sender_name", "division", "class", "submission", "revision",
    "received", "document",
  ]

  let views: [View]

  /// The views that a campaign's forms ask for. `taken`: names that are something else already.
  init(_ campaign: CampaignPackage, taken: Set<String>) {
    var names = taken
    var views: [View] = []
    for (role, schemas) in Self.schemas(campaign) {
      for (lists, leaves) in Self.tableaux(schemas, campaign) where views.count < Self.viewLimit {
        let path = lists.flatMap { $0 }
        let name = Self.unique(
          (["form", role] + path).map { Self.plain($0) }.joined(separator: "_"), &names)
        views.append(
          View(name: name, role: role, lists: lists, columns: Self.columns(lists, leaves)))
      }
    }
    self.views = views
  }

  /// Schemas by role, in the order in which the campaign asks for them.
  private static func schemas(_ campaign: CampaignPackage) -> [(String, [String])] {
    var order: [String] = []
    var byRole: [String: [String]] = [:]
    let received = campaign.settings.submissions.filter { !$0.isToUnit }
    for document in received.flatMap(\.documents) {
      guard let schema = document.schema else { continue }
      if byRole[document.role] == nil { order.append(document.role) }
      if byRole[document.role]?.contains(schema) != true {
        byRole[document.role, default: []].append(schema)
      }
    }
    return order.map { ($0, byRole[$0] ?? []) }
  }

  /// What the schemas of one role have, put together by place.
  private static func tableaux(
    _ schemas: [String], _ campaign: CampaignPackage
  ) -> [([[String]], [FormLeaf])] {
    var order: [[[String]]] = []
    var leaves: [[[String]]: [FormLeaf]] = [:]
    for schema in schemas {
      for tableau in campaign.contents.forms.tableaux(schema) {
        if leaves[tableau.lists] == nil { order.append(tableau.lists) }
        let known = Set((leaves[tableau.lists] ?? []).map(\.members))
        leaves[tableau.lists, default: []] += tableau.leaves.filter {
          !known.contains($0.members)
        }
      }
    }
    return order.map { ($0, leaves[$0] ?? []) }
  }

  private static func columns(_ lists: [[String]], _ leaves: [FormLeaf]) -> [Column] {
    var names = Set(fixed)
    for depth in lists.indices { names.insert(item(depth)) }
    return leaves.filter { !$0.members.contains(where: isUnspeakable) }.prefix(columnLimit).map {
      let name = $0.members.isEmpty ? "value" : $0.members.map { plain($0) }.joined(separator: "_")
      let type =
        switch $0.content {
        case .integer, .boolean: "INTEGER"
        case .number: "REAL"
        case .string, .unknown: "TEXT"
        }
      return Column(name: unique(name, &names), type: type, leaf: $0)
    }
  }

  /// The number of an element, from 1; those of outer lists first.
  private static func item(_ depth: Int) -> String { depth == 0 ? "item" : "item_\(depth + 1)" }

  /// Letters, digits and `_` alone, so that nobody has to quote it: SQLite takes a quoted name that
  /// does not exist for a text.
  private static func plain(_ name: String) -> String {
    let plain = String(
      name.unicodeScalars.prefix(100).map {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
          || $0.value > 0x7f ? Character($0) : "_"
      })
    return plain.isEmpty ? "_" : plain
  }

  /// SQLite's paths can't name a member with a quotation mark or backslash in it.
  private static func isUnspeakable(_ name: String) -> Bool {
    name.unicodeScalars.contains { $0 == "\"" || $0 == "\\" || $0.value < 0x20 }
  }

  /// SQLite's names don't tell capitals apart.
  private static func unique(_ name: String, _ names: inout Set<String>) -> String {
    var candidate = name
    var number = 2
    while !names.insert(candidate.lowercased()).inserted {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }
}

// MARK: - SQL

extension FormViews {
  /// Makes the views anew, in the place of those that were there.
  static func renew(_ campaign: CampaignPackage, _ database: Database) throws {
    for name in try String.fetchAll(database, sql: "SELECT DISTINCT view FROM form_column") {
      try database.execute(sql: "DROP VIEW IF EXISTS \(quoted(name))")
    }
    try database.execute(sql: "DELETE FROM form_column")
    let taken = try String.fetchSet(database, sql: "SELECT lower(name) FROM sqlite_master")
    let views = FormViews(campaign, taken: taken)
    for view in views.views {
      try database.execute(sql: "CREATE VIEW \(quoted(view.name)) AS \(view.select)")
      // A view without columns of its own is remembered too.
      if view.columns.isEmpty {
        try database.insert(
          into: "form_column",
          [
            "view": view.name, "position": 0, "name": "", "type": "", "role": view.role,
            "field": view.place,
          ])
      }
      for (position, column) in view.columns.enumerated() {
        try database.insert(
          into: "form_column",
          [
            "view": view.name, "position": position + 1, "name": column.name,
            "type": column.type, "role": view.role,
            "field": view.place + column.leaf.members.map { ".\($0)" }.joined(),
            "zh": column.leaf.title?.zh, "en": column.leaf.title?.en,
          ])
      }
    }
  }

  static func quoted(_ name: String) -> String {
    "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  fileprivate static func literal(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
  }

  /// A path of SQLite's JSON functions.
  fileprivate static func path(_ members: [String]) -> String {
    literal("$" + members.map { ".\"\($0)\"" }.joined())
  }
}

extension FormViews.View {
  /// As people write it: `$.outsourcing.orgs[]`.
  var place: String {
    "$" + lists.map { $0.map { ".\($0)" }.joined() + "[]" }.joined()
  }

  fileprivate var select: String {
    var source = "f.json"
    var joins = ""
    var columns = [
      "f.delivery", "d.unit AS sender", "u.name AS sender_name", "u.division", "u.class",
      "d.submission", "d.revision", "d.received", "f.path AS document",
    ]
    for (depth, members) in lists.enumerated() {
      joins += ", json_each(\(source), \(FormViews.path(members))) r\(depth)"
      columns.append(
        "r\(depth).key + 1 AS " + (depth == 0 ? "item" : "item_\(depth + 1)"))
      source = "r\(depth).value"
    }
    for column in self.columns {
      columns.append(expression(column, source) + " AS " + FormViews.quoted(column.name))
    }
    return """
      SELECT \(columns.joined(separator: ",\n  "))
      FROM form f JOIN delivery d ON d.number = f.delivery AND d.effective = 1
        JOIN unit u ON u.id = d.unit\(joins)
      WHERE f.role = \(FormViews.literal(role))
      """
  }

  /// NULL where something of another type stands: an earlier version of the form may differ.
  private func expression(_ column: FormViews.Column, _ source: String) -> String {
    let (value, type): (String, String)
    if column.leaf.members.isEmpty, let last = lists.indices.last {
      // json_each has taken the element apart already.
      (value, type) = ("r\(last).value", "r\(last).type")
    } else {
      let path = FormViews.path(column.leaf.members)
      (value, type) = ("json_extract(\(source), \(path))", "json_type(\(source), \(path))")
    }
    switch column.leaf.content {
    case .integer, .number:
      return
        "CASE WHEN \(type) IN ('integer','real') THEN CAST(\(value) AS \(column.type)) END"
    case .boolean: return "CASE \(type) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
    case .string: return "CASE WHEN \(type) = 'text' THEN \(value) END"
    case .unknown: return "CAST(\(value) AS TEXT)"
    }
  }
}
