public import BundleCore
internal import ErasureFrames

extension FrameCollection {
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
}

extension Assessment {
  /// Volumes that are listed one by one; a hostile frame can claim millions.
  public static let volumesListed = 1000
}
