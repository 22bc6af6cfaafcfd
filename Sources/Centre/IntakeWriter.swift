import BundleCore
internal import Disk
internal import GRDB
import Primitives
import Submission
internal import Workplace

/// The one writer of a run: gathers deliveries, decides them together, signs their receipts, commits
/// them in one transaction, then places their files.
///
/// Whatever needs keys happens between transactions: deliveries are verified before they get here,
/// and decided in a rehearsal whose changes are undone, so that every receipt is signed before the
/// transaction that counts begins.
struct IntakeWriter {
  private let intake: Intake
  private let examining: Examining
  private let placing: Placing
  /// What comes before the next delivery of the tray; the last one is the next.
  private var queue: [IntakeItem] = []
  private var batch: [IntakeItem] = []
  private var weight: UInt64 = 0
  private var waiting: Waiting
  private var ledger: LedgerWriter?
  /// Deliveries whose files are in place, but whose rows do not say so yet.
  private var placed: [Int64] = []
  /// Relays that were taken apart in this run.
  private var takenApart: Set<Int64> = []
  /// Whether something could not be read that others may be waiting for.
  private var hasFailed: Bool
  /// What became of the sets that could be put together.
  private(set) var joined: [JoinedSet] = []

  init(_ intake: Intake, _ examining: Examining, hasFailed: Bool) {
    self.intake = intake
    self.examining = examining
    self.hasFailed = hasFailed
    placing = Placing(centre: intake.centre)
    waiting = Waiting(room: intake.bounds.bytes)
  }

  private var centre: CentreFolder { intake.centre }

  /// Takes everything that the examiners hand over, then what earlier runs left of relays, then
  /// those whose predecessor never came.
  mutating func take(
    _ examiners: OrderedWork<Arrival, Examination>, _ outcome: (Outcome) -> Void
  ) throws(FengniError) {
    while true {
      while let item = try next(examiners, outcome) { try take(item, outcome) }
      try commit(outcome)
      if queue.isEmpty, try !leftovers(outcome) { break }
    }
    guard !placed.isEmpty else { return }
    try Placement.synchronise(centre.path)
    let (placing, placed) = (placing, placed)
    try centre.store.write { try placing.finish(placed, $0) }
    self.placed = []
  }

  private mutating func take(
    _ item: IntakeItem, _ outcome: (Outcome) -> Void
  ) throws(FengniError) {
    if case .failed(let delivery, let error) = item {
      if error.isOfCentre(centre) { throw error }
      try commit(outcome)
      hasFailed = true
      return outcome(Outcome(failed: delivery.name, error))
    }
    batch.append(item)
    weight += item.weight
    if batch.count >= intake.bounds.deliveries || weight >= intake.bounds.bytes {
      try commit(outcome)
    }
  }

  // MARK: What comes next

  /// The next item that can be decided, after all work that it needs.
  private mutating func next(
    _ examiners: OrderedWork<Arrival, Examination>, _ outcome: (Outcome) -> Void
  ) throws(FengniError) -> IntakeItem? {
    while let item = queue.popLast() {
      switch item {
      case .arrival(let arrival): try examine(arrival)
      case .relay(let number): try resume(number, outcome)
      case .known, .examined, .failed, .orphan: return item
      }
    }
    guard let examination = examiners.next() else { return nil }
    note(examination)
    return IntakeItem(examination)
  }

  /// Examines what stands at the beginning of the queue, on all cores.
  private mutating func examine(_ first: Arrival) throws(FengniError) {
    var arrivals = [first]
    while arrivals.count < intake.window, case .arrival(let arrival)? = queue.last {
      arrivals.append(arrival)
      queue.removeLast()
    }
    let examining = examining
    let examinations = try OrderedWork.all(arrivals, threads: intake.threads) {
      examining.examine($0)
    }
    queue += examinations.reversed().map { IntakeItem($0) }
  }

