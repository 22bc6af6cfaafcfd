import JSONText

/// A cell of one of the sheets.
struct CellPlace: Hashable {
  let sheet: Int
  let cell: CellReference
}

/// What is filled in, by field: the flat side of a form, from and to its tree.
struct FormContents {
  /// A row of a table.
  struct Row {
    /// The number by which rows of tables below name it.
    let number: Int
    /// The number of the row above.
    let parent: Int?
    var values: [Int: JSONValue] = [:]
    /// Where its fields stand, when it was read from a workbook.
    var places: [Int: CellPlace] = [:]
  }

  /// Values of the fields that belong to no table.
  var values: [Int: JSONValue] = [:]
  /// Where these stand, when they were read from a workbook.
  var places: [Int: CellPlace] = [:]
  /// Rows by table.
  var rows: [Int: [Row]] = [:]

  init() {}

  // MARK: From the tree

  /// What of a form's value the layout has a place for; a draft may have gaps and wrong types.
  init(_ value: JSONValue, _ layout: FormLayout) {
    values = take(value, layout.root, parent: nil, layout)
  }

  private mutating func take(
    _ value: JSONValue, _ object: FormObject, parent: Int?, _ layout: FormLayout
  ) -> [Int: JSONValue] {
    var taken: [Int: JSONValue] = [:]
    for member in object.members {
      guard let inner = value[member.name] else { continue }
      switch member.content {
      case .field(let field): taken[field] = inner
      case .section(let section):
        taken.merge(take(inner, section, parent: parent, layout)) { first, _ in first }
      case .table(let table):
        for element in inner.asArray ?? [] {
          let number = (rows[table]?.count ?? 0) + 1
          rows[table, default: []].append(Row(number: number, parent: parent))
          let values = take(element, layout.tables[table].item, parent: number, layout)
          rows[table]?[number - 1].values = values
        }
      }
    }
    return taken
  }

  // MARK: To the tree

  /// The form's value in the order of the schema.
  ///
  /// What is empty is absent, but a section that is always asked for: so the check of the form
  /// names each field that is missing in it.
  func value(_ layout: FormLayout) -> JSONValue {
    // Rows by the row above: a table is looked at once for each of those.
    var children: [Int: [Int?: [Row]]] = [:]
    for (table, rows) in rows { children[table] = Dictionary(grouping: rows, by: \.parent) }
    return .object(build(layout.root, values, row: nil, children, layout).members)
  }

  private func build(
    _ object: FormObject, _ values: [Int: JSONValue], row: Int?,
    _ children: [Int: [Int?: [Row]]], _ layout: FormLayout
  ) -> (members: [(String, JSONValue)], isFilled: Bool) {
    var members: [(String, JSONValue)] = []
    var isFilled = false
    for member in object.members {
      switch member.content {
      case .field(let field):
        if let value = values[field] {
          members.append((member.name, value))
          isFilled = true
        } else if member.isRequired, layout.fields[field].mayBeEmpty {
          members.append((member.name, .array([])))
        }
      case .section(let section):
        let inner = build(section, values, row: row, children, layout)
        // A section that may be left out is left out when nothing in it was filled in, whatever it
        // would always hold.
        if inner.isFilled || member.isRequired {
          members.append((member.name, .object(inner.members)))
        }
        isFilled = isFilled || inner.isFilled
      case .table(let table):
        let elements = (children[table]?[row] ?? []).map { element in
          JSONValue.object(
            build(
              layout.tables[table].item, element.values, row: element.number, children, layout
            ).members)
        }
        let mayBeEmpty = member.isRequired && layout.tables[table].minimumRows <= 0
        if !elements.isEmpty || mayBeEmpty { members.append((member.name, .array(elements))) }
        isFilled = isFilled || !elements.isEmpty
      }
    }
    return (members, isFilled)
  }
}

extension FormField {
  /// Whether no choice, or no line, is a value too.
  var mayBeEmpty: Bool {
    switch type {
    case .choices, .list: minimumItems <= 0
    default: false
    }
  }
}
