/// A place in a JSON value, as RFC 6901 writes it.
public struct JSONPointer: Sendable {
  /// The reference tokens, unescaped: member names and array indices.
  public let tokens: [String]

  /// The whole document.
  public static let root = JSONPointer(tokens: [])

  /// A pointer of unescaped tokens.
  public init(tokens: [String]) { self.tokens = tokens }

  /// Reads `""` or `/a/b~1c/0`; nil when a text doesn't begin with `/` or has a wrong escape.
  public init?(_ text: String) {
    guard !text.isEmpty else {
      tokens = []
      return
    }
    // By scalars: as Characters, "/" with a combining mark behind it is no "/".
    let parts = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, first.isEmpty else { return nil }
    var tokens: [String] = []
    for part in parts.dropFirst() {
      guard let token = Self.unescape(String(part)) else { return nil }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  /// `/a/b~1c/0`
  public var text: String { tokens.map { "/" + Self.escape($0) }.joined() }

  /// The place of a member.
  public func child(_ name: String) -> JSONPointer { JSONPointer(tokens: tokens + [name]) }

  /// The place of an element.
  public func child(_ index: Int) -> JSONPointer { child(String(index)) }

  /// The value at this place; nil when there is none.
  public func resolve(in document: JSONValue) -> JSONValue? {
    var value = document
    for token in tokens {
      switch value.kind {
      case .object(let object):
        guard let next = object[token] else { return nil }
        value = next
      case .array(let elements):
        guard let index = Self.index(token), index < elements.count else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }

  /// `~` becomes `~0`, `/` becomes `~1`.
  public static func escape(_ token: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": text.append(contentsOf: "~0".unicodeScalars)
      case "/": text.append(contentsOf: "~1".unicodeScalars)
      default: text.append(scalar)
      }
    }
    return String(text)
  }

  /// The reverse of `escape`; nil when a `~` isn't followed by 0 or 1.
  public static func unescape(_ text: String) -> String? {
    var token = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        guard scalar == "0" || scalar == "1" else { return nil }
        token.append(scalar == "0" ? "~" : "/")
        isEscaped = false
      } else if scalar == "~" {
        isEscaped = true
      } else {
        token.append(scalar)
      }
    }
    return isEscaped ? nil : String(token)
  }

  /// `0` or digits without a leading zero (RFC 6901, 4).
  private static func index(_ token: String) -> Int? {
    let digits = token.utf8
    guard digits.allSatisfy(Ascii.isDigit), digits.first != Ascii.zero || digits.count == 1 else {
      return nil
    }
    return Int(token)
  }
}

extension JSONPointer: Hashable, CustomStringConvertible {
  /// Compares the tokens scalar by scalar.
  public static func == (a: Self, b: Self) -> Bool { a.text.hasSameScalars(as: b.text) }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) { text.combineScalars(into: &hasher) }

  /// The text form.
  public var description: String { text }
}
