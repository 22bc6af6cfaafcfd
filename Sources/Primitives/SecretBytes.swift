public import BundleCore
internal import CMemory
internal import COpenSSL

/// Key material: in locked pages of its own, wiped when it goes, never copied or printed by itself.
///
/// Locking is best effort (RLIMIT_MEMLOCK may be small); the pages are kept out of core dumps.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  /// Length in bytes.
  public let count: Int
  private let pages: UnsafeMutableRawBufferPointer

  /// Zeros; a negative count is taken as 0.
  public init(count: Int) {
    self.count = max(0, count)
    let page = Int(fengni_secret_page())
    // Whole pages, so that unlocking this secret never unlocks another.
    let size = max(1, (self.count &+ page &- 1) / page) &* page
    pages = .allocate(byteCount: size, alignment: page)
    if let start = pages.baseAddress { fengni_secret_lock(start, size) }
    pages.initializeMemory(as: UInt8.self, repeating: 0)
  }

  /// Bytes of the system's generator; `.randomUnavailable`.
  public init(randomCount: Int) throws(FengniError) {
    self.init(count: randomCount)
    try withMutableBytes { (memory) throws(FengniError) in try SecureRandom.fill(memory) }
  }

  /// Takes the bytes and wipes the array, which must have no other holder.
  public init(wiping bytes: inout [UInt8]) {
    self.init(count: bytes.count)
    withMutableBytes { $0.copyBytes(from: bytes) }
    Memory.wipe(&bytes)
  }

  deinit {
    Memory.wipe(pages)
    if let start = pages.baseAddress { fengni_secret_unlock(start, pages.count) }
    pages.deallocate()
  }

  /// Lends the bytes; the address is never nil, even when there are none.
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: pages.baseAddress, count: count))
  }

  /// Lends the bytes for change.
  public mutating func withMutableBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeMutableRawBufferPointer(start: pages.baseAddress, count: count))
  }

  /// Compares in a time that depends on the lengths alone.
  public borrowing func isEqual(to other: borrowing SecretBytes) -> Bool {
    guard count == other.count else { return false }
    return CRYPTO_memcmp(pages.baseAddress, other.pages.baseAddress, count) == 0
  }

  /// The first bytes as a secret of their own; a longer count than there is gives all.
  public borrowing func prefix(_ count: Int) -> SecretBytes {
    var part = SecretBytes(count: min(count, self.count))
    let source = UnsafeRawBufferPointer(start: pages.baseAddress, count: part.count)
    part.withMutableBytes { $0.copyMemory(from: source) }
    return part
  }

  /// A second copy, where one is really needed.
  public borrowing func copy() -> SecretBytes { prefix(count) }
}

/// The random generator of the system, getrandom(2), or of whoever else runs the core.
public enum SecureRandom {
  /// Fresh bytes; a negative count is taken as 0. `.randomUnavailable`.
  public static func bytes(_ count: Int) throws(FengniError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    try bytes.withMutableRawBytes { (memory) throws(FengniError) in try fill(memory) }
    return bytes
  }

  static func fill(_ memory: UnsafeMutableRawBufferPointer) throws(FengniError) {
    guard let start = memory.baseAddress, memory.count > 0 else { return }
    let problem = fengni_random(start, memory.count)
    guard problem == 0 else {
      throw FengniError(.randomUnavailable, reason: "random generator: error \(problem)")
    }
  }
}
