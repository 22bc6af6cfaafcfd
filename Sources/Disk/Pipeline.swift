public import BundleCore
import Glibc

/// A thread that runs one closure and hands back its result.
final class Worker: @unchecked Sendable {
  private var thread = pthread_t()
  private let body: () -> Void

  /// `stackSize`: octets, for work that recurses; else what the system gives.
  init(stackSize: Int? = nil, _ body: @escaping () -> Void) throws(FengniError) {
    self.body = body
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    pthread_attr_init(attributes)
    defer {
      pthread_attr_destroy(attributes)
      attributes.deallocate()
    }
    if let stackSize { pthread_attr_setstacksize(attributes, stackSize) }
    let context = Unmanaged.passRetained(self)
    let result = pthread_create(
      &thread, attributes,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Worker>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, context.toOpaque())
    guard result == 0 else {
      context.release()
      throw FengniError(.cannotCreate, "thread", reason: "errno \(result)")
    }
  }

  func join() { pthread_join(thread, nil) }
}

/// A bounded queue of reused blocks between one producing and one consuming thread.
///
/// Blocks circulate: free → filled by the producer → emptied by the consumer → free.
final class BlockQueue: @unchecked Sendable {
  struct Filled {
    let block: Block
    let count: Int
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var free: [Block]
  private var filled: [Filled] = []
  /// Set by the producer: nothing follows, or this error does.
  private var end: Result<Void, FengniError>?
  /// Set by the consumer: it takes no more.
  private var abandoned = false

  init(blocks: Int, byteCount: Int) {
    free = (0..<blocks).map { _ in Block(byteCount: byteCount) }
    filled.reserveCapacity(blocks)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(changed)
    mutex.deallocate()
    changed.deallocate()
  }

  /// For the producer: an empty block, or nil when the consumer has gone.
  func takeFree() -> Block? {
    locked {
      while free.isEmpty && !abandoned { pthread_cond_wait(changed, mutex) }
      return abandoned ? nil : free.removeLast()
    }
  }

  func put(_ block: Block, count: Int) {
    locked { filled.append(Filled(block: block, count: count)) }
  }

  func finish(_ result: Result<Void, FengniError>) { locked { if end == nil { end = result } } }

  /// For the consumer: the next filled block, nil at the end.
  func takeFilled() throws(FengniError) -> Filled? {
    let (next, end) = locked { () -> (Filled?, Result<Void, FengniError>?) in
      while filled.isEmpty && self.end == nil { pthread_cond_wait(changed, mutex) }
      return filled.isEmpty ? (nil, self.end) : (filled.removeFirst(), nil)
    }
    if let next { return next }
    if let end { try end.get() }
    return nil
  }

  func giveBack(_ block: Block) { locked { free.append(block) } }

  func abandon() { locked { abandoned = true } }

  private func locked<T>(_ body: () -> T) -> T {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(mutex)
    }
    return body()
  }
}

/// Reads another source ahead on a thread of its own.
///
/// The other source is used by that thread alone from here on; after the end, or after an error,
/// or after `stop()`, it is the caller's again.
public final class ReadAhead: AheadSource {
  private let queue: BlockQueue
  private let worker: Worker
  private var current: BlockQueue.Filled?
  private var position = 0
  private var ended = false
  private var joined = false

  /// Blocks of `byteCount` bytes, `blocks` of them.
  public init(
    _ upstream: any ByteSource, blocks: Int = 4, byteCount: Int = 256 << 10
  ) throws(FengniError) {
    let queue = BlockQueue(blocks: blocks, byteCount: byteCount)
    self.queue = queue
    nonisolated(unsafe) let upstream = upstream
    worker = try Worker {
      queue.finish(Self.result { () throws(FengniError) in try Self.pump(upstream, queue) })
    }
  }

  deinit { stop() }

  private static func result(
    _ body: () throws(FengniError) -> Void
  ) -> Result<Void, FengniError> {
    do throws(FengniError) {
      try body()
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private static func pump(_ upstream: any ByteSource, _ queue: BlockQueue) throws(FengniError) {
    while let block = queue.takeFree() {
      let count = try upstream.fill(block.memory)
      queue.put(block, count: count)
      if count < block.memory.count { return }
    }
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    if ended || buffer.isEmpty { return 0 }
    while current.map({ position == $0.count }) ?? true {
      if let current { queue.giveBack(current.block) }
      current = nil
      position = 0
      current = try queue.takeFilled()
      if current == nil {
        ended = true
        return 0
      }
    }
    guard let current else { return 0 }
    let count = min(buffer.count, current.count - position)
    buffer.copyMemory(from: .init(rebasing: current.block.memory[position..<position + count]))
    position += count
    return count
  }

  /// Reads to the end and drops what comes; throws what the other source throws.
  public func drain() throws(FengniError) {
    while true {
      if let current { queue.giveBack(current.block) }
      current = nil
      position = 0
      guard !ended, let next = try queue.takeFilled() else { break }
      current = next
    }
    ended = true
  }

  /// Ends the thread; bytes not yet read are lost.
  public func stop() {
    guard !joined else { return }
    joined = true
    queue.abandon()
    worker.join()
  }
}

/// Writes to another sink behind the caller's back, on a thread of its own.
public final class WriteBehind: BehindSink {
  private let queue: BlockQueue
  private let worker: Worker
  private let failure: Failure
  private var current: Block?
  private var count = 0
  private var joined = false

  private final class Failure: @unchecked Sendable { var error: FengniError? }

  /// Blocks of `byteCount` bytes, `blocks` of them.
  public init(
    _ downstream: any ByteSink, blocks: Int = 4, byteCount: Int = 256 << 10
  ) throws(FengniError) {
    let queue = BlockQueue(blocks: blocks, byteCount: byteCount)
    let failure = Failure()
    self.queue = queue
    self.failure = failure
    nonisolated(unsafe) let downstream = downstream
    worker = try Worker {
      do throws(FengniError) {
        while let filled = try queue.takeFilled() {
          try downstream.write(
            UnsafeRawBufferPointer(rebasing: filled.block.memory[..<filled.count]))
          queue.giveBack(filled.block)
        }
      } catch {
        failure.error = error
        queue.abandon()
      }
    }
  }

  deinit { try? finish() }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    guard !bytes.isEmpty else { return }
    // Nobody takes blocks any more once the worker has ended: what came now would be lost unseen.
    if joined {
      try finish()
      throw FengniError(.cannotWrite, reason: "written after the end")
    }
    var rest = bytes
    while !rest.isEmpty {
      guard let block = current ?? queue.takeFree() else {
        try finish()
        throw FengniError(.cannotWrite, reason: "written after the end")
      }
      current = block
      let part = min(rest.count, block.memory.count - count)
      UnsafeMutableRawBufferPointer(rebasing: block.memory[count..<count + part])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<part]))
      count += part
      rest = UnsafeRawBufferPointer(rebasing: rest[part...])
      if count == block.memory.count { handOver() }
    }
  }

  /// Waits until everything is written; throws what the other sink threw.
  public func finish() throws(FengniError) {
    if !joined {
      joined = true
      handOver()
      queue.finish(.success(()))
      worker.join()
    }
    if let error = failure.error { throw error }
  }

  private func handOver() {
    if let block = current { queue.put(block, count: count) }
    current = nil
    count = 0
  }
}
