import JSONText

/// Strict JSON: parses or refuses, and what it parsed it writes and reads again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  if let value = try? JSONDocument.parse(input) {
    assert((try? JSONDocument.parse(JSONWriter().bytes(value))) == value)
  }
  return 0
}
