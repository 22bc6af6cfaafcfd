/// A set of small numbers: the members or elements of one value that were evaluated.
struct Marks: Sendable {
  /// All numbers below this are in.
  private var prefix = 0
  private var words: [UInt64] = []

  mutating func insert(_ number: Int) {
    guard number >= prefix else { return }
    let word = number >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(number & 63)
  }

  mutating func insertAll(below end: Int) { prefix = max(prefix, end) }

  func contains(_ number: Int) -> Bool {
    if number < prefix { return true }
    let word = number >> 6
    return word < words.count && words[word] & (1 << UInt64(number & 63)) != 0
  }

  mutating func formUnion(_ other: Marks) {
    prefix = max(prefix, other.prefix)
    while words.count < other.words.count { words.append(0) }
    for (i, word) in other.words.enumerated() { words[i] |= word }
  }
}

/// What schemas applied to one value have evaluated (core, 11.2 and 11.3).
struct Tracker {
  /// Whether somebody will ask.
  let isOn: Bool
  var marks = Marks()
  /// Whether a subschema failed, so that its marks are missing and nobody should complain of them.
  var isIncomplete = false

  mutating func insert(_ number: Int) { if isOn { marks.insert(number) } }

  mutating func insertAll(below end: Int) { if isOn { marks.insertAll(below: end) } }

  /// Takes over the marks of a subschema that held, and only notes one that didn't.
  mutating func merge(_ other: Tracker, ifValid isValid: Bool) {
    guard isOn else { return }
    if isValid { marks.formUnion(other.marks) } else { isIncomplete = true }
  }
}
