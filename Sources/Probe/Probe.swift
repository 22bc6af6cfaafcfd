package import BundleCore
import CEL
import Forms
import JSONText

/// Answers requests about schemas, rules and forms, the same in every program that it is part of.
///
/// It exists to be asked twice: once as part of the native program `fengni-probe`, once as a module
/// of WebAssembly. Their answers must be equal octet for octet (`Tools/wasm/compare`).
package final class Probe {
  private let zones: any ZoneRules
  private var schemas: [(name: String, bytes: [UInt8])] = []
  private var lists: [(name: String, bytes: [UInt8])] = []
  private var remotes: [(uri: String, value: JSONValue)] = []
  private var forms: FormSet?

  /// `zones`: what the host knows of time zones.
  package init(zones: any ZoneRules) { self.zones = zones }

  /// Answers a request with JSON, UTF-8.
  ///
  /// A request is a list of fields (``Fields``); the first is its verb:
  /// `schema NAME OCTETS` and `list NAME OCTETS` add to the forms, `form ID OCTETS` gives the
  /// findings of a filled form; `remote URI OCTETS` adds a schema that others refer to, `schemas
  /// FORMATS OCTETS` runs a file of JSON Schema's suite (`formats` asserts them); `rules NAME
  /// OCTETS` runs a file of CEL's.
  package func answer(_ request: [UInt8]) -> [UInt8] {
    do throws(FengniError) {
      return try Self.writer.bytes(try answer(Fields(request)))
    } catch {
      return Self.text(of: error)
    }
  }

  /// Suites have numbers beyond 2^53, and large files.
  static let writer = JSONWriter(
    .compact, limits: JSONLimits(size: 256 << 20, depth: 512, values: 8_000_000, numbers: .exact))
  static let limits = JSONLimits(numbers: .exact)

  private func answer(_ fields: Fields) throws(FengniError) -> JSONValue {
    let (name, octets) = (fields.text(1), fields[2])
    switch fields.text(0) {
    case "schema":
      schemas.append((name: name, bytes: octets))
      forms = nil
    case "list":
      lists.append((name: name, bytes: octets))
      forms = nil
    case "form": return try findings(form: name, octets)
    case "remote":
      let value = try JSONDocument.parse(octets, subject: name, limits: Self.limits)
      remotes.append((uri: name, value: value))
    case "schemas":
      return try SchemaSuite(remotes: remotes, assertsFormats: name == "formats").answer(octets)
    case "rules": return try RuleSuite(zones: zones).answer(octets, file: name)
    default: throw FengniError(.usage, fields.text(0))
    }
    return .bool(true)
  }

  private func findings(form id: String, _ octets: [UInt8]) throws(FengniError) -> JSONValue {
    let set: FormSet
    if let forms {
      set = forms
    } else {
      set = try FormSet(schemas: schemas, lists: lists)
      forms = set
    }
    let filled = try JSONDocument.parse(octets, subject: "form")
    return .array(try set.form(id).findings(filled, document: "form").map { $0.answer })
  }

  static func text(of error: FengniError) -> [UInt8] {
    // The place of a failure may hold what no JSON text may; then the code alone is told.
    (try? writer.bytes(answer(of: error))) ?? Array(("\"" + error.code.label + "\"").utf8)
  }

  static func answer(of error: FengniError) -> JSONValue {
    .object([
      ("error", .string(error.code.label)), ("subject", .string(error.subject)),
      ("reason", .string(error.reason)), ("line", error.line.map { .integer($0) }),
      ("column", error.column.map { .integer($0) }),
    ])
  }
}

/// Fields of a request: each its length in four octets, big-endian, and its octets.
package struct Fields {
  private let fields: [[UInt8]]

  /// Takes the fields of a request apart; what is cut off is left out.
  package init(_ request: [UInt8]) {
    var fields: [[UInt8]] = []
    var rest = request[...]
    while rest.count >= 4 {
      let count = rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let length = Int(exactly: count), length <= rest.count - 4 else { break }
      fields.append(Array(rest.dropFirst(4).prefix(length)))
      rest = rest.dropFirst(4 + length)
    }
    self.fields = fields
  }

  /// A field's octets, none where it is missing.
  package subscript(_ index: Int) -> [UInt8] { index < fields.count ? fields[index] : [] }

  /// All fields.
  package var all: [[UInt8]] { fields }

  /// The octets of a list of fields.
  package static func encode(_ fields: [[UInt8]]) -> [UInt8] {
    var octets: [UInt8] = []
    for field in fields {
      let count = UInt32(truncatingIfNeeded: field.count)
      octets += (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
      octets += field
    }
    return octets
  }

  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }
}
