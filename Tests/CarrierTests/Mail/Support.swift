import BundleCore
import Foundation
import Mail
import TestSupport

/// What a volume could be: the mark of a frame, then noise.
func volume(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var random = Seeded(seed)
  let mark: [UInt8] = [0x89, 0x46, 0x4e, 0x56, 0x0d, 0x0a, 0x1a, 0x0a]
  return mark
    + (0..<max(0, count - mark.count)).map { _ in UInt8.random(in: 0...255, using: &random) }
}

/// What mail gave, with the contents of the files.
struct Collected {
  let collection: MailCollection
  let contents: [[UInt8]]

  var codes: Set<Code> { Set(collection.findings.map(\.code)) }
  var names: [String] { collection.files.map(\.name.text) }

  init(_ paths: [String], _ scratch: Scratch) throws {
    let output = scratch.path + "/out-" + UUID().uuidString
    collection = try MailCollect(paths: paths).collect(into: output, isWanted: OurContent.isOurs)
    contents = try collection.files.map { try Files.read(output + "/" + $0.name.text) }
  }

  init(message: [UInt8], _ scratch: Scratch) throws {
    try self.init([try scratch.write(UUID().uuidString + ".eml", message)], scratch)
  }
}

/// The most memory that this process has had, in bytes.
func peakMemory() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
}
