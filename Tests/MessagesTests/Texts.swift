import BundleCore
import Testing

@testable import Messages

/// A text with the name under which a failing test shows it.
struct NamedText: Sendable, CustomTestStringConvertible {
  let name: String
  let text: Bilingual
  var testDescription: String { name }
}

/// Letters and punctuation that only Chinese texts have.
func isCJK(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF: true
  default: false
  }
}

/// What is wrong with the form of a text, or nothing.
func faults(_ text: Bilingual) -> [String] {
  var faults: [String] = []
  if !text.zh.unicodeScalars.contains(where: isCJK) { faults.append("zh without Chinese") }
  if text.en.isEmpty { faults.append("en is empty") }
  if text.en.unicodeScalars.contains(where: isCJK) { faults.append("en with Chinese") }
  for line in (text.zh + "\n" + text.en).split(separator: "\n") {
    if line.contains("  ") { faults.append("double space: \(line)") }
  }
  if text.zh.first?.isWhitespace == true || text.en.first?.isWhitespace == true {
    faults.append("leading space")
  }
  let scalars = Array(text.zh.unicodeScalars)
  for (a, b) in zip(scalars, scalars.dropFirst())
  where isCJK(a) && (b == "," || b == ";" || b == "?" || b == "!") {
    faults.append("ASCII punctuation after Chinese: \(a)\(b)")
  }
  return faults
}

/// The words typed after `fengni` wherever a text mentions a command, at most two.
func commands(in text: String) -> [(verb: String, noun: String)] {
  text.matches(of: /fengni ([a-z]+)(?: ([a-z]+))?/).map {
    (String($0.1), $0.2.map(String.init) ?? "")
  }
}

/// The verbs that stand alone, and those that need a second word.
let verbs = Set(CommandName.allCases.map { $0.rawValue.prefix { $0 != " " } }.map(String.init))
let groups: [String: Set<String>] = CommandName.allCases.reduce(into: [:]) { groups, command in
  let words = command.rawValue.split(separator: " ").map(String.init)
  if words.count == 2 { groups[words[0], default: []].insert(words[1]) }
}

/// Mentions of commands that do not exist.
func unknownCommands(in text: String) -> [String] {
  commands(in: text).compactMap { verb, noun in
    guard verbs.contains(verb) else { return verb }
    // A group is mentioned alone only where no word follows.
    guard let nouns = groups[verb], !noun.isEmpty, !nouns.contains(noun) else { return nil }
    return "\(verb) \(noun)"
  }
}
