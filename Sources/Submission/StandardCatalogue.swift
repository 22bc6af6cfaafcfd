import BundleCore
import JSONText

/// The ready forms with one variant of the inspection form, and what their rules add to a campaign.
struct StandardCatalogue {
  /// The forms' files.
  let forms: [StandardFiles.File]
  /// `$id` of the form of a role.
  private let formOfRole: [String: String]
  private let ids: Set<String>
  /// The files of `rules/`: rules, conditions and chapters of a submission.
  private let additions: [JSONValue]

  private static let inspectionForm = "inspection-form-"
  private static let suffix = ".schema.json"

  init(_ variant: InspectionVariant) throws(FengniError) {
    var (forms, ids): ([StandardFiles.File], Set<String>) = ([], [])
    var formOfRole: [String: String] = [:]
    for file in StandardFiles.folder("forms") {
      if file.name.hasPrefix(Self.inspectionForm),
        file.name != Self.inspectionForm + variant.rawValue + Self.suffix
      {
        continue
      }
      let schema = try file.json()
      guard let id = schema["$id"]?.asString else { continue }
      forms.append(file)
      ids.insert(id)
      for role in schema["x-form"]?["roles"].strings ?? [] { formOfRole[role] = id }
    }
    self.forms = forms
    self.ids = ids
    self.formOfRole = formOfRole
    additions = try StandardFiles.folder("rules").map { (file) throws(FengniError) in
      try file.json()
    }
  }

  /// The settings with forms for the roles, and with rules, conditions and chapters.
  func extend(_ settings: JSONValue) -> JSONValue {
    let submissions = settings["submissions"].elements.map { submission in
      var submission = submission.setting(
        "documents", .array(submission["documents"].elements.map(withForm)))
      for addition in additions
      where addition["submission"]?.asString == submission["submission"]?.asString {
        submission = extend(submission, by: addition)
      }
      return submission
    }
    return settings.setting("submissions", .array(submissions))
  }

  private func withForm(_ document: JSONValue) -> JSONValue {
    guard document["mediaTypes"].strings == ["application/json"],
      let role = document["role"]?.asString, let form = formOfRole[role]
    else { return document }
    return document.setting("schema", .string(form))
  }

  /// Whether an entry is for one of the chosen forms; most are for any.
  private func fits(_ entry: JSONValue) -> Bool {
    let forms = entry["forms"].strings
    return forms.isEmpty || forms.contains { ids.contains($0) }
  }

  private func extend(_ submission: JSONValue, by addition: JSONValue) -> JSONValue {
    var documents = submission["documents"].elements
    let known = documents.compactMap { $0["role"]?.asString }
    documents += addition["add"].elements.filter { document in
      !known.contains(document["role"]?.asString ?? "")
    }.map(withForm)
    for entry in addition["requirements"].elements where fits(entry) {
      guard let i = documents.firstIndex(where: { $0["role"] == entry["role"] }) else { continue }
      documents[i] = Self.require(documents[i], entry)
    }
    for member in addition["chapters"]?.asObject?.members ?? [] {
      guard let i = documents.firstIndex(where: { $0["role"]?.asString == member.name }) else {
        continue
      }
      documents[i] = documents[i].setting("chapters", member.value)
    }
    let rules =
      submission["rules"].elements
      + addition["rules"].elements.filter(fits).map { $0.setting("forms", nil) }
    return submission.setting("documents", .array(documents))
      .setting("rules", rules.isEmpty ? nil : .array(rules))
  }

  /// Makes a document required, always or on a condition; several conditions are alternatives.
  private static func require(_ document: JSONValue, _ entry: JSONValue) -> JSONValue {
    if entry["required"]?.asBool == true {
      return document.setting("required", .bool(true)).setting("requiredIf", nil)
        .setting("reason", nil)
    }
    guard let condition = entry["requiredIf"]?.asString, let reason = entry["reason"],
      document["required"]?.asBool != true
    else { return document }
    guard let former = document["requiredIf"]?.asString, let reasons = document["reason"] else {
      return document.setting("requiredIf", .string(condition)).setting("reason", reason)
    }
    var joined = reasons
    for (language, separator) in [("zh", "；"), ("en", "; ")] where reasons != reason {
      let text = [reasons, reason].compactMap { $0[language]?.asString }
      joined = joined.setting(language, .string(text.joined(separator: separator)))
    }
    return document.setting("requiredIf", .string("(\(former)) || (\(condition))"))
      .setting("reason", joined)
  }
}

// MARK: - The first campaign

extension StandardCatalogue {
  /// What the campaign of 2012 asked for, with a name and days of an example.
  static func example() throws(FengniError) -> JSONValue {
    guard let file = StandardFiles.folder("example").first else { return .object([]) }
    let former = try file.json()
    let submissions = former["submissions"].elements.map {
      $0.setting("deadline", .string("2027-12-31"))
    }
    return former.setting("id", .string("example-2027"))
      .setting("title", both("示例检查行动", "Example campaign"))
      .setting(
        "issuer",
        .object([("id", .string("PDY00001X")), ("name", both("示例中心", "Example centre"))])
      )
      .setting("legalBasis", nil)
      .setting(
        "period",
        .object([("opens", .string("2027-07-01")), ("closes", .string("2027-12-31"))])
      )
      .setting("submissions", .array(submissions))
  }

  private static func both(_ zh: String, _ en: String) -> JSONValue {
    .object([("zh", .string(zh)), ("en", .string(en))])
  }
}

extension JSONValue {
  /// The object with a member changed, added at the end, or taken away (nil).
  fileprivate func setting(_ name: String, _ value: JSONValue?) -> JSONValue {
    var members = asObject?.members ?? []
    let index = members.firstIndex { $0.name == name }
    switch (index, value) {
    case (let index?, let value?): members[index] = JSONMember(name: name, value: value)
    case (let index?, nil): members.remove(at: index)
    case (nil, let value?): members.append(JSONMember(name: name, value: value))
    case (nil, nil): break
    }
    return JSONValue(.object(JSONObject(members)), at: position)
  }
}

extension JSONValue? {
  /// The elements of an array, none otherwise.
  fileprivate var elements: [JSONValue] { self?.asArray ?? [] }
  /// The texts of an array, none otherwise.
  fileprivate var strings: [String] { elements.compactMap { $0.asString } }
}
