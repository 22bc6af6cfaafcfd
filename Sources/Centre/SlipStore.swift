public import BundleCore
internal import Disk
internal import GRDB
import JSONText
import Primitives
import Slip
public import Submission

/// Files that may be handover slips.
enum SlipFile {
  /// The octets of a slip's form, judged by its first members; nil when it is something else.
  static func read(_ path: String, _ head: [UInt8]) -> [UInt8]? {
    guard
      head.first(where: { ![0x20, 0x09, 0x0d, 0x0a, 0xef, 0xbb, 0xbf].contains($0) })
        == UInt8(ascii: "{"),
      let bytes = try? FileSource.readAll(path, limit: PartLimits.slip),
      let json = try? JSONDocument.parse(bytes, subject: path),
      json["slipNo"] != nil, json["shortCode"] != nil
    else { return nil }
    return bytes
  }
}

/// A handover slip that is stored, with the delivery that it is about.
public struct StoredSlip: Sendable, Hashable {
  public let slipNo: String
  /// In groups of four.
  public let shortCode: String
  public let deliveredUnit: String
  public let deliveredAt: String
  public let receivedAt: String?
  /// When it was stored.
  public let stored: Timestamp
  /// The decision on the bundle, once it has come.
  public let decision: Decision?
  /// The unit that the bundle is from, where that is known.
  public let unit: String?
  /// Whether id and mark are those of the bundle, where these are known.
  public let agrees: Bool
}

/// Handover slips: kept with the delivery of the same short code, whichever comes first.
struct SlipStore {
  let centre: CentreFolder

  /// Stores slips that are not stored yet, and tells of those that are none.
  func keep(
    _ slips: [SortedTray.Item<[UInt8]>], at time: Timestamp
  ) throws(FengniError) -> [SortedTray.Item<FengniError>] {
    var failures: [SortedTray.Item<FengniError>] = []
    var read: [(name: String, slip: HandoverSlip, text: String)] = []
    for item in slips {
      do throws(FengniError) {
        let json = try JSONDocument.parse(item.content, subject: item.name)
        let slip = try HandoverSlip(json, subject: item.name)
        read.append((item.name, slip, try JSONWriter(.compact).text(slip.json())))
      } catch {
        failures.append(.init(name: item.name, content: error))
      }
    }
    guard !read.isEmpty else { return failures }
    let rows = read
    try centre.store.write { database in
      for row in rows { try insert(row.slip, row.text, of: row.name, at: time, database) }
    }
    return failures
  }

  private func insert(
    _ slip: HandoverSlip, _ text: String, of name: String, at time: Timestamp,
    _ database: Database
  ) throws {
    func known(_ text: String) -> String? { text.isEmpty ? nil : text }
    try database.insert(
      into: "slip",
      [
        "digest": Digest.of(Array(text.utf8), .sha256).text, "slip_no": slip.slipNo,
        "short_code": String(slip.shortCode.filter { $0 != " " }), "bundle_id": slip.bundleID,
        "mark": slip.mark?.rawValue, "copies": slip.copies,
        "delivered_unit": slip.delivered.unit, "delivered_by": slip.delivered.person,
        "delivered_at": slip.delivered.time, "received_by": known(slip.received.person),
        "received_at": known(slip.received.time), "stored": time.secondsSince1970,
        "source": name, "json": text,
      ], onConflict: "(digest) DO NOTHING")
  }
}

extension CentreFolder {
  /// Stores handover slips that lie in files, and tells of those that can't be.
  ///
  /// Throws `inputNotFound`, `inputUnreadable` and what concerns the folder.
  public func keepSlips(
    _ paths: [String], at time: Timestamp
  ) throws(FengniError) -> [(name: String, error: FengniError)] {
    var items: [SortedTray.Item<[UInt8]>] = []
    for path in paths {
      items.append(
        .init(
          name: path,
          content: try FileSource.readAll(path, limit: PartLimits.slip, tooLarge: .jsonTooLarge)))
    }
    return try SlipStore(centre: self).keep(items, at: time).map { ($0.name, $0.content) }
  }

  /// All handover slips, in the order in which they were stored.
  public func slips() throws(FengniError) -> [StoredSlip] {
    try store.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM handover ORDER BY slip").map { row in
        let code: String = row["short_code"]
        return StoredSlip(
          slipNo: row["slip_no"],
          shortCode: Hex.decode(code).map { Hex.grouped($0) } ?? code,
          deliveredUnit: row["delivered_unit"], deliveredAt: row["delivered_at"],
          receivedAt: row["received_at"],
          stored: Timestamp(secondsSince1970: row["stored"]),
          decision: (row["decision"] as String?).flatMap { Decision(rawValue: $0) },
          unit: row["unit"],
          agrees: (row["same_id"] as Bool?) ?? true && (row["same_mark"] as Bool?) ?? true)
      }
    }
  }
}
