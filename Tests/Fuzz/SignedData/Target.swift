import CMS

/// A statement's message: read, then every signature checked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  _ = try? SignedData.read(input, contentLimit: 1 << 20).message.verify()
  return 0
}
