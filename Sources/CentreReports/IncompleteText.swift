public import BundleCore
public import Centre
public import JSONText
import Messages

/// A bundle of which volumes are missing, for people.
public enum IncompleteText {
  /// One line: how much is here, what to ask for, and since when it waits.
  public static func line(_ set: IncompleteSet, _ zone: Zone) -> Bilingual {
    let code = set.shortCode
    let details = details(set)
    let since = Phrase.Parts.since(
      timeText(set.since, in: zone), timeText(set.latest, in: zone))
    return Bilingual(
      "\(code)  \(details.zh)；\(since.zh)", "\(code)  \(details.en); \(since.en)")
  }

  /// How much is here, what is missing, and what to have sent again.
  public static func details(_ set: IncompleteSet) -> Bilingual {
    var parts = [Phrase.Parts.here(set.volumesHere, of: set.volumes)]
    if !set.missing.isEmpty { parts.append(Phrase.Parts.missing(ranges(set.missing))) }
    switch set.state {
    case .incomplete:
      if let any = set.sendAny, any == set.sendAgain.count, any < set.missing.count {
        parts.append(Phrase.Parts.sendAny(any, of: ranges(set.missing)))
      } else if !set.sendAgain.isEmpty {
        parts.append(Phrase.Parts.sendAgain(ranges(set.sendAgain)))
      }
    case .contradictory: parts.append(Phrase.Parts.forged)
    case .sufficient: parts.append(Phrase.Parts.sufficient)
    }
    return Bilingual(
      parts.map { $0.zh }.joined(separator: "；"), parts.map { $0.en }.joined(separator: "; "))
  }

  private static func ranges(_ numbers: [Int]) -> String {
    let text = Phrase.ranges(Array(numbers.prefix(1000)))
    return numbers.count >= 1000 ? text + ", …" : text
  }
}

extension IncompleteSet {
  /// What is here and what is missing, for other programs.
  public var members: [(String, JSONValue?)] {
    [
      ("state", .string(state.rawValue)), ("digest", .string(digest.text)),
      ("size", .integer(size)), ("volumes", .integer(volumes)),
      ("volumesHere", .integer(volumesHere)),
      ("missing", .array(missing.map { .integer($0) })),
      ("sendAgain", .array(sendAgain.map { .integer($0) })),
      ("sendAny", sendAny.map { .integer($0) }),
    ]
  }

  /// The same with its short code and the times.
  public func json(_ zone: Zone) -> JSONValue {
    .object(
      [("shortCode", .string(shortCode))] + members + [
        ("since", .string(since.rfc3339(zone: zone))),
        ("latest", .string(latest.rfc3339(zone: zone))),
      ])
  }
}
