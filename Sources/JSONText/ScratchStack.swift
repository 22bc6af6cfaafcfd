/// A stack from which whole runs are moved into arrays of exactly their size.
///
/// Elements of a container wait here until it closes: no array grows step by step, and nothing is
/// retained or released on the way.
struct ScratchStack<Element>: ~Copyable {
  private var start: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 64) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit {
    start.deinitialize(count: count)
    start.deallocate()
  }

  @inline(__always)
  mutating func push(_ element: consuming Element) {
    if count == capacity { grow() }
    (start + count).initialize(to: element)
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: start, count: count)
    start.deallocate()
    start = larger
    capacity *= 2
  }

  /// Moves everything above `base` out.
  mutating func pop(from base: Int) -> [Element] {
    let run = count - base
    guard run > 0 else { return [] }
    let source = start + base
    count = base
    return Array(unsafeUninitializedCapacity: run) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: source, count: run)
      initialized = run
    }
  }
}
