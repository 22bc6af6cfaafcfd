public import BundleCore
import JSONSchema
public import JSONText

/// The forms and code lists of a campaign.
///
/// Forms are compiled when they are asked for, once; any number of threads may ask.
public final class FormSet: Sendable {
  private let library: SchemaLibrary
  private let state = Locked(State())
  /// What rules may call.
  public let functions: FormFunctions

  private struct State {
    var schemas: Result<SchemaSet, FengniError>?
    var forms: [String: Result<Form, FengniError>] = [:]
  }

  /// Takes schema documents, with names for messages, and the code lists.
  ///
  /// Throws `schemaInvalid` for documents without `$id`, and codes of content for lists.
  public init(
    schemas documents: [(name: String, bytes: [UInt8])],
    lists: [(name: String, bytes: [UInt8])] = [], timeZone: Zone = .china
  ) throws(FengniError) {
    var library = SchemaLibrary()
    for (name, bytes) in documents {
      try library.add(
        JSONDocument.parse(bytes, subject: name, limits: JSONLimits(numbers: .exact)),
        subject: name)
    }
    self.library = library
    var byName: [String: CodeList] = [:]
    for (name, bytes) in lists {
      let list = try CodeList(json: bytes, subject: name)
      guard byName.updateValue(list, forKey: list.name) == nil else {
        throw FengniError(.jsonValueNotAllowed, name, reason: "list \(list.name) stands twice")
      }
    }
    functions = FormFunctions(lists: byName, timeZone: timeZone)
  }

  /// `$id`s of all schema documents.
  public var ids: [String] { library.ids }

  /// A schema document by its `$id`, as it was read.
  public func document(_ id: String) -> JSONValue? { library[id] }

  /// Whether there is a schema document of this `$id`.
  public func contains(_ id: String) -> Bool { library[id] != nil }

  func root(_ id: String) -> (library: SchemaLibrary, place: SchemaLibrary.Place)? {
    library.root(id).map { (library, $0) }
  }

  /// A form. Throws `schemaReferenceUnresolved` when there is none of this `$id`, and what
  /// compiling throws: `schemaInvalid`, `schemaPatternUnsupported`, `celSyntax`, `celType`.
  public func form(_ id: String) throws(FengniError) -> Form {
    try state.withLock { state in form(id, &state) }.get()
  }

  private func form(_ id: String, _ state: inout State) -> Result<Form, FengniError> {
    if let known = state.forms[id] { return known }
    let result: Result<Form, FengniError>
    do throws(FengniError) {
      let schemas = state.schemas ?? Self.schemas(library)
      state.schemas = schemas
      result = .success(try Form(id, library, schemas.get(), functions))
    } catch {
      result = .failure(error)
    }
    state.forms[id] = result
    return result
  }

  private static func schemas(_ library: SchemaLibrary) -> Result<SchemaSet, FengniError> {
    do throws(FengniError) {
      return .success(try SchemaSet(documents: library.all))
    } catch {
      return .failure(error)
    }
  }
}
