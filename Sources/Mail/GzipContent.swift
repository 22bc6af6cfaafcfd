internal import BundleCore
internal import CISAL
import Glibc

/// The one file in a gzip stream (RFC 1952), inflated as it comes.
final class GzipContent {
  private let sink: AttachmentSink
  private let message: MessageContext
  private let state: UnsafeMutablePointer<inflate_state>
  private let block = Block(byteCount: 64 << 10)
  private var taken: UInt64 = 0
  private var given: UInt64 = 0

  init(_ sink: AttachmentSink, _ message: MessageContext) {
    self.sink = sink
    self.message = message
    state = .allocate(capacity: 1)
    // ISA-L sets only what it needs; what a stream sees must not depend on the allocator.
    memset(state, 0, MemoryLayout<inflate_state>.size)
    isal_inflate_init(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  deinit { state.deallocate() }

  private var hasEnded: Bool { state.pointee.block_state == ISAL_BLOCK_FINISH }

  /// Takes octets; why the rest can't be taken, when it can't.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) -> Code? {
    var rest = bytes
    repeat {
      if hasEnded { return nil }
      let input = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
      state.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      state.pointee.avail_in = UInt32(input.count)
      state.pointee.next_out = block.memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
      state.pointee.avail_out = UInt32(block.memory.count)
      guard isal_inflate(state) == ISAL_DECOMP_OK, state.pointee.avail_in <= input.count,
        state.pointee.avail_out <= block.memory.count
      else { return try end(.mailArchive) }
      let consumed = input.count - Int(state.pointee.avail_in)
      let produced = block.memory.count - Int(state.pointee.avail_out)
      taken += UInt64(consumed)
      given += UInt64(produced)
      message.inflated += UInt64(produced)
      guard
        given <= max(MailLimits.ratioFloor, min(taken, MailLimits.inflated) * MailLimits.ratio),
        message.inflated <= MailLimits.inflated
      else { return try end(.mailLimitExceeded) }
      try sink.write(UnsafeRawBufferPointer(rebasing: block.memory[..<produced]))
      rest = UnsafeRawBufferPointer(rebasing: rest[consumed...])
      // Without progress the rest of the input would be looked at for ever.
      if consumed == 0, produced == 0 { return nil }
    } while !rest.isEmpty || state.pointee.avail_out == 0
    return nil
  }

  /// The stream should be over; why what is in it can't be taken, when it can't.
  func finish() throws(FengniError) -> Code? {
    if given == 0, !hasEnded { return .mailArchive }
    try sink.finish(isDamaged: !hasEnded)
    return nil
  }

  private func end(_ code: Code) throws(FengniError) -> Code {
    if given > 0 { try sink.finish(isDamaged: true) }
    return code
  }
}
