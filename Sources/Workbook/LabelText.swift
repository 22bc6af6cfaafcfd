import BundleCore
import Messages

/// Words as they are compared: what people, input methods and programs change without meaning
/// anything by it does not count.
enum LabelText {
  /// Half-width, lower case, without white space and the mark of required items.
  static func fold(_ text: String) -> String {
    var folded = ""
    for scalar in text.unicodeScalars {
      let scalar = halfWidth(scalar)
      if scalar.properties.isWhitespace || scalar == "*" || isInvisible(scalar) { continue }
      folded += scalar.properties.lowercaseMapping
    }
    return folded
  }

  /// Full-width forms as their ASCII twins, the ideographic space as a space.
  static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000, 0xA0: " "
    default: scalar
    }
  }

  static func halfWidth(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isInvisible(scalar) { view.append(halfWidth(scalar)) }
    return String(view)
  }

  /// Marks that pasted text brings along: byte order mark, joiners, directions.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Without white space at both ends, line ends as LF.
  static func trim(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars where scalar.value != 0xFEFF && scalar.value != 0x200B {
      if scalar == "\n", previous == "\r" {
        previous = scalar
        continue
      }
      scalars.append(scalar == "\r" ? "\n" : scalar)
      previous = scalar
    }
    var rest = scalars[...].drop { $0.properties.isWhitespace }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// How many letters must be added, taken away or changed; nil beyond `most`.
  static func distance(_ a: String, _ b: String, most: Int) -> Int? {
    let a = Array(a.unicodeScalars)
    let b = Array(b.unicodeScalars)
    guard (a.count - b.count).magnitude <= most, a.count <= 200, b.count <= 200 else { return nil }
    var line = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = line[0]
      line[0] = i + 1
      for (j, y) in b.enumerated() {
        let cost = diagonal + (x == y ? 0 : 1)
        diagonal = line[j + 1]
        line[j + 1] = min(cost, line[j] + 1, diagonal + 1)
      }
    }
    return line[b.count] <= most ? line[b.count] : nil
  }
}

/// The choices of a field, found by label or code.
struct ChoiceIndex {
  private let choices: [FormChoice]
  private let places: [String: Int]

  init(_ choices: [FormChoice]) {
    self.choices = choices
    var places: [String: Int] = [:]
    // Codes first: a label that is the code of another choice doesn't take its place.
    for (index, choice) in choices.enumerated() { places[choice.code] = index }
    for (index, choice) in choices.enumerated() {
      for name in [choice.code, choice.label.zh, choice.label.en] {
        let folded = LabelText.fold(name)
        if places[folded] == nil { places[folded] = index }
      }
    }
    self.places = places
  }

  /// The code that a text means.
  func code(_ text: String) -> String? {
    (places[text] ?? places[LabelText.fold(text)]).map { choices[$0].code }
  }

  /// Several choices in one text: one a line, by semicolons, or by commas as far as these don't
  /// belong to labels. Nil when any of them is none.
  func codes(_ text: String) -> (codes: [String], unknown: String?) {
    var codes: [String] = []
    for piece in split(text, "\n;；") {
      if let code = code(piece) {
        codes.append(code)
        continue
      }
      guard let inner = byCommas(piece) else { return ([], piece) }
      codes += inner
    }
    var seen: Set<String> = []
    return (codes.filter { seen.insert($0).inserted }, nil)
  }

  private func split(_ text: String, _ separators: String) -> [String] {
    text.unicodeScalars.split { separators.unicodeScalars.contains($0) }
      .map { LabelText.trim(String($0)) }.filter { !$0.isEmpty }
  }

  /// Joins pieces between commas as long as needed, the longest label first.
  private func byCommas(_ text: String) -> [String]? {
    let scalars = Array(text.unicodeScalars)
    var cuts = scalars.indices.filter { ",，、".unicodeScalars.contains(scalars[$0]) }
    guard !cuts.isEmpty, cuts.count <= 200 else { return nil }
    cuts.append(scalars.count)
    var codes: [String] = []
    var start = 0
    while start < scalars.count {
      let ends = cuts.filter { $0 > start }.prefix(12)
      var next: Int?
      for end in ends.reversed() {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        if let code = code(String(view)) {
          codes.append(code)
          next = end + 1
          break
        }
      }
      guard let next else { return nil }
      start = next
    }
    return codes
  }

  /// What to show when a text is none of the choices: the one that looks alike, or all of few.
  func suggestion(_ text: String) -> Bilingual {
    let folded = LabelText.fold(text)
    let most = max(1, folded.unicodeScalars.count / 3)
    var best: (distance: Int, choice: FormChoice)?
    for choice in choices.prefix(200) {
      for name in [choice.label.zh, choice.label.en, choice.code] {
        let name = LabelText.fold(name)
        // Part of a label, or a label with more behind it, is alike too.
        let isPart =
          folded.unicodeScalars.count >= 2 && (name.contains(folded) || folded.contains(name))
        guard let distance = LabelText.distance(folded, name, most: most) ?? (isPart ? most : nil)
        else { continue }
        if distance < best?.distance ?? .max { best = (distance, choice) }
      }
    }
    if let best { return Phrase.Workbook.perhaps(best.choice.label) }
    return choices.count <= 8
      ? Phrase.Workbook.oneOf(choices.map(\.label)) : Phrase.Workbook.choose
  }
}
