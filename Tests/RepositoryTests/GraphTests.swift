import Foundation
import TestSupport
import Testing

/// Who may know whom, held against Package.swift and the sources.
@Suite struct GraphTests {
  @Test func everyTargetHasOneLayer() throws {
    let graph = try PackageGraph.declared.get()
    let placed = Layers.all.flatMap(\.targets)
    #expect(Set(placed).count == placed.count)
    let declared = graph.targets.filter { $0.kind != .testTarget }.map(\.name)
    #expect(Set(placed) == Set(declared))
    #expect(graph.targets.filter { $0.kind == .testTarget }.count > 10)
  }

  /// No arrow goes up, and none goes sideways.
  @Test func arrowsPointDown() throws {
    let graph = try PackageGraph.declared.get()
    for target in graph.targets {
      let own = Layers.of(target.name) ?? (target.kind == .testTarget ? Layers.all.count : 0)
      for dependency in target.dependencies where graph.target(dependency) != nil {
        let below = Layers.of(dependency) ?? Int.max
        #expect(below < own, "\(target.name) must not know \(dependency)")
      }
    }
  }

  /// What is declared is imported, and what is imported is declared, in tests too. A test that runs
  /// a tool names it without an import.
  @Test func dependenciesAreThoseOfTheSources() throws {
    let graph = try PackageGraph.declared.get()
    for target in graph.targets {
      guard let imported = try Imports.of(target) else { continue }
      let declared = target.dependencies.filter {
        graph.target($0)?.kind != .executableTarget || imported.contains($0)
      }
      let unused = declared.subtracting(imported).sorted()
      #expect(unused.isEmpty, "\(target.name) declares, but does not import: \(unused)")
      let undeclared = imported.subtracting(target.dependencies).sorted()
      #expect(undeclared.isEmpty, "\(target.name) imports, but does not declare: \(undeclared)")
    }
  }

  /// `UPDATE_DOCUMENTS=1` draws it anew.
  @Test func pictureIsThatOfThePackage() throws {
    let page = "docs/architecture.md"
    let (begin, end) = ("<!-- layers -->\n```\n", "\n```\n<!-- /layers -->")
    let text = try Repository.text(page)
    let start = try #require(text.firstRange(of: begin)).upperBound
    let stop = try #require(text[start...].firstRange(of: end)).lowerBound
    let picture = try PackageGraph.declared.get().picture
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      let new = text[..<start] + picture + text[stop...]
      try Data(new.utf8).write(to: URL(fileURLWithPath: Repository.path(page)))
    } else {
      #expect(String(text[start..<stop]) == picture, "UPDATE_DOCUMENTS=1 writes it anew")
    }
  }

  /// The first cells of the page's tables, where they are names in code.
  private static func described() throws -> Set<String> {
    Set(try Repository.text("docs/architecture.md").captures(#"(?m)^\| `([\w-]+)` \|"#))
  }

  @Test func everyTargetIsDescribed() throws {
    let graph = try PackageGraph.declared.get()
    let described = try Self.described().subtracting(["Fuzz"])
    let tools = ["fengni-bench", "fengni-simulate"]
    let due = graph.targets.map(\.name).filter { !tools.contains($0) }
    #expect(described == Set(due), "\(described.symmetricDifference(due).sorted())")
  }
}
