/// A map: entries in the order of their making, found by key in constant time.
///
/// Keys of different number types are one key when their values are equal (langdef, "Equality").
public struct CELMap: Sendable {
  /// A key with its value.
  public struct Entry: Sendable {
    /// A bool, int, uint or string.
    public let key: CELValue
    /// What belongs to it.
    public let value: CELValue
  }

  /// What is wrong with the keys.
  enum Fault: Error { case unsupportedKey, repeatedKey }

  /// The entries in the order of their making.
  public let entries: [Entry]
  /// Places of the keys; empty for small maps, where looking at each is faster.
  private let places: [MapKey: Int]

  private static let smallCount = 8

  /// A map without entries.
  public static let empty = CELMap(unchecked: [])

  /// Makes a map, nil when a key has an unsupported type or stands twice.
  public init?(_ entries: [(key: CELValue, value: CELValue)]) {
    guard let map = try? CELMap(checked: entries.map { Entry(key: $0.key, value: $0.value) })
    else { return nil }
    self = map
  }

  init(checked entries: [Entry]) throws(Fault) {
    var places: [MapKey: Int] = [:]
    if entries.count > Self.smallCount { places.reserveCapacity(entries.count) }
    for (place, entry) in entries.enumerated() {
      guard let key = MapKey(storing: entry.key) else { throw .unsupportedKey }
      guard places.updateValue(place, forKey: key) == nil else { throw .repeatedKey }
    }
    self.entries = entries
    self.places = entries.count > Self.smallCount ? places : [:]
  }

  /// For string keys that are known to be distinct, such as those of a JSON object.
  init(unchecked entries: [Entry]) {
    self.entries = entries
    var places: [MapKey: Int] = [:]
    if entries.count > Self.smallCount {
      places.reserveCapacity(entries.count)
      for (place, entry) in entries.enumerated() {
        guard let key = MapKey(storing: entry.key), places[key] == nil else { continue }
        places[key] = place
      }
    }
    self.places = places
  }

  /// The number of entries.
  public var count: Int { entries.count }

  /// The value of a key; numbers of every type are looked up by their value.
  public subscript(key: CELValue) -> CELValue? {
    if case .string(let name) = key { return self[name] }
    guard let key = MapKey(lookingUp: key) else { return nil }
    if places.isEmpty {
      return entries.first { MapKey(storing: $0.key) == key }?.value
    }
    return places[key].map { entries[$0].value }
  }

  /// The value of a string key.
  public subscript(name: String) -> CELValue? {
    if places.isEmpty {
      for entry in entries {
        if case .string(let key) = entry.key, key.hasSameScalars(as: name) { return entry.value }
      }
      return nil
    }
    return places[.string(name)].map { entries[$0].value }
  }
}

/// A key as it is compared: every integer that fits is an `int`.
enum MapKey: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case string(String)

  /// The form of a key that a map may hold.
  init?(storing value: CELValue) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
    case .string(let value): self = .string(value)
    default: return nil
    }
  }

  /// The form of a key that is looked for; a double finds the integer that it equals.
  init?(lookingUp value: CELValue) {
    guard case .double(let double) = value else {
      self.init(storing: value)
      return
    }
    if let integer = Int64(exactly: double) {
      self = .int(integer)
    } else if let integer = UInt64(exactly: double) {
      self = .uint(integer)
    } else {
      return nil
    }
  }

  static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.string(let a), .string(let b)): a.hasSameScalars(as: b)
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .uint(let value): hasher.combine(value)
    case .string(var value):
      // The standard hash normalises, so canonically equivalent keys would all collide.
      value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
