import BundleCore
internal import Disk
import ErasureFrames
import Foundation
internal import GRDB
import Transport
internal import Workplace

/// A set of volumes as the store has it.
struct StoredSet {
  let number: Int64
  let state: IncompleteSet.State
  let parts: [FoundFrames]
  /// Octets of its parts.
  let size: UInt64
}

/// Volumes that wait for the others of their set: `parts/DIGEST/`, and the tables that tell of it.
///
/// A file is on the medium before a row names it, and rows go before files: whatever stands in the
/// folder without a row belongs to a run that was killed, and is swept. Only under the centre's
/// hold.
struct PartStore {
  let centre: CentreFolder

  private var folder: String { Paths.join(centre.path, CentreFolder.partsName) }

  func folder(_ set: Digest) -> String { Paths.join(folder, Hex.encode(set.bytes)) }

  func path(_ set: Digest, _ part: Digest) -> String {
    Paths.join(folder(set), Hex.encode(part.bytes) + ".fnv")
  }

  // MARK: Looking

  /// What was decided on the bundle that a set makes, if it came; by any way.
  func decided(_ set: FrameSet) throws(FengniError) -> EarlierDelivery? {
    try centre.store.read { database in
      if let found = try EarlierDelivery.find(database, "digest = ?", [set.digest.text]).first {
        return found
      }
      return try EarlierDelivery.find(
        database, "number = (SELECT delivery FROM volume_set WHERE \(Self.key))", set.arguments
      ).first
    }
  }

  /// A set with its parts, if something of it is here.
  func stored(_ set: FrameSet) throws(FengniError) -> StoredSet? {
    try centre.store.read { database in try self.stored(set, database) }
  }

  private static let key =
    "digest = ? AND size = ? AND data_columns = ? AND recovery_columns = ? AND frame_size = ? "
    + "AND frames_per_volume = ?"

  private func stored(_ set: FrameSet, _ database: Database) throws -> StoredSet? {
    guard
      let row = try Row.fetchOne(
        database,
        sql: "SELECT number, state FROM volume_set WHERE delivery IS NULL AND \(Self.key)",
        arguments: set.arguments),
      let state = IncompleteSet.State(rawValue: row["state"])
    else { return nil }
    var parts: [FoundFrames] = []
    var size: UInt64 = 0
    for part in try Row.fetchAll(
      database, sql: "SELECT digest, frame_index FROM part WHERE volume_set = ? ORDER BY number",
      arguments: [row["number"] as Int64])
    {
      guard let digest = Digest(text: part["digest"]) else {
        throw FengniError(.centreInvalid, reason: "a part")
      }
      let found = FoundFrames(
        set: set, path: path(set.digest, digest),
        frames: FrameIndex.frames(part["frame_index"], set))
      parts.append(found)
      size += UInt64(found.frames.count) * UInt64(set.frameSize)
    }
    return StoredSet(number: row["number"], state: state, parts: parts, size: size)
  }

