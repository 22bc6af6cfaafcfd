import BundleCore

/// What stops a compilation or an evaluation, before line and column are known.
struct CELFault: Error {
  let code: Code
  /// Names parts of the expression, never a value: values come out of forms.
  let reason: String
  /// 0-based, in bytes of the source.
  let offset: Int

  static func syntax(_ reason: String, _ offset: Int) -> CELFault {
    CELFault(code: .celSyntax, reason: reason, offset: offset)
  }

  static func type(_ reason: String, _ offset: Int) -> CELFault {
    CELFault(code: .celType, reason: reason, offset: offset)
  }

  static func limit(_ reason: String, _ offset: Int) -> CELFault {
    CELFault(code: .celLimit, reason: reason, offset: offset)
  }

  /// With line and column (1-based, in UTF-8 bytes).
  func located(in source: [UInt8]) -> FengniError {
    let before = source.prefix(max(offset, 0))
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return FengniError(
      code, reason: reason, line: line, column: before.count - lineStart + 1)
  }
}

/// Why one operation has no value; the machine adds the place.
struct OperationFault: Error {
  var code = Code.celEvaluation
  let reason: String

  static let noOverload = OperationFault(reason: "no such overload")
  static let overflow = OperationFault(reason: "overflow")
  static let range = OperationFault(reason: "out of range")
}
