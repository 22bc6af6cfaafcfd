import BundleCore
internal import Disk
internal import GRDB
import Primitives
import Submission
internal import Workplace

/// The one writer of a run: gathers deliveries, commits them together, then places their files.
final class IntakeWriter {
  enum Item {
    case known(Delivery, Digest)
    case examined(Examined)

    var bytes: UInt64 {
      guard case .examined(let examined) = self else { return 0 }
      return examined.verification.forms.reduce(4096) { $0 + UInt64($1.bytes.count) }
    }
  }

  private let intake: Intake
  private let placing: Placing
  private var items: [Item] = []
  private var bytes: UInt64 = 0
  private var ledger: LedgerWriter?
  /// Deliveries whose files are in place, but whose rows do not say so yet.
  private var placed: [Int64] = []
  /// Deliveries whose predecessor has not come yet, by its digest; their contents are dropped and
  /// verified again when it has come.
  private var waiting: [Digest: [Examined.Stub]] = [:]
  private var order: [Examined.Stub] = []

  init(_ intake: Intake) {
    self.intake = intake
    placing = Placing(centre: intake.centre)
  }

  func take(_ item: Item, _ outcome: (Outcome) -> Void) throws(FengniError) {
    items.append(item)
    bytes += item.bytes
    if items.count >= Intake.batch || bytes >= Intake.batchBytes { try commit(outcome) }
  }

  /// Commits what was gathered.
  func commit(_ outcome: (Outcome) -> Void) throws(FengniError) {
    guard !items.isEmpty else { return }
    let batch = items
    items = []
    bytes = 0
    try commit(outcome) { (recording, record) throws in
      for item in batch {
        switch item {
        case .known(let delivery, let digest):
          try record.duplicate(delivery, digest, recording)
        case .examined(let examined):
          try self.record(examined, &recording, &record, mayWait: true)
        }
      }
    }
  }

  /// Commits the rest: also those whose predecessor never came. Where a delivery could not be read
  /// it may have been that one, so whoever waits is left for the next run.
  func finish(
    _ outcome: (Outcome) -> Void, leavingWaiting: Bool = false
  ) throws(FengniError) {
    try commit(outcome)
    if leavingWaiting {
      for stub in order {
        outcome(
          Outcome(
            name: stub.delivery.name, result: .failed(FengniError(.predecessorUnknown)),
            sender: nil, shortCode: nil, receipt: nil))
      }
      order = []
      waiting = [:]
    }
    while !order.isEmpty {
      let rest = Array(order.prefix(Intake.batch))
      try commit(outcome) { (recording, record) throws in
        for stub in rest where self.order.contains(where: { $0.copy == stub.copy }) {
          self.forget(stub)
          let examined = try self.examineAgain(stub)
          try self.record(examined, &recording, &record, mayWait: false)
        }
      }
    }
    guard !placed.isEmpty else { return }
    try Placement.synchronise(intake.centre.path)
    try intake.centre.store.write { try placing.finish(placed, $0) }
    placed = []
  }

  // MARK: One transaction

  /// What a transaction decided, to be told once it is committed.
  private struct Batch {
    var stored: [(Delivery, StoredDelivery)] = []
    var outcomes: [Outcome] = []
    var copies: [String] = []

    mutating func duplicate(
      _ delivery: Delivery, _ digest: Digest, _ recording: Recording
    ) throws {
      if let earlier = try EarlierDelivery.find(
        recording.database, "digest = ?", [digest.text]
      ).first {
        outcomes.append(Outcome(delivery, earlier, digest, recording.centre))
      }
    }
  }

  private func commit(
    _ outcome: (Outcome) -> Void, _ body: (inout Recording, inout Batch) throws -> Void
  ) throws(FengniError) {
    // The copies, and what was moved after the last transaction, are on the medium before any row
    // says so.
    try Placement.synchronise(intake.centre.path)
    let (centre, before) = (intake.centre, placed)
    let (batch, ledger) = try centre.store.write { database in
      try placing.finish(before, database)
      var recording = Recording(
        centre: centre, database: database, signer: intake.signer, time: intake.time,
        producer: intake.producer, ledger: try self.ledger ?? LedgerWriter(database))
      var batch = Batch()
      try body(&recording, &batch)
      return (batch, recording.ledger)
    }
    self.ledger = ledger
    placed = []
    for (_, stored) in batch.stored {
      try placing.place(
        copy: stored.copy, digest: stored.digest, in: CentreFolder.place(stored.decision))
      try placing.writeReceipt(stored.receipt, stored.index, stored.digest)
      placed.append(stored.number)
    }
    for copy in batch.copies { DirectoryTree.remove(Paths.join(centre.incoming, copy)) }
    for told in batch.outcomes { outcome(told) }
  }

