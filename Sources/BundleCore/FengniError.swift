/// The one error type of the package.
///
/// Equality is the code alone: tests and callers match codes, never text.
public struct FengniError: Error, Sendable, Hashable {
  /// What went wrong, stable for ever.
  public let code: Code
  /// Where: a path, an entry name, a field. Never a form value, a name of a person or a secret.
  public let subject: String
  /// Why, for developers, in English. Shown only on request.
  public let reason: String
  /// Where in the subject, when a line is known (1-based).
  public let line: Int?
  /// Where in the line, in UTF-8 bytes (1-based).
  public let column: Int?

  /// Makes an error of a code at a place.
  public init(
    _ code: Code, _ subject: String = "", reason: String = "", line: Int? = nil,
    column: Int? = nil
  ) {
    self.code = code
    self.subject = subject
    self.reason = reason
    self.line = line
    self.column = column
  }

  public static func == (a: Self, b: Self) -> Bool { a.code == b.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }

  /// The same error, said of another subject.
  public func about(_ subject: String) -> FengniError {
    FengniError(code, subject, reason: reason, line: line, column: column)
  }
}

extension FengniError: CustomStringConvertible {
  /// For developers: code, subject and reason. Users read the texts of `Messages`.
  public var description: String {
    let place = line.map { ":\($0):\(column ?? 1)" } ?? ""
    return code.label + symbol + " [\(subject)\(place)] \(reason)"
  }

  /// The name that source has for the code; where there is no reflection, the number alone is said.
  private var symbol: String {
    #if hasFeature(Embedded)
      ""
    #else
      " \(code)"
    #endif
  }
}
