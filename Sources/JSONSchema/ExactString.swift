/// A string that equals another only byte for byte.
///
/// Swift's `==` holds "é" and "e\u{301}" for equal; as names, anchors and URIs they are two.
struct ExactString: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: Self, b: Self) -> Bool {
    a.text.utf8.count == b.text.utf8.count && a.text.utf8.elementsEqual(b.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// A place in one of the documents of a set.
struct Location: Hashable, Sendable {
  /// The number of the document.
  let document: Int
  /// RFC 6901, from the root of the document.
  let pointer: ExactString

  func child(_ tokens: String...) -> Location {
    let path = tokens.map { "/" + escapedToken($0) }.joined()
    return Location(document: document, pointer: ExactString(pointer.text + path))
  }
}
