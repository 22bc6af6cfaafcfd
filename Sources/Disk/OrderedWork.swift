public import BundleCore
import Glibc

/// A value that several threads change one at a time, and whose changes they wait for.
///
/// Unchecked, because the compiler can't see that the value is touched under the mutex alone.
final class Monitor<State>: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  init(_ state: State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(changed)
    mutex.deallocate()
    changed.deallocate()
  }

  /// Waits until a condition holds, then changes the value; whoever waits looks again afterwards.
  func change<Result>(
    when isReady: (State) -> Bool = { _ in true }, _ body: (inout State) -> Result
  ) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(mutex)
    }
    while !isReady(state) { pthread_cond_wait(changed, mutex) }
    return body(&state)
  }
}

/// Works on many things side by side, and hands the results over in the order of the things.
///
/// The threads stay a bounded number of things ahead of whoever takes the results, so that results
/// can't pile up in memory. One thread takes; when it stops early it calls `stop()`.
public final class OrderedWork<Input: Sendable, Output: Sendable>: Sendable {
  private struct State {
    var next = 0
    var taken = 0
    var done: [Int: Output] = [:]
    var isStopped = false
  }

  private let inputs: [Input]
  private let state = Monitor(State())
  private let workers: [Worker]

  /// Forms and rules recurse to their limits, for which a small stack does not do.
  private static var stackSize: Int { 8 << 20 }

  /// Starts the threads: `threads` of them, at most `ahead` things before the one that is taken.
  ///
  /// Throws `cannotCreate` when not a single thread could be started.
  public init(
    _ inputs: [Input], threads: Int, ahead: Int, _ body: @escaping @Sendable (Input) -> Output
  ) throws(FengniError) {
    self.inputs = inputs
    let (state, window) = (state, max(1, ahead))
    var workers: [Worker] = []
    for _ in 0..<min(max(1, threads), inputs.count) {
      do throws(FengniError) {
        workers.append(
          try Worker(stackSize: Self.stackSize) {
            while let index = Self.claim(state, inputs.count, window) {
              let output = body(inputs[index])
              state.change { $0.done[index] = output }
            }
          })
      } catch {
        // Fewer threads do the same work.
        if workers.isEmpty { throw error }
        break
      }
    }
    self.workers = workers
  }

  private static func claim(_ state: Monitor<State>, _ count: Int, _ window: Int) -> Int? {
    state.change(when: { $0.isStopped || $0.next >= count || $0.next < $0.taken + window }) {
      guard !$0.isStopped, $0.next < count else { return nil }
      $0.next += 1
      return $0.next - 1
    }
  }

  /// The result of the next thing in order; nil at the end.
  public func next() -> Output? {
    let count = inputs.count
    return state.change(
      when: { state in
        state.isStopped || state.taken >= count || state.done[state.taken] != nil
      },
      { state in
        guard let output = state.done.removeValue(forKey: state.taken) else { return nil }
        state.taken += 1
        return output
      })
  }

  /// Lets the threads end after what they have in hand, and waits for them; once is enough.
  public func stop() {
    let wasStopped = state.change { (state: inout State) -> Bool in
      let before = state.isStopped
      state.isStopped = true
      return before
    }
    if !wasStopped { for worker in workers { worker.join() } }
  }

  /// All results in their order.
  public static func all(
    _ inputs: [Input], threads: Int, _ body: @escaping @Sendable (Input) -> Output
  ) throws(FengniError) -> [Output] {
    // A thread for one thing would only be waited for.
    if inputs.count == 1, let input = inputs.first { return [body(input)] }
    let work = try OrderedWork(inputs, threads: threads, ahead: inputs.count, body)
    defer { work.stop() }
    var outputs: [Output] = []
    while let output = work.next() { outputs.append(output) }
    return outputs
  }
}
