import BundleCore
import Disk
import ErasureFrames
import Primitives
import Transport
import Workplace

/// The volumes of one run: what can be put together becomes deliveries, the rest is kept until
/// more comes.
struct VolumeIntake {
  private struct Group {
    let set: FrameSet
    var stored: StoredSet?
    var candidates: [(frames: FoundFrames, source: String)] = []
  }

  private let store: PartStore
  private let received: Timestamp
  private var groups: [FrameSet: Group] = [:]
  private var known: [(set: FrameSet, earlier: EarlierDelivery)] = []
  /// Sets to tell of at the end.
  private var waiting: [FrameSet] = []
  /// What was not kept, by the name of where it came from.
  private var refusals: [(name: String, error: FengniError)] = []

  init(_ centre: CentreFolder, received: Timestamp) {
    store = PartStore(centre: centre)
    self.received = received
  }

  // MARK: Before the deliveries

  /// The deliveries that can be put together, in the order of their digests; of all others the
  /// parts are kept.
  mutating func begin(
    _ volumes: [SortedTray.Item<FrameSearch.Result>]
  ) throws(FengniError) -> [Delivery] {
    var decided: [FrameSet: EarlierDelivery?] = [:]
    for volume in volumes {
      for found in volume.content.sets {
        if decided[found.set] == nil {
          let earlier = try store.decided(found.set)
          decided[found.set] = .some(earlier)
          if let earlier { known.append((found.set, earlier)) }
        }
        if let earlier = decided[found.set], earlier != nil { continue }
        if groups[found.set] == nil {
          groups[found.set] = Group(set: found.set, stored: try store.stored(found.set))
        }
        groups[found.set]?.candidates.append((found, volume.name))
      }
    }
    for set in try store.sufficient() where groups[set] == nil {
      groups[set] = Group(set: set, stored: try store.stored(set))
    }
    var rest: [Group] = []
    var joinable: [JoinableSet] = []
    for group in groups.values.sorted(by: { $0.set.order.lexicographicallyPrecedes($1.set.order) })
    {
      let parts = (group.stored?.parts ?? []) + group.candidates.map(\.frames)
      // Sets of a few frames, of which a hostile file can hold thousands, cost nothing here.
      let count = parts.reduce(0) { $0 + $1.frames.count }
      if count >= group.set.dataColumns * group.set.stripes {
        if FrameCollection(group.set, parts).assessments(limit: 1).first?.suffices == true {
          joinable.append(
            JoinableSet(
              set: group.set, parts: parts, stored: group.stored?.parts.count ?? 0))
          continue
        }
      }
      rest.append(group)
    }
    try keep(rest.map { ($0, false) })
    waiting = rest.map(\.set)
    return joinable.map { Delivery(name: $0.name, way: .volumes($0)) }
  }

  // MARK: After the deliveries

  /// Lets go of what was delivered, keeps what could not be put together, and tells of both.
  mutating func finish(
    _ joined: [JoinedSet], _ outcome: (Outcome) -> Void
  ) throws(FengniError) {
    var rest: [(Group, Bool)] = []
    for set in joined {
      switch set.result {
      case .success(let digest) where try store.centre.store.known([digest]) != nil:
        // Under its own digest it is known anyhow; what was never stored needs no row then.
        if digest != set.set.digest || groups[set.set]?.stored != nil {
          try store.deliver(set.set, as: digest, at: received)
        }
      case .success:
        if let group = groups[set.set] { rest.append((group, false)) }
      case .failure(let error):
        guard let group = groups[set.set] else { continue }
        if error.code == .framesInsufficient {
          try store.examineAgain(set.set)
          waiting.append(set.set)
        }
        rest.append((group, error.code == .framesForged))
      }
    }
    try keep(rest)
    try store.recover()
    tell(outcome)
    for set in waiting {
      if let found = try store.incomplete(set) { outcome(Outcome(found)) }
    }
  }

  private func tell(_ outcome: (Outcome) -> Void) {
    for (set, earlier) in known {
      outcome(Outcome(set, earlier, store.centre))
    }
    for (name, error) in refusals {
      outcome(Outcome(failed: name, error))
    }
  }

  // MARK: Keeping

  private mutating func keep(_ groups: [(Group, isContradictory: Bool)]) throws(FengniError) {
    var count = try store.count()
    var newSets: [String: Int] = [:]
    var sets: [(set: FrameSet, parts: [PartStore.NewPart], isContradictory: Bool)] = []
    for (group, isContradictory) in groups {
      if group.stored == nil {
        let source = group.candidates.first?.source ?? ""
        newSets[source, default: 0] += 1
        guard count < PartLimits.sets, newSets[source, default: 0] <= PartLimits.newSetsOfFile
        else {
          refuse(source, FengniError(.partsTooMany, source))
          continue
        }
        count += 1
      }
      let parts = try write(group)
      // A set of which nothing could be kept is none.
      if !parts.isEmpty || group.stored != nil { sets.append((group.set, parts, isContradictory)) }
    }
    guard !sets.isEmpty else { return }
    try Placement.synchronise(store.centre.path)
    try store.record(sets, at: received)
  }

