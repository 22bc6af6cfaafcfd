/// Names beside names.
public enum Paths {
  // By bytes: with a combining mark behind it, "/" is another Character, but the same separator to
  // the kernel.
  private static let separator = UInt8(ascii: "/")

  /// The directory that holds a path.
  public static func parent(of path: String) -> String {
    let path = trimmed(path)
    guard let slash = path.lastIndex(of: separator) else { return "." }
    let parent = path[..<slash]
    return parent.isEmpty ? "/" : String(Substring(parent))
  }

  /// The last component of a path.
  public static func name(of path: String) -> String {
    let path = trimmed(path)
    let start = path.lastIndex(of: separator).map { path.index(after: $0) } ?? path.startIndex
    return String(Substring(path[start...]))
  }

  /// Joins a directory and a relative name.
  public static func join(_ directory: String, _ name: String) -> String {
    directory.utf8.last == separator ? directory + name : directory + "/" + name
  }

  private static func trimmed(_ path: String) -> Substring.UTF8View {
    var path = path[...].utf8
    while path.count > 1, path.last == separator { path.removeLast() }
    return path
  }
}
