public import BundleCore
import Foundation
import Synchronization

/// The system's rules of time zones.
public final class SystemZones: ZoneRules {
  public static let shared = SystemZones()
  /// Names come from campaigns and rules: the table of those asked for has its bound.
  private static let keptAtMost = 64
  private let known = Mutex<[String: TimeZone]>([:])

  private init() {}

  public func offset(of identifier: String, at moment: Timestamp) -> Int64? {
    let zone = known.withLock { known -> TimeZone? in
      if let zone = known[identifier] { return zone }
      guard let zone = TimeZone(identifier: identifier) else { return nil }
      if known.count >= Self.keptAtMost { known = [:] }
      known[identifier] = zone
      return zone
    }
    let date = Date(timeIntervalSince1970: TimeInterval(moment.secondsSince1970))
    return zone.map { Int64($0.secondsFromGMT(for: date)) }
  }
}

extension Zone {
  /// A zone by the system's rules; nil when the system knows none of this name.
  public init?(_ identifier: String) { self.init(identifier, rules: SystemZones.shared) }
}
