package import BundleCore
import Foundation
package import Primitives
import Testing

/// The code of what a body throws; nil when it throws nothing.
package func code(of body: () throws -> Void) -> Code? {
  do {
    try body()
    return nil
  } catch let error as FengniError {
    return error.code
  } catch {
    Issue.record("\(error)")
    return nil
  }
}

package func secret(_ bytes: [UInt8]) -> SecretBytes {
  var copy = bytes
  return SecretBytes(wiping: &copy)
}

package func secret(_ text: String) -> SecretBytes { secret(Array(text.utf8)) }

/// Numbers that are the same in every run, so that a failed trial can be had again (SplitMix64:
/// Steele, Lea, Flood 2014).
package struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 until a bound.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  package mutating func bytes(_ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count + 8)
    while result.count < count { withUnsafeBytes(of: next()) { result.append(contentsOf: $0) } }
    return Array(result.prefix(count))
  }
}

/// The same bytes in every run, without a pattern that compression would find.
package func patterned(_ count: Int) -> [UInt8] {
  var random = Seeded(7)
  return random.bytes(count)
}

/// A value behind a lock that closures of several threads may hold.
package final class Shared<Value>: @unchecked Sendable {
  private var value: Value
  private let lock = NSLock()

  package init(_ value: Value) { self.value = value }

  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
