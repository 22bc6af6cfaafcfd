/// The formats that can be asserted (validation, 7.3).
///
/// All of the draft but `idn-hostname`, which needs the tables of IDNA 2008 and stays an annotation.
enum Format: String, Sendable, CaseIterable {
  case dateTime = "date-time"
  case date, time, duration
  case email
  case idnEmail = "idn-email"
  case hostname, ipv4, ipv6
  case uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uriTemplate = "uri-template"
  case uuid
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  /// Whether a string has this format.
  func accepts(_ text: String) -> Bool {
    if self == .regex { return (try? PatternTranslator.translate(text)) != nil }
    var scan = TextScan(text)
    switch self {
    case .dateTime: return scan.dateTime() && scan.isAtEnd
    case .date: return scan.date() && scan.isAtEnd
    case .time: return scan.time() && scan.isAtEnd
    case .duration: return scan.duration() && scan.isAtEnd
    case .email: return scan.email(allowsUnicode: false)
    case .idnEmail: return scan.email(allowsUnicode: true)
    case .hostname: return HostName.accepts(scan.bytes[...])
    case .ipv4: return IPAddress.isVersion4(scan.bytes[...])
    case .ipv6: return IPAddress.isVersion6(scan.bytes[...])
    case .uri: return URIGrammar.accepts(text, isReference: false, allowsUnicode: false)
    case .uriReference: return URIGrammar.accepts(text, isReference: true, allowsUnicode: false)
    case .iri: return URIGrammar.accepts(text, isReference: false, allowsUnicode: true)
    case .iriReference: return URIGrammar.accepts(text, isReference: true, allowsUnicode: true)
    case .uriTemplate: return scan.uriTemplate() && scan.isAtEnd
    case .uuid: return scan.uuid() && scan.isAtEnd
    case .jsonPointer: return scan.jsonPointer()
    case .relativeJSONPointer: return scan.relativeJSONPointer()
    case .regex: return true
    }
  }
}

/// A place in the bytes of a string that is read from left to right.
struct TextScan {
  let bytes: [UInt8]
  var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { at == bytes.count }
  var next: UInt8? { at < bytes.count ? bytes[at] : nil }
  var rest: ArraySlice<UInt8> { bytes[at...] }

  /// Passes a byte if it is one of these.
  mutating func take(_ options: StaticString) -> Bool {
    guard let next else { return false }
    for i in 0..<options.utf8CodeUnitCount where options.utf8Start[i] == next {
      at += 1
      return true
    }
    return false
  }

  /// Reads exactly this many digits.
  mutating func digits(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let next, next.isASCIIDigit else { return nil }
      value = value * 10 + Int(next - 0x30)
      at += 1
    }
    return value
  }

  /// Passes digits, however many, and says how many.
  mutating func someDigits() -> Int {
    let start = at
    while let next, next.isASCIIDigit { at += 1 }
    return at - start
  }

  /// Passes hex digits, exactly this many.
  mutating func hexDigits(_ count: Int) -> Bool {
    for _ in 0..<count {
      guard next?.hexDigit != nil else { return false }
      at += 1
    }
    return true
  }
}

// MARK: Identifiers and pointers

extension TextScan {
  /// 8-4-4-4-12 hex digits (RFC 4122, 3).
  mutating func uuid() -> Bool {
    for (i, count) in [8, 4, 4, 4, 12].enumerated() {
      if i > 0 && !take("-") { return false }
      guard hexDigits(count) else { return false }
    }
    return true
  }

  /// RFC 6901, 3
  mutating func jsonPointer() -> Bool {
    guard let first = next else { return true }
    guard first == UInt8(ascii: "/") else { return false }
    while let byte = next {
      at += 1
      if byte == UInt8(ascii: "~") && !take("01") { return false }
    }
    return true
  }

  /// A number, then `#` or a pointer (draft-bhutton-relative-json-pointer-00, 3).
  mutating func relativeJSONPointer() -> Bool {
    let startsWithZero = next == UInt8(ascii: "0")
    let count = someDigits()
    guard count == 1 || count > 1 && !startsWithZero else { return false }
    if take("#") { return isAtEnd }
    return jsonPointer()
  }

  /// Literals and expressions (RFC 6570, 2).
  mutating func uriTemplate() -> Bool {
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "{"): guard expression() else { return false }
      case UInt8(ascii: "%"): guard hexDigits(2) else { return false }
      case ...0x20, 0x7F, UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
        UInt8(ascii: "`"), UInt8(ascii: "|"):
        return false
      default: break
      }
    }
    return true
  }

  /// An expression after its opening brace.
  private mutating func expression() -> Bool {
    _ = take("+#./;?&=,!@|")
    repeat {
      guard variableName() else { return false }
      if take(":") {
        let startsWithZero = next == UInt8(ascii: "0")
        guard (1...4).contains(someDigits()), !startsWithZero else { return false }
      } else {
        _ = take("*")
      }
    } while take(",")
    return take("}")
  }

  private mutating func variableName() -> Bool {
    repeat {
      let start = at
      while let byte = next {
        if byte == UInt8(ascii: "%") {
          at += 1
          guard hexDigits(2) else { return false }
        } else if byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") {
          at += 1
        } else {
          break
        }
      }
      if at == start { return false }
    } while take(".")
    return true
  }
}
