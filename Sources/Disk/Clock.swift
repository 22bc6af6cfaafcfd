public import BundleCore
import Glibc

extension Timestamp {
  /// The clock of this machine, which only the tool asks: everything below it is told the time.
  public static func now() -> Timestamp { Timestamp(secondsSince1970: Int64(time(nil))) }
}
