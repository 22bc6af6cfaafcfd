import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// A centre's folder of a test, with a tray of deliveries beside it.
final class Desk: @unchecked Sendable {
  let world: World
  let folder: String
  let centre: CentreFolder

  convenience init(_ suite: CMS.Suite = .nist) throws { try self.init(world: World.of(suite)) }

  init(world: World) throws {
    self.world = world
    folder = NSTemporaryDirectory() + "/fengni-centre-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/tray", withIntermediateDirectories: true)
    centre = try CentreFolder.create(
      at: folder + "/centre", campaign: world.campaign, bytes: world.campaignBytes, keys: [])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var signer: CentreSigner {
    CentreSigner(key: world.publisher.key, certificate: world.publisher.certificate)
  }

  var keys: [RecipientKey] {
    get throws { [try RecipientKey(certificate: world.centre.certificate, key: world.centre.key)] }
  }

  func intake(_ received: Timestamp = World.receptionTime) throws -> Intake {
    Intake(
      centre: centre, keys: try keys, signer: signer, received: received, time: received,
      producer: "test 1", threads: 2)
  }

  /// Puts a file into the tray.
  @discardableResult
  func put(_ bytes: [UInt8], _ name: String) throws -> String {
    let path = folder + "/tray/" + name
    try Files.write(bytes, to: path)
    return path
  }

  /// Receives the whole tray, or one file of it.
  @discardableResult
  func receive(_ path: String? = nil, at time: Timestamp = World.receptionTime) throws -> [Outcome]
  {
    var outcomes: [Outcome] = []
    try intake(time).run([path ?? folder + "/tray"]) { outcomes.append($0) }
    return outcomes
  }

  /// What each delivery came to, by file name.
  func decisions(_ outcomes: [Outcome]) -> [String: String] {
    Dictionary(
      outcomes.map { (Paths.name(of: $0.name), $0.result.word) }, uniquingKeysWith: { $1 })
  }
}

extension Outcome.Result {
  var word: String {
    switch self {
    case .decided(let decision, let late, let findings):
      decision.rawValue + (late ? " late" : "")
        + findings.filter { $0.code.rawValue >= 850 }.map { " " + $0.code.label }.joined()
    case .duplicate: "duplicate"
    case .failed(let error): error.code.label
    case .incomplete(let set):
      "\(set.state.rawValue) \(set.volumesHere)/\(set.volumes), any \(set.sendAny ?? -1) of "
        + "\(set.missing)"
    }
  }
}

/// A bundle with what a later one says of it.
struct Sealed {
  let bytes: [UInt8]
  let manifest: Manifest
  let digest: Digest

  func superseded(_ reason: String = "更正") -> Manifest.Supersedes {
    Manifest.Supersedes(id: manifest.id, digest: digest, reason: reason)
  }
}

extension World {
  /// A sealed report of the unit, changed by the caller.
  func sealed(_ change: (inout Draft) throws -> Void = { _ in }) throws -> Sealed {
    var draft = try draft()
    try change(&draft)
    let checked = try sealing.check(draft)
    let sink = MemorySink()
    let (digest, _) = try sealing.seal(signed(checked), checked.documents, into: sink)
    return Sealed(bytes: sink.bytes, manifest: checked.manifest, digest: digest)
  }

  func correction(
    of before: Sealed, revision: Int, _ kind: RevisionKind = .correction
  ) throws -> Sealed {
    try sealed { draft in
      draft.kind = kind
      draft.revision = revision
      draft.supersedes = before.superseded()
      if kind == .withdrawal { draft.documents = [] }
      if kind == .supplement { draft.documents.removeAll { $0.role != "inspection-form" } }
    }
  }
}