  /// Sets of which enough is here, left over by a run that was killed or had no room.
  func sufficient() throws(FengniError) -> [FrameSet] {
    try centre.store.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM volume_set WHERE delivery IS NULL AND state = 'sufficient'"
      ).compactMap { FrameSet($0) }
    }
  }

  func incomplete(_ set: FrameSet) throws(FengniError) -> IncompleteSet? {
    try centre.store.read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM volume_set WHERE delivery IS NULL AND \(Self.key)",
        arguments: set.arguments
      ).map { try IncompleteSet($0) }
    }
  }

  func count() throws(FengniError) -> Int {
    try centre.store.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM volume_set WHERE delivery IS NULL") ?? 0
    }
  }

  // MARK: Keeping

  /// A part whose file is in its place, and synced.
  struct NewPart {
    let digest: Digest
    let frames: [FoundFrames.Frame]
    let source: String
  }

  /// Says in one transaction what is here of some sets.
  func record(
    _ sets: [(set: FrameSet, parts: [NewPart], isContradictory: Bool)], at time: Timestamp
  ) throws(FengniError) {
    var weighed = 0
    try centre.store.write { database in
      for (set, parts, isContradictory) in sets {
        let number = try self.number(of: set, at: time, database)
        for part in parts {
          let volumes = Set(part.frames.map { set.volume(ofFrame: $0.number) + 1 }).sorted()
          try database.insert(
            into: "part",
            [
              "volume_set": number, "digest": part.digest.text,
              "size": part.frames.count * set.frameSize, "frames": part.frames.count,
              "volumes": IncompleteSet.text(volumes), "received": time.secondsSince1970,
              "source": part.source, "frame_index": FrameIndex.bytes(part.frames, set),
            ],
            onConflict: """
              (volume_set, digest) DO UPDATE
                SET frames = excluded.frames, frame_index = excluded.frame_index
              """)
        }
        weighed += set.frames
        if weighed <= PartLimits.framesWeighed {
          try weigh(set, number: number, isContradictory: isContradictory, database)
        }
        if !parts.isEmpty {
          try database.execute(
            sql: "UPDATE volume_set SET latest = ? WHERE number = ?",
            arguments: [time.secondsSince1970, number])
        }
      }
    }
  }

  private func number(
    of set: FrameSet, at time: Timestamp, _ database: Database
  ) throws -> Int64 {
    let known = try Int64.fetchOne(
      database, sql: "SELECT number FROM volume_set WHERE \(Self.key)", arguments: set.arguments)
    if let known { return known }
    try database.insert(
      into: "volume_set",
      [
        "digest": set.digest.text, "size": Int64(clamping: set.length),
        "data_columns": set.dataColumns, "recovery_columns": set.recoveryColumns,
        "frame_size": set.frameSize, "frames_per_volume": set.framesPerVolume,
        "short_code": set.fileStem, "state": IncompleteSet.State.incomplete.rawValue,
        "volumes": set.volumes, "volumes_here": 0, "missing": "[]", "send_again": "[]",
        "since": time.secondsSince1970, "latest": time.secondsSince1970,
      ])
    return database.lastInsertedRowID
  }

  /// Works out what is missing. The caller leaves that out where hostile frames claim too much.
  private func weigh(
    _ set: FrameSet, number: Int64, isContradictory: Bool, _ database: Database
  ) throws {
    guard let stored = try stored(set, database),
      let found = FrameCollection(set, stored.parts).assessments(limit: 1).first
    else { return }
    let state: IncompleteSet.State =
      !found.suffices ? .incomplete : isContradictory ? .contradictory : .sufficient
    try database.execute(
      sql: """
        UPDATE volume_set SET state = ?, volumes_here = ?, missing = ?, send_again = ?, send_any = ?
        WHERE number = ?
        """,
      arguments: [
        state.rawValue, set.volumes - found.incomplete.count,
        IncompleteSet.text(found.incomplete.lazy.map { $0.index + 1 }),
        IncompleteSet.text(found.sendAgain.lazy.map { $0 + 1 }), found.sendAny, number,
      ])
  }

  /// Reads the parts of a set again, where they did not make what they promised: what the disk lost
  /// is missing from now on.
  func examineAgain(_ set: FrameSet) throws(FengniError) {
    guard let stored = try stored(set) else { return }
    var search = FrameSearch()
    var indices: [(Digest, Data)] = []
    for part in stored.parts {
      let found = try? search.search(part.path).sets.first { $0.set == set }
      let there = Set(found?.frames ?? [])
      let name = Paths.name(of: part.path).split(separator: ".").first ?? ""
      guard let bytes = Hex.decode(name), let digest = Digest(.sha256, bytes) else { continue }
      indices.append((digest, FrameIndex.bytes(part.frames, set, where: there.contains)))
    }
    let changes = indices
    try centre.store.write { database in
      for (digest, index) in changes {
        try database.execute(
          sql: """
            UPDATE part SET frame_index = ?, frames = ? WHERE digest = ? AND volume_set = ?
            """, arguments: [index, index.count / FrameIndex.entry, digest.text, stored.number])
      }
    }
  }

  // MARK: Letting go

  /// Notes that a set was put together and became a delivery, under that digest.
  func deliver(_ set: FrameSet, as digest: Digest, at time: Timestamp) throws(FengniError) {
    try centre.store.write { database in
      let number = try self.number(of: set, at: time, database)
      try database.execute(
        sql: """
          UPDATE volume_set SET state = 'delivered',
            delivery = (SELECT number FROM delivery WHERE digest = ?),
            volumes_here = volumes, missing = '[]', send_again = '[]', send_any = NULL
          WHERE number = ?
          """, arguments: [digest.text, number])
      try database.execute(sql: "DELETE FROM part WHERE volume_set = ?", arguments: [number])
    }
  }

  /// Throws away sets by their digest.
  func discard(_ digests: Set<Digest>) throws(FengniError) {
    try centre.store.write { database in
      for digest in digests {
        try database.execute(
          sql: """
            DELETE FROM part WHERE volume_set IN
              (SELECT number FROM volume_set WHERE digest = ? AND delivery IS NULL)
            """, arguments: [digest.text])
        try database.execute(
          sql: "DELETE FROM volume_set WHERE digest = ? AND delivery IS NULL",
          arguments: [digest.text])
      }
    }
    try sweep()
  }

  /// Lets go of parts of bundles that came, and sweeps what a killed run left behind.
  func recover() throws(FengniError) {
    let came = try centre.store.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.*, d.digest AS came FROM volume_set s JOIN delivery d ON d.digest = s.digest
          WHERE s.delivery IS NULL
          """)
    }
    for row in came {
      guard let set = FrameSet(row), let digest = Digest(text: row["came"]) else { continue }
      try deliver(set, as: digest, at: Timestamp(secondsSince1970: row["latest"]))
    }
    try sweep()
  }

  private func sweep() throws(FengniError) {
    guard Paths.isDirectory(folder) else { return }
    let known = try centre.store.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.digest AS sets, p.digest AS part FROM part p
          JOIN volume_set s ON s.number = p.volume_set
          """)
    }
    var files: [String: Set<String>] = [:]
    for row in known {
      guard let set = Digest(text: row["sets"]), let part = Digest(text: row["part"]) else {
        continue
      }
      files[Hex.encode(set.bytes), default: []].insert(Hex.encode(part.bytes) + ".fnv")
    }
    for name in DirectoryTree.names(in: folder) {
      let path = Paths.join(folder, name)
      guard let own = files[name] else {
        DirectoryTree.remove(path)
        continue
      }
      for file in DirectoryTree.names(in: path) where !own.contains(file) {
        DirectoryTree.remove(Paths.join(path, file))
      }
    }
  }
}

