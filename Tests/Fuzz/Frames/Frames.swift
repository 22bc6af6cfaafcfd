import BundleCore
import ErasureFrames

/// The scanner: finds frames in anything; what it finds, decodes or lacks something.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))

  if input.count >= 512 {
    input.withUnsafeBytes { bytes in
      guard let set = FrameHeader(bytes)?.set, set.columns * set.frameSize < 1 << 20 else { return }
      let batch = FrameBatch(set: set, parallel: OneThread.shared, memory: 1)
      batch.begin(firstStripe: 0)
      let slot = batch.slot(column: 0, row: 0)
      slot.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, slot.count)]))
      _ = batch.accept(column: 0, row: 0)
      _ = batch.recover()
    }
  }
  var frames = 0
  let scanned = try? FrameScanner.scan(MemorySource(input)) { _, _ in frames += 1 }
  assert(scanned.map { $0.frames == frames && $0.octets == UInt64(count) } ?? false)
  return 0
}
