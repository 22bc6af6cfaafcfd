public import BundleCore
public import JSONText

/// A code list of a campaign (代码表): what codes mean, with what else is known of each.
public struct CodeList: Sendable {
  /// The name by which rules ask for it.
  public let name: String
  /// The title in both languages.
  public let title: Bilingual
  private let items: [String: JSONObject]

  /// Reads `{"list", "title", "items": [{"code", "zh", "en", …}]}`.
  ///
  /// Codes may stand twice, for two times of validity. Throws codes of content with the place.
  public init(json: [UInt8], subject: String) throws(FengniError) {
    let value = try JSONDocument.parse(json, subject: subject)
    let reader = try ObjectReader(value, subject: subject)
    name = try reader.string("list", limit: 64)
    let title = try reader.object("title")
    self.title = Bilingual(
      zh: try title.string("zh", limit: 400), en: try title.string("en", limit: 400))
    if reader.has("note") { _ = try reader.object("note") }
    var items: [String: JSONObject] = [:]
    for element in try reader.array("items", count: 1...Limits.codeListItems) {
      let item = try ObjectReader(element, subject: subject)
      let code = try item.string("code", limit: 64)
      guard let object = element.asObject else { continue }
      var key = code
      while items[key] != nil { key += "\u{0}" }
      items[key] = object
    }
    self.items = items
  }

  /// Whether a code stands in the list.
  public func contains(_ code: String) -> Bool { items[code] != nil }

  /// Whether a code was in use in a year: an item's `from` is its first, `until` the first without.
  public func contains(_ code: String, inYear year: Int64) -> Bool {
    entries(code).contains { item in
      let from = item["from"]?.asNumber?.asInt64 ?? .min
      let until = item["until"]?.asNumber?.asInt64 ?? .max
      return from <= year && year < until
    }
  }

  /// A member of a code's item, nil where there is none.
  public func member(_ name: String, of code: String) -> JSONValue? { items[code]?[name] }

  private func entries(_ code: String) -> [JSONObject] {
    var entries: [JSONObject] = []
    var key = code
    while let item = items[key] {
      entries.append(item)
      key += "\u{0}"
    }
    return entries
  }
}
