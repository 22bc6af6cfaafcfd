package import Foundation

/// The repository's files, as a reader of the documents has them.
package enum Repository {
  package static let root: String = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  package static let url = URL(fileURLWithPath: root, isDirectory: true)
  /// The second implementation.
  package static let second = url.appending(path: "Tools/second")

  package static func path(_ name: String) -> String { root + "/" + name }

  package static func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }

  package static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  package static func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// Every Markdown page but those in hidden folders and in output folders.
  package static let pages: [String] = files(endingWith: ".md")

  /// Every JSON Schema of the format.
  package static let schemas: [String] = files(endingWith: ".schema.json").filter {
    $0.hasPrefix("Schemas/")
  }

  /// Files whose names end so, but for those in hidden folders and in output folders.
  package static func files(endingWith suffix: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
    var found: [String] = []
    while let name = walk.nextObject() as? String {
      let last = name.split(separator: "/").last.map(String.init) ?? name
      if last.hasPrefix(".") || name == "Out" {
        walk.skipDescendants()
      } else if last.hasSuffix(suffix) {
        found.append(name)
      }
    }
    return found.sorted()
  }
}

extension String {
  /// Every match of a pattern's first group.
  package func captures(_ pattern: String) throws -> [String] {
    try matches(of: Regex(pattern)).compactMap { $0.output[1].substring.map(String.init) }
  }
}
