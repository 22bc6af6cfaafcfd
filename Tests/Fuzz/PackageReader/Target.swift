import BundleCore
import StrictZIP

/// The strict ZIP profile, to the end of the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  let reader = PackageReader(
    MemorySource(input), limits: PackageLimits(entrySize: 1 << 20, totalSize: 1 << 22))
  while (try? reader.next()) != nil, (try? reader.readBody(into: NullSink())) != nil {}
  return 0
}
