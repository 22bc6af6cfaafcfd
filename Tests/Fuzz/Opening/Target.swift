import BundleCore

/// A whole opening with fixed keys. The first octet says what the rest is: 0 a bundle, 1 a package
/// that is sealed first, 2 the JSON of a manifest that is signed, packed and sealed first.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  guard let kind = input.first, let bench = Bench.shared else { return -1 }
  let rest = Array(input.dropFirst())
  let bundle =
    switch kind {
    case 0: rest
    case 1: (try? bench.seal(rest)) ?? []
    default: (try? bench.seal(bench.package(manifest: rest))) ?? []
    }
  _ = bench.opening.verify(MemorySource(bundle))
  return 0
}
