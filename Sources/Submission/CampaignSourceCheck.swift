public import BundleCore
import Forms
import JSONText

extension CampaignSource {
  /// What the author of a campaign still has to mend, everything at once: forms and rules that do
  /// not compile, certificates and forms that are missing, examples that do not pass, and texts that
  /// exist in one language only.
  ///
  /// Empty of errors before `publish` writes anything.
  public func findings() -> [Finding] {
    missingParts().map(Self.finding) + contentFindings()
  }

  private func contentFindings() -> [Finding] {
    let contents: CampaignContents
    do throws(FengniError) {
      contents = CampaignContents(
        forms: try FormSet(
          schemas: json(.form), lists: json(.list), timeZone: settings.timeZone))
    } catch {
      return [Finding(error, document: error.subject)]
    }
    var findings: [Finding] = []
    for id in contents.forms.ids {
      do throws(FengniError) { _ = try contents.forms.form(id) } catch {
        findings.append(Self.finding(error))
      }
    }
    // Rules over forms that do not compile would only say it again.
    let formsHold = findings.isEmpty
    // Notices come from the issuer, which the roster must know like any sender.
    if settings.submissions.contains(where: { $0.isToUnit }), roster.unit(settings.issuerID) == nil
    {
      findings.append(
        Finding(.senderUnknown, document: "campaign.json", subject: settings.issuerID))
    }
    for submission in settings.submissions {
      findings += missingForms(submission, contents.forms)
      guard formsHold else { continue }
      do throws(FengniError) {
        findings += try SubmissionRules.flaws(submission, contents.forms).map(Self.finding)
      } catch {
        findings.append(Self.finding(error))
      }
    }
    for (name, bytes) in json(.form) { findings += TextCheck(name, bytes).findings() }
    if formsHold { findings += examples(contents.forms) }
    return findings
  }

  /// An author also wants to know why.
  private static func finding(_ error: FengniError) -> Finding {
    var finding = Finding(error)
    if !error.reason.isEmpty { finding.found = error.reason }
    return finding
  }

  private func missingForms(_ submission: SubmissionRequirement, _ forms: FormSet) -> [Finding] {
    submission.documents.compactMap { document in
      guard let schema = document.schema, !forms.contains(schema) else { return nil }
      return Finding(
        .schemaReferenceUnresolved, subject: "\(submission.id): \(document.role)",
        expected: schema)
    }
  }

  /// `examples/ROLE.json` and `examples/ROLE/NAME.json` follow the form of their role.
  private func examples(_ forms: FormSet) -> [Finding] {
    var findings: [Finding] = []
    for (name, bytes) in json(.example) {
      let inner = name.split(separator: "/").drop { $0 != "examples" }.dropFirst()
      let role = inner.first.map { $0.hasSuffix(".json") ? String($0.dropLast(5)) : String($0) }
      let document = settings.submissions.lazy.flatMap { $0.documents }.first {
        $0.role == role && $0.schema != nil
      }
      guard let schema = document?.schema else {
        findings.append(Finding(.documentUnexpected, document: name, subject: role ?? ""))
        continue
      }
      do throws(FengniError) {
        let value = try JSONDocument.parse(bytes, subject: name)
        findings += try forms.form(schema).findings(value, document: name)
      } catch {
        findings.append(Finding(error, document: name))
      }
    }
    return findings
  }
}

/// Whether what people read in a form exists in both languages.
private struct TextCheck {
  let name: String
  let bytes: [UInt8]

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  func findings() -> [Finding] {
    do throws(FengniError) {
      let value = try JSONDocument.parse(
        bytes, subject: name, limits: JSONLimits(numbers: .exact))
      var findings: [Finding] = []
      visit(value, .root, &findings)
      return findings
    } catch {
      return [Finding(error, document: name)]
    }
  }

  private func visit(_ value: JSONValue, _ pointer: JSONPointer, _ findings: inout [Finding]) {
    for (i, element) in (value.asArray ?? []).enumerated() {
      visit(element, pointer.child(i), &findings)
    }
    guard let object = value.asObject else { return }
    func missing(_ what: String) {
      findings.append(
        Finding(
          .jsonMissingMember, document: name, subject: what, pointer: pointer.text,
          line: value.position.line, column: value.position.column))
    }
    if object["title"]?.asString != nil, object["x-en"]?["title"]?.asString == nil {
      missing("x-en/title")
    }
    if object["description"]?.asString != nil, object["title"] != nil,
      object["x-en"]?["description"]?.asString == nil
    {
      missing("x-en/description")
    }
    if let labels = object["x-labels"], let values = object["enum"]?.asArray {
      for text in values.compactMap({ $0.asString }) {
        let label = labels[text]
        if label?["zh"]?.asString == nil || label?["en"]?.asString == nil {
          missing("x-labels/\(text)")
        }
      }
    }
    for member in object.members where !Self.data.contains(member.name) {
      visit(member.value, pointer.child(member.name), &findings)
    }
  }

  /// Members whose values are no schemas.
  private static let data: Set<String> = [
    "default", "examples", "const", "enum", "x-en", "x-labels", "x-rules", "x-form", "required",
  ]
}
