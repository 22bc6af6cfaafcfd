public import BundleCore
public import Disk
internal import Messages

/// What one message carries.
public struct MailItem: Sendable, Hashable {
  public var path: String
  /// Of the bundle: sixteen hexadecimal digits, with or without spaces.
  public var shortCode: String
  /// Which volume it is, from 1, and how many there are; 1 of 1 for a bundle that is not cut.
  public var number: Int
  public var count: Int

  public init(path: String, shortCode: String, number: Int = 1, count: Int = 1) {
    self.path = path
    self.shortCode = shortCode
    self.number = number
    self.count = count
  }
}

/// A message that was written.
public struct ComposedMail: Sendable, Hashable {
  /// Its file.
  public let name: EntryName
  /// Octets of the whole message.
  public let size: UInt64
}

/// Writes messages (RFC 5322, MIME) that any client sends as they are.
///
/// One attachment each, everything in ASCII with CRLF, the subject short code and `i/n`, the text
/// the same for everybody: a message reveals no more than that something was sent.
public struct MailCompose: Sendable {
  public var to: MailAddress
  /// Without a sender there is no From, and the client that sends it puts its own.
  public var from: MailAddress?
  /// Octets that a whole message may have, with header, encoding and line ends.
  public var limit: UInt64
  public var date: Timestamp

  public init(to: MailAddress, from: MailAddress? = nil, limit: UInt64, date: Timestamp) {
    self.to = to
    self.from = from
    self.limit = limit
    self.date = date
  }

  /// Octets that an attachment may have, whatever its number; 0 when not even an empty one fits.
  public var attachmentLimit: UInt64 {
    // Names and numbers as long as they can be.
    let widest = MailItem(
      path: String(repeating: "x", count: Envelope.longestName),
      shortCode: String(repeating: "0", count: 16), number: 9_999_999, count: 9_999_999)
    return Base64Lines.largest(within: limit, besides: Envelope(self, widest, suffix: "fnv").count)
  }

  /// Writes a message for each item into a folder, which appears whole or not at all.
  ///
  /// Throws `mailTooLarge` (subject: the octets that an attachment may have), `inputEmpty`,
  /// `fileChanged`, and what reading and writing throw.
  public func compose(
    _ items: [MailItem], into directory: String, replacing: Bool = false
  ) throws(FengniError) -> [ComposedMail] {
    let staging = try StagingDirectory(for: directory, replacing: replacing)
    var written: [ComposedMail] = []
    for item in items { written.append(try compose(item, into: staging.files)) }
    try staging.publish()
    return written
  }

  /// Writes the message of one item.
  public func compose(
    _ item: MailItem, into files: StagedFiles
  ) throws(FengniError) -> ComposedMail {
    let source = try FileSource(path: item.path)
    guard let length = source.size else {
      throw FengniError(.inputUnreadable, item.path, reason: "not a regular file")
    }
    guard length > 0 else { throw FengniError(.inputEmpty, item.path) }
    let head = try FileSource(path: item.path).first(MailLimits.head)
    let envelope = Envelope(self, item, suffix: OurContent.isVolume(head) ? "fnv" : "fnb")
    let size = UInt64(envelope.count) + Base64Lines.size(of: length)
    guard size <= limit else {
      throw FengniError(
        .mailTooLarge, "\(attachmentLimit)", reason: "\(item.path): a message of \(size) octets")
    }
    let name = try EntryName(envelope.stem + ".eml")
    let file = try files.create(name)
    try file.write(envelope.head)
    try write(source, length, item.path, to: file)
    try file.write(envelope.tail)
    return ComposedMail(name: name, size: size)
  }

  private func write(
    _ source: FileSource, _ length: UInt64, _ path: String, to file: StagedFile
  ) throws(FengniError) {
    let block = Block(byteCount: Base64Lines.bytesPerLine << 10)
    var done: UInt64 = 0
    while true {
      let count = try source.fill(block.memory)
      if count == 0 { break }
      done += UInt64(count)
      guard done <= length else { break }
      try file.write(Base64Lines.encode(UnsafeRawBufferPointer(rebasing: block.memory[..<count])))
    }
    // Else the size that was promised would not hold.
    guard done == length else { throw FengniError(.fileChanged, path) }
  }
}

/// What stands around the attachment.
private struct Envelope {
  static let longestName = 64

  /// The file name without its suffix.
  let stem: String
  let head: [UInt8]
  let tail: [UInt8]
  var count: Int { head.count + tail.count }

