import Submission
import Workplace

/// A campaign package, and its two documents by themselves: behind a signature no fuzzer comes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  _ = try? CampaignPackage(bytes: input)
  _ = try? CampaignSettings(json: input)
  _ = try? Roster(json: input)
  return 0
}
