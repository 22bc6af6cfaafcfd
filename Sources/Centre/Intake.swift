public import BundleCore
public import CMS
internal import Disk
import Foundation
internal import GRDB
public import Primitives
public import Submission
internal import Workplace

/// What became of one delivery.
public struct Outcome: Sendable {
  public enum Result: Sendable {
    case decided(Decision, late: Bool, findings: [Finding])
    /// Received before; nothing new. The decision that was made then.
    case duplicate(Decision)
    /// It could not be read or copied; nothing was recorded.
    case failed(FengniError)
    /// Volumes of a bundle of which more must come before it can be put together.
    case incomplete(IncompleteSet)
  }

  /// How the operator knows it.
  public let name: String
  public let result: Result
  /// The sender, where the submission was verified.
  public let sender: String?
  public let shortCode: String?
  /// File name of the receipt below `receipts/`.
  public let receipt: String?
}

/// What lay on the tray, in numbers.
public struct FoundOnTray: Sendable {
  /// Bundles, with those that can be put together from volumes.
  public let deliveries: Int
  /// Files with volumes in them, or pieces of such.
  public let volumes: Int
  /// Handover slips.
  public let slips: Int
  /// Messages that were read, and attachments in them that nobody asked for.
  public let messages: Int
  public let ignoredAttachments: Int
  /// Files that are nothing of this.
  public let others: [String]
  /// What people should know of single messages.
  public let findings: [Finding]

  init(_ tray: SortedTray, deliveries: Int) {
    self.deliveries = deliveries
    volumes = tray.volumes.count
    slips = tray.slips.count
    messages = tray.messages
    ignoredAttachments = tray.ignoredAttachments
    others = tray.others
    findings = tray.findings
  }
}

/// Takes deliveries in: verify, decide, record, answer.
///
/// Verifying runs on all cores, writing on the caller's thread, in the order of the deliveries.
/// Rows, ledger and receipts of some deliveries are one transaction; files move after it, and a run
/// that was killed anywhere is finished by the next: run again, the same input gives the same store.
public struct Intake: Sendable {
  public var centre: CentreFolder
  public var keys: [RecipientKey]
  public var signer: CentreSigner
  /// When the deliveries were received.
  public var received: Timestamp
  /// When the receipts are signed.
  public var time: Timestamp
  public var crls: [CertificateRevocationList]
  public var producer: String
  public var threads: Int
  public var source: any DeliverySource

  /// Deliveries of one transaction at most, and a bound for what they hold in memory.
  static let batch = 128
  static let batchBytes: UInt64 = 64 << 20

  /// Everything that is decided beforehand. `threads`: by default as many as
  /// there are cores.
  public init(
    centre: CentreFolder, keys: [RecipientKey], signer: CentreSigner, received: Timestamp,
    time: Timestamp, crls: [CertificateRevocationList] = [], producer: String,
    threads: Int? = nil,
    source: any DeliverySource = TrayDeliveries()
  ) {
    self.centre = centre
    self.keys = keys
    self.signer = signer
    self.received = received
    self.time = time
    self.crls = crls
    self.producer = producer
    self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    self.source = source
  }

  /// Receives what is found in the paths; `outcome` hears of every delivery once it is decided and
  /// committed.
  ///
  /// Throws what concerns the centre itself: `centreKeysUnfit`, `diskFull`, `cannotWrite`,
  /// `ledgerAltered`; a delivery that can't be read is an outcome.
  public func run(
    _ paths: [String], waiting: () -> Void = {}, found: (FoundOnTray) -> Void = { _ in },
    outcome: (Outcome) -> Void
  ) throws(FengniError) {
    try centre.requireKeys(keys, signer, at: time)
    let hold = try Placement.Hold(centre.path, waiting: waiting)
    try Placing(centre: centre).recover()
    try PartStore(centre: centre).recover()
    let tray = try source.sorted(paths, workspace: centre.incoming)
    let volumes = VolumeIntake(centre, received: received)
    let deliveries = try tray.deliveries + volumes.begin(tray.volumes)
    let slips = try SlipStore(centre: centre).keep(tray.slips, at: received)
    found(FoundOnTray(tray, deliveries: deliveries.count))
    for failure in tray.failures + slips { outcome(Outcome(failure)) }
    let writer = IntakeWriter(self)
    let opening = Opening(
      campaign: centre.campaign, earlier: centre.earlier, keys: keys, time: received, crls: crls)
    let store = centre.store
    let examiners = Examiners(centre, opening, deliveries, threads: threads) {
      (digests) throws(FengniError) in try store.known(digests)
    }
    // The threads write into `incoming/`: nobody may sweep it before they are gone.
    defer {
      examiners.stop()
      withExtendedLifetime(hold) {}
    }
    // Junk is no delivery that somebody may be waiting for.
    var hasFailed = tray.failures.contains { $0.content.code != .framesNotFound }
    while let (delivery, examination) = examiners.take() {
      switch examination {
      case .failed(let error):
        if error.isOfCentre(centre) { throw error }
        try writer.commit(outcome)
        hasFailed = true
        outcome(Outcome(.init(name: delivery.name, content: error)))
      case .known(let digest): try writer.take(.known(delivery, digest), outcome)
      case .examined(let examined): try writer.take(.examined(examined), outcome)
      }
    }
    try writer.finish(outcome, leavingWaiting: hasFailed)
    // Only now: where something failed before, rows may speak of what is still there.
    examiners.stop()
    try volumes.finish(outcome)
    Placing(centre: centre).sweep()
  }
}

extension Outcome {
  init(_ failure: SortedTray.Item<FengniError>) {
    self.init(
      name: failure.name, result: .failed(failure.content), sender: nil, shortCode: nil,
      receipt: nil)
  }
}

extension FengniError {
  /// Whether it is the centre's own folder that can't be written, and not a delivery.
  fileprivate func isOfCentre(_ centre: CentreFolder) -> Bool {
    switch code {
    case .diskFull, .cannotWrite, .cannotCreate, .centreInvalid, .centreBusy: true
    default: subject.hasPrefix(centre.path + "/")
    }
  }
}

extension Store {
  /// The digest under which one of these is known.
  func known(_ digests: [Digest]) throws(FengniError) -> Digest? {
    try read { database in
      for digest in digests {
        let found = try Int.fetchOne(
          database.cachedStatement(sql: "SELECT 1 FROM delivery WHERE digest = ?"),
          arguments: [digest.text])
        if found != nil { return digest }
      }
      return nil
    }
  }
}
