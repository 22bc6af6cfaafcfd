public import BundleCore
internal import Disk
internal import GRDB

/// A bundle of which some volumes are at the centre, and not enough.
public struct IncompleteSet: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    /// More has to come.
    case incomplete
    /// Enough is there; the next run puts it together.
    case sufficient
    /// Enough seems to be there, but it does not make the file: something is forged.
    case contradictory
  }

  /// Of the bundle, as the frames say.
  public let digest: Digest
  public let state: State
  /// Octets of the bundle.
  public let size: UInt64
  /// All volumes, and those of which everything is here.
  public let volumes: Int
  public let volumesHere: Int
  /// The volumes, from 1, of which something is missing; at most 1,000 are listed.
  public let missing: [Int]
  /// The fewest volumes that suffice if they come again.
  public let sendAgain: [Int]
  /// How many of the missing ones suffice, whichever they are, where that is known.
  public let sendAny: Int?
  /// When the first and the last part came.
  public let since: Timestamp
  public let latest: Timestamp

  public var shortCode: String { digest.shortCode }

  init(_ row: Row) throws {
    guard let digest = Digest(text: row["digest"]), let state = State(rawValue: row["state"]) else {
      throw FengniError(.centreInvalid, reason: "a set of volumes")
    }
    self.digest = digest
    self.state = state
    size = UInt64(clamping: row["size"] as Int64)
    volumes = row["volumes"]
    volumesHere = row["volumes_here"]
    missing = Self.numbers(row["missing"])
    sendAgain = Self.numbers(row["send_again"])
    sendAny = row["send_any"]
    since = Timestamp(secondsSince1970: row["since"])
    latest = Timestamp(secondsSince1970: row["latest"])
  }

  static func text(_ numbers: some Sequence<Int>) -> String {
    "[" + numbers.prefix(PartLimits.volumesListed).map(String.init).joined(separator: ",") + "]"
  }

  private static func numbers(_ text: String) -> [Int] {
    text.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
  }

  static func all(_ database: Database) throws -> [IncompleteSet] {
    try Row.fetchAll(
      database,
      sql: "SELECT * FROM volume_set WHERE delivery IS NULL ORDER BY since, short_code, number"
    ).map { try IncompleteSet($0) }
  }
}

extension CentreFolder {
  /// What waits for its other volumes, the oldest first.
  public func incompleteSets() throws(FengniError) -> [IncompleteSet] {
    try store.read { try IncompleteSet.all($0) }
  }

  /// Throws away the parts of all sets whose short code or digest begins so; spaces and case don't
  /// matter. Waits while somebody receives.
  ///
  /// Throws `partsUnknown`.
  public func discardParts(
    _ code: String, waiting: () -> Void = {}
  ) throws(FengniError) -> [IncompleteSet] {
    let hold = try Placement.Hold(path, waiting: waiting)
    defer { withExtendedLifetime(hold) {} }
    let parts = PartStore(centre: self)
    try parts.recover()
    let wanted = code.lowercased().filter { $0 != " " }
    let found = try incompleteSets().filter { set in
      set.digest.text.hasPrefix(wanted) || Hex.encode(set.digest.bytes).hasPrefix(wanted)
    }
    guard wanted.count >= 4, !found.isEmpty else { throw FengniError(.partsUnknown, code) }
    try parts.discard(Set(found.map(\.digest)))
    return found
  }
}
