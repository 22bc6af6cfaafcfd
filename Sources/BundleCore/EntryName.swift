import Foundation

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

  public var components: [String] { text.split(separator: "/").map(String.init) }
  /// The last component.
  public var lastComponent: String { components.last ?? text }
  public var utf8: [UInt8] { Array(text.utf8) }

  /// Names that are the same here collide on a file system that ignores case.
  public var foldedForm: String {
    text.precomposedStringWithCompatibilityMapping
      .uppercased().lowercased()
      .precomposedStringWithCompatibilityMapping
  }

  /// Why a text is no entry name, or nil.
  private static func objection(to text: String) -> String? {
    if text.isEmpty { return "empty" }
    if text.utf8.count > Limits.entryName { return "longer than \(Limits.entryName) bytes" }
    if let bad = text.unicodeScalars.first(where: isRefused) {
      return "character U+" + String(bad.value, radix: 16, uppercase: true)
    }
    // Compared as scalars: Swift's == would call both forms equal.
    if !text.unicodeScalars.elementsEqual(
      text.precomposedStringWithCanonicalMapping.unicodeScalars)
    {
      return "not in normalisation form C"
    }
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    if components.count > Limits.entryNameDepth { return "nested too deep" }
    for component in components {
      if let reason = objection(toComponent: component) { return reason }
    }
    return nil
  }

  private static func objection(toComponent component: Substring) -> String? {
    if component.isEmpty { return "empty component" }
    if component == "." || component == ".." { return "relative component" }
    if component.utf8.count > Limits.entryNameComponent { return "component too long" }
    if component.hasSuffix(".") || component.hasSuffix(" ") || component.hasPrefix(" ") {
      return "component begins or ends with a space or ends with a dot"
    }
    let stem = component.prefix { $0 != "." }.uppercased()
      .trimmingCharacters(in: .whitespaces)
    if reservedOnWindows.contains(stem) { return "reserved on Windows" }
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
