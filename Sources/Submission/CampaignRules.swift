import BundleCore
import CEL
import CMS
public import Forms
import JSONText

/// The forms of a campaign, and the rules and conditions of its submissions, compiled when they
/// are first asked for (SPEC, 10.3).
public final class CampaignContents: Sendable {
  /// The forms and code lists.
  public let forms: FormSet
  private let compiled = Locked<[String: Result<SubmissionRules, FengniError>]>([:])

  init(forms: FormSet) { self.forms = forms }

  /// Throws `schemaReferenceUnresolved`, `schemaInvalid`, `celSyntax`, `celType`.
  func rules(of submission: SubmissionRequirement) throws(FengniError) -> SubmissionRules {
    if let known = compiled.withLock({ $0[submission.id] }) { return try known.get() }
    let result: Result<SubmissionRules, FengniError>
    do throws(FengniError) {
      result = .success(try SubmissionRules(submission, forms))
    } catch {
      result = .failure(error)
    }
    compiled.withLock { $0[submission.id] = result }
    return try result.get()
  }
}

/// The rules and conditions of one submission, compiled.
struct SubmissionRules: Sendable {
  struct Rule: Sendable {
    let text: RuleText
    let program: CELProgram
    /// Role and place that a finding shows first.
    let place: (role: String, pointer: JSONPointer)?
  }

  let rules: [Rule]
  /// By role.
  let conditions: [String: CELProgram]
  /// Types of documents by role; lists where a role may occur several times.
  let types: [String: CELType]

  init(_ submission: SubmissionRequirement, _ forms: FormSet) throws(FengniError) {
    var flaws: [FengniError] = []
    try self.init(submission, forms, flaws: &flaws)
    if let first = flaws.first { throw first }
  }

  /// Every rule and condition that does not compile.
  static func flaws(
    _ submission: SubmissionRequirement, _ forms: FormSet
  ) throws(FengniError) -> [FengniError] {
    var flaws: [FengniError] = []
    _ = try SubmissionRules(submission, forms, flaws: &flaws)
    return flaws
  }

  private init(
    _ submission: SubmissionRequirement, _ forms: FormSet, flaws: inout [FengniError]
  ) throws(FengniError) {
    var types: [String: CELType] = [:]
    for document in submission.documents {
      guard let schema = document.schema else { continue }
      let type = try forms.form(schema).ruleType
      types[document.role] = document.maximumCount == 1 ? type : .list(type)
    }
    self.types = types
    let environment = forms.functions.environment(Facts.types(documents: types))
    rules = Self.compile(submission, environment, &flaws)
    var conditions: [String: CELProgram] = [:]
    for document in submission.documents {
      guard let condition = document.condition else { continue }
      do throws(FengniError) {
        let program = try CELProgram.compile(condition, environment: environment)
        guard program.resultType == .bool || program.resultType == .dyn else {
          throw FengniError(.celType, reason: "the result is no bool", line: 1, column: 1)
        }
        conditions[document.role] = program
      } catch {
        flaws.append(error.about("\(submission.id): \(document.role)"))
      }
    }
    self.conditions = conditions
  }

  private static func compile(
    _ submission: SubmissionRequirement, _ environment: CELEnvironment,
    _ flaws: inout [FengniError]
  ) -> [Rule] {
    var rules: [Rule] = []
    for text in submission.rules {
      do throws(FengniError) {
        rules.append(
          Rule(
            text: text, program: try text.compiled(environment, subject: submission.id),
            place: try place(text, submission)))
      } catch {
        flaws.append(error)
      }
    }
    return rules
  }

  /// `ROLE#/pointer`, of a role that there is.
  private static func place(
    _ text: RuleText, _ submission: SubmissionRequirement
  ) throws(FengniError) -> (role: String, pointer: JSONPointer)? {
    guard let first = text.places.first else { return nil }
    let parts = first.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let role = parts.first.map(String.init), submission.document(role) != nil,
      let pointer = JSONPointer(parts.count > 1 ? String(parts[1]) : "")
    else {
      throw FengniError(
        .schemaInvalid, "\(submission.id): \(text.id)", reason: "no place: \(first)")
    }
    return (role, pointer)
  }
}

