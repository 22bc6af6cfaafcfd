import BundleCore
internal import Disk
internal import GRDB
import Primitives
import Submission
import Workplace

/// Bundles that a relay brought and that are no deliveries yet.
///
/// A relay is recorded before what is in it has been verified. The table `relayed` names what is
/// still to be taken, so that a run that was killed, or that could not read one of them, leaves
/// nothing behind: the next one takes the rest out of the relay again.
struct RelayedStore {
  let centre: CentreFolder

  /// Names the bundles of a relay that was just recorded. Relays inside of relays bring nothing.
  static func expect(_ relay: NewDelivery, _ database: Database) throws {
    guard relay.examined.delivery.relayed == nil else { return }
    for place in relay.examined.verification.relayed.indices {
      try database.insert(into: "relayed", ["relay": relay.number, "place": place])
    }
  }

  static func take(_ bundle: RelayedBundle, _ database: Database) throws {
    try database.cachedStatement(sql: "DELETE FROM relayed WHERE relay = ? AND place = ?")
      .execute(arguments: [bundle.relay, bundle.place])
  }

  /// The bundles of a relay that lie in `incoming/` since it was examined.
  static func arrivals(of relay: NewDelivery) -> [Arrival] {
    guard relay.examined.delivery.relayed == nil else { return [] }
    return relay.examined.verification.relayed.enumerated().map { place, row in
      arrival(
        of: relay.number, place, received: relay.examined.report.time,
        name: relay.examined.delivery.name + "/" + row.path.text,
        copy: relay.examined.innerCopy(place))
    }
  }

  private static func arrival(
    of relay: Int64, _ place: Int, received: Timestamp, name: String, copy: String
  ) -> Arrival {
    Arrival(
      delivery: Delivery(
        name: name,
        way: .relayed(RelayedBundle(relay: relay, place: place, received: received))),
      copy: copy, isCopied: true)
  }

  /// Relays of which something is still to be taken, in the order in which they came.
  func open() throws(FengniError) -> [Int64] {
    try centre.store.read {
      try Int64.fetchAll($0, sql: "SELECT DISTINCT relay FROM relayed ORDER BY relay")
    }
  }

  /// Whether something of the delivery with a digest is still to be taken, and its number.
  static func open(_ digest: Digest, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT d.number FROM delivery d
          WHERE d.digest = ? AND EXISTS (SELECT 1 FROM relayed r WHERE r.relay = d.number)
          """), arguments: [digest.text])
  }

  /// Takes what is left of a relay out of its original into `incoming/` once more.
  ///
  /// Throws what keeps the relay from being opened now, which is no decision on what is in it.
  func resume(
    _ relay: Int64, with opening: Opening, keyWork: KeyWork?
  ) throws(FengniError) -> [Arrival] {
    let (row, places) = try centre.store.read { database in
      (
        try Row.fetchOne(
          database,
          sql: """
            SELECT digest, place, received, source, position FROM delivery WHERE number = ?
            """,
          arguments: [relay]),
        try Int.fetchAll(
          database, sql: "SELECT place FROM relayed WHERE relay = ? ORDER BY place",
          arguments: [relay])
      )
    }
    guard let row, let digest = Digest(text: row["digest"]) else {
      throw FengniError(.centreInvalid, centre.path)
    }
    let (received, source) = (Timestamp(secondsSince1970: row["received"]), row["source"] as String)
    let copy = "relay-\(relay)"
    var opening = opening
    opening.time = received
    // What was taken stays taken, also where a newer version struck its sender off.
    if let version = try centre.judgedBy(entry: row["position"]) {
      opening.campaign = version
      opening.earlier = []
    }
    keyWork?.note()
    let verification = try opening.examine(
      FileSource(path: centre.original(digest, in: row["place"])), relayingInto: centre, copy)
    let rows = verification.relayed
    guard let last = places.last, rows.indices.contains(last) else {
      let error = verification.report.findings.first { $0.severity == .error }
      throw FengniError(error?.code ?? .sealedOriginalDamaged, source)
    }
    return places.map { place in
      Self.arrival(
        of: relay, place, received: received, name: source + "/" + rows[place].path.text,
        copy: Examined.innerCopy(copy, place))
    }
  }
}
