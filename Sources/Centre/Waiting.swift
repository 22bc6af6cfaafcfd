import BundleCore
import Submission

/// What the writer of a run takes next.
enum IntakeItem: Sendable {
  case known(Delivery, Digest)
  /// `mayWait`: whether its predecessor may still come in this run.
  case examined(Examined, mayWait: Bool)
  case failed(Delivery, FengniError)
  /// Still to be examined, or once more.
  case arrival(Arrival)
  /// A relay of which something is still to be taken, by its number in the store.
  case relay(Int64)
  /// A delivery whose predecessor did not come, by the name of its copy.
  case orphan(String)

  init(_ examination: Examination) {
    self =
      switch examination {
      case .known(let delivery, let digest): .known(delivery, digest)
      case .examined(let examined): .examined(examined, mayWait: examined.arrival.mayWait)
      case .failed(let delivery, let error): .failed(delivery, error)
      }
  }

  /// Whether something has to be read or decrypted before it can be decided.
  var needsWork: Bool {
    switch self {
    case .arrival, .relay: true
    case .known, .examined, .failed, .orphan: false
    }
  }

  /// Octets that it holds in memory, about.
  var weight: UInt64 {
    guard case .examined(let examined, _) = self else { return 0 }
    return examined.weight
  }
}

/// Deliveries whose predecessors have not come yet.
///
/// Up to a bound they wait as they were examined; beyond it their contents are let go of, and their
/// copies are examined again when their turn has come.
struct Waiting {
  private struct Entry {
    let predecessor: Digest
    let arrival: Arrival
    let examined: Examined?
  }

  private let room: UInt64
  private var weight: UInt64 = 0
  private var entries: [String: Entry] = [:]
  private var order: [String] = []
  private var behind: [Digest: [String]] = [:]

  /// `room`: octets that all of them may hold.
  init(room: UInt64) { self.room = room }

  /// Their copies' names, in the order in which they came.
  var copies: [String] { order.filter { entries[$0] != nil } }

  mutating func add(_ examined: Examined, behind predecessor: Digest) {
    let isKept = weight + examined.weight <= room
    if isKept { weight += examined.weight }
    entries[examined.copy] = Entry(
      predecessor: predecessor, arrival: examined.arrival, examined: isKept ? examined : nil)
    order.append(examined.copy)
    behind[predecessor, default: []].append(examined.copy)
  }

  /// Those that wait for a bundle, in the order in which they came.
  mutating func take(behind digest: Digest) -> [IntakeItem] {
    (behind.removeValue(forKey: digest) ?? []).compactMap { take($0, mayWait: true) }
  }

  /// One of them, if it still waits.
  mutating func take(_ copy: String, mayWait: Bool) -> IntakeItem? {
    guard let entry = entries.removeValue(forKey: copy) else { return nil }
    guard let examined = entry.examined else {
      var arrival = entry.arrival
      arrival.isCopied = true
      arrival.mayWait = mayWait
      return .arrival(arrival)
    }
    weight -= min(weight, examined.weight)
    return .examined(examined, mayWait: mayWait)
  }

  /// All that still wait, which then wait no more.
  mutating func removeAll() -> [Delivery] {
    let deliveries = copies.compactMap { entries[$0]?.arrival.delivery }
    self = Waiting(room: room)
    return deliveries
  }
}
