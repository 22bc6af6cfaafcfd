import BundleCore
import Foundation
import Messages
import TestSupport
import Testing

/// Where something is said.
enum Stream: Sendable { case output, errors }

extension String {
  /// Whether any character is a Chinese one.
  var hasChinese: Bool { unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) } }
}

extension ProgramRun {
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
