import BundleCore
internal import Disk
import Foundation
internal import GRDB
import Primitives
import Submission

/// Puts originals and receipts where they belong, after their rows were committed.
///
/// The row is the truth: it names the copy in `incoming/` until everything is in its place, so a
/// run that was killed anywhere is finished by the next one, and doing a step twice does no harm.
struct Placing {
  let centre: CentreFolder

  /// Moves one original out of `incoming/`.
  func place(copy: String, digest: Digest, in place: String) throws(FengniError) {
    // A decision on what lies there already moves nothing.
    if copy.isEmpty { return }
    let from = Paths.join(centre.incoming, copy)
    let to = centre.original(digest, in: place)
    guard Paths.exists(from) else {
      // Moved already, before a kill.
      if Paths.exists(to) { return }
      throw FengniError(.sealedOriginalDamaged, to)
    }
    try DirectoryTree.make(Paths.parent(of: to), mode: 0o700)
    try Placement.move(from, to: to)
  }

  /// Writes a receipt file; the store has it too.
  func writeReceipt(_ bytes: [UInt8], _ index: Int, _ digest: Digest) throws(FengniError) {
    let path = centre.receipt(index, digest)
    // Written aside first, so that nobody sends half a receipt.
    let aside = Paths.join(centre.incoming, "receipt-\(index)")
    try Placement.write(bytes, to: aside)
    try Placement.move(aside, to: path)
  }

  /// Says of deliveries that everything is in its place; what was written is synced before.
  func finish(_ numbers: [Int64], _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "UPDATE delivery SET arriving = NULL WHERE number = ?")
    for number in numbers { try statement.execute(arguments: [number]) }
  }

  /// Finishes what a killed run left, and sweeps what it left behind.
  func recover() throws(FengniError) {
    let rows = try centre.store.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT number, digest, place, arriving FROM delivery WHERE arriving IS NOT NULL")
    }
    var numbers: [Int64] = []
    for row in rows {
      guard let digest = Digest(text: row["digest"]) else {
        throw FengniError(.centreInvalid, centre.path)
      }
      try place(copy: row["arriving"], digest: digest, in: row["place"])
      numbers.append(row["number"])
      for (index, bytes) in try receipts(row["number"]) { try writeReceipt(bytes, index, digest) }
    }
    if !numbers.isEmpty {
      try Placement.synchronise(centre.path)
      try centre.store.write { try finish(numbers, $0) }
    }
    try recoverNotices()
    sweep()
  }

  private func receipts(_ number: Int64) throws(FengniError) -> [(Int, [UInt8])] {
    try centre.store.read { database in
      try Row.fetchAll(
        database, sql: "SELECT position, statement FROM receipt WHERE delivery = ?",
        arguments: [number]
      ).map { row in (row["position"], Array(row["statement"] as Data)) }
    }
  }

  /// Nothing that is still in `incoming/` belongs to anybody.
  func sweep() {
    for name in DirectoryTree.names(in: centre.incoming) {
      DirectoryTree.remove(Paths.join(centre.incoming, name))
    }
  }
}
