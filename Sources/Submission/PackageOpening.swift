import BundleCore
import CMS
import Primitives
import StrictZIP

/// Reads a package step by step, in the order of SPEC, 5: the mirror of `PackageWriting`.
struct PackageOpening {
  private let reader: PackageReader
  /// Of the entries so far: they give the package's length.
  private var headers: [EntryHeader] = []

  init(_ source: any ByteSource, limits: PackageLimits) {
    reader = PackageReader(source, limits: limits)
  }

  private mutating func next() throws(FengniError) -> EntryHeader? {
    let header = try reader.next()
    if let header { headers.append(header) }
    return header
  }

  /// Entries 1 and 2: the constant first entry, then the statement, of which nothing is believed.
  mutating func statement() throws(FengniError) -> SignedStatement {
    guard let first = try next(), try first == PackageLayout.mimetypeHeader() else {
      throw FengniError(.packageMimetype)
    }
    let mimetype = MemorySink()
    try reader.readBody(into: mimetype)
    guard mimetype.bytes == Array(PackageLayout.mimetype.utf8) else {
      throw FengniError(.packageMimetype)
    }
    guard let second = try next(), second.name.text == PackageLayout.manifestName else {
      throw FengniError(.entryMissing, PackageLayout.manifestName)
    }
    guard second.method == .stored else {
      throw FengniError(.packageFeatureRefused, PackageLayout.manifestName, reason: "deflated")
    }
    guard second.size <= UInt64(Limits.statement) else {
      throw FengniError(.packageLimitExceeded, PackageLayout.manifestName)
    }
    let sink = MemorySink()
    try reader.readBody(into: sink)
    return SignedStatement(sink.bytes)
  }

  /// The next entry, which must be the row's: name, size and digest.
  ///
  /// The sink is made when the entry's header held: a name that collides with an earlier one is a
  /// finding about the package before it is a file that can't be created.
  mutating func document<Sink: ByteSink>(
    _ row: DocumentRow, into makeSink: () throws(FengniError) -> Sink
  ) throws(FengniError) -> Sink {
    guard let entry = try next() else { throw FengniError(.entryMissing, row.path.text) }
    guard entry.name == row.path else {
      throw FengniError(
        .entryOrder, entry.name.text, reason: "the manifest has \(row.path.text) here")
    }
    guard entry.size == row.size else { throw FengniError(.entrySizeMismatch, row.path.text) }
    let sink = try makeSink()
    let digesting = DigestingSink(sink, row.digest.algorithm)
    try reader.readBody(into: digesting)
    guard digesting.finalize() == row.digest else {
      throw FengniError(.entryDigestMismatch, row.path.text)
    }
    return sink
  }

  /// The padding entry (SPEC, 5.5).
  mutating func padding() throws(FengniError) {
    guard let entry = try next() else {
      throw FengniError(.entryMissing, PackageLayout.paddingName)
    }
    guard entry.name.text == PackageLayout.paddingName else {
      throw FengniError(.entryNotListed, entry.name.text)
    }
    guard entry.method == .stored else {
      throw FengniError(.packageFeatureRefused, PackageLayout.paddingName, reason: "deflated")
    }
    try reader.readBody(into: ZeroSink())
    let length = try PackageWriter.size(of: headers)
    guard PackageLayout.padme(length) == length else {
      throw FengniError(.paddingNotZero, PackageLayout.paddingName, reason: "no Padmé length")
    }
  }

  /// Nothing more may come; then the central directory and the end of the input have held.
  mutating func end() throws(FengniError) {
    if let extra = try next() { throw FengniError(.entryNotListed, extra.name.text) }
  }
}

/// Passes bytes on and digests them.
final class DigestingSink: ByteSink {
  private let sink: any ByteSink
  private let digest: DigestContext

  init(_ sink: any ByteSink, _ algorithm: DigestAlgorithm) {
    self.sink = sink
    digest = DigestContext(algorithm)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    digest.update(bytes)
    try sink.write(bytes)
  }

  func finalize() -> Digest { digest.finalize() }
}