/// Number and checksum of each frame of a part, which lie one after another: 12 octets each,
/// big-endian.
enum FrameIndex {
  static let entry = 12
  /// In the place of a frame that is no longer there.
  private static let nothing = UInt32.max

  static func bytes(
    _ frames: [FoundFrames.Frame], _ set: FrameSet,
    where isThere: (FoundFrames.Frame) -> Bool = { _ in true }
  ) -> Data {
    let size = UInt64(set.frameSize)
    let slots = frames.last.map { Int($0.offset / size) + 1 } ?? 0
    var numbers = [(UInt32, UInt64)](repeating: (nothing, 0), count: slots)
    for frame in frames where isThere(frame) {
      numbers[Int(frame.offset / size)] = (UInt32(truncatingIfNeeded: frame.number), frame.checksum)
    }
    var bytes = Data(capacity: slots * entry)
    for (number, checksum) in numbers {
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
      withUnsafeBytes(of: checksum.bigEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  static func frames(_ bytes: Data, _ set: FrameSet) -> [FoundFrames.Frame] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / entry).compactMap { index in
        let number = UInt32(
          bigEndian: raw.loadUnaligned(fromByteOffset: index * entry, as: UInt32.self))
        let checksum = UInt64(
          bigEndian: raw.loadUnaligned(fromByteOffset: index * entry + 4, as: UInt64.self))
        guard Int(number) < set.frames else { return nil }
        return FoundFrames.Frame(
          number: Int(number), checksum: checksum,
          offset: UInt64(index) * UInt64(set.frameSize))
      }
    }
  }
}

extension FrameSet {
  /// What tells a set from all others, as the store's key.
  fileprivate var arguments: StatementArguments {
    [
      digest.text, Int64(length), dataColumns, recoveryColumns, frameSize, framesPerVolume,
    ]
  }

  fileprivate init?(_ row: Row) {
    guard let digest = Digest(text: row["digest"]) else { return nil }
    self.init(
      dataColumns: row["data_columns"], recoveryColumns: row["recovery_columns"],
      frameSize: row["frame_size"], framesPerVolume: row["frames_per_volume"],
      length: UInt64(clamping: row["size"] as Int64), digest: digest)
  }
}
