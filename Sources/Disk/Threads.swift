public import BundleCore
import Dispatch

/// Work side by side on threads of this machine.
public final class Threads: Parallel {
  public static let shared = Threads()

  private init() {}

  public func reading(
    ahead source: any ByteSource, blocks: Int, byteCount: Int
  ) throws(FengniError) -> any AheadSource {
    try ReadAhead(source, blocks: blocks, byteCount: byteCount)
  }

  public func writing(
    behind sink: any ByteSink, blocks: Int, byteCount: Int
  ) throws(FengniError) -> any BehindSink {
    try WriteBehind(sink, blocks: blocks, byteCount: byteCount)
  }

  public func each(_ count: Int, _ body: @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: max(0, count), execute: body)
  }
}