  private func record(
    _ examined: Examined, _ recording: inout Recording, _ batch: inout Batch, mayWait: Bool
  ) throws {
    switch try recording.record(examined, mayWait: mayWait) {
    case .duplicate(let earlier):
      batch.outcomes.append(Outcome(examined.delivery, earlier, examined.digest, intake.centre))
      batch.copies.append(examined.copy)
    case .waiting(let digest):
      let stub = Examined.Stub(
        delivery: examined.delivery, copy: examined.copy, relay: examined.relay)
      waiting[digest, default: []].append(stub)
      order.append(stub)
    case .new(let stored):
      batch.stored.append((examined.delivery, stored))
      batch.outcomes.append(Outcome(examined.delivery, stored, intake.centre))
      if stored.decision.holds { try takeApart(examined, stored, &recording, &batch) }
      // Right behind its predecessor, whatever the order of the tray: a run that was interrupted
      // and begun again comes to the same ledger.
      for stub in waiting.removeValue(forKey: stored.digest) ?? [] {
        forget(stub)
        try record(examineAgain(stub), &recording, &batch, mayWait: true)
      }
    }
  }

  /// Records the bundles that a relay brought, right behind it and in the same transaction, so that
  /// a relay never counts without them.
  private func takeApart(
    _ examined: Examined, _ stored: StoredDelivery, _ recording: inout Recording,
    _ batch: inout Batch
  ) throws {
    // One level: nobody relays relays, and depth is not for a sender to choose.
    guard examined.relay == nil else { return }
    for (index, row) in examined.verification.relayed.enumerated() {
      let name = examined.delivery.name + "/" + row.path.text
      let stub = Examined.Stub(
        delivery: Delivery(name: name, file: name), copy: examined.innerCopy(index),
        relay: stored.number)
      try record(examineAgain(stub), &recording, &batch, mayWait: true)
    }
  }

  private func forget(_ stub: Examined.Stub) { order.removeAll { $0.copy == stub.copy } }

  private func examineAgain(_ stub: Examined.Stub) throws(FengniError) -> Examined {
    let path = Paths.join(intake.centre.incoming, stub.copy)
    let opening = Opening(
      campaign: intake.centre.campaign, earlier: intake.centre.earlier, keys: intake.keys,
      time: intake.received, crls: intake.crls)
    let source = try FileSource(path: path)
    let verification: Verification
    if stub.relay == nil {
      verification = try opening.examine(source, relayingInto: intake.centre, stub.copy)
    } else {
      verification = opening.examine(source)
      try verification.requireDecidable()
    }
    // Copies that were written just now are on the medium before a row speaks of them.
    if !verification.relayed.isEmpty { try Placement.synchronise(intake.centre.path) }
    let algorithm = intake.centre.campaign.digest.algorithm
    var known = verification.report.file.digest
    if known == nil {
      known = try DigestContext.digest(of: FileSource(path: path), algorithm)
    }
    guard let digest = known else { throw FengniError(.cryptoLibrary) }
    return Examined(
      delivery: stub.delivery, copy: stub.copy, digest: digest,
      size: source.size ?? verification.report.file.size, verification: verification,
      relay: stub.relay)
  }
}

extension Examined {
  /// A delivery that waits for another one: its copy stays, its contents do not.
  struct Stub: Sendable {
    let delivery: Delivery
    let copy: String
    let relay: Int64?
  }
}

extension Outcome {
  /// The receipt is the one that was given before.
  fileprivate init(
    _ delivery: Delivery, _ earlier: EarlierDelivery, _ digest: Digest, _ centre: CentreFolder
  ) {
    self.init(
      name: delivery.name, result: .duplicate(earlier.decision), sender: earlier.unit,
      shortCode: digest.shortCode,
      receipt: Paths.name(of: centre.receipt(earlier.decidedBy, digest)))
  }

  fileprivate init(_ delivery: Delivery, _ stored: StoredDelivery, _ centre: CentreFolder) {
    self.init(
      name: delivery.name,
      result: .decided(stored.decision, late: stored.isLate, findings: stored.findings),
      sender: stored.manifest?.sender.id, shortCode: stored.digest.shortCode,
      receipt: Paths.name(of: centre.receipt(stored.index, stored.digest)))
  }
}
