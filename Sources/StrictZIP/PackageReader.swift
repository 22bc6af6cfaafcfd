public import BundleCore
import Checksums

/// Reads a package of the strict profile out of a source, in one pass, and accepts no other ZIP.
///
/// Ask for the next header, read its body, and so on until there is none: then the central
/// directory has been compared with everything that was read, and the source has ended. What
/// came before that nil is not to be trusted yet. After an error every call throws it again.
public final class PackageReader {
  private var window: Window
  private let limits: PackageLimits
  private var names = NameTree()
  private var entries: [Entry] = []
  private var contents: UInt64 = 0
  private var bodies: UInt64 = 0
  private var directorySize = 0
  private var state = State.between
  private lazy var inflater = Inflater()
  private lazy var output = Block(byteCount: 256 << 10)

  private struct Entry {
    let header: EntryHeader
    let offset: UInt64
  }

  private enum State {
    case between, finished
    case body(EntryHeader)
    case failed(FengniError)
  }

  /// Reads nothing yet.
  public init(_ source: any ByteSource, limits: PackageLimits = PackageLimits()) {
    window = Window(source)
    self.limits = limits
  }

  /// The next entry's header, or nil when the whole package has been read and holds.
  ///
  /// Throws `packageSyntax`, `packageFeatureRefused`, `packageGapOrOverlap`,
  /// `packageHeadersDisagree`, `packageTruncated`, `packageTrailingData`,
  /// `packageLimitExceeded`, `entryNameRefused`, `entryNameCollision`, `entrySizeMismatch`;
  /// `usage` when the body of the entry before has not been read.
  public func next() throws(FengniError) -> EntryHeader? {
    switch state {
    case .failed(let error): throw error
    case .finished: return nil
    case .body(let header):
      throw FengniError(.usage, header.name.text, reason: "its body has not been read")
    case .between: break
    }
    do throws(FengniError) {
      let offset = window.offset
      let signature = try window.take(4)
      if Signature.read(signature) == Signature.local && signature.count == 4 {
        let header = try readLocalHeader(after: signature, at: offset)
        state = .body(header)
        return header
      }
      try readDirectory(from: signature, at: offset)
      state = .finished
      return nil
    } catch {
      state = .failed(error)
      throw error
    }
  }

  /// Writes the whole content of the current entry into the sink, and never more than its size.
  ///
  /// Throws `entryChecksumMismatch`, `entrySizeMismatch`, `entryCompressionCorrupt`,
  /// `packageTruncated`, errors of source and sink; `usage` when there is no current entry.
  public func readBody(into sink: any ByteSink) throws(FengniError) {
    switch state {
    case .failed(let error): throw error
    case .between, .finished: throw FengniError(.usage, reason: "no entry to read")
    case .body(let header):
      do throws(FengniError) {
        let checksum =
          switch header.method {
          case .stored: try copy(header, into: sink)
          case .deflate: try inflate(header, into: sink)
          }
        guard checksum == header.crc32 else {
          throw FengniError(.entryChecksumMismatch, header.name.text)
        }
        state = .between
      } catch {
        state = .failed(error)
        throw error
      }
    }
  }
}

// MARK: Local headers

extension PackageReader {
  /// Length of a local header without name and extra field (APPNOTE 4.3.7).
  private static let localHeader = 30
  /// The only extra field of a local header: ZIP64 with both sizes.
  private static let localExtra = 20

  private func readLocalHeader(after signature: [UInt8], at offset: UInt64) throws(FengniError)
    -> EntryHeader
  {
    let place = "offset \(offset)"
    var found = signature
    found += try window.take(Self.localHeader - signature.count)
    guard found.count == Self.localHeader else {
      throw FengniError(.packageTruncated, reason: "\(place): local header")
    }
    guard entries.count < limits.entries else {
      throw FengniError(
        .packageLimitExceeded, reason: "\(place): more than \(limits.entries) entries")
    }
    guard let method = Method(rawValue: UInt16(littleEndian(found, at: 8, count: 2))) else {
      throw FengniError(
        .packageFeatureRefused, reason: "\(place): method \(littleEndian(found, at: 8, count: 2))")
    }
    let nameLength = Int(littleEndian(found, at: 26, count: 2))
    let extraLength = Int(littleEndian(found, at: 28, count: 2))
    guard nameLength <= Limits.entryName else {
      throw FengniError(.entryNameRefused, reason: "\(place): \(nameLength) bytes long")
    }
    guard extraLength == 0 || extraLength == Self.localExtra else {
      throw FengniError(.packageFeatureRefused, reason: "\(place): extra field")
    }
    let tail = try window.take(nameLength + extraLength)
    guard tail.count == nameLength + extraLength else {
      throw FengniError(.packageTruncated, reason: "\(place): local header")
    }
    let name = try EntryName(utf8: Array(tail[..<nameLength]))
    found += tail
    let header = try Self.header(name, method, of: found, at: offset)
    // Everything that was not read is fixed by the profile.
    try header.localRecord(at: offset).check(found, at: offset, of: name.text)
    try accept(header, at: offset)
    return header
  }

