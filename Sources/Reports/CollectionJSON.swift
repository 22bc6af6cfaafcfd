import BundleCore
import ErasureFrames
public import JSONText
public import Transport

extension FrameCollection {
  /// What `volumes check` found, as JSON (`volumes.schema.json`).
  public func json(_ assessments: [Assessment]) -> JSONValue {
    .object([
      ("check", .string("volumes/1")), ("files", .integer(files.count)),
      ("octets", .integer(count.octets)), ("unreadable", .integer(unreadable)),
      ("damagedFrames", .integer(count.damaged)),
      ("brokenHeaders", .integer(count.brokenHeaders)), ("overfull", .bool(isOverfull)),
      ("sets", .array(assessments.map { $0.json })),
      ("findings", .array(findings(assessments).map { $0.json })),
    ])
  }
}

extension Assessment {
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
