// The native half of `Tools/wasm/compare`: requests come on standard input, each a field that holds
// its own fields; every answer goes to standard output with the microseconds that it took.
import BundleCore
import Disk
import Glibc
import Probe

var input: [UInt8] = []
var block = [UInt8](repeating: 0, count: 1 << 16)
while case let count = read(STDIN_FILENO, &block, block.count), count > 0 {
  input += block[..<count]
}

let clock = ContinuousClock()
let probe = Probe(zones: SystemZones.shared)
for request in Fields(input).all {
  let begun = clock.now
  let answer = probe.answer(request)
  let spent = (clock.now - begun) / .microseconds(1)
  var output = Fields.encode([answer, Array(String(Int64(spent)).utf8)])[...]
  while !output.isEmpty {
    let written = output.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    guard written > 0 else { exit(1) }
    output = output.dropFirst(written)
  }
}