  init(_ mail: MailCompose, _ item: MailItem, suffix: String) {
    let code = String(item.shortCode.filter { $0 != " " })
    let total = String(item.count)
    let number = String(item.number)
    let padding = String(repeating: "0", count: max(0, total.utf8.count - number.utf8.count))
    stem = item.count == 1 ? code : code + "-" + padding + number + "-of-" + total
    let given = Paths.name(of: item.path)
    let name = Self.isPlain(given) ? given : stem + "." + suffix
    // Base64 never has "=_" in a line.
    let boundary = "=_fengni_" + Self.token()
    let identifier = Self.token() + Self.token() + "@" + (mail.from?.domain ?? "fengni.invalid")
    var lines: [String] = []
    if let from = mail.from { lines.append("From: \(from.text)") }
    lines += [
      "To: \(mail.to.text)",
      "Subject: \(Self.grouped(code)) \(item.number)/\(item.count)",
      "Date: \(MailDate.text(mail.date))",
      "Message-ID: <\(identifier)>",
      "MIME-Version: 1.0",
      // Outlook opens it ready for sending.
      "X-Unsent: 1",
      "Content-Type: multipart/mixed; boundary=\"\(boundary)\"",
      "", "--\(boundary)",
      "Content-Type: text/plain; charset=UTF-8",
      "Content-Transfer-Encoding: base64",
      "",
    ]
    let text = Array((Phrase.Mail.body.joined(separator: "\r\n") + "\r\n").utf8)
    let attachment = [
      "--\(boundary)",
      "Content-Type: application/octet-stream;", " name=\"\(name)\"",
      "Content-Transfer-Encoding: base64",
      "Content-Disposition: attachment;", " filename=\"\(name)\"",
      "",
    ]
    head =
      Self.bytes(lines) + text.withUnsafeBytes { Base64Lines.encode($0) } + Self.bytes(attachment)
    tail = Self.bytes(["--\(boundary)--"])
  }

  private static func bytes(_ lines: [String]) -> [UInt8] {
    lines.flatMap { Array($0.utf8) + [0x0d, 0x0a] }
  }

  /// Whether a name needs no encoding and no quoting anywhere.
  private static func isPlain(_ name: String) -> Bool {
    !name.hasPrefix(".") && !name.isEmpty && name.utf8.count <= longestName
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
          || (0x61...0x7a).contains(byte) || "._-".utf8.contains(byte)
      }
  }

  private static func grouped(_ code: String) -> String {
    Hex.decode(code).map { Hex.grouped($0) } ?? code
  }

  /// Sixteen hexadecimal digits: nothing secret, only different from all others.
  private static func token() -> String {
    var generator = SystemRandomNumberGenerator()
    let text = String(generator.next(), radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}

/// Base64 in lines of 76 characters with CRLF (RFC 2045, 6.8).
enum Base64Lines {
  static let bytesPerLine = 57
  private static let charactersPerLine: UInt64 = 78

  /// Octets of so many octets, encoded.
  static func size(of count: UInt64) -> UInt64 {
    let full = count / UInt64(bytesPerLine)
    let rest = count % UInt64(bytesPerLine)
    return full * charactersPerLine + (rest == 0 ? 0 : (rest + 2) / 3 * 4 + 2)
  }

  /// The most octets whose encoding leaves room for `others` within a limit.
  static func largest(within limit: UInt64, besides others: Int) -> UInt64 {
    guard limit > UInt64(others) else { return 0 }
    let room = limit - UInt64(others)
    let rest = room % charactersPerLine
    return room / charactersPerLine * UInt64(bytesPerLine) + (rest > 2 ? (rest - 2) / 4 * 3 : 0)
  }

  /// Encodes; only the last block may have another size than a multiple of `bytesPerLine`.
  static func encode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(Int(size(of: UInt64(bytes.count))))
    for start in stride(from: 0, to: bytes.count, by: bytesPerLine) {
      let end = min(start + bytesPerLine, bytes.count)
      text += Base64.encode(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      text += [0x0d, 0x0a]
    }
    return text
  }
}

/// Dates of headers (RFC 5322, 3.3).
enum MailDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let shanghai: Int64 = 8 * 3600

  /// `Mon, 27 Aug 2012 16:00:00 +0800`
  static func text(_ moment: Timestamp) -> String {
    let local = max(0, moment.secondsSince1970) + shanghai
    let day = days[Int(local / 86_400 % 7)]
    let text = Timestamp(secondsSince1970: local).rfc3339
    let month = Int(text.dropFirst(5).prefix(2)).flatMap {
      months.indices.contains($0 - 1) ? months[$0 - 1] : nil
    }
    return "\(day), \(text.dropFirst(8).prefix(2)) \(month ?? "Jan") \(text.prefix(4)) "
      + "\(text.dropFirst(11).prefix(8)) +0800"
  }
}
