public import BundleCore
public import CMS
internal import Disk
import ErasureFrames
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

/// What became of a set of volumes that could be put together.
struct JoinedSet: Sendable {
  let set: FrameSet
  /// The digest under which it became a delivery, which is that of its suite and perhaps another
  /// than the frames have; else what kept it from being one.
  let result: Result<Digest, FengniError>
}

/// Takes deliveries in, step by step, each of which makes the next one's value:
///
/// tray → `Delivery` → `Examination` → `Judgement` → `NewDelivery` → rows and files → `Outcome`
///
/// Examining runs on all cores, writing on the caller's thread, in the order of the deliveries.
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

  /// What one transaction takes at most, and what deliveries that wait may hold in memory.
  struct Bounds: Sendable {
    var deliveries = 128
    var bytes: UInt64 = 64 << 20
  }

  var bounds = Bounds()
  /// Counts work with keys for whoever asks.
  var keyWork: KeyWork?
  /// Called when a transaction is committed and its files are in place; an error ends the run there.
  var committed: @Sendable () throws(FengniError) -> Void = {}

  /// Deliveries that are examined ahead of the one that is written.
  var window: Int { max(4, threads * 8) }

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
    self.threads = max(1, threads ?? Processors.count)
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
    defer { withExtendedLifetime(hold) {} }
    try Placing(centre: centre).recover()
    try PartStore(centre: centre).recover()
    let tray = try source.sorted(paths, workspace: centre.incoming)
    var volumes = VolumeIntake(centre, received: received)
    let deliveries = try tray.deliveries + volumes.begin(tray.volumes)
    let slips = try SlipStore(centre: centre).keep(tray.slips, at: received)
    found(FoundOnTray(tray, deliveries: deliveries.count))
    for failure in tray.failures + slips { outcome(Outcome(failed: failure.name, failure.content)) }
    // Junk is no delivery that somebody may be waiting for.
    let hasFailed = tray.failures.contains { $0.content.code != .framesNotFound }
    let joined = try take(deliveries, hasFailed: hasFailed, outcome)
    try volumes.finish(joined, outcome)
    Placing(centre: centre).sweep()
  }

  /// Examines and writes; what became of the sets among the deliveries.
  private func take(
    _ deliveries: [Delivery], hasFailed: Bool, _ outcome: (Outcome) -> Void
  ) throws(FengniError) -> [JoinedSet] {
    let examining = Examining(
      centre: centre, opening: centre.opening(keys: keys, at: received, crls: crls),
      keyWork: keyWork)
    let arrivals = deliveries.enumerated().map { Arrival(delivery: $1, copy: "\($0).fnb") }
    let examiners = try OrderedWork(arrivals, threads: threads, ahead: window) {
      examining.examine($0)
    }
    // The threads write into `incoming/`: nobody may sweep it before they are gone. And where
    // something fails, rows may speak of what is still there.
    defer { examiners.stop() }
    var writer = IntakeWriter(self, examining, hasFailed: hasFailed)
    try writer.take(examiners, outcome)
    return writer.joined
  }
}

extension FengniError {
  /// Whether it is the centre's own folder that can't be written, and not a delivery.
  func isOfCentre(_ centre: CentreFolder) -> Bool {
    switch code.concern {
    case .destination, .centre: true
    case .source, .permission, .machine, .material: subject.hasPrefix(centre.path + "/")
    }
  }
}
