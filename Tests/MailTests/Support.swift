import BundleCore
import Foundation
import Mail

struct TestFailure: Error, CustomStringConvertible {
  let description: String
}

/// A folder that goes when the test is over.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "fengni-mail-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { remove() }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: Paths.parent(of: file), withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }
}

/// Random numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  // SplitMix64 (Steele, Lea, Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}

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
    contents = try collection.files.map { try Scratch.read(output + "/" + $0.name.text) }
  }

  init(message: [UInt8], _ scratch: Scratch) throws {
    try self.init([try scratch.write(message, UUID().uuidString + ".eml")], scratch)
  }
}

/// Other people's programs.
enum Program {
  /// Where a program is, if it is installed.
  static func path(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().path

  /// Runs a program; its standard output. Throws what it said when it failed.
  static func run(
    _ program: String, _ arguments: [String], input: String = "/dev/null",
    environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw TestFailure(description: String(decoding: complaint, as: UTF8.self))
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The most memory that this process has had, in bytes.
func peakMemory() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
}
