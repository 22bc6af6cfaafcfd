/// The directory of an OLE2 file ([MS-CFB]), as far as it tells what the file is.
struct CompoundFile {
  /// Name and first sector of each stream and storage.
  private(set) var streams: [(name: String, start: Int, size: Int)] = []
  private let bytes: [UInt8]
  private let sectorSize: Int

  /// nil for what is no such file or has a broken directory.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count >= 512, bytes.starts(with: Sniffer.compoundSignature) else { return nil }
    let shift = Int(bytes[30]) | Int(bytes[31]) << 8
    guard shift == 9 || shift == 12 else { return nil }
    sectorSize = 1 << shift
    var sector = number(48)
    // A chain has no more sectors than the file; a circle ends here.
    for _ in 0..<min(4096, bytes.count / sectorSize + 1) {
      guard let offset = self.offset(of: sector) else { return nil }
      readDirectory(at: offset)
      guard let next = next(after: sector) else { return nil }
      sector = next
      if sector >= Self.chainEnd { break }
    }
    guard sector >= Self.chainEnd, !streams.isEmpty else { return nil }
  }

  private static let chainEnd = 0xffff_fffe

  /// What its streams make of the file.
  var kind: FileKind {
    let names = Set(streams.map { $0.name })
    if names.contains("EncryptedPackage") { return .encryptedOffice }
    if names.contains("WordDocument") { return .doc }
    if names.contains("Workbook") || names.contains("Book") { return .xls }
    if names.contains("PowerPoint Document") { return .ppt }
    return .compound
  }

  /// Whether a password is needed: FibBase.fEncrypted of a .doc ([MS-DOC] 2.5.2), a FilePass
  /// record among the first of an .xls ([MS-XLS] 2.4.117).
  var isEncrypted: Bool {
    switch kind {
    case .encryptedOffice: return true
    case .doc:
      guard let head = head(of: ["WordDocument"]), head.count >= 12 else { return false }
      return head[head.startIndex + 11] & 1 != 0
    case .xls:
      guard let head = head(of: ["Workbook", "Book"]) else { return false }
      var index = head.startIndex
      while index + 4 <= head.endIndex {
        let type = Int(head[index]) | Int(head[index + 1]) << 8
        if type == 0x2f { return true }
        index += 4 + (Int(head[index + 2]) | Int(head[index + 3]) << 8)
      }
      return false
    default: return false
    }
  }

  /// The first sector of a stream that is long enough to have sectors of its own.
  private func head(of names: Set<String>) -> ArraySlice<UInt8>? {
    guard let stream = streams.first(where: { names.contains($0.name) }), stream.size >= 4096,
      let offset = offset(of: stream.start)
    else { return nil }
    return bytes[offset..<offset + sectorSize]
  }

  private func number(_ offset: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  private func offset(of sector: Int) -> Int? {
    let offset = (sector + 1) * sectorSize
    return sector < Self.chainEnd && offset + sectorSize <= bytes.count ? offset : nil
  }

  /// The next sector of a chain, by the part of the table that the header points to.
  private func next(after sector: Int) -> Int? {
    let perSector = sectorSize / 4
    let index = sector / perSector
    // Longer tables (over 6.8 MiB of file at 512 octets) are continued elsewhere; a directory
    // lies in the beginning, but need not.
    guard index < 109 else { return Self.chainEnd }
    guard let table = offset(of: number(76 + 4 * index)) else { return nil }
    return number(table + 4 * (sector % perSector))
  }

  private mutating func readDirectory(at offset: Int) {
    for entry in stride(from: offset, to: offset + sectorSize, by: 128) {
      let length = Int(bytes[entry + 64]) | Int(bytes[entry + 65]) << 8
      guard length >= 4, length <= 64, [1, 2, 5].contains(bytes[entry + 66]) else { continue }
      let units = (0..<length / 2 - 1).map {
        UInt16(bytes[entry + 2 * $0]) | UInt16(bytes[entry + 2 * $0 + 1]) << 8
      }
      streams.append(
        (String(decoding: units, as: UTF16.self), number(entry + 116), number(entry + 120)))
    }
  }
}
