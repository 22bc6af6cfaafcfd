import BundleCore
import Disk
import Foundation
import Glibc
import Messages
import Primitives
import Synchronization

/// Where passphrases come from: a file, the environment, or a prompt without echo; never an
/// argument, which everybody on the machine could read.
struct PassphraseSource {
  /// `--passphrase-file`
  let file: String?
  let console: Console

  static let minimumLength = 8
  private static let limit = 4096

  /// The passphrase of something that exists.
  func existing(for what: String) throws(FengniError) -> SecretBytes {
    if let given = try given() { return given }
    return try prompt(Phrase.Prompt.passphrase(for: what))
  }

  /// The passphrase of the file that somebody sent: `FENGNI_PASSPHRASE` is for one's own.
  /// It may be empty: some programs export so.
  func imported() throws(FengniError) -> SecretBytes {
    try prompt(Phrase.Prompt.importPassphrase, mayBeEmpty: true)
  }

  /// A new passphrase, typed twice.
  func new() throws(FengniError) -> SecretBytes {
    let first: SecretBytes
    if let given = try given() {
      first = given
    } else {
      first = try prompt(Phrase.Prompt.newPassphrase(minimum: Self.minimumLength))
      let second = try prompt(Phrase.Prompt.again)
      guard first.isEqual(to: second) else {
        console.message(Phrase.Prompt.passphrasesDiffer)
        throw FengniError(.passphraseWrong)
      }
    }
    guard first.count >= Self.minimumLength else {
      console.message(Phrase.Prompt.passphraseTooShort(minimum: Self.minimumLength))
      throw FengniError(.passphraseWrong)
    }
    return first
  }

  private func given() throws(FengniError) -> SecretBytes? {
    if let file { return try Self.read(file) }
    guard let value = getenv("FENGNI_PASSPHRASE") else { return nil }
    var bytes = Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
    guard !bytes.isEmpty else { return nil }
    return SecretBytes(wiping: &bytes)
  }

  /// The first line of a file that nobody else may read, without the mark that editors put before
  /// UTF-8. `passphraseFileEncoding` for UTF-16, whose octets nobody types.
  static func read(_ file: String, mayBeEmpty: Bool = false) throws(FengniError) -> SecretBytes {
    if let mode = Paths.permissions(of: file), mode & 0o077 != 0 {
      throw FengniError(.keyFilePermissions, file)
    }
    var bytes = try FileSource.readAll(file, limit: limit, tooLarge: .inputUnreadable)
    defer { Memory.wipe(&bytes) }
    let isWide = bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
    guard !isWide, !bytes.contains(0) else { throw FengniError(.passphraseFileEncoding, file) }
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    var line = Array(
      (bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...])
        .prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
    guard mayBeEmpty || !line.isEmpty else { throw FengniError(.passphraseMissing, file) }
    return SecretBytes(wiping: &line)
  }

  // MARK: Prompt

  private func prompt(
    _ text: Bilingual, mayBeEmpty: Bool = false
  ) throws(FengniError) -> SecretBytes {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { throw FengniError(.passphraseMissing) }
    defer { close(terminal) }
    let question = Array(text[console.language].utf8)
    _ = question.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    var settings = termios()
    guard tcgetattr(terminal, &settings) == 0 else { throw FengniError(.passphraseMissing) }
    Signals.savedTerminal.withLock { $0 = settings }
    settings.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &settings)
    defer {
      Signals.restoreTerminal()
      _ = write(terminal, "\n", 1)
    }
    var line: [UInt8] = []
    line.reserveCapacity(Self.limit)
    var byte: UInt8 = 0
    while line.count < Self.limit, Glibc.read(terminal, &byte, 1) == 1, byte != 0x0a {
      line.append(byte)
    }
    guard mayBeEmpty || !line.isEmpty else { throw FengniError(.passphraseMissing) }
    return SecretBytes(wiping: &line)
  }
}
