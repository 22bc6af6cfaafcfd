#if !hasFeature(Embedded)
  internal import Synchronization
#endif

/// A value that one thread at a time may touch.
///
/// Where there is but one thread, as in a browser's page, nothing needs to be locked.
public struct Locked<Value>: ~Copyable, @unchecked Sendable {
  #if hasFeature(Embedded)
    private let place: UnsafeMutablePointer<Value>

    /// Holds a first value.
    public init(_ value: consuming Value) {
      place = .allocate(capacity: 1)
      place.initialize(to: value)
    }

    deinit {
      place.deinitialize(count: 1)
      place.deallocate()
    }

    /// Lends the value.
    public borrowing func withLock<Result, Failure: Error>(
      _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      try body(&place.pointee)
    }
  #else
    private let mutex: Mutex<Value>

    /// Holds a first value.
    public init(_ value: consuming sending Value) { mutex = Mutex(value) }

    /// Lends the value to one caller at a time.
    public borrowing func withLock<Result, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      try mutex.withLock(body)
    }
  #endif
}
