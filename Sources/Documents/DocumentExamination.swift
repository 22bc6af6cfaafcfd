/// What keeps a document from being used as it is.
public enum DocumentState: Sendable, Hashable {
  /// Nothing, as far as it was looked at.
  case sound
  /// It says nothing: no octets, no page, no text, no picture.
  case empty
  case encrypted(DocumentEncryption)
  /// It can't be read, or only in part; the reason is for developers, in English.
  case damaged(String)
}

/// How a document is encrypted.
public enum DocumentEncryption: String, Sendable, Hashable {
  /// Nobody can read it without the password.
  case password
  /// A PDF that everybody can open, with restrictions on what programs may do.
  case permissions
  /// By software on the writer's machine.
  case transparent
}

/// What was found out about a foreign document.
public struct DocumentExamination: Sendable, Hashable {
  public var kind: FileKind
  /// Whether the declared media type fits the content.
  public var fits: Bool
  public var state: DocumentState
  /// The text; nil when it can't be read from this kind of file.
  public var text: DocumentText?
  public var marks: [SecrecyMark]
  /// Whether the whole document was looked at, or only its beginning for its size.
  public var isWhole: Bool
  /// Whether it was left alone because the budget of its bundle was spent.
  public var isSkipped = false
}
