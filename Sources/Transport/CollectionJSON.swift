public import BundleCore
internal import ErasureFrames
public import JSONText
internal import Messages

extension FrameCollection {
  /// What `volumes check` found, as JSON (`volumes.schema.json`).
  public func json(_ assessments: [Assessment]) -> JSONValue {
    .object([
      ("check", .string("volumes/1")), ("files", .integer(files.count)),
      ("octets", .integer(count.octets)), ("unreadable", .integer(unreadable)),
      ("damagedFrames", .integer(count.damaged)),
      ("brokenHeaders", .integer(count.brokenHeaders)), ("overfull", .bool(isOverfull)),
      ("sets", .array(assessments.map(\.json))),
      ("findings", .array(findings(assessments).map(Self.json))),
    ])
  }

  /// What people should know, in order of weight.
  public func findings(_ assessments: [Assessment]) -> [Finding] {
    var findings: [Finding] = []
    if assessments.isEmpty { findings.append(Finding(nothingFound().code)) }
    for assessment in assessments {
      let code = assessment.set.shortCode
      if !assessment.suffices { findings.append(Finding(.framesInsufficient, subject: code)) }
      if assessment.contradictory > 0 {
        findings.append(Finding(.framesForged, .warning, subject: code))
      }
      for volume in assessment.incomplete.prefix(Assessment.volumesListed) {
        findings.append(
          Finding(
            .volumeMissing, .warning, subject: assessment.set.volumeName(volume.index)))
      }
    }
    if count.damaged > 0 || unreadable > 0 { findings.append(Finding(.framesDamaged, .warning)) }
    if isOverfull { findings.append(Finding(.frameLimitExceeded, .warning)) }
    return findings
  }

  private static func json(_ finding: Finding) -> JSONValue {
    .object([
      ("code", .string(finding.code.label)), ("severity", .string(finding.severity.rawValue)),
      ("subject", .string(finding.subject)), ("message", json(finding.code.message)),
      ("remedy", json(finding.code.remedy)),
    ])
  }

  private static func json(_ text: Bilingual) -> JSONValue {
    .object([("zh", .string(text.zh)), ("en", .string(text.en))])
  }
}

extension Assessment {
  /// Volumes that are listed one by one; a hostile frame can claim millions.
  public static let volumesListed = 1000

  var json: JSONValue {
    .object([
      ("shortCode", .string(set.shortCode)), ("digest", .string(set.digest.text)),
      ("size", .integer(set.length)), ("dataColumns", .integer(set.dataColumns)),
      ("recoveryColumns", .integer(set.recoveryColumns)), ("stripes", .integer(set.stripes)),
      ("frameSize", .integer(set.frameSize)), ("volumes", .integer(set.volumes)),
      ("frames", .integer(set.frames)), ("present", .integer(present)),
      ("contradictory", .integer(contradictory)), ("suffices", .bool(suffices)),
      ("lacking", .integer(lacking)), ("lackingStripes", .integer(lackingStripes)),
      ("spare", .integer(spare)), ("incompleteVolumes", .integer(incomplete.count)),
      (
        "incomplete",
        .array(
          incomplete.prefix(Self.volumesListed).map { volume in
            .object([
              ("volume", .integer(volume.index + 1)), ("present", .integer(volume.present)),
              ("frames", .integer(volume.frames)),
            ])
          })
      ),
      (
        "sendAgain",
        .array(sendAgain.prefix(Self.volumesListed).map { .integer($0 + 1) })
      ),
    ])
  }
}
