import BundleCore
import Foundation
import Messages
import Testing

/// Where something is said.
enum Stream: Sendable { case output, errors }

/// A folder of one test, removed when the test is over.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/fengni-scratch-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  /// A copy of something of the story, or of any other path.
  func copy(_ from: String, as name: String) throws -> String {
    try FileManager.default.copyItem(atPath: from, toPath: path(name))
    return path(name)
  }

  func write(_ text: String, _ name: String, mode: Int = 0o600) throws -> String {
    try StoryBuilder.write(text, to: path(name), mode: mode)
    return path(name)
  }

  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func exists(_ name: String) -> Bool {
    (try? FileManager.default.attributesOfItem(
      atPath: path(name))) != nil
  }

  /// Half-made files anywhere below.
  var litter: [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      name.hasSuffix(".partial") || name.contains(".fengni-staging-")
    }
  }

  /// Every file with its bytes' digest, to compare before and after.
  func state() throws -> [String: Int] {
    var state: [String: Int] = [:]
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names {
      let data = FileManager.default.contents(atPath: path(name))
      state[name] = data.map { $0.hashValue } ?? 0
    }
    return state
  }
}

extension String {
  /// Whether any character is a Chinese one.
  var hasChinese: Bool { unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) } }
}

extension ToolRun {
  /// What holds of every run: no secret in any output, no trace, no trap.
  func expectDecent(_ location: SourceLocation = #_sourceLocation) {
    for bad in [
      Story.passphrase, Story.wrongPassphrase, "Fatal error", "Stack dump", "Backtrace",
      "Thread 0", "crashed", ".swift:",
    ] {
      #expect(!all.contains(bad), "\(all)", sourceLocation: location)
    }
    #expect(status < 128 || status == 130 || status == 143, sourceLocation: location)
  }

  /// Status, code on its stream, and one language alone.
  func expect(
    _ status: Int32, _ code: Code?, on stream: Stream, in language: Language,
    _ location: SourceLocation = #_sourceLocation
  ) {
    expectDecent(location)
    #expect(self.status == status, "\(all)", sourceLocation: location)
    if let code {
      let said = stream == .output ? text : messages
      let line = said.split(separator: "\n").first { $0.contains(code.label) } ?? ""
      #expect(!line.isEmpty, "\(code.label) not in: \(all)", sourceLocation: location)
      #expect(
        line.contains(code.message[language]), "\(line)", sourceLocation: location)
    }
    #expect(all.isEmpty || all.hasChinese == (language == .zh), "\(all)", sourceLocation: location)
  }
}
