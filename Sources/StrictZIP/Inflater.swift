internal import BundleCore
internal import CISAL

/// Inflates one raw deflate stream after another (RFC 1951), owner of ISA-L's state.
final class Inflater {
  /// What one step did.
  struct Step {
    /// Bytes of input that are no longer wanted.
    var consumed: Int
    /// Bytes written to the output.
    var produced: Int
    /// The stream has ended, and all of its content has been produced.
    var ended: Bool
  }

  private let state: UnsafeMutablePointer<inflate_state>

  private var memory: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: state, count: MemoryLayout<inflate_state>.size)
  }

  init() {
    state = .allocate(capacity: 1)
    // ISA-L sets only what it needs; what a stream sees must not depend on the allocator.
    Memory.wipe(memory)
    isal_inflate_init(state)
  }

  deinit {
    // The window holds the last 32 to 64 KiB of a document.
    Memory.wipe(memory)
    state.deallocate()
  }

  /// Begins with a new stream.
  func begin() { isal_inflate_reset(state) }

  /// Goes on; nil when the input is no deflate stream.
  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step? {
    let inputSize = min(input.count, Int(Int32.max))
    let outputSize = min(output.count, Int(Int32.max))
    // ISA-L does not write to its input, its header only forgot to say so.
    state.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    state.pointee.avail_in = UInt32(inputSize)
    state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = UInt32(outputSize)
    // After an error ISA-L's counts mean nothing: it may even have gone below zero.
    guard isal_inflate(state) == ISAL_DECOMP_OK, state.pointee.avail_in <= inputSize,
      state.pointee.avail_out <= outputSize
    else { return nil }
    return Step(
      consumed: inputSize - Int(state.pointee.avail_in),
      produced: outputSize - Int(state.pointee.avail_out),
      ended: state.pointee.block_state == ISAL_BLOCK_FINISH)
  }

  /// After the end: nothing was taken in beyond the stream, and the bits that fill its last byte
  /// are zero, so the stream has one form and hides nothing.
  var endedExactly: Bool {
    state.pointee.read_in_length < 8
      && (state.pointee.read_in_length <= 0
        || state.pointee.read_in & ((1 << UInt64(state.pointee.read_in_length)) - 1) == 0)
  }
}
