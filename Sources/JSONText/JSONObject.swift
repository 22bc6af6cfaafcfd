/// A member of an object.
public struct JSONMember: Sendable {
  /// The name, its escapes resolved.
  public let name: String
  /// Where the name began.
  public let namePosition: JSONValue.Position
  /// Of the name's bytes. Stands here, between two fields, where it costs no memory.
  let nameHash: UInt32
  /// The value.
  public let value: JSONValue

  /// Makes a member.
  public init(name: String, at namePosition: JSONValue.Position = .none, value: JSONValue) {
    self.name = name
    self.namePosition = namePosition
    self.value = value
    nameHash = Self.hash(name)
  }

  // Hasher has a random key per process: names can't be chosen so that they collide.
  static func hash(_ name: String) -> UInt32 {
    var hasher = Hasher()
    name.combineScalars(into: &hasher)
    return UInt32(truncatingIfNeeded: hasher.finalize())
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
        let hash = members[i].nameHash
        for j in 0..<i
        where members[j].nameHash == hash && members[j].name.hasSameScalars(as: members[i].name) {
          return i
        }
      }
      return nil
    }
  }

  private static func table(
    of members: [JSONMember]
  ) -> (table: [UInt32], duplicate: Int?)? {
    guard members.count > smallCount else { return nil }
    // A power of two at least twice the count: at least half of the places stay free.
    let size = 1 << (Int.bitWidth - (members.count * 2 - 1).leadingZeroBitCount)
    var table = [UInt32](repeating: 0, count: size)
    var duplicate: Int?
    for (i, member) in members.enumerated() {
      var place = Int(member.nameHash) & (size - 1)
      while table[place] != 0 {
        let other = members[Int(table[place]) - 1]
        if other.nameHash == member.nameHash && other.name.hasSameScalars(as: member.name) { break }
        place = (place + 1) & (size - 1)
      }
      if table[place] == 0 {
        table[place] = UInt32(truncatingIfNeeded: i + 1)
      } else if duplicate == nil {
        duplicate = i
      }
    }
    return (table, duplicate)
  }

  /// The number of the member with exactly this name.
  public func index(of name: String) -> Int? {
    let hash = JSONMember.hash(name)
    guard !table.isEmpty else {
      return members.firstIndex { $0.nameHash == hash && $0.name.hasSameScalars(as: name) }
    }
    var place = Int(hash) & (table.count - 1)
    while table[place] != 0 {
      let i = Int(table[place]) - 1
      if members[i].nameHash == hash && members[i].name.hasSameScalars(as: name) { return i }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  /// The member with exactly this name.
  public func member(_ name: String) -> JSONMember? { index(of: name).map { members[$0] } }

  /// The value of the member with exactly this name.
  public subscript(name: String) -> JSONValue? { member(name)?.value }

  /// The names in source order.
  public var names: [String] { members.map(\.name) }

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
      own.combine(member.nameHash)
      own.combine(member.value)
      sum &+= own.finalize()
    }
    hasher.combine(members.count)
    hasher.combine(sum)
  }
}
