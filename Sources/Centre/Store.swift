import BundleCore
internal import Disk
internal import GRDB

/// The database of a centre: opened once, its errors turned into codes here.
struct Store: Sendable {
  /// Whether the code that asks runs inside a write transaction.
  @TaskLocal static var isWriting = false

  let path: String
  private let pool: DatabasePool

  /// How long to wait for another program that has the database.
  static let patience = Database.BusyMode.timeout(30)

  private static func configuration(_ patience: Database.BusyMode = patience) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = patience
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { database in
      // A commit that was reported survives a power cut.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  /// Makes a database file with its tables, closed again. Throws `cannotCreate`, `diskFull`.
  static func create(
    at path: String, _ fill: (Database) throws -> Void
  ) throws(FengniError) {
    try Self.mapped(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration())
      try Schema.migrator.migrate(queue)
      try queue.write { try fill($0) }
      // One file, and WAL from the next opening on.
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try queue.close()
    }
  }

  /// Opens a centre's database and brings it to this version. Throws `centreInvalid`.
  init(path: String, patience: Database.BusyMode = patience) throws(FengniError) {
    guard Paths.exists(path) else { throw FengniError(.centreInvalid, path) }
    self.path = path
    pool = try Self.mapped(path) {
      let pool = try DatabasePool(path: path, configuration: Self.configuration(patience))
      let id = try pool.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
      guard id == Schema.applicationID else {
        throw FengniError(.centreInvalid, path, reason: "application id")
      }
      let isNewer = try pool.read { try Schema.migrator.hasBeenSuperseded($0) }
      if isNewer { throw FengniError(.centreInvalid, path, reason: "made by a newer version") }
      // Looking at a centre writes nothing.
      if try !pool.read({ try Schema.migrator.hasCompletedMigrations($0) }) {
        try Schema.migrator.migrate(pool)
      }
      return pool
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(FengniError) -> Result {
    try Self.mapped(path) { try pool.read(body) }
  }

  /// All of it or nothing.
  func write<Result>(_ body: (Database) throws -> Result) throws(FengniError) -> Result {
    try Self.mapped(path) {
      try pool.write { database in try Self.$isWriting.withValue(true) { try body(database) } }
    }
  }

  /// Reads one state of the store with temporary tables beside it, of which nothing stays.
  func scratch<Result>(_ body: (Database) throws -> Result) throws(FengniError) -> Result {
    // Deferred: temporary tables alone are written, so nobody who receives has to wait.
    try undone(.deferred, body)
  }

  /// Does what a transaction would do, for its results; nothing of it stays.
  func rehearse<Result>(_ body: (Database) throws -> Result) throws(FengniError) -> Result {
    try undone(.immediate) { database in
      try Self.$isWriting.withValue(true) { try body(database) }
    }
  }

  private func undone<Result>(
    _ kind: Database.TransactionKind, _ body: (Database) throws -> Result
  ) throws(FengniError) -> Result {
    try Self.mapped(path) {
      try pool.writeWithoutTransaction { database in
        var result: Result?
        try database.inTransaction(kind) {
          result = try body(database)
          return .rollback
        }
        guard let result else { throw FengniError(.centreInvalid, path) }
        return result
      }
    }
  }

  /// Foreign errors become a code, once.
  private static func mapped<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(FengniError) -> Result {
    do {
      return try body()
    } catch let error as FengniError {
      throw error
    } catch let error as DatabaseError {
      let code: Code =
        switch error.resultCode {
        case .SQLITE_FULL: .diskFull
        case .SQLITE_BUSY, .SQLITE_LOCKED: .centreBusy
        case .SQLITE_CANTOPEN: .cannotCreate
        case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: .permissionDenied
        case .SQLITE_IOERR: .cannotWrite
        default: .centreInvalid
        }
      // The statement's arguments stay out: they may be form values.
      throw FengniError(
        code, path, reason: "SQLite \(error.extendedResultCode.rawValue) \(error.message ?? "")")
    } catch {
      throw FengniError(.centreInvalid, path, reason: "\(type(of: error))")
    }
  }
}
