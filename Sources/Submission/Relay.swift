public import BundleCore
public import CMS
import Primitives

/// Sealed bundles of other units, to be forwarded unopened (SPEC, 15.7).
public enum Relay {
  /// Media type of a sealed bundle.
  public static let mediaType = "application/vnd.fengni.bundle"

  /// The submission of a campaign that takes relayed bundles.
  public static func submission(of campaign: CampaignPackage) -> SubmissionRequirement? {
    campaign.settings.submissions.first { $0.document(Opening.relayedRole) != nil }
  }

  /// A draft that holds the files, each named by the digest of its octets.
  ///
  /// Throws `kindNotAllowed` when the campaign takes no relays; for a file that is no envelope the
  /// code of its flaw, `entryNameCollision` for one that is there twice.
  public static func draft(
    of files: [StoredFile], campaign: CampaignPackage, senderID: String, suite: Suite
  ) throws(FengniError) -> Draft {
    guard let submission = submission(of: campaign) else {
      throw FengniError(.kindNotAllowed, campaign.id, reason: "no submission takes relays")
    }
    var draft = Draft(senderID: senderID, suite: suite, submission: submission.id)
    for file in files {
      do throws(FengniError) {
        // What can be seen without a key: that it is an envelope at all.
        _ = try EnvelopeReader.inspect(file.open())
      } catch {
        throw error.subject.isEmpty ? error.about(file.path) : error
      }
      let digest = try DigestContext.digest(of: file.open(), suite.digest)
      let path = try EntryName("data/relayed/" + Hex.encode(digest.bytes.prefix(16)) + ".fnb")
      guard !draft.documents.contains(where: { $0.path == path }) else {
        throw FengniError(.entryNameCollision, file.path)
      }
      draft.documents.append(
        Draft.Document(path: path, file: file, role: Opening.relayedRole, mediaType: mediaType))
    }
    return draft
  }
}
