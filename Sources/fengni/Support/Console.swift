import BundleCore
import Disk
import Glibc
import JSONText
import Messages
import Reports
import Synchronization

/// Where a command speaks: results on standard output, everything else on standard error.
struct Console: Sendable {
  /// What kept a result from being written: a result that nobody gets is no success.
  private static let failure = Mutex<FengniError?>(nil)

  let language: Language
  let isVerbose: Bool

  /// A line of the result.
  func result(_ text: String = "") { Self.write(Self.safe(text) + "\n", to: STDOUT_FILENO) }

  func result(_ text: Bilingual) { result(text[language]) }

  /// A line for the person at the terminal.
  func message(_ text: String) { Self.write(Self.safe(text) + "\n", to: STDERR_FILENO) }

  func message(_ text: Bilingual) { message(text[language]) }

  /// What went wrong, and what to do about it.
  func error(_ error: FengniError) {
    message(Phrase.errorLine(error.code.label, error.code.message))
    var place = Paths.shown(error.subject)
    if let line = error.line {
      place += (place.isEmpty ? "" : ", ")
      place += Phrase.place(line: line, column: error.column ?? 1)[language]
    }
    if !place.isEmpty { message("  " + Phrase.labelled(.place, place)[language]) }
    message("  " + error.code.remedy[language])
    if isVerbose, !error.reason.isEmpty { message("  (\(error.reason))") }
  }

  func json(_ value: JSONValue) throws(FengniError) {
    Self.write(try JSONWriter(.pretty).text(value), to: STDOUT_FILENO)
  }

  /// Findings as a part of the result.
  func result(_ findings: [Finding]) {
    for line in FindingLines.lines(findings, language) { result(line) }
  }

  /// Findings for the person at the terminal; nothing where there are none.
  func message(_ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    for line in FindingLines.lines(findings, language) { message(line) }
  }

  /// A page that was escaped for its own format.
  func page(_ text: String) { Self.write(text, to: STDOUT_FILENO) }

  /// Throws what kept any result from being written: `diskFull`, `cannotWrite`.
  static func requireWritten() throws(FengniError) {
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Whether standard output is a pipe that nobody reads from any more.
  static var isReaderGone: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&output, 1, 0) > 0 && output.revents & Int16(POLLERR) != 0
  }

  /// Whether a person watches standard error.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The answer of a person at the terminal, no unless it is yes; nil where nobody can be asked.
  func confirm(_ question: Bilingual) -> Bool? {
    guard isatty(STDIN_FILENO) == 1, Self.isTerminal else { return nil }
    Self.write(question[language] + " [y/N] ", to: STDERR_FILENO)
    switch readLine(strippingNewline: true)?.lowercased() {
    case "y", "yes", "是": return true
    default: return false
    }
  }

  /// What steers a terminal or turns the direction of text becomes `\u{…}`: names out of
  /// certificates and statements are other people's.
  private static func safe(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if let octet = Paths.foreignOctet(scalar) {
        shown += "\\x" + Hex.encode([octet]).uppercased()
        continue
      }
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n" && scalar != "\t", .format, .surrogate, .privateUse,
        .lineSeparator, .paragraphSeparator:
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        // Who reads only the first lines (head, a pager) has what was wanted.
        if descriptor == STDOUT_FILENO, errno != EPIPE {
          let code: Code = errno == ENOSPC || errno == EFBIG ? .diskFull : .cannotWrite
          failure.withLock { $0 = FengniError(code, "-") }
        }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// Shows how far a step is, on a terminal, from the second second on; any thread may tell.
final class ProgressLine: Sendable {
  private struct State {
    let start = ProgressLine.seconds()
    var shown = 0.0
  }

  private let word: Bilingual
  private let language: Language
  private let state = Mutex(State())

  init(_ word: Bilingual, _ language: Language) {
    self.word = word
    self.language = language
  }

  deinit { if state.withLock({ $0.shown > 0 }) { Self.print("\r\u{1b}[K") } }

  /// So many octets are done, of all of them when that is known.
  func show(_ count: UInt64, of total: UInt64?) {
    guard Console.isTerminal else { return }
    state.withLock { state in
      let now = Self.seconds()
      guard now - state.start > 1, now - state.shown > 0.2 else { return }
      state.shown = now
      let rate = Double(count) / (now - state.start)
      var line =
        "\r\u{1b}[K" + word[language] + " " + rateText(bytesPerSecond: UInt64(max(rate, 0)))
      if let total, total > 0 {
        let left = Int64((Double(total) - Double(count)) / max(rate, 1))
        line +=
          "  \(count * 100 / total) %  "
          + Phrase.Progress.timeLeft(seconds: max(0, left))[language]
      }
      Self.print(line)
    }
  }

  private static func print(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A source that shows how far it was read.
final class ProgressSource: ByteSource {
  private let source: any ByteSource
  private let total: UInt64?
  private let line: ProgressLine
  private var count: UInt64 = 0

  init(_ source: any ByteSource, total: UInt64?, _ word: Bilingual, _ language: Language) {
    self.source = source
    self.total = total
    line = ProgressLine(word, language)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let read = try source.read(into: buffer)
    count += UInt64(read)
    line.show(count, of: total)
    return read
  }
}
