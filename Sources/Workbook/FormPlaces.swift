import JSONText

/// Where the values of a form that came from a workbook stand there.
public struct FormPlaces: Sendable {
  /// In the order of the schema.
  private var places: [(tokens: [String], cell: String)] = []
  private var byTokens: [[String]: String] = [:]

  init() {}

  mutating func add(_ tokens: [String], _ cell: String) {
    places.append((tokens, cell))
    if byTokens[tokens] == nil { byTokens[tokens] = cell }
  }

  /// The cell, as `sheet!C5`: of the value itself, of the first below it, or of what holds it; nil
  /// for a place that the workbook knows nothing of.
  public func cell(of pointer: String) -> String? {
    guard let pointer = JSONPointer(pointer) else { return nil }
    var tokens = pointer.tokens
    if let cell = byTokens[tokens] { return cell }
    while !tokens.isEmpty {
      if let first = places.first(where: { $0.tokens.starts(with: tokens) }) { return first.cell }
      tokens.removeLast()
    }
    return nil
  }
}

extension ImportRun {
  /// The cells of all fields that were found, filled in or not.
  func places() -> FormPlaces {
    var places = FormPlaces()
    var children: [Int: [Int?: [FormContents.Row]]] = [:]
    for (table, rows) in contents.rows {
      children[table] = Dictionary(grouping: rows, by: \.parent)
    }
    add(layout.root, [], contents.places, row: nil, children, &places)
    return places
  }

  private func add(
    _ object: FormObject, _ tokens: [String], _ cells: [Int: CellPlace], row: Int?,
    _ children: [Int: [Int?: [FormContents.Row]]], _ places: inout FormPlaces
  ) {
    for member in object.members {
      let tokens = tokens + [member.name]
      switch member.content {
      case .field(let field):
        guard let place = cells[field] else { continue }
        places.add(tokens, "\(book.sheets[place.sheet].name)!\(place.cell.text)")
      case .section(let section): add(section, tokens, cells, row: row, children, &places)
      case .table(let table):
        for (index, element) in (children[table]?[row] ?? []).enumerated() {
          add(
            layout.tables[table].item, tokens + ["\(index)"], element.places, row: element.number,
            children, &places)
        }
      }
    }
  }
}