  private mutating func refuse(_ name: String, _ error: FengniError) {
    if !refusals.contains(where: { $0.name == name && $0.error == error }) {
      refusals.append((name, error))
    }
  }

  /// Copies what is new of a set's parts to their places, within the limits.
  private mutating func write(_ group: Group) throws(FengniError) -> [PartStore.NewPart] {
    let set = group.set
    let all = UInt64(set.frames) * UInt64(set.frameSize)
    var size = group.stored?.size ?? 0
    var files = group.stored?.parts.count ?? 0
    var seen = SeenFrames(set, group.stored?.parts ?? [])
    var parts: [PartStore.NewPart] = []
    for (found, source) in group.candidates where seen.lacks(found) {
      let bytes = UInt64(found.frames.count) * UInt64(set.frameSize)
      guard size + bytes <= all * PartLimits.times, files < PartLimits.files else {
        refuse(source, FengniError(.partsOversized, set.shortCode))
        continue
      }
      guard try PartLimits.room(in: store.centre.path) >= bytes else {
        refuse(source, FengniError(.partsNoRoom, source))
        continue
      }
      guard let part = try PartWriter(store, set).write(found, source) else { continue }
      size += bytes
      files += 1
      if !parts.contains(where: { $0.digest == part.digest }) {
        parts.append(part)
        seen.add(
          FoundFrames(set: set, path: store.path(set.digest, part.digest), frames: part.frames))
      }
    }
    return parts
  }
}

/// Copies the frames of one set out of a file, whatever else is in it.
private struct PartWriter {
  let store: PartStore
  let set: FrameSet

  init(_ store: PartStore, _ set: FrameSet) {
    self.store = store
    self.set = set
  }

  /// Nil when nothing of it can be read any more. Throws what concerns the centre's own folder.
  func write(_ found: FoundFrames, _ source: String) throws(FengniError) -> PartStore.NewPart? {
    guard let medium = try? PositionedFile(path: found.path) else { return nil }
    let aside = Paths.join(store.centre.incoming, "part")
    let file = try Placement.File(path: aside)
    let digest = DigestContext(.sha256)
    let block = Block(byteCount: set.frameSize)
    var frames: [FoundFrames.Frame] = []
    for frame in found.frames {
      guard let count = try? medium.read(into: block.memory, at: frame.offset),
        count == set.frameSize
      else { continue }
      let bytes = UnsafeRawBufferPointer(block.memory)
      // What lies there may have changed since: only what holds is kept.
      guard let header = FrameHeader(bytes), header.set == set, header.number == frame.number,
        header.matches(
          payload: UnsafeRawBufferPointer(rebasing: bytes[FrameHeader.byteCount...]))
      else { continue }
      try file.write(bytes)
      digest.update(bytes)
      frames.append(
        .init(
          number: frame.number, checksum: header.payloadChecksum,
          offset: UInt64(frames.count) * UInt64(set.frameSize)))
    }
    guard !frames.isEmpty else { return nil }
    let name = digest.finalize()
    try DirectoryTree.make(store.folder(set.digest), mode: 0o700)
    try Placement.move(aside, to: store.path(set.digest, name))
    return PartStore.NewPart(digest: name, frames: frames, source: source)
  }
}

extension FrameSet {
  /// For an order that is the same in every run.
  fileprivate var order: [UInt8] {
    digest.bytes
      + Array("\(length) \(dataColumns) \(recoveryColumns) \(frameSize) \(framesPerVolume)".utf8)
  }
}

extension Outcome {
  fileprivate init(_ set: IncompleteSet) {
    self.init(
      name: Hex.encode(set.digest.bytes.prefix(8)) + ".fnb", result: .incomplete(set), sender: nil,
      shortCode: set.shortCode, receipt: nil)
  }

  fileprivate init(_ set: FrameSet, _ earlier: EarlierDelivery, _ centre: CentreFolder) {
    let digest = Digest(text: earlier.digest) ?? set.digest
    self.init(
      name: set.fileStem + ".fnb", result: .duplicate(earlier.decision), sender: earlier.unit,
      shortCode: digest.shortCode,
      receipt: Paths.name(of: centre.receipt(earlier.decidedBy, digest)))
  }
}
