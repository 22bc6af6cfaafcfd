import BundleCore
import CMS
import Checksums
import Glibc
import Primitives
import StrictZIP

// What the bare primitives take for so many bytes on one core, for Tools/bench: no files, no
// threads, blocks that stay in the second-level cache. Prints one line a measurement:
// suite, name, seconds; tabs between.

/// Seconds that this thread has run: other processes do not count.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Runs `body` over blocks until `total` bytes have passed; gives seconds.
func seconds(
  _ total: Int, _ block: Block, _ body: (UnsafeMutableRawBufferPointer) throws(FengniError) -> Void
) throws(FengniError) -> Double {
  let start = processorTime()
  var rest = total
  while rest > 0 {
    let count = min(rest, block.memory.count)
    try body(UnsafeMutableRawBufferPointer(rebasing: block.memory[..<count]))
    rest -= count
  }
  return processorTime() - start
}

func sealer(_ suite: Suite) throws(FengniError) -> AEADSealer {
  let key = try SecretBytes(randomCount: suite.cipher.keyByteCount)
  return try AEADSealer(
    suite.cipher, key: key, nonce: SecureRandom.bytes(suite.cipher.nonceByteCount))
}

func measure(_ total: Int, repeats: Int) throws(FengniError) {
  let block = Block(byteCount: 256 << 10)
  Memory.wipe(block.memory)
  for suite in [Suite.sm, .nist] {
    var best: [String: Double] = [:]
    func keep(_ name: String, _ time: Double) { best[name] = min(best[name] ?? time, time) }
    for _ in 0..<repeats {
      let digest = DigestContext(suite.digest)
      keep("digest", try seconds(total, block) { digest.update(UnsafeRawBufferPointer($0)) })
      _ = digest.finalize()
      let alone = try sealer(suite)
      keep(
        "aead",
        try seconds(total, block) { (bytes) throws(FengniError) in try alone.seal(bytes) })
      _ = try alone.finish()
      let after = DigestContext(suite.digest)
      let both = try sealer(suite)
      keep(
        "digest+aead",
        try seconds(total, block) { (bytes) throws(FengniError) in
          after.update(UnsafeRawBufferPointer(bytes))
          try both.seal(bytes)
        })
      _ = after.finalize()
      _ = try both.finish()
      var checksum = CRC32()
      keep("crc32", try seconds(total, block) { checksum.update(UnsafeRawBufferPointer($0)) })
    }
    for (name, time) in best.sorted(by: { $0.key < $1.key }) {
      print(suite.rawValue, name, time, separator: "\t")
    }
  }
}

let words = CommandLine.arguments.dropFirst()
if words.first == "forms", words.count >= 3 {
  let rest = Array(words.dropFirst())
  try FormBench.run(
    schema: rest[0], data: rest[1], repeats: rest.count > 2 ? Int(rest[2]) ?? 2_000 : 2_000)
  exit(0)
}
if CommandLine.arguments.dropFirst().first == "volumes" {
  let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
  guard numbers.count == 4, numbers[0] >= 256 << 20, numbers[1] > 0 else {
    print("usage: fengni-bench volumes BYTES REPEATS DATA-COLUMNS RECOVERY-COLUMNS")
    exit(64)
  }
  try VolumeBench(
    total: numbers[0], repeats: numbers[1], dataColumns: numbers[2], recoveryColumns: numbers[3]
  ).run()
  exit(0)
}

let arguments = words.compactMap { Int($0) }
guard let total = arguments.first, total > 0 else {
  print("usage: fengni-bench BYTES [REPEATS] | fengni-bench forms SCHEMA DATA [REPEATS]")
  exit(64)
}
try measure(total, repeats: max(1, arguments.dropFirst().first ?? 3))
