import Foundation
import TestSupport
import Testing

@Suite struct PageTests {
  @Test func thereArePages() {
    for page in ["README.md", "README.zh.md", "CHANGELOG.md", "Schemas/SPEC.md"] {
      #expect(Repository.pages.contains(page))
    }
  }

  @Test(arguments: Repository.pages)
  func relativeLinksResolve(_ page: String) throws {
    let folder = URL(fileURLWithPath: "/" + page).deletingLastPathComponent()
    for link in try Markdown(Repository.text(page)).links where !link.contains(":") {
      let target = link.split(separator: "#", omittingEmptySubsequences: false)[0]
      guard !target.isEmpty else { continue }
      let resolved = folder.appendingPathComponent(String(target)).standardizedFileURL.path
      #expect(Repository.exists(String(resolved.dropFirst())), "\(page): \(link)")
    }
  }

  /// The sample's guides tell of receipts and volumes, which the tool does not have yet.
  static let pagesOfToday = Repository.pages.filter { !$0.hasPrefix("Samples/henan-2012/texts/") }

  /// A command line that is shown can be typed: the command exists and has these options.
  @Test(arguments: Self.pagesOfToday)
  func commandLinesParse(_ page: String) throws {
    for line in try Markdown(Repository.text(page)).commandLines {
      let shown = try CommandLineShown(line)
      guard let help = try Tool.help(shown.command) else {
        Issue.record("\(page): no such command: fengni \(line)")
        continue
      }
      for option in shown.options {
        let isThere = help.contains(try Regex("(?:^|[^-\\w])\(option)(?![-\\w])"))
        #expect(isThere, "\(page): \(option) of: fengni \(line)")
      }
    }
  }
}

/// What the tests look for in a Markdown page.
struct Markdown {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Targets of links, without those in code.
  var links: [String] {
    get throws {
      var isCode = false
      let prose = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { line in
          let isFence = line.trimmingCharacters(in: .whitespaces).hasPrefix("```")
          if isFence { isCode.toggle() }
          return !isFence && !isCode
        }
      return try prose.joined(separator: "\n").replacing(Regex("`[^`\n]*`"), with: "")
        .captures(#"\]\(([^)\s]+)\)"#)
    }
  }

  /// What follows `fengni ` in code, in lines of their own or inline; continued lines joined.
  var commandLines: [String] {
    get throws {
      let joined = text.replacingOccurrences(of: "\\\n", with: " ")
      let blocks = try joined.captures(#"(?m)^(?:\$ )?fengni ([a-z][^\n#|]*)"#)
      let inline = try joined.captures("`fengni ([a-z][^`\n|]*)`")
      return blocks + inline
    }
  }
}

/// A command line taken apart as far as its words say.
struct CommandLineShown {
  let command: [String]
  let options: [String]

  init(_ line: String) throws {
    var words = line.split(separator: " ").map(String.init)
    options = words.filter { $0.hasPrefix("-") && $0 != "-" }
      .map { String($0.prefix { $0 != "=" }) }
    var command = [words.removeFirst()]
    // A further word is a subcommand where there are subcommands at all.
    while let help = try Tool.help(command), help.contains("SUBCOMMANDS:"),
      let next = words.first, next != "…"
    {
      command.append(words.removeFirst())
    }
    self.command = command
  }
}
