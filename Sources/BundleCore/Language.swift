/// A language that the tool speaks.
public enum Language: String, CaseIterable, Sendable {
  case zh, en

  /// The language that an environment asks for: `zh*` is Chinese, everything else English.
  ///
  /// The first of LC_ALL, LC_MESSAGES and LANG that is not empty decides (POSIX, XBD 8.2).
  public init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }
}

/// One text in both languages.
public struct Bilingual: Sendable, Hashable {
  /// Chinese (simplified, as in official documents of the mainland).
  public let zh: String
  /// English.
  public let en: String

  /// Makes a text from its two versions.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// Makes a text from its Chinese and its English version, in this order.
  public init(_ zh: String, _ en: String) { self.init(zh: zh, en: en) }

  /// The version in one language.
  public subscript(_ language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}
