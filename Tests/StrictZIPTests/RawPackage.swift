/// ZIP files byte by byte, right or wrong: knows nothing of the code under test.
struct RawPackage {
  struct Local {
    var signature: UInt32 = 0x0403_4b50
    var needed: UInt16 = 10
    var flags: UInt16 = 0x0800
    var method: UInt16 = 0
    var time: UInt16 = 0
    var date: UInt16 = 0x0021
    var crc: UInt32
    var compressedSize: UInt32
    var size: UInt32
    var name: [UInt8]
    var extra: [UInt8] = []
  }

  struct Central {
    var signature: UInt32 = 0x0201_4b50
    var madeBy: UInt16 = 0x031E
    var needed: UInt16 = 10
    var flags: UInt16 = 0x0800
    var method: UInt16 = 0
    var time: UInt16 = 0
    var date: UInt16 = 0x0021
    var crc: UInt32
    var compressedSize: UInt32
    var size: UInt32
    var name: [UInt8]
    var extra: [UInt8] = []
    var comment: [UInt8] = []
    var disk: UInt16 = 0
    var internalAttributes: UInt16 = 0
    var externalAttributes: UInt32 = 0x8180_0000
    /// Nil: where the local header is.
    var offset: UInt32?
  }

  struct Entry {
    var local: Local
    var body: [UInt8]
    var central: Central
    /// Bytes between this entry and what follows.
    var after: [UInt8] = []
    var listed = true
    var present = true

    /// A correct stored entry.
    init(_ name: String, _ content: [UInt8]) {
      self.init(name: Array(name.utf8), content)
    }

    init(name: [UInt8], _ content: [UInt8]) {
      let size = UInt32(content.count)
      let crc = rawCRC32(content)
      local = Local(crc: crc, compressedSize: size, size: size, name: name)
      central = Central(crc: crc, compressedSize: size, size: size, name: name)
      body = content
    }

    /// A correct deflated entry with the stream given.
    init(_ name: String, _ content: [UInt8], stream: [UInt8]) {
      self.init(name, content)
      body = stream
      both { local, central in
        local.compressedSize = UInt32(stream.count)
        central.compressedSize = UInt32(stream.count)
        local.method = 8
        central.method = 8
        local.needed = 20
        central.needed = 20
      }
    }

    mutating func both(_ change: (inout Local, inout Central) -> Void) {
      change(&local, &central)
    }
  }

  struct End {
    var signature: UInt32 = 0x0605_4b50
    var disk: UInt16 = 0
    var directoryDisk: UInt16 = 0
    /// Nil: the true number.
    var countHere: UInt16?
    var count: UInt16?
    var size: UInt32?
    var offset: UInt32?
    var comment: [UInt8] = []
  }

  var prefix: [UInt8] = []
  var entries: [Entry]
  /// Bytes between the directory and the end record.
  var beforeEnd: [UInt8] = []
  var end = End()
  var suffix: [UInt8] = []

  var bytes: [UInt8] {
    var out = prefix
    var offsets: [UInt32] = []
    for entry in entries {
      offsets.append(UInt32(out.count))
      if entry.present { out += Self.encode(entry.local) + entry.body }
      out += entry.after
    }
    let start = out.count
    for (entry, offset) in zip(entries, offsets) where entry.listed {
      out += Self.encode(entry.central, at: offset)
    }
    let size = UInt32(out.count - start)
    out += beforeEnd
    let count = UInt16(entries.filter(\.listed).count)
    out += le(end.signature) + le(end.disk) + le(end.directoryDisk)
    out += le(end.countHere ?? count) + le(end.count ?? count)
    out += le(end.size ?? size) + le(end.offset ?? UInt32(start))
    out += le(UInt16(end.comment.count)) + end.comment
    return out + suffix
  }

  static func encode(_ local: Local) -> [UInt8] {
    le(local.signature) + le(local.needed) + le(local.flags) + le(local.method) + le(local.time)
      + le(local.date) + le(local.crc) + le(local.compressedSize) + le(local.size)
      + le(UInt16(local.name.count)) + le(UInt16(local.extra.count)) + local.name + local.extra
  }

  static func encode(_ central: Central, at offset: UInt32) -> [UInt8] {
    let fixed: [UInt8] =
      le(central.signature) + le(central.madeBy) + le(central.needed) + le(central.flags)
      + le(central.method) + le(central.time) + le(central.date) + le(central.crc)
    let lengths: [UInt8] =
      le(central.compressedSize) + le(central.size) + le(UInt16(central.name.count))
      + le(UInt16(central.extra.count)) + le(UInt16(central.comment.count)) + le(central.disk)
    let rest: [UInt8] =
      le(central.internalAttributes) + le(central.externalAttributes)
      + le(central.offset ?? offset)
    return fixed + lengths + rest + central.name + central.extra + central.comment
  }
}

func le<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// ZIP64 extra field with these numbers.
func zip64(_ numbers: UInt64...) -> [UInt8] {
  le(1 as UInt16) + le(UInt16(8 * numbers.count)) + numbers.flatMap { le($0) }
}

/// CRC-32 bit by bit.
func rawCRC32(_ bytes: [UInt8]) -> UInt32 {
  var crc = UInt32.max
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  return ~crc
}

/// Deflate streams by hand (RFC 1951, 3.2.4 and 3.2.6).
enum RawDeflate {
  /// One stored block.
  static func stored(_ content: [UInt8], final: Bool = true) -> [UInt8] {
    let length = UInt16(content.count)
    return [final ? 1 : 0] + le(length) + le(~length) + content
  }

  /// `count` zeros in the fixed code: a literal, then copies of 258 bytes from distance 1.
  static func zeros(count: Int) -> [UInt8] {
    precondition(count % 258 == 1)
    var bits = Bits()
    bits.append(0b1, 1)
    bits.append(0b01, 2)
    bits.append(0b0000_1100, 8)  // literal 0: code 00110000, written from its first bit
    for _ in 0..<count / 258 {
      bits.append(0b1010_0011, 8)  // length 258: code 11000101
      bits.append(0, 5)  // distance 1
    }
    bits.append(0, 7)  // end of block
    return bits.bytes
  }

  private struct Bits {
    var bytes: [UInt8] = []
    var used = 8

    mutating func append(_ value: UInt32, _ count: Int) {
      for i in 0..<count {
        if used == 8 {
          bytes.append(0)
          used = 0
        }
        bytes[bytes.count - 1] |= UInt8(value >> UInt32(i) & 1) << UInt8(used)
        used += 1
      }
    }
  }
}
