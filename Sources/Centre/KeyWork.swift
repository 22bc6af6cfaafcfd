import Synchronization

/// Counts work with keys, and how much of it a write transaction had to wait for: none must.
final class KeyWork: Sendable {
  private let counts = Mutex((all: 0, insideTransactions: 0))

  var all: Int { counts.withLock { $0.all } }
  var insideTransactions: Int { counts.withLock { $0.insideTransactions } }

  /// To be called by whatever decrypts, verifies or signs.
  func note() {
    let isInside = Store.isWriting
    counts.withLock {
      $0.all += 1
      if isInside { $0.insideTransactions += 1 }
    }
  }
}
