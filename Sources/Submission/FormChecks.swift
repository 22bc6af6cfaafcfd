import BundleCore
import CEL
import Forms
import JSONText

/// What a campaign's forms and rules say of the documents: gates content and rules, and the
/// documents that are required under a condition (SPEC, 10.2 and 10.3).
struct FormChecks {
  let campaign: CampaignPackage
  let requirement: SubmissionRequirement
  let manifest: Manifest
  let time: Timestamp

  func findings(_ documents: [ObservedDocument], requiresAll: Bool) -> [Finding] {
    var findings: [Finding] = []
    var forms: [String: [JSONValue]] = [:]
    /// Whether a form is missing, unreadable or wrong, so that rules may have no result.
    var isBroken = false
    for document in documents {
      guard let schema = requirement.document(document.row.role)?.schema else { continue }
      guard let value = document.value else {
        isBroken = true
        continue
      }
      forms[document.row.role, default: []].append(value)
      let found = check(value, schema, document.row)
      if found.contains(where: { $0.severity == .error }) { isBroken = true }
      findings += found
    }
    do throws(FengniError) {
      let rules = try campaign.contents.rules(of: requirement)
      let facts = Facts(
        manifest: manifest, campaign: campaign, requirement: requirement, received: time)
      let bindings = facts.bindings(forms: forms, types: rules.types)
      if requiresAll {
        // All rules and conditions of a submission share what they may cost.
        var steps = Limits.ruleSteps
        findings += conditions(rules, bindings, documents, isBroken, &steps)
        findings += evaluate(rules, bindings, documents, isBroken, &steps)
      }
    } catch {
      findings.append(Finding(error))
    }
    return findings
  }

  private func check(_ value: JSONValue, _ schema: String, _ row: DocumentRow) -> [Finding] {
    do throws(FengniError) {
      let form = try campaign.contents.forms.form(schema)
      return form.findings(value, document: row.path.text).map { finding in
        var finding = finding
        finding.subject = row.role
        return finding
      }
    } catch {
      return [Finding(error, document: row.path.text)]
    }
  }

  /// Documents that are required because of what others say.
  private func conditions(
    _ rules: SubmissionRules, _ bindings: [String: CELValue], _ documents: [ObservedDocument],
    _ isBroken: Bool, _ steps: inout Int
  ) -> [Finding] {
    var findings: [Finding] = []
    for document in requirement.documents {
      guard let condition = rules.conditions[document.role],
        !documents.contains(where: { $0.row.role == document.role })
      else { continue }
      do throws(FengniError) {
        if case .bool(true) = try condition.evaluate(bindings, steps: &steps) {
          findings.append(
            Finding(.documentMissing, subject: document.role, detail: document.reason))
        }
      } catch {
        if !isBroken { findings.append(Finding(error.about(document.role))) }
      }
    }
    return findings
  }

  private func evaluate(
    _ rules: SubmissionRules, _ bindings: [String: CELValue], _ documents: [ObservedDocument],
    _ isBroken: Bool, _ steps: inout Int
  ) -> [Finding] {
    var findings: [Finding] = []
    for rule in rules.rules {
      do throws(FengniError) {
        guard case .bool(let holds) = try rule.program.evaluate(bindings, steps: &steps) else {
          findings.append(finding(rule, .celEvaluation, .error, documents))
          continue
        }
        if !holds {
          findings.append(finding(rule, .ruleViolated, rule.text.severity, documents))
        }
      } catch {
        // Where a form is missing or wrong, that is said already.
        guard error.code == .celLimit || !isBroken else { continue }
        findings.append(finding(rule, error.code, .error, documents))
      }
    }
    return findings
  }

  private func finding(
    _ rule: SubmissionRules.Rule, _ code: Code, _ severity: Severity,
    _ documents: [ObservedDocument]
  ) -> Finding {
    var finding = Finding(code, severity, rule: rule.text.id, detail: rule.text.message)
    guard let place = rule.place else { return finding }
    finding.subject = place.role
    guard let document = documents.first(where: { $0.row.role == place.role }) else {
      return finding
    }
    finding.document = document.row.path.text
    guard requirement.document(place.role)?.schema != nil else { return finding }
    finding.pointer = place.pointer.text
    if let position = document.value.flatMap({ place.pointer.resolve(in: $0) })?.position,
      position.line > 0
    {
      finding.line = position.line
      finding.column = position.column
    }
    return finding
  }
}
