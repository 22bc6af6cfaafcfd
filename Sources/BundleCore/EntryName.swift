/// A file name inside a package that every system can write and no two read differently.
///
/// UTF-8 in NFC; relative, `/` only; no empty, `.` or `..` component; no control,
/// bidirectional or invisible formatting characters; no `\ : * ? " < > |`; no name that Windows
/// reserves; no component with a leading or trailing space or a trailing dot; bounded lengths.
public struct EntryName: Sendable, Hashable {
  public let text: String

  /// Throws `entryNameRefused`.
  public init(_ text: String) throws(FengniError) {
    if let reason = Self.objection(to: text) {
      throw FengniError(.entryNameRefused, Self.printable(text), reason: reason)
    }
    self.text = text
  }

  /// The bytes of a ZIP name field: must be valid UTF-8 of an acceptable name.
  public init(utf8 bytes: [UInt8]) throws(FengniError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FengniError(.entryNameRefused, Hex.encode(bytes.prefix(32)), reason: "not UTF-8")
    }
    try self.init(text)
  }

  public var components: [String] {
    // By scalars: with a combining mark behind it, "/" is another Character, but not another byte.
    text.unicodeScalars.split(separator: "/").map { String($0) }
  }
  /// The last component.
  public var lastComponent: String { components.last ?? text }
  public var utf8: [UInt8] { Array(text.utf8) }

  /// Names that are the same here collide on a file system that ignores case.
  public var foldedForm: String {
    Normalisation.composed(
      Normalisation.decomposedCompatibly(
        Normalisation.decomposedCompatibly(text).uppercased().lowercased()))
  }

  /// Whether a text is in normalisation form C, as every name must be.
  public static func isComposed(_ text: String) -> Bool {
    text.unicodeScalars.elementsEqual(Normalisation.composed(text).unicodeScalars)
  }

  /// Why a text is no entry name, or nil.
  private static func objection(to text: String) -> String? {
    if text.isEmpty { return "empty" }
    if text.utf8.count > Limits.entryName { return "longer than \(Limits.entryName) bytes" }
    if let bad = text.unicodeScalars.first(where: isRefused) {
      return "character U+" + String(bad.value, radix: 16, uppercase: true)
    }
    // Compared as scalars: Swift's == would call both forms equal.
    if !text.unicodeScalars.elementsEqual(Normalisation.composed(text).unicodeScalars) {
      return "not in normalisation form C"
    }
    // Split and compared as scalars from here on: to Swift, "/" and a combining mark behind it are
    // one Character that is no "/", to a file system they are a separator and a name.
    let components = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
    if components.count > Limits.entryNameDepth { return "nested too deep" }
    for component in components {
      if let reason = objection(toComponent: component) { return reason }
    }
    return nil
  }

  private static func objection(toComponent scalars: Substring.UnicodeScalarView) -> String? {
    let component = String(scalars)
    if scalars.isEmpty { return "empty component" }
    // Whoever splits at "/" by characters, as Swift does, would not see the separator.
    if let first = scalars.first, isMark(first) { return "component begins with a combining mark" }
    if component == "." || component == ".." { return "relative component" }
    if component.utf8.count > Limits.entryNameComponent { return "component too long" }
    if scalars.last == "." || scalars.last == " " || scalars.first == " " {
      return "component begins or ends with a space or ends with a dot"
    }
    var stem = scalars.prefix { $0 != "." }
    while stem.last?.properties.generalCategory == .spaceSeparator { stem.removeLast() }
    while stem.first?.properties.generalCategory == .spaceSeparator { stem.removeFirst() }
    if reservedOnWindows.contains(String(stem).uppercased()) { return "reserved on Windows" }
    return nil
  }

  private static let reservedOnWindows: Set<String> = {
    var names: Set<String> = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
    for digit in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"] {
      names.insert("COM" + digit)
      names.insert("LPT" + digit)
    }
    return names
  }()

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\\", ":", "*", "?", "\"", "<", ">", "|": return true
    default: break
    }
    switch scalar.properties.generalCategory {
    // Format characters hold the bidirectional controls and the invisible joiners.
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return true
    default: return false
    }
  }

  /// A refused name made safe to show: refused characters as `\u{…}`, cut to 80 characters.
  private static func printable(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(80) {
      if isRefused(scalar) {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

extension EntryName: CustomStringConvertible {
  public var description: String { text }
}
