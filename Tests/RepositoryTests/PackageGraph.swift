import Foundation
import TestSupport

/// What Package.swift declares, read as text: the tests of a package can't ask SwiftPM about it
/// while they run.
struct PackageGraph {
  enum Kind: String { case target, executableTarget, testTarget, systemLibrary }

  struct Target {
    let kind: Kind
    let name: String
    let path: String
    /// Targets, and modules of other packages.
    let dependencies: Set<String>
  }

  let targets: [Target]

  init(_ manifest: String) throws {
    let products = try Dictionary(
      manifest.matches(
        of: Regex(#"let (\w+) = Target\.Dependency\.product\(\s*name: "(\w+)""#)
      ).map { (Self.group($0, 1), Self.group($0, 2)) }, uniquingKeysWith: { $1 })
    let declaration = try Regex(
      #"\n    \.(target|executableTarget|testTarget|systemLibrary)\(\s*name: "([\w-]+)""#)
    let found = manifest.matches(of: declaration)
    let end = manifest.firstRange(of: "swiftLanguageModes")?.lowerBound ?? manifest.endIndex
    let starts = found.map(\.range.lowerBound) + [end]
    targets = try found.enumerated().compactMap { index, match in
      guard let kind = Kind(rawValue: Self.group(match, 1)) else { return nil }
      let name = Self.group(match, 2)
      let body = String(manifest[match.range.upperBound..<starts[index + 1]])
      let list = try body.captures(#"dependencies: \[([^\]]*)\]"#).first ?? ""
      let bare = try list.replacing(Regex(#""[^"]*""#), with: "").captures(#"(\w+)"#)
      return Target(
        kind: kind, name: name,
        path: try body.captures(#"path: "([^"]+)""#).first
          ?? (kind == .testTarget ? "Tests/" : "Sources/") + name,
        dependencies: Set(try list.captures(#""([\w-]+)""#) + bare.compactMap { products[$0] }))
    }
  }

  private static func group(_ match: Regex<AnyRegexOutput>.Match, _ number: Int) -> String {
    match.output[number].substring.map(String.init) ?? ""
  }

  static let declared = Result { try PackageGraph(Repository.text("Package.swift")) }

  func target(_ name: String) -> Target? { targets.first { $0.name == name } }

  /// Everything that a target knows, however far below.
  func reach(_ name: String) -> Set<String> {
    (target(name)?.dependencies ?? []).reduce(into: []) { known, dependency in
      known.insert(dependency)
      known.formUnion(reach(dependency))
    }
  }

  /// The arrows of a picture: what is not known through something else anyway.
  func direct(_ target: Target) -> [String] {
    target.dependencies.filter { one in
      !target.dependencies.contains { $0 != one && reach($0).contains(one) }
    }.sorted()
  }

  /// The layers from the top, each target with its arrows.
  var picture: String {
    var lines: [String] = []
    for layer in Layers.all.reversed() {
      lines.append(layer.title)
      for target in layer.targets.sorted().compactMap(self.target) {
        let arrows = direct(target)
        let name = "  " + target.name
        lines.append(
          arrows.isEmpty
            ? name
            : name.padding(toLength: max(20, name.count + 1), withPad: " ", startingAt: 0)
              + arrows.joined(separator: ", "))
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// What the sources of a target import.
enum Imports {
  /// Modules of the toolchain.
  private static let system: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "RegexBuilder", "Swift",
    "Synchronization", "Testing", "WASILibc",
  ]

  /// nil: the target has no Swift in it.
  static func of(_ target: PackageGraph.Target) throws -> Set<String>? {
    let files = Repository.files(endingWith: ".swift").filter { $0.hasPrefix(target.path + "/") }
    guard !files.isEmpty else { return nil }
    // No module here begins with a small letter; what Python imports in a test does.
    let pattern =
      #"(?m)^ *(?:(?:@\w+|public|package|internal|private|fileprivate) )*import "#
      + #"(?:(?:struct|class|enum|func|protocol|typealias) )?([A-Z]\w*)"#
    return try files.reduce(into: Set<String>()) { modules, file in
      modules.formUnion(try Repository.text(file).captures(pattern))
    }.subtracting(system)
  }
}
