import BundleCore
import Messages

/// The words that a template of the form writes itself, in both languages and folded: whoever finds
/// others in a workbook has found something that a person wrote.
struct FormWords {
  private var words: Set<String> = []
  /// The labels of what is filled in on the main sheet.
  private(set) var items: Set<String> = []

  init(_ layout: FormLayout) {
    for language in Language.allCases {
      addGuide(layout, language)
      addMain(layout, language)
      for table in layout.tables.indices {
        add("\(layout.tables[table].number) \(layout.tables[table].title[language])")
        add(layout.tables[table].help?[language] ?? "")
        for heading in layout.headings(of: table) { add(heading[language]) }
      }
    }
  }

  func contains(_ text: String) -> Bool { words.contains(LabelText.fold(text)) }

  private mutating func add(_ text: String) { words.insert(LabelText.fold(text)) }

  private mutating func addGuide(_ layout: FormLayout, _ language: Language) {
    add(layout.title[language])
    add(layout.help?[language] ?? "")
    let guide = Phrase.Workbook.guide(hasTables: true) + Phrase.Workbook.guide(hasTables: false)
    for (index, line) in guide.enumerated() {
      add(line[language])
      add("\(index + 1)")
    }
    let version = Phrase.Workbook.formVersion(layout.id, layout.version)[language]
    add(version)
    add(Phrase.Workbook.legend[language] + version)
  }

  private mutating func addMain(_ layout: FormLayout, _ language: Language) {
    for heading in [
      Phrase.Workbook.rowNumber, Phrase.Workbook.item, Phrase.Workbook.value,
      Phrase.Workbook.helpColumn,
    ] {
      add(heading[language])
    }
    let names = layout.sheetNames(language)
    for row in layout.mainRows {
      switch row {
      case .section(_, let title, let help, _):
        add(title[language])
        add(help?[language] ?? "")
      case .table(let id):
        add(layout.tables[id].title[language])
        add(Phrase.Workbook.seeSheet(names[id])[language])
      case .choices(let id):
        add(layout.fields[id].title[language])
        add(layout.fields[id].help(beside: Phrase.Workbook.tick, language))
      case .item(let item):
        let label = layout.label(of: item)[language]
        add(label)
        items.insert(LabelText.fold(label))
        guard item.option == nil else { continue }
        let field = layout.fields[item.field]
        add(field.help(beside: field.type.hint, language))
      }
    }
  }
}

extension FormField {
  /// What stands beside the field: what may be typed, and what one should know.
  func help(beside hint: Bilingual?, _ language: Language) -> String {
    [hint?[language], help?[language]].compactMap { $0 }.filter { !$0.isEmpty }
      .joined(separator: language == .zh ? "。" : ". ")
  }
}
