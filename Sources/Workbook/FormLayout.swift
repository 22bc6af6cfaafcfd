public import BundleCore
public import JSONText

/// What a form asks for, in the order of its schema: the fields of the form itself and those of
/// its repeated groups, each of which is a table.
public struct FormLayout: Sendable {
  /// The `$id` of the schema.
  public let id: String
  /// The version in `x-form`, 1 where none is said.
  public let version: Int
  /// What the form is called.
  public let title: Bilingual
  /// What the person who fills in should know, where the schema says it.
  public let help: Bilingual?
  /// All fields, in the order of the schema; a field's id is its place here.
  public let fields: [FormField]
  /// All repeated groups; a table's id is its place here, and parents stand before children.
  public let tables: [FormTable]
  /// The form as a tree.
  let root: FormObject

  init(
    id: String, version: Int, title: Bilingual, help: Bilingual?, fields: [FormField],
    tables: [FormTable], root: FormObject
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.help = help
    self.fields = fields
    self.tables = tables
    self.root = root
  }
}

/// Something that a person fills in.
public struct FormField: Sendable {
  /// The place in the form; `-` stands for the number of a row: `/internet/links/-/operator`.
  public let pointer: JSONPointer
  /// The number by which people find it: `2.3`.
  public let number: String
  /// What it is called, as on the paper form.
  public let title: Bilingual
  /// The same with the titles of the sections between its table or top section and itself.
  public let fullTitle: Bilingual
  /// What the person who fills in should know.
  public let help: Bilingual?
  /// What may be filled in.
  public let type: FieldType
  /// Whether it is always asked for: it and every section that holds it.
  public let isRequired: Bool
  /// The table to which it belongs.
  public let table: Int?
  /// The fewest elements of a list or of choices: where none are needed, none is a value.
  let minimumItems: Int
}

/// What may be filled in.
public indirect enum FieldType: Sendable {
  /// A text of at most so many characters.
  case text(maximum: Int?)
  /// A whole number.
  case integer(minimum: Int64?, maximum: Int64?)
  /// A decimal number; `exclusive` when the minimum itself is too little.
  case decimal(minimum: Double?, exclusive: Bool, maximum: Double?, places: Int?)
  /// A day.
  case date
  /// Yes or no.
  case boolean
  /// One of these.
  case choice([FormChoice])
  /// Any of these.
  case choices([FormChoice])
  /// Several of a kind, one a line.
  case list(FieldType)
}

/// A value of a choice.
public struct FormChoice: Sendable, Hashable {
  /// As it stands in the form.
  public let code: String
  /// As people read it.
  public let label: Bilingual
}

/// A group that is repeated: a table with a row for each.
public struct FormTable: Sendable {
  /// The place in the form; `-` stands for the number of a row of the tables above.
  public let pointer: JSONPointer
  /// The number by which people find it.
  public let number: String
  /// What it is called.
  public let title: Bilingual
  /// What the person who fills in should know.
  public let help: Bilingual?
  /// The table whose rows hold it.
  public let parent: Int?
  /// Whether it is always asked for.
  public let isRequired: Bool
  /// The fewest and the most rows.
  public let minimumRows: Int
  public let maximumRows: Int?
  /// The ids of its fields, which are its columns.
  public internal(set) var fields: [Int]
  /// A row as a tree.
  var item: FormObject
}

/// A section, a row, or the whole form.
struct FormObject: Sendable {
  struct Member: Sendable {
    let name: String
    let isRequired: Bool
    let content: FormMember
  }

  var number = ""
  var title = Bilingual("", "")
  var help: Bilingual?
  var members: [Member] = []
}

indirect enum FormMember: Sendable {
  case section(FormObject)
  case field(Int)
  case table(Int)
}
