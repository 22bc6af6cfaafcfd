internal import BundleCore
internal import CZip
internal import Disk
import Glibc

/// A ZIP that was sent, in a file of its own for as long as it is needed.
final class ArchiveFile {
  private let gathering: Gathering
  private let file: StagedFile
  private let name: EntryName
  private(set) var size: UInt64 = 0

  init(_ gathering: Gathering) throws(FengniError) {
    self.gathering = gathering
    (file, name) = try gathering.create(nil)
  }

  var path: String { gathering.path(of: name) }

  /// Whether there was room for it.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) -> Bool {
    size += UInt64(bytes.count)
    guard size <= MailLimits.archive else { return false }
    try file.write(bytes)
    return true
  }

  func remove() { gathering.remove(name) }
}

/// What lies in a ZIP archive, one step deep.
struct ArchiveContent {
  private let gathering: Gathering
  private let message: MessageContext
  /// The archive by its sender's name; nil where the place names it.
  private let name: String?
  private let depth: Int

  init(_ gathering: Gathering, _ message: MessageContext, name: String?, depth: Int) {
    self.gathering = gathering
    self.message = message
    self.name = name
    self.depth = depth
  }

  /// Gives every file in the archive an outcome, and takes the archive away.
  func open(_ file: ArchiveFile) throws(FengniError) {
    defer { file.remove() }
    guard let archive = zip_open(file.path, ZIP_RDONLY, nil) else {
      return gathering.miss(name, .mailArchive, in: message)
    }
    defer { zip_discard(archive) }
    let count = zip_get_num_entries(archive, 0)
    guard count > 0 else { return gathering.note(name, .leftAlone(.empty), in: message) }
    for index in 0..<UInt64(count) {
      guard message.countPart(gathering), try take(archive, index) else { return }
    }
  }

  /// Whether the next one may be looked at.
  private func take(_ archive: OpaquePointer, _ index: UInt64) throws(FengniError) -> Bool {
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, index, 0, &status) == 0,
      let raw = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW))
    else {
      gathering.miss(name, .mailArchive, in: message)
      return true
    }
    // Windows writes names in its own code page, and some writers separate with the other slash.
    let octets = UnsafeBufferPointer(start: raw, count: min(strlen(raw), 4096)).map {
      UInt8(bitPattern: $0)
    }
    let text = String(validating: octets, as: UTF8.self) ?? Paths.gbkReading(of: octets)
    let entry = text.flatMap { MailText.shown($0) } ?? "\(index + 1)"
    guard !entry.hasSuffix("/"), !entry.hasSuffix("\\") else { return true }
    var header = PartHeader()
    header.type = "application/octet-stream"
    header.name = entry
    let shown = [name, entry].compactMap { $0 }.joined(separator: "/")
    guard status.encryption_method == UInt16(ZIP_EM_NONE),
      let file = zip_fopen_index(archive, index, 0)
    else {
      gathering.miss(shown, .mailArchive, in: message)
      return true
    }
    defer { zip_fclose(file) }
    let sink = AttachmentSink(
      gathering, message, header, depth: depth, origin: .archive, inside: name)
    return try read(file, status, sink, shown)
  }

  private func read(
    _ file: OpaquePointer, _ status: zip_stat_t, _ sink: AttachmentSink, _ shown: String
  ) throws(FengniError) -> Bool {
    let block = Block(byteCount: 64 << 10)
    let most = max(
      MailLimits.ratioFloor, min(status.comp_size, MailLimits.archive) * MailLimits.ratio)
    var size: UInt64 = 0
    while !sink.isDropped {
      let count = Int(zip_fread(file, block.memory.baseAddress, UInt64(block.memory.count)))
      guard count > 0 else {
        // What could be read of a broken entry is kept, as of a broken attachment.
        try sink.finish(isDamaged: count < 0)
        return true
      }
      size += UInt64(count)
      message.inflated += UInt64(count)
      guard size <= most, message.inflated <= MailLimits.inflated else {
        try sink.finish(isDamaged: true)
        gathering.miss(shown, .mailLimitExceeded, in: message)
        return message.inflated <= MailLimits.inflated
      }
      try sink.write(UnsafeRawBufferPointer(rebasing: block.memory[..<count]))
    }
    return true
  }
}