/// What rules may know of a submission besides its forms.
struct Facts {
  let manifest: Manifest
  let campaign: CampaignPackage
  let requirement: SubmissionRequirement
  let received: Timestamp

  private static func object(_ name: String, _ fields: [String: CELType]) -> CELType {
    .object(CELObjectType(name, fields: fields))
  }

  /// The variables with their types.
  static func types(documents: [String: CELType]) -> [String: CELType] {
    let review = object("secrecyReview", ["reviewer": .string, "post": .string, "date": .string])
    let file = object("file", ["path": .string, "mediaType": .string, "size": .int])
    return [
      "documents": object("documents", documents), "files": .map(.string, .list(file)),
      "manifest": object(
        "manifest",
        [
          "mark": .string, "kind": .string, "revision": .int, "suite": .string,
          "created": .timestamp, "submission": .string, "secrecyReview": review,
        ]),
      "sender": object(
        "sender",
        [
          "id": .string, "name": .string, "class": .string, "division": .string,
          "reportsTo": .string,
        ]),
      "campaign": object(
        "campaign",
        [
          "id": .string, "version": .int, "opens": .timestamp, "closes": .timestamp,
          "deadline": .timestamp,
        ]),
      "received": .timestamp,
    ]
  }

  private func time(_ time: Timestamp) -> CELValue {
    CELTimestamp(seconds: time.secondsSince1970).map { .timestamp($0) } ?? .null
  }

  private func map(_ entries: [(String, CELValue?)]) -> CELValue {
    let present = entries.compactMap { name, value in value.map { (CELValue.string(name), $0) } }
    return .map(CELMap(present.map { (key: $0.0, value: $0.1) }) ?? .empty)
  }

  /// The values; forms by role as they were read.
  func bindings(
    forms: [String: [JSONValue]], types: [String: CELType]
  ) -> [String: CELValue] {
    let documents: [(String, CELValue?)] = types.keys.sorted().map { role in
      guard let values = forms[role], let first = values.first, let type = types[role] else {
        return (role, nil)
      }
      if case .list = type { return (role, CELValue(.array(values), as: type)) }
      return (role, CELValue(first, as: type))
    }
    var files: [(String, CELValue?)] = []
    for document in requirement.documents {
      let rows = manifest.documents.filter { $0.role == document.role }
      guard !rows.isEmpty else { continue }
      files.append((document.role, .list(rows.map(file))))
    }
    let unit = campaign.roster.unit(manifest.sender.id)
    return [
      "documents": map(documents), "files": map(files), "manifest": manifestValue,
      "sender": map([
        ("id", .string(manifest.sender.id)), ("name", .string(manifest.sender.name)),
        ("class", .string(manifest.sender.unitClass.rawValue)),
        ("division", .string(manifest.sender.division)),
        ("reportsTo", unit?.reportsTo.map { .string($0) }),
      ]),
      "campaign": map([
        ("id", .string(campaign.id)), ("version", .int(Int64(campaign.version))),
        ("opens", time(campaign.settings.opens)), ("closes", time(campaign.settings.closes)),
        ("deadline", time(requirement.deadline)),
      ]),
      "received": time(received),
    ]
  }

  private func file(_ row: DocumentRow) -> CELValue {
    map([
      ("path", .string(row.path.text)), ("mediaType", .string(row.mediaType)),
      ("size", .int(Int64(clamping: row.size))),
    ])
  }

  private var manifestValue: CELValue {
    let review = manifest.secrecyReview.map { review in
      map([
        ("reviewer", .string(review.reviewer)), ("post", .string(review.post)),
        ("date", .string(review.date)),
      ])
    }
    return map([
      ("mark", .string(manifest.mark.rawValue)), ("kind", .string(manifest.kind.rawValue)),
      ("revision", .int(Int64(manifest.revision))), ("suite", .string(manifest.suite.rawValue)),
      ("created", time(manifest.created)), ("submission", .string(manifest.submission)),
      ("secrecyReview", review),
    ])
  }
}