  private mutating func resume(
    _ relay: Int64, _ outcome: (Outcome) -> Void
  ) throws(FengniError) {
    guard takenApart.insert(relay).inserted else { return }
    do throws(FengniError) {
      let arrivals = try RelayedStore(centre: centre).resume(
        relay, with: examining.opening, keyWork: intake.keyWork)
      queue += arrivals.reversed().map { .arrival($0) }
    } catch {
      if error.isOfCentre(centre) { throw error }
      hasFailed = true
      outcome(Outcome(failed: error.subject, error))
    }
  }

  private mutating func note(_ examination: Examination) {
    switch examination {
    case .known(let delivery, let digest): note(delivery, .success(digest))
    case .examined(let examined): note(examined.delivery, .success(examined.digest))
    case .failed(let delivery, let error): note(delivery, .failure(error))
    }
  }

  private mutating func note(_ delivery: Delivery, _ result: Result<Digest, FengniError>) {
    guard case .volumes(let set) = delivery.way else { return }
    joined.append(JoinedSet(set: set.set, result: result))
  }

  /// After the tray: whether something is left to do, which then stands in the queue.
  private mutating func leftovers(_ outcome: (Outcome) -> Void) throws(FengniError) -> Bool {
    let relays = try RelayedStore(centre: centre).open().filter { !takenApart.contains($0) }
    queue = relays.reversed().map { .relay($0) }
    if !queue.isEmpty { return true }
    // Where something could not be read it may have been the predecessor: the next run decides.
    if hasFailed {
      for delivery in waiting.removeAll() {
        outcome(Outcome(failed: delivery.name, FengniError(.predecessorUnknown)))
      }
    }
    queue = waiting.copies.reversed().map { .orphan($0) }
    return !queue.isEmpty
  }

  // MARK: One transaction

  /// Commits what was gathered, as far as it can be decided without more work.
  private mutating func commit(_ outcome: (Outcome) -> Void) throws(FengniError) {
    guard !batch.isEmpty else { return }
    let plan = try decide()
    let receipts = try sign(plan.deliveries)
    try record(plan, receipts)
    for (delivery, receipt) in zip(plan.deliveries, receipts) {
      try placing.place(
        copy: delivery.examined.copy, digest: delivery.digest,
        in: CentreFolder.place(delivery.decision))
      try placing.writeReceipt(receipt, delivery.entry.leaf.index, delivery.digest)
      placed.append(delivery.number)
    }
    for copy in plan.copies { DirectoryTree.remove(Paths.join(centre.incoming, copy)) }
    for told in plan.outcomes { outcome(told) }
    try intake.committed()
  }

  /// What a transaction is going to write, and to tell of.
  private struct Plan {
    var deliveries: [NewDelivery] = []
    /// Bundles out of relays that are decided with this.
    var relayed: [RelayedBundle] = []
    var outcomes: [Outcome] = []
    /// Copies of what was known.
    var copies: [String] = []

    var isEmpty: Bool { deliveries.isEmpty && relayed.isEmpty }
  }

  /// Decides the batch one by one, each after those before it, and puts what can't be decided yet
  /// back into the queue.
  private mutating func decide() throws(FengniError) -> Plan {
    var rest = Array(batch.reversed())
    batch = []
    weight = 0
    var state = self
    let plan = try centre.store.rehearse { database in
      var plan = Plan()
      var ledger = try state.ledger ?? LedgerWriter(database)
      while let item = rest.popLast() {
        if item.needsWork {
          rest.append(item)
          break
        }
        let followers = try state.decide(item, in: database, &ledger, &plan)
        rest += followers.reversed()
      }
      state.ledger = ledger
      return plan
    }
    self = state
    queue += rest
    return plan
  }

