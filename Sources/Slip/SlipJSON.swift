public import BundleCore
public import JSONText
import Submission

// A slip as JSON, of the form handover-slip.schema.json, there and back.

extension HandoverSlip {
  // handover-slip.schema.json
  private enum Longest {
    static let number = 60
    static let person = 40
    static let unit = 100
    static let tool = 100
    static let media = 500
    static let copies: Int64 = 1000
  }

  /// What the form demands and this slip leaves blank, by the form's names.
  public var blanks: [String] {
    var blanks: [String] = []
    func demand(_ name: String, _ isThere: Bool) { if !isThere { blanks.append(name) } }
    demand("slipNo", !slipNo.isEmpty)
    demand("bundleId", !bundleID.isEmpty)
    demand("mark", mark != nil)
    demand("media", !media.isEmpty)
    demand("media.type", media.allSatisfy { $0.kind != nil })
    demand("media.label", media.allSatisfy { !$0.label.isEmpty })
    demand("media.volume", media.allSatisfy { $0.volume != nil && $0.of != nil })
    demand("deliveredBy", !delivered.person.isEmpty)
    demand("deliveredUnit", !delivered.unit.isEmpty)
    demand("deliveredAt", !delivered.time.isEmpty)
    return blanks
  }

  /// The filled form. Throws `usage` where something is blank that the form demands.
  public func json() throws(FengniError) -> JSONValue {
    let blanks = blanks
    guard blanks.isEmpty, let mark else {
      throw FengniError(.usage, blanks.joined(separator: ", "))
    }
    func text(_ value: String) -> JSONValue? { value.isEmpty ? nil : .string(value) }
    return .object([
      ("slipNo", .string(slipNo)), ("bundleId", .string(bundleID)),
      ("shortCode", .string(shortCode)), ("mark", .string(mark.rawValue)),
      ("media", .array(media.map(\.json))), ("copies", .integer(copies)),
      ("deliveredBy", .string(delivered.person)), ("deliveredUnit", .string(delivered.unit)),
      ("deliveredAt", .string(delivered.time)), ("receivedBy", text(received.person)),
      ("receivedUnit", text(received.unit)), ("receivedAt", text(received.time)),
      ("condition", condition.map { .string($0.rawValue) }),
      ("malwareScan", malwareScan?.json), ("disposition", disposition?.json),
    ])
  }

  /// Reads a filled form, as strictly as its schema says.
  ///
  /// Throws what `ObjectReader` throws; `subject` names the document in errors.
  public init(_ json: JSONValue, subject: String) throws(FengniError) {
    let form = try ObjectReader(json, subject: subject)
    self.init(shortCode: try form.string("shortCode", limit: 19))
    guard Self.isShortCode(shortCode) else {
      throw form.error(.jsonValueNotAllowed, at: "shortCode", reason: "not a short code")
    }
    slipNo = try form.line("slipNo", Longest.number)
    bundleID = try form.line("bundleId", 36)
    guard Self.isID(bundleID) else {
      throw form.error(.jsonValueNotAllowed, at: "bundleId", reason: "not an id")
    }
    mark = try form.choice("mark", as: Mark.self)
    media = try Medium.list(form, count: 1...Longest.media)
    guard media.allSatisfy({ !$0.label.isEmpty && $0.volume != nil && $0.of != nil }) else {
      throw form.error(.jsonMissingMember, at: "media", reason: "label, volume or of")
    }
    copies = Int(try form.integer("copies", in: 1...Longest.copies))
    delivered.person = try form.line("deliveredBy", Longest.person)
    delivered.unit = try form.line("deliveredUnit", Longest.unit)
    delivered.time = try form.time("deliveredAt")
    received.person = try form.optionalLine("receivedBy", Longest.person)
    received.unit = try form.optionalLine("receivedUnit", Longest.unit)
    received.time = form.has("receivedAt") ? try form.time("receivedAt") : ""
    condition = try form.optionalChoice("condition", as: Condition.self)
    malwareScan = try form.optionalObject("malwareScan").map { (scan) throws(FengniError) in
      let read = MalwareScan(
        tool: try scan.line("tool", Longest.tool), databaseDate: try scan.date("dbDate"),
        result: try scan.choice("result", as: MalwareScan.Result.self))
      try scan.finish()
      return read
    }
    disposition = try form.optionalObject("disposition").map { (end) throws(FengniError) in
      let read = Disposition(
        kind: try end.choice("kind", as: Disposition.Kind.self), date: try end.date("date"),
        by: try end.line("by", Longest.person), witness: try end.line("witness", Longest.person))
      try end.finish()
      return read
    }
    try form.finish()
  }

  /// Whether it is sixteen hexadecimal digits in groups of four.
  static func isShortCode(_ text: String) -> Bool {
    let groups = text.split(separator: " ", omittingEmptySubsequences: false)
    return groups.count == 4 && groups.allSatisfy { isHex($0, 4) }
  }

  /// Whether it can be a bundle's id: a UUID in small letters.
  public static func isID(_ text: String) -> Bool {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && groups.allSatisfy { isHex($0, $0.utf8.count) }
  }

  /// Whether it is a date such as 2012-08-27.
  public static func isDate(_ text: String) -> Bool {
    text.utf8.count == 10 && Timestamp(rfc3339: text + "T00:00:00Z") != nil
  }

  private static func isHex(_ text: Substring, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

extension Medium {
  fileprivate var json: JSONValue {
    .object([
      ("type", kind.map { .string($0.rawValue) }),
      ("serial", serial.isEmpty ? nil : .string(serial)), ("label", .string(label)),
      ("volume", volume.map { .integer($0) }), ("of", of.map { .integer($0) }),
      ("sealNo", sealNo.isEmpty ? nil : .string(sealNo)),
    ])
  }
}

extension HandoverSlip.MalwareScan {
  fileprivate var json: JSONValue {
    .object([
      ("tool", .string(tool)), ("dbDate", .string(databaseDate)),
      ("result", .string(result.rawValue)),
    ])
  }
}

extension HandoverSlip.Disposition {
  fileprivate var json: JSONValue {
    .object([
      ("kind", .string(kind.rawValue)), ("date", .string(date)), ("by", .string(by)),
      ("witness", .string(witness)),
    ])
  }
}

extension ObjectReader {
  /// Text of one line without space at its ends.
  fileprivate func line(_ name: String, _ longest: Int) throws(FengniError) -> String {
    let text = try string(name, limit: longest * 4)
    guard HandoverSlip.isLine(text, longest) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "1 to \(longest) characters in a line")
    }
    return text
  }

  fileprivate func optionalLine(_ name: String, _ longest: Int) throws(FengniError) -> String {
    has(name) ? try line(name, longest) : ""
  }

  fileprivate func time(_ name: String) throws(FengniError) -> String {
    let text = try string(name, limit: 64)
    guard Timestamp(rfc3339: text) != nil else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not a time of RFC 3339")
    }
    return text
  }

  fileprivate func date(_ name: String) throws(FengniError) -> String {
    let text = try string(name, limit: 10)
    guard HandoverSlip.isDate(text) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not a date")
    }
    return text
  }
}

extension HandoverSlip {
  /// Whether text fits a field of the form: so many characters at most in one line, no space at
  /// its ends.
  public static func isLine(_ text: String, _ longest: Int) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return false }
    return scalars.count <= longest && !first.properties.isWhitespace
      && !last.properties.isWhitespace
      && !scalars.contains { $0.properties.generalCategory == .control }
  }
}
