import BundleCore
import Foundation
import StrictZIP
import TestSupport

/// An entry as read.
struct ReadEntry: Equatable {
  var header: EntryHeader
  var content: [UInt8]
}

/// Reads a whole package; the code of the error that stopped it otherwise.
func read(_ source: any ByteSource, limits: PackageLimits = PackageLimits()) -> Result<
  [ReadEntry], FengniError
> {
  let reader = PackageReader(source, limits: limits)
  var entries: [ReadEntry] = []
  do throws(FengniError) {
    while let header = try reader.next() {
      let sink = MemorySink()
      try reader.readBody(into: sink)
      entries.append(ReadEntry(header: header, content: sink.bytes))
    }
    return .success(entries)
  } catch {
    return .failure(error)
  }
}

func read(_ bytes: [UInt8], limits: PackageLimits = PackageLimits()) -> Result<
  [ReadEntry], FengniError
> {
  read(MemorySource(bytes), limits: limits)
}

func code(_ result: Result<[ReadEntry], FengniError>) -> Code? {
  if case .failure(let error) = result { error.code } else { nil }
}

/// A source that gives pieces of other sizes than asked for.
final class PieceSource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0
  private let piece: () -> Int

  init(_ bytes: [UInt8], piece: @escaping () -> Int) {
    self.bytes = bytes
    self.piece = piece
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let count = min(buffer.count, bytes.count - position, max(piece(), 1))
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}

/// Bytes, then many zeros, then bytes: a package too large for memory.
final class SparseSource: ByteSource {
  private let head: MemorySource
  private var zeros: UInt64
  private let tail: MemorySource

  init(head: [UInt8] = [], zeros: UInt64, tail: [UInt8] = []) {
    self.head = MemorySource(head)
    self.zeros = zeros
    self.tail = MemorySource(tail)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let first = try head.read(into: buffer)
    if first > 0 { return first }
    if zeros == 0 { return try tail.read(into: buffer) }
    let count = min(buffer.count, Int(clamping: zeros))
    if let start = buffer.baseAddress { memset(start, 0, count) }
    zeros -= UInt64(count)
    return count
  }
}

/// Text that compresses somewhat.
func text(_ count: Int, seed: UInt64) -> [UInt8] {
  var numbers = Seeded(seed)
  let words = ["项目", "经费", "name", "value", "0.25", "2024-05-01", "\n", ", ", "{", "}", "单位"]
  var bytes: [UInt8] = []
  while bytes.count < count {
    bytes += Array(words.randomElement(using: &numbers)?.utf8 ?? "".utf8)
    if numbers.next() % 4 == 0 { bytes.append(UInt8.random(in: 32...126, using: &numbers)) }
  }
  return Array(bytes.prefix(count))
}

func noise(_ count: Int, seed: UInt64) -> [UInt8] {
  var numbers = Seeded(seed)
  return (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
}

func measure(_ content: [UInt8], tryDeflate: Bool = true) -> EntryMeasurement {
  let measurer = Measurer(tryDeflate: tryDeflate)
  content.withUnsafeBytes { measurer.update($0) }
  return measurer.finish()
}

/// Headers for contents: deflated where it pays.
func headers(_ contents: [(String, [UInt8])], tryDeflate: Bool = true) throws -> [EntryHeader] {
  try contents.map { name, content in
    measure(content, tryDeflate: tryDeflate).header(name: try EntryName(name))
  }
}

/// A package with these contents, by the writer under test.
func write(_ contents: [(String, [UInt8])], tryDeflate: Bool = true) throws -> [UInt8] {
  let sink = MemorySink()
  let writer = PackageWriter(sink)
  for (header, content) in zip(try headers(contents, tryDeflate: tryDeflate), contents) {
    try writer.add(header, body: MemorySource(content.1))
  }
  try writer.finish()
  return sink.bytes
}

/// What the other tests break.
let sampleContents: [(String, [UInt8])] = [
  ("mimetype", Array("application/vnd.fengni.package+zip".utf8)),
  ("META-INF/manifest.p7s", noise(100, seed: 1)),
  ("data/报告.json", text(600, seed: 2)),
  ("data/empty", []),
]
