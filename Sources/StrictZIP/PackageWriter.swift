public import BundleCore
import Checksums

/// Writes a package of the strict profile into a sink, entry after entry, in one pass.
///
/// Headers come first, so every size and checksum has to be known (see `Measurer`), and the
/// length of the whole is known before its first byte (`size(of:)`).
public final class PackageWriter {
  private let sink: any ByteSink
  private let block = Block(byteCount: 256 << 10)
  private lazy var deflater = Deflater()
  private var names = NameTree()
  private var directory: [UInt8] = []
  private var count = 0
  private var offset: UInt64 = 0
  private var state = State.open

  private enum State {
    case open, finished
    case failed(FengniError)
  }

  /// Begins a package at the sink's present place.
  public init(_ sink: any ByteSink) { self.sink = sink }

  /// Writes an entry: header, name, and the body read from `body` to its end.
  ///
  /// Never writes more of the body than the header says. Throws `fileChanged` when the body has
  /// not the size, the checksum or the deflated size of the header; `entryNameCollision`;
  /// `entrySizeMismatch` for a header that contradicts itself; errors of source and sink. After
  /// an error the package cannot be completed: every further call throws it again.
  public func add(_ header: EntryHeader, body: any ByteSource) throws(FengniError) {
    try requireOpen()
    do throws(FengniError) {
      try header.checkSizes()
      try names.insert(header.name)
      let local = header.localRecord(at: offset).bytes
      directory += header.centralRecord(at: offset).bytes
      offset = try sum(offset, UInt64(local.count), header.compressedSize)
      count += 1
      try sink.write(local)
      try writeBody(of: header, from: body)
    } catch {
      state = .failed(error)
      throw error
    }
  }

  /// Writes the central directory and the end.
  public func finish() throws(FengniError) {
    try requireOpen()
    state = .finished
    do throws(FengniError) {
      try sink.write(directory)
      let extent = Directory(count: count, offset: offset, size: UInt64(directory.count))
      for record in try extent.endRecords() { try sink.write(record.bytes) }
    } catch {
      state = .failed(error)
      throw error
    }
  }

  /// The exact length of the package with these entries, in bytes.
  ///
  /// Throws `packageLimitExceeded` when it is no 64-bit number.
  public static func size(of headers: [EntryHeader]) throws(FengniError) -> UInt64 {
    var offset: UInt64 = 0
    var size: UInt64 = 0
    for header in headers {
      size = try sum(size, UInt64(header.centralRecord(at: offset).bytes.count))
      offset = try sum(
        offset, UInt64(header.localRecord(at: offset).bytes.count), header.compressedSize)
    }
    let extent = Directory(count: headers.count, offset: offset, size: size)
    var total = try sum(offset, size)
    for record in try extent.endRecords() { total = try sum(total, UInt64(record.bytes.count)) }
    return total
  }

  private func requireOpen() throws(FengniError) {
    switch state {
    case .open: return
    case .finished: throw FengniError(.usage, reason: "the package is finished")
    case .failed(let error): throw error
    }
  }

  private func writeBody(of header: EntryHeader, from body: any ByteSource) throws(FengniError) {
    var checksum = CRC32()
    var size: UInt64 = 0
    var written: UInt64 = 0
    let sink = self.sink
    // More bytes than announced would break the envelope's length: stop before they are written.
    let emit = { (bytes: UnsafeRawBufferPointer) throws(FengniError) in
      guard UInt64(bytes.count) <= header.compressedSize - written else {
        throw FengniError(.fileChanged, header.name.text, reason: "longer than measured")
      }
      written += UInt64(bytes.count)
      try sink.write(bytes)
    }
    if header.method == .deflate { deflater.begin() }
    while true {
      let filled = try body.fill(block.memory)
      let bytes = UnsafeRawBufferPointer(rebasing: block.memory[..<filled])
      guard UInt64(filled) <= header.size - size else {
        throw FengniError(.fileChanged, header.name.text, reason: "longer than measured")
      }
      checksum.update(bytes)
      size += UInt64(filled)
      if header.method == .deflate {
        try deflater.update(bytes, emit: emit)
      } else {
        try emit(bytes)
      }
      if filled < block.memory.count { break }
    }
    if header.method == .deflate { try deflater.finish(emit: emit) }
    guard size == header.size, written == header.compressedSize, checksum.value == header.crc32
    else {
      throw FengniError(
        .fileChanged, header.name.text,
        reason: "\(size) bytes in \(written) instead of \(header.size) in \(header.compressedSize)")
    }
  }
}

/// Adds; throws `packageLimitExceeded` where the sum leaves 64 bits.
func sum(_ numbers: UInt64...) throws(FengniError) -> UInt64 {
  var total: UInt64 = 0
  for number in numbers {
    let (next, overflow) = total.addingReportingOverflow(number)
    guard !overflow else { throw FengniError(.packageLimitExceeded, reason: "2^64 bytes") }
    total = next
  }
  return total
}
