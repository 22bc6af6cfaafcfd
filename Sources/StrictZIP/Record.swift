internal import BundleCore

/// One record of a package: its bytes, and what each of them is.
///
/// The writer writes `bytes`; the reader builds the same record from what it knows and compares,
/// so the layout is told once and there is exactly one encoding that is accepted.
struct Record {
  private(set) var bytes: [UInt8] = []
  private var fields: [Field] = []
  private let title: StaticString

  /// A run of bytes and the code of an error in it.
  private struct Field {
    let start: Int
    let name: StaticString
    let code: Code
  }

  init(_ title: StaticString) {
    self.title = title
    bytes.reserveCapacity(128)
    fields.reserveCapacity(24)
  }

  /// Appends a little-endian number (APPNOTE 4.4.1.1).
  mutating func append<Number: FixedWidthInteger>(
    _ number: Number, _ name: StaticString, _ code: Code
  ) {
    fields.append(Field(start: bytes.count, name: name, code: code))
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends bytes as they are.
  mutating func append(_ text: [UInt8], _ name: StaticString, _ code: Code) {
    fields.append(Field(start: bytes.count, name: name, code: code))
    bytes.append(contentsOf: text)
  }

  /// Compares what stands at `offset` of the package with what must stand there.
  ///
  /// `found` is shorter than the record only where the package ends. Throws the code of the
  /// first field that differs, `packageTruncated` when there is none but the end came early.
  func check(_ found: [UInt8], at offset: UInt64, of subject: String) throws(FengniError) {
    if found == bytes { return }
    let differs = zip(bytes, found).enumerated().first { $0.element.0 != $0.element.1 }
    guard let place = differs?.offset, found.count >= 4 else {
      throw FengniError(
        .packageTruncated, subject,
        reason: "offset \(offset): \(title) ends after \(found.count) bytes")
    }
    let index = fields.lastIndex { $0.start <= place } ?? 0
    let field = fields[index]
    let end = index + 1 < fields.count ? fields[index + 1].start : bytes.count
    let want = Hex.encode(bytes[field.start..<end].prefix(16))
    let have = Hex.encode(found[field.start..<min(end, found.count)].prefix(16))
    let code = field.start == 0 ? Signature.misplaced(found) : field.code
    throw FengniError(
      code, subject,
      reason: "offset \(offset): \(title), \(field.name): \(have) instead of \(want)")
  }
}

/// The numbers that open a record, "PK" and two bytes (APPNOTE 4.3).
enum Signature {
  static let local: UInt32 = 0x0403_4b50
  static let central: UInt32 = 0x0201_4b50
  static let end: UInt32 = 0x0605_4b50
  static let end64: UInt32 = 0x0606_4b50
  static let locator64: UInt32 = 0x0706_4b50
  private static let descriptorOrSplit: UInt32 = 0x0807_4b50
  private static let split: UInt32 = 0x3030_4b50
  private static let archiveExtraData: UInt32 = 0x0806_4b50
  private static let digitalSignature: UInt32 = 0x0505_4b50

  /// The code for bytes that stand where another record has to begin.
  static func misplaced(_ bytes: [UInt8]) -> Code {
    switch read(bytes) {
    case local, central, end: .packageHeadersDisagree
    case end64, locator64, descriptorOrSplit, split, archiveExtraData, digitalSignature:
      .packageFeatureRefused
    default: .packageGapOrOverlap
    }
  }

  /// Whether a package without entries may begin so, or one whose entries are only listed.
  static func opensDirectory(_ bytes: [UInt8]) -> Bool {
    let signature = read(bytes)
    return signature == central || signature == end || signature == end64
  }

  static func read(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: littleEndian(bytes, at: 0, count: 4))
  }
}

/// A little-endian number out of a record; bytes beyond the end count as zero.
func littleEndian(_ bytes: [UInt8], at start: Int, count: Int) -> UInt64 {
  var value: UInt64 = 0
  for i in (start..<start + count).reversed() {
    value = value << 8 | UInt64(i < bytes.count ? bytes[i] : 0)
  }
  return value
}
