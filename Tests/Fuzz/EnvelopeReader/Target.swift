import BundleCore
import CMS
import Primitives

/// The envelope, without any key: up to the content.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  _ = try? EnvelopeReader.inspect(MemorySource(input))
  return 0
}
