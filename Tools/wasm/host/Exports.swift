// The functions that `host.mjs` calls: memory for requests, and answers to them.
import BundleCore
import CHost
import Probe

/// The zones that the loading program knows.
final class HostZones: ZoneRules {
  func offset(of identifier: String, at moment: Timestamp) -> Int64? {
    let name = Array(identifier.utf8)
    let offset = name.withUnsafeBufferPointer {
      fengni_zone_offset($0.baseAddress, $0.count, moment.secondsSince1970)
    }
    return offset == .min ? nil : offset
  }
}

/// One probe for the life of the module, and the answer that waits to be fetched.
final class State {
  let probe = Probe(zones: HostZones())
  var answer: [UInt8] = []
}

// A module of WebAssembly has one thread.
nonisolated(unsafe) let state = State()

@_expose(wasm, "fengni_allocate") @_cdecl("fengni_allocate")
public func allocate(_ count: Int32) -> UnsafeMutablePointer<UInt8>? {
  .allocate(capacity: max(1, Int(count)))
}

@_expose(wasm, "fengni_release") @_cdecl("fengni_release")
public func release(_ memory: UnsafeMutablePointer<UInt8>?) { memory?.deallocate() }

/// Answers a request of so many octets; gives the answer's length.
@_expose(wasm, "fengni_ask") @_cdecl("fengni_ask")
public func ask(_ request: UnsafePointer<UInt8>?, _ count: Int32) -> Int32 {
  let octets = Array(UnsafeBufferPointer(start: request, count: Int(count)))
  state.answer = state.probe.answer(octets)
  return Int32(truncatingIfNeeded: state.answer.count)
}

/// Where the last answer stands until the next request.
@_expose(wasm, "fengni_answer") @_cdecl("fengni_answer")
public func answer() -> UnsafePointer<UInt8>? {
  state.answer.withUnsafeBufferPointer { $0.baseAddress }
}
