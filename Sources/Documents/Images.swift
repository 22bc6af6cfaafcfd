import Checksums

/// Whether pictures are whole, without decoding them.
enum Images {
  /// Walks the chunks of a PNG (ISO/IEC 15948, 5).
  static func png(_ bytes: [UInt8]) -> DocumentState {
    var index = 8
    var isFirst = true
    while index + 12 <= bytes.count {
      let length = big32(bytes, index)
      guard length <= bytes.count - index - 12 else { return .damaged("a chunk is cut off") }
      let type = bytes[index + 4..<index + 8]
      let end = index + 8 + length
      guard CRC32.of(bytes[index + 4..<end]) == UInt32(truncatingIfNeeded: big32(bytes, end)) else {
        return .damaged("a chunk's checksum")
      }
      if isFirst {
        guard type.elementsEqual("IHDR".utf8), length == 13 else { return .damaged("no IHDR") }
        if big32(bytes, index + 8) == 0 || big32(bytes, index + 12) == 0 { return .empty }
        isFirst = false
      }
      if type.elementsEqual("IEND".utf8) { return .sound }
      index = end + 4
    }
    return .damaged("no IEND")
  }

  /// Walks the segments of a JPEG to the scan, and looks for its end (ITU-T T.81, B.1).
  static func jpeg(_ bytes: [UInt8]) -> DocumentState {
    var index = 2
    var hasFrame = false
    while index + 4 <= bytes.count {
      guard bytes[index] == 0xff else { return .damaged("no marker") }
      let marker = bytes[index + 1]
      if marker == 0xff {
        index += 1
        continue
      }
      if marker == 0x01 || (0xd0...0xd7).contains(marker) {
        index += 2
        continue
      }
      if marker == 0xd9 { return .damaged("no scan") }
      let length = Int(bytes[index + 2]) << 8 | Int(bytes[index + 3])
      guard length >= 2, length <= bytes.count - index - 2 else {
        return .damaged("a segment is cut off")
      }
      if (0xc0...0xcf).contains(marker), ![0xc4, 0xc8, 0xcc].contains(marker), length >= 8 {
        hasFrame = true
        // A height of zero may follow later (DNL), but no scanner or phone does so.
        if bytes[index + 5] | bytes[index + 6] == 0 || bytes[index + 7] | bytes[index + 8] == 0 {
          return .empty
        }
      }
      index += 2 + length
      if marker == 0xda {
        guard hasFrame else { return .damaged("a scan without a frame") }
        return hasEnd(bytes[index...]) ? .sound : .damaged("no end")
      }
    }
    return .damaged("no scan")
  }

  /// Phones append data of their own after the end, so it need not be last.
  private static func hasEnd(_ scan: ArraySlice<UInt8>) -> Bool {
    guard scan.count >= 2 else { return false }
    var index = scan.endIndex - 2
    while index >= scan.startIndex {
      if scan[index] == 0xff, scan[index + 1] == 0xd9 { return true }
      index -= 1
    }
    return false
  }

  /// Reads the first directory of a TIFF 6.0 file.
  static func tiff(_ bytes: [UInt8]) -> DocumentState {
    guard bytes.count >= 8 else { return .damaged("cut off") }
    let isBig = bytes[0] == 0x4d
    func number(_ index: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) {
        $0 | Int(bytes[index + $1]) << (8 * (isBig ? count - 1 - $1 : $1))
      }
    }
    let directory = number(4, 4)
    guard directory >= 8, directory + 2 <= bytes.count else { return .damaged("no directory") }
    let count = number(directory, 2)
    guard count > 0, directory + 2 + 12 * count <= bytes.count else {
      return .damaged("the directory is cut off")
    }
    for entry in stride(from: directory + 2, to: directory + 2 + 12 * count, by: 12) {
      // ImageWidth and ImageLength, short or long.
      guard [256, 257].contains(number(entry, 2)) else { continue }
      if number(entry + 8, number(entry + 2, 2) == 3 ? 2 : 4) == 0 { return .empty }
    }
    return .sound
  }

  private static func big32(_ bytes: [UInt8], _ index: Int) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(bytes[index + $1]) }
  }
}
