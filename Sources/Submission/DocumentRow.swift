public import BundleCore
import CMS
import JSONText
import StrictZIP

/// One row of a manifest: a document and the digest of its every byte (SPEC, 7).
public struct DocumentRow: Sendable, Hashable {
  public var path: EntryName
  public var role: String
  public var mediaType: String
  /// Bytes.
  public var size: UInt64
  public var digest: Digest
  /// `$id` of the form that the document follows.
  public var schema: String?
  public var title: String?

  public init(
    path: EntryName, role: String, mediaType: String, size: UInt64, digest: Digest,
    schema: String? = nil, title: String? = nil
  ) {
    self.path = path
    self.role = role
    self.mediaType = mediaType
    self.size = size
    self.digest = digest
    self.schema = schema
    self.title = title
  }

  var json: JSONValue {
    .object([
      ("path", .string(path.text)), ("role", .string(role)), ("mediaType", .string(mediaType)),
      ("size", .integer(size)), ("digest", .string(digest.text)),
      ("schema", schema.map { .string($0) }), ("title", title.map { .string($0) }),
    ])
  }

  init(_ reader: ObjectReader, suite: Suite) throws(FengniError) {
    let text = try reader.string("path")
    guard text.utf8.starts(with: PackageLayout.documentPrefix.utf8) else {
      throw reader.error(.jsonValueNotAllowed, at: "path", reason: "does not begin with data/")
    }
    path = try EntryName(text)
    role = try reader.identifier("role")
    mediaType = try reader.mediaType("mediaType")
    size = UInt64(try reader.integer("size", in: 0...Int64(Limits.entrySize)))
    digest = try reader.digest("digest", suite: suite)
    schema = try reader.optionalText("schema")
    title = try reader.optionalText("title")
    try reader.finish()
  }

  /// The rows of a manifest; names that collide are found before anything is unpacked.
  static func rows(
    _ reader: ObjectReader, suite: Suite, count: ClosedRange<Int>
  ) throws(FengniError) -> [DocumentRow] {
    var rows: [DocumentRow] = []
    var names = NameTree()
    for row in try reader.objects("documents", count: count) {
      let document = try DocumentRow(row, suite: suite)
      try names.insert(document.path)
      rows.append(document)
    }
    return rows
  }
}

// MARK: - Values that statements share

extension ObjectReader {
  /// 1 to 64 of `A-Z a-z 0-9 . _ -`, beginning with a letter or digit.
  func identifier(_ name: String) throws(FengniError) -> String {
    let text = try string(name)
    guard Self.isIdentifier(text) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not an identifier")
    }
    return text
  }

  static func isIdentifier(_ text: String) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }
    let bytes = Array(text.utf8)
    guard (1...64).contains(bytes.count), let first = bytes.first else { return false }
    return isAlphanumeric(first)
      && bytes.allSatisfy { isAlphanumeric($0) || [0x2d, 0x2e, 0x5f].contains($0) }
  }

  /// `type/subtype`, lower case, each beginning with a letter or digit: what `campaign` and
  /// terminal show of it can't steer anything.
  func mediaType(_ name: String) throws(FengniError) -> String {
    let text = try string(name, limit: 128)
    guard MediaType.isWellFormed(text) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not a media type")
    }
    return text
  }

  /// A digest in text form, of the suite's algorithm where a suite is given.
  func digest(_ name: String, suite: Suite? = nil) throws(FengniError) -> Digest {
    try digest(string(name), suite: suite, at: name)
  }

  /// The same of a text that stands at `name`. Throws `signatureAlgorithm` for another suite's.
  func digest(_ text: String, suite: Suite?, at name: String) throws(FengniError) -> Digest {
    guard let digest = Digest(text: text), [.sm3, .sha256].contains(digest.algorithm) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not a digest")
    }
    guard suite.map({ digest.algorithm == $0.digest }) ?? true else {
      throw error(.signatureAlgorithm, at: name, reason: "a digest of another suite")
    }
    return digest
  }

  /// An RFC 3339 time in UTC.
  func time(_ name: String) throws(FengniError) -> Timestamp {
    let text = try string(name)
    guard let time = Timestamp(rfc3339: text), time.rfc3339 == text else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not a time in UTC")
    }
    return time
  }

  /// A lower-case UUID.
  func uuid(_ name: String) throws(FengniError) -> String {
    let text = try string(name)
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map({ $0.utf8.count }) == [8, 4, 4, 4, 12],
      Hex.decode(groups.joined()) != nil
    else { throw error(.jsonValueNotAllowed, at: name, reason: "not a lower-case UUID") }
    return text
  }

  /// Text for people, not empty, at most 400 characters.
  func text(_ name: String) throws(FengniError) -> String {
    let text = try string(name)
    guard (1...400).contains(text.unicodeScalars.count) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "empty or longer than 400 characters")
    }
    return text
  }

  func optionalText(_ name: String) throws(FengniError) -> String? {
    has(name) ? try text(name) : nil
  }
}