  /// Decides one; what has to come right behind it, whatever the order of the tray, so that a run
  /// that was interrupted and begun again comes to the same ledger.
  private mutating func decide(
    _ item: IntakeItem, in database: Database, _ ledger: inout LedgerWriter, _ plan: inout Plan
  ) throws -> [IntakeItem] {
    switch item {
    case .known(let delivery, let digest):
      guard let earlier = try EarlierDelivery.find(database, "digest = ?", [digest.text]).first
      else { return [] }
      plan.outcomes.append(Outcome(delivery, known: earlier, as: digest, centre))
      return try RelayedStore.open(digest, database).map { [.relay($0)] } ?? []
    case .orphan(let copy):
      return waiting.take(copy, mayWait: false).map { [$0] } ?? []
    case .examined(let examined, let mayWait):
      switch try Judge(centre: centre, database: database).judge(examined, mayWait: mayWait) {
      case .waits(let predecessor):
        waiting.add(examined, behind: predecessor)
        return []
      case .duplicate(let earlier):
        plan.outcomes.append(
          Outcome(
            examined.delivery, known: earlier, as: examined.digest, centre))
        plan.copies.append(examined.copy)
        plan.relayed += [examined.delivery.relayed].compactMap { $0 }
        return try RelayedStore.open(examined.digest, database).map { [.relay($0)] } ?? []
      case .new(let judgement):
        return try enter(examined, with: judgement, in: database, &ledger, &plan)
      }
    case .failed, .arrival, .relay: return []
    }
  }

  private mutating func enter(
    _ examined: Examined, with judgement: Judgement, in database: Database,
    _ ledger: inout LedgerWriter, _ plan: inout Plan
  ) throws -> [IntakeItem] {
    let recording = Recording(database: database)
    let delivery = try NewDelivery(
      number: recording.nextNumber(), examined: examined, judgement: judgement, centre: centre,
      ledger: &ledger)
    try recording.enter(delivery)
    plan.deliveries.append(delivery)
    plan.relayed += [examined.delivery.relayed].compactMap { $0 }
    plan.outcomes.append(Outcome(delivery, centre))
    var followers: [IntakeItem] = []
    if delivery.decision.holds {
      let arrivals = RelayedStore.arrivals(of: delivery)
      if !arrivals.isEmpty { takenApart.insert(delivery.number) }
      followers += arrivals.map { .arrival($0) }
    }
    return followers + waiting.take(behind: delivery.digest)
  }

  /// Signs the receipts, on all cores.
  private func sign(_ deliveries: [NewDelivery]) throws(FengniError) -> [[UInt8]] {
    if deliveries.isEmpty { return [] }
    let intake = intake
    let signed = try OrderedWork.all(deliveries, threads: intake.threads) { delivery in
      intake.keyWork?.note()
      return Result { () throws(FengniError) in
        try delivery.receipt(producer: intake.producer)
          .signed(by: intake.signer, at: intake.time).bytes
      }
    }
    var receipts: [[UInt8]] = []
    for receipt in signed { receipts.append(try receipt.get()) }
    return receipts
  }

  private mutating func record(_ plan: Plan, _ receipts: [[UInt8]]) throws(FengniError) {
    if plan.isEmpty { return }
    // The copies, and what was moved after the last transaction, are on the medium before any row
    // says so.
    try Placement.synchronise(centre.path)
    let (placing, before) = (placing, placed)
    try centre.store.write { database in
      try placing.finish(before, database)
      let recording = Recording(database: database)
      for (delivery, receipt) in zip(plan.deliveries, receipts) {
        try recording.enter(delivery)
        try recording.fill(delivery, receipt: receipt)
      }
      for bundle in plan.relayed { try RelayedStore.take(bundle, database) }
    }
    placed = []
  }
}

extension Outcome {
  init(failed name: String, _ error: FengniError) {
    self.init(name: name, result: .failed(error), sender: nil, shortCode: nil, receipt: nil)
  }

  /// The receipt is the one that was given before.
  fileprivate init(
    _ delivery: Delivery, known earlier: EarlierDelivery, as digest: Digest,
    _ centre: CentreFolder
  ) {
    self.init(
      name: delivery.name, result: .duplicate(earlier.decision), sender: earlier.unit,
      shortCode: digest.shortCode,
      receipt: Paths.name(of: centre.receipt(earlier.decidedBy, digest)))
  }

  fileprivate init(_ delivery: NewDelivery, _ centre: CentreFolder) {
    self.init(
      name: delivery.examined.delivery.name,
      result: .decided(delivery.decision, late: delivery.isLate, findings: delivery.findings),
      sender: delivery.manifest?.sender.id, shortCode: delivery.digest.shortCode,
      receipt: Paths.name(of: centre.receipt(delivery.entry.leaf.index, delivery.digest)))
  }
}
