/// A member of an object.
public struct JSONMember: Sendable {
  /// The name, its escapes resolved.
  public let name: String
  /// Where the name began.
  public let namePosition: JSONValue.Position
  /// Length and outer bytes of the name, mixed: most comparisons end here. It stands between two
  /// fields, where it costs no memory.
  let fingerprint: UInt32
  /// The value.
  public let value: JSONValue

  /// Makes a member.
  public init(name: String, at namePosition: JSONValue.Position = .none, value: JSONValue) {
    self.name = name
    self.namePosition = namePosition
    self.value = value
    fingerprint = Self.fingerprint(name)
  }

  func isNamed(_ other: String, _ otherFingerprint: UInt32) -> Bool {
    fingerprint == otherFingerprint && name.hasSameScalars(as: other)
  }

  static func fingerprint(_ name: String) -> UInt32 {
    var name = name
    return name.withUTF8 { utf8 in
      let raw = UnsafeRawBufferPointer(utf8)
      var mixed = UInt64(truncatingIfNeeded: raw.count)
      if raw.count >= 8 {
        mixed ^= raw.loadUnaligned(as: UInt64.self)
        mixed ^= raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self) &* 0x9E37_79B9
      } else {
        for byte in raw { mixed = mixed &* 257 &+ UInt64(byte) }
      }
      mixed = mixed &* 0x9E37_79B9_7F4A_7C15
      return UInt32(truncatingIfNeeded: mixed >> 32)
    }
  }
}

/// The members of an object in source order, found by name in constant time.
public struct JSONObject: Sendable {
  /// In source order.
  public let members: [JSONMember]
  /// An open-addressing table of 1-based member numbers; empty for small objects.
  private let table: [UInt32]

  /// Below this, comparing hashes one after the other is faster than a table.
  private static let smallCount = 16

  /// Makes an object of members. Duplicate names stay; a look-up finds the first.
  public init(_ members: [JSONMember]) {
    self.members = members
    table = Self.table(of: members)?.table ?? []
  }

  /// Makes an object of members, or returns the number of the first member whose name is taken.
  static func unique(_ members: [JSONMember]) -> (object: JSONObject?, duplicate: Int) {
    if members.count <= smallCount {
      if let duplicate = duplicateInSmall(members) { return (nil, duplicate) }
      return (JSONObject(members, table: []), 0)
    }
    guard let (table, duplicate) = table(of: members) else { return (nil, 0) }
    if let duplicate { return (nil, duplicate) }
    return (JSONObject(members, table: table), 0)
  }

  private init(_ members: [JSONMember], table: [UInt32]) {
    self.members = members
    self.table = table
  }

  private static func duplicateInSmall(_ members: [JSONMember]) -> Int? {
    members.withUnsafeBufferPointer { members in
      for i in members.indices.dropFirst() {
        let fingerprint = members[i].fingerprint
        for j in 0..<i
        where members[j].fingerprint == fingerprint
          && members[j].name.hasSameScalars(as: members[i].name)
        {
          return i
        }
      }
      return nil
    }
  }

  private static func table(of members: [JSONMember]) -> (table: [UInt32], duplicate: Int?)? {
    guard members.count > smallCount else { return nil }
    // A power of two at least twice the count: at least half of the places stay free.
    let size = 1 << (Int.bitWidth - (members.count * 2 - 1).leadingZeroBitCount)
    var table = [UInt32](repeating: 0, count: size)
    var duplicate: Int?
    for (i, member) in members.enumerated() {
      let place = place(of: member.name, member.fingerprint, in: table, members)
      if table[place] == 0 {
        table[place] = UInt32(truncatingIfNeeded: i + 1)
      } else if duplicate == nil {
        duplicate = i
      }
    }
    return (table, duplicate)
  }

  /// The place in the table where the name stands, or the free one where it would.
  private static func place(
    of name: String, _ fingerprint: UInt32, in table: [UInt32], _ members: [JSONMember]
  ) -> Int {
    // Hasher has a random key per process: nobody can choose names that collide.
    var hasher = Hasher()
    name.combineScalars(into: &hasher)
    var place = hasher.finalize() & (table.count - 1)
    while table[place] != 0 && !members[Int(table[place]) - 1].isNamed(name, fingerprint) {
      place = (place + 1) & (table.count - 1)
    }
    return place
  }

  /// The number of the member with exactly this name.
  public func index(of name: String) -> Int? {
    let fingerprint = JSONMember.fingerprint(name)
    guard !table.isEmpty else { return members.firstIndex { $0.isNamed(name, fingerprint) } }
    let place = Self.place(of: name, fingerprint, in: table, members)
    return table[place] == 0 ? nil : Int(table[place]) - 1
  }

  /// The member with exactly this name.
  public func member(_ name: String) -> JSONMember? { index(of: name).map { members[$0] } }

  /// The value of the member with exactly this name.
  public subscript(name: String) -> JSONValue? { member(name)?.value }

  /// The names in source order.
  public var names: [String] { members.map { $0.name } }

  /// The number of members.
  public var count: Int { members.count }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }
}

extension JSONObject: Hashable {
  /// The same names with equal values, in any order.
  public static func == (a: Self, b: Self) -> Bool {
    guard a.count == b.count else { return false }
    return a.members.allSatisfy { member in b[member.name] == member.value }
  }

  /// Adds up the members' hashes, as their order doesn't count.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for member in members {
      var own = Hasher()
      member.name.combineScalars(into: &own)
      own.combine(member.value)
      sum &+= own.finalize()
    }
    hasher.combine(members.count)
    hasher.combine(sum)
  }
}
