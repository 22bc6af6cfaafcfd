public import BundleCore

/// Reads the members of one object of a signed statement, and knows which were never asked for.
///
/// Every method that reads a member counts it as known; `finish` refuses the others. `null` is a
/// value like any other, never the absence of one. Errors carry the document and the JSON Pointer
/// as subject (`manifest.json#/sender/id`), line and column, and names but never values:
/// `jsonMissingMember` (at the object), `jsonWrongType`, `jsonValueNotAllowed` (at the value),
/// `jsonUnexpectedMember` (at the name).
public final class ObjectReader {
  /// The object that is read.
  public let object: JSONObject
  /// Where the object began.
  public let position: JSONValue.Position
  /// The object's JSON Pointer.
  public let pointer: String
  /// The document's name.
  public let subject: String
  private var known: [Bool]

  /// Begins with an object; throws `jsonWrongType`.
  public init(
    _ value: JSONValue, at pointer: String = "", subject: String = ""
  ) throws(FengniError) {
    self.pointer = pointer
    self.subject = subject
    position = value.position
    guard case .object(let object) = value.kind else {
      throw Self.error(
        .jsonWrongType, subject, pointer, value.position,
        "expected object, found " + value.typeName)
    }
    self.object = object
    known = Array(repeating: false, count: object.count)
  }

  // MARK: Any value

  /// Whether there is a member of this name. Does not count as reading it.
  public func has(_ name: String) -> Bool { object.index(of: name) != nil }

  /// The name of the first member, where the order says something.
  public var firstName: String? { object.members.first?.name }

  /// The value of a member, or nil.
  public func optional(_ name: String) -> JSONValue? {
    guard let index = object.index(of: name) else { return nil }
    known[index] = true
    return object.members[index].value
  }

  /// The value of a member; throws `jsonMissingMember`.
  public func required(_ name: String) throws(FengniError) -> JSONValue {
    if let value = optional(name) { return value }
    throw Self.error(
      .jsonMissingMember, subject, path(name), position, "member " + quoted(name) + " is missing")
  }

  // MARK: The end

  /// Throws `jsonUnexpectedMember` for the first member that was neither read nor is allowed.
  public func finish(allowing allowed: [String] = []) throws(FengniError) {
    for (member, isKnown) in zip(object.members, known) where !isKnown {
      if allowed.contains(where: { $0.hasSameScalars(as: member.name) }) { continue }
      throw Self.error(
        .jsonUnexpectedMember, subject, path(member.name), member.namePosition,
        "member " + quoted(member.name) + " is unknown")
    }
  }

  // MARK: Errors

  /// An error about a member, for checks that only the caller can make. The reason names no value.
  public func error(_ code: Code, at name: String, reason: String) -> FengniError {
    Self.error(code, subject, path(name), object[name]?.position ?? position, reason)
  }

  /// An error about the object itself.
  public func error(_ code: Code, reason: String) -> FengniError {
    Self.error(code, subject, pointer, position, reason)
  }

  func path(_ name: String) -> String { pointer + "/" + JSONPointer.escape(name) }

  static func error(
    _ code: Code, _ subject: String, _ pointer: String, _ position: JSONValue.Position,
    _ reason: String
  ) -> FengniError {
    let place = pointer.isEmpty ? "" : "#" + printable(pointer, limit: 400)
    return FengniError(
      code, subject + place, reason: reason,
      line: position.line > 0 ? position.line : nil,
      column: position.line > 0 ? position.column : nil)
  }
}
