/// A mark of confidentiality that a document bears.
public struct SecrecyMark: Sendable, Hashable {
  /// Whose mark it is. The first three are state secrets, which may not be here at all.
  public enum Level: String, Sendable, Hashable, CaseIterable {
    /// 绝密.
    case topSecret
    /// 机密.
    case secret
    /// 秘密.
    case confidential
    /// 工作秘密.
    case workSecret
    /// 内部, 内部资料, 内部文件.
    case `internal`

    /// Whether the law on guarding state secrets holds for it.
    public var isStateSecret: Bool { self != .workSecret && self != .internal }
  }

  public var level: Level
  /// The mark in its usual spelling, as `机密★10年`; nothing of the text around it.
  public var text: String
  /// 1-based, in `DocumentText.paragraphs`.
  public var paragraph: Int
  public var place: Paragraph.Place
  /// 1-based, where the format has pages.
  public var page: Int?
}
