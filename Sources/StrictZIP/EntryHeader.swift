public import BundleCore

/// How the bytes of an entry stand in the package.
public enum Method: UInt16, Sendable, Hashable, CaseIterable {
  /// As they are (APPNOTE 4.4.5, method 0).
  case stored = 0
  /// One raw deflate stream (RFC 1951; APPNOTE 4.4.5, method 8).
  case deflate = 8
}

/// All that a package says about one entry, and all that a writer has to know beforehand.
///
/// Every other field of a ZIP record follows from these and from the entry's place: the profile
/// leaves nothing else to choose.
public struct EntryHeader: Sendable, Hashable {
  /// The name, UTF-8 in NFC.
  public let name: EntryName
  /// Stored or deflated.
  public let method: Method
  /// CRC-32 of the content (ISO 3309, as gzip and ZIP use it).
  public let crc32: UInt32
  /// Bytes that the entry takes in the package.
  public let compressedSize: UInt64
  /// Bytes of the content.
  public let size: UInt64

  /// Describes an entry; whether the sizes make sense is checked where the header is used.
  public init(
    name: EntryName, method: Method, crc32: UInt32, compressedSize: UInt64, size: UInt64
  ) {
    self.name = name
    self.method = method
    self.crc32 = crc32
    self.compressedSize = compressedSize
    self.size = size
  }

  /// Throws `entrySizeMismatch` when the sizes contradict each other.
  func checkSizes() throws(FengniError) {
    if method == .stored && compressedSize != size {
      throw FengniError(
        .entrySizeMismatch, name.text, reason: "stored \(compressedSize) bytes for \(size)")
    }
  }
}

/// What a reader is willing to take, checked before a byte of a body is produced.
public struct PackageLimits: Sendable, Hashable {
  /// Number of entries.
  public var entries: Int
  /// Bytes of one entry, of its content as well as in the package.
  public var entrySize: UInt64
  /// Bytes of all entries together, of their contents as well as in the package.
  public var totalSize: UInt64
  /// Bytes of the central directory: bounds what the reader remembers about entries.
  public var directory: Int

  /// The numbers of `Limits`, unless the caller, who may know the campaign, says less.
  public init(
    entries: Int = Limits.entries, entrySize: UInt64 = Limits.entrySize,
    totalSize: UInt64 = Limits.envelopeContent, directory: Int = Limits.entries * 400
  ) {
    self.entries = entries
    self.entrySize = entrySize
    self.totalSize = totalSize
    self.directory = directory
  }
}