  private static func header(
    _ name: EntryName, _ method: Method, of found: [UInt8], at offset: UInt64
  ) throws(FengniError) -> EntryHeader {
    var compressedSize = littleEndian(found, at: 18, count: 4)
    var size = littleEndian(found, at: 22, count: 4)
    let extra = localHeader + name.utf8.count
    if found.count > extra {
      size = littleEndian(found, at: extra + 4, count: 8)
      compressedSize = littleEndian(found, at: extra + 12, count: 8)
    } else if max(size, compressedSize) == UInt64(UInt32.max) {
      throw FengniError(
        .packageSyntax, name.text, reason: "offset \(offset): ZIP64 field is missing")
    }
    return EntryHeader(
      name: name, method: method, crc32: UInt32(littleEndian(found, at: 14, count: 4)),
      compressedSize: compressedSize, size: size)
  }

  /// Remembers an entry, unless it is too much.
  private func accept(_ header: EntryHeader, at offset: UInt64) throws(FengniError) {
    try header.checkSizes()
    contents = try sum(contents, header.size)
    bodies = try sum(bodies, header.compressedSize)
    directorySize += header.centralRecord(at: offset).bytes.count
    guard max(header.size, header.compressedSize) <= limits.entrySize,
      max(contents, bodies) <= limits.totalSize, directorySize <= limits.directory
    else {
      throw FengniError(
        .packageLimitExceeded, header.name.text,
        reason: "offset \(offset): \(header.size) bytes, \(contents) in all")
    }
    try names.insert(header.name)
    entries.append(Entry(header: header, offset: offset))
  }
}

// MARK: Bodies

extension PackageReader {
  private func copy(_ header: EntryHeader, into sink: any ByteSink) throws(FengniError) -> UInt32 {
    var checksum = CRC32()
    var rest = header.size
    while rest > 0 {
      let bytes = try window.peek(rest)
      if bytes.isEmpty { throw truncated(header) }
      checksum.update(bytes)
      try sink.write(bytes)
      rest -= UInt64(bytes.count)
      window.consume(bytes.count)
    }
    return checksum.value
  }

  private func inflate(_ header: EntryHeader, into sink: any ByteSink) throws(FengniError)
    -> UInt32
  {
    var checksum = CRC32()
    var input = header.compressedSize
    var rest = header.size
    inflater.begin()
    while true {
      let bytes = input > 0 ? try window.peek(input) : UnsafeRawBufferPointer(start: nil, count: 0)
      if bytes.isEmpty && input > 0 { throw truncated(header) }
      // One byte of room when there should be none: what comes into it is too much.
      let room = Int(clamping: max(rest, 1))
      let space = UnsafeMutableRawBufferPointer(rebasing: output.memory.prefix(room))
      guard let step = inflater.step(bytes, into: space) else {
        throw corrupt(header, "no deflate stream")
      }
      guard UInt64(step.produced) <= rest else {
        throw FengniError(
          .entrySizeMismatch, header.name.text, reason: "more than \(header.size) bytes")
      }
      let content = UnsafeRawBufferPointer(rebasing: space[..<step.produced])
      checksum.update(content)
      try sink.write(content)
      rest -= UInt64(step.produced)
      input -= UInt64(step.consumed)
      window.consume(step.consumed)
      if step.ended { break }
      if step.produced == 0 && step.consumed == 0 { throw corrupt(header, "the stream has no end") }
    }
    guard input == 0, inflater.endedExactly else { throw corrupt(header, "bytes after the stream") }
    guard rest == 0 else {
      throw FengniError(
        .entrySizeMismatch, header.name.text, reason: "\(rest) bytes fewer than \(header.size)")
    }
    return checksum.value
  }

  private func truncated(_ header: EntryHeader) -> FengniError {
    FengniError(.packageTruncated, header.name.text, reason: "offset \(window.offset): body")
  }

  private func corrupt(_ header: EntryHeader, _ reason: String) -> FengniError {
    FengniError(
      .entryCompressionCorrupt, header.name.text, reason: "offset \(window.offset): " + reason)
  }
}

// MARK: Central directory and end

extension PackageReader {
  /// Reads all that must follow the last entry, and the end of the source.
  private func readDirectory(from signature: [UInt8], at offset: UInt64) throws(FengniError) {
    if signature.count == 4 && offset == 0 && !Signature.opensDirectory(signature) {
      let code = Signature.misplaced(signature)
      throw FengniError(
        code == .packageGapOrOverlap ? .packageSyntax : code,
        reason: "offset 0: \(Hex.encode(signature)) is no local header")
    }
    var read = signature
    for entry in entries {
      let record = entry.header.centralRecord(at: entry.offset)
      try check(record, reading: &read, of: entry.header.name.text)
    }
    let directory = Directory(
      count: entries.count, offset: offset,
      size: window.offset - UInt64(read.count) - offset)
    for record in try directory.endRecords() { try check(record, reading: &read, of: "") }
    guard try window.peek(1).isEmpty else {
      throw FengniError(.packageTrailingData, reason: "offset \(window.offset)")
    }
  }

  /// Compares the next record; `read` holds what was read of it before, and is empty after it.
  private func check(_ record: Record, reading read: inout [UInt8], of subject: String)
    throws(FengniError)
  {
    let offset = window.offset - UInt64(read.count)
    read += try window.take(record.bytes.count - read.count)
    try record.check(read, at: offset, of: subject)
    read.removeAll(keepingCapacity: true)
  }
}
