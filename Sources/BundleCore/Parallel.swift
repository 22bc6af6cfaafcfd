/// Work side by side, where there are threads.
///
/// Everything is written so that it also goes one after another: `OneThread`.
public protocol Parallel: AnyObject, Sendable {
  /// A source that is read ahead of whoever reads it, by up to `blocks` blocks of `byteCount` bytes.
  ///
  /// The other source is left alone from here on; after the end, an error or `stop` it is the
  /// caller's again. Throws `cannotCreate` when there is no thread.
  func reading(
    ahead source: any ByteSource, blocks: Int, byteCount: Int
  ) throws(FengniError) -> any AheadSource

  /// A sink that is written to behind the back of whoever writes, by up to `blocks` blocks of
  /// `byteCount` bytes. Throws `cannotCreate` when there is no thread.
  func writing(
    behind sink: any ByteSink, blocks: Int, byteCount: Int
  ) throws(FengniError) -> any BehindSink

  /// Calls the body for every number below `count`, in any order and at the same time, and returns
  /// when all calls have.
  func each(_ count: Int, _ body: @Sendable (Int) -> Void)
}

extension Parallel {
  /// With the blocks that sealing and opening use: four of 256 KiB.
  @inline(__always)
  public func reading(ahead source: any ByteSource) throws(FengniError) -> any AheadSource {
    try reading(ahead: source, blocks: 4, byteCount: 256 << 10)
  }

  /// The same.
  @inline(__always)
  public func writing(behind sink: any ByteSink) throws(FengniError) -> any BehindSink {
    try writing(behind: sink, blocks: 4, byteCount: 256 << 10)
  }
}

/// A source that may be read ahead.
public protocol AheadSource: ByteSource {
  /// Reads to the end and drops what comes; throws what the other source throws, also when it has
  /// thrown that before.
  func drain() throws(FengniError)

  /// Ends the reading; bytes not yet read are lost.
  func stop()
}

/// A sink that may be written to later.
public protocol BehindSink: ByteSink {
  /// Waits until everything is written; throws what the other sink threw.
  func finish() throws(FengniError)
}

/// One thing after another, for hosts without threads.
public final class OneThread: Parallel {
  public static let shared = OneThread()

  private init() {}

  public func reading(
    ahead source: any ByteSource, blocks: Int, byteCount: Int
  ) throws(FengniError) -> any AheadSource {
    SourceInTurn(source)
  }

  public func writing(
    behind sink: any ByteSink, blocks: Int, byteCount: Int
  ) throws(FengniError) -> any BehindSink {
    SinkInTurn(sink)
  }

  public func each(_ count: Int, _ body: @Sendable (Int) -> Void) {
    for index in 0..<max(0, count) { body(index) }
  }
}

private final class SourceInTurn: AheadSource {
  private let source: any ByteSource
  private var failure: FengniError?
  private var hasEnded = false

  init(_ source: any ByteSource) { self.source = source }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    if let failure { throw failure }
    if hasEnded || buffer.isEmpty { return 0 }
    do throws(FengniError) {
      let count = try source.read(into: buffer)
      hasEnded = count == 0
      return count
    } catch {
      failure = error
      throw error
    }
  }

  func drain() throws(FengniError) {
    let block = Block(byteCount: 64 << 10)
    while try read(into: block.memory) > 0 {}
  }

  func stop() { hasEnded = true }
}

private final class SinkInTurn: BehindSink {
  private let sink: any ByteSink
  private var failure: FengniError?

  init(_ sink: any ByteSink) { self.sink = sink }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    if let failure { throw failure }
    do throws(FengniError) {
      try sink.write(bytes)
    } catch {
      failure = error
      throw error
    }
  }

  func finish() throws(FengniError) { if let failure { throw failure } }
}
