import Foundation
import TestSupport
import Testing

/// What a campaign, volumes, a slip and a centre's small store give, in every format and both
/// languages, from inputs and times that never change; see `GoldenTests` for reports.
///
/// `cases.txt` has a name and a command line each; `-` only prepares. `UPDATE_DOCUMENTS=1` writes
/// the files anew.
@Suite struct GoldenFormatTests {
  private static let folder = "Tests/CommandTests/Golden/formats/"

  @Test func everyFormatIsAsItWas() throws {
    let scratch = try Scratch()
    try copy(below: Self.folder + "input", into: scratch)
    let environment = ["FENGNI_HOME": scratch.path]
    let cases = try Repository.text(Self.folder + "cases.txt").split(separator: "\n")
    var names: Set<String> = []
    for line in cases {
      let parts = line.split(separator: "\t")
      let (name, words) = (String(parts[0]), parts[1].split(separator: " ").map(String.init))
      if let file = words.first, file.hasPrefix("@") {
        names.insert(name)
        try compare(name, scratch.read(String(file.dropFirst())))
        continue
      }
      // What changes something is run once.
      let languages = name == "-" || name.hasPrefix("receive.") ? ["en"] : ["zh", "en"]
      for language in languages {
        let run = try scratch.run(
          [Tool.path] + words.map { expanded($0, scratch) } + ["--lang", language],
          environment: environment)
        #expect(run.status <= 1, "\(line)\n\(run.all)")
        guard name != "-" else { continue }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let file = name[..<dot] + "." + language + name[dot...]
        names.insert(String(file))
        try compare(String(file), run.output)
      }
    }
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: Repository.path(Self.folder + "output"))
    #expect(Set(kept) == names)
  }

  /// The one file that a pattern such as `receipts/*` means.
  private func expanded(_ word: String, _ scratch: Scratch) -> String {
    guard word.hasSuffix("*") else { return word }
    return word.dropLast() + (scratch.names(in: String(word.dropLast(2))).first ?? "")
  }

  private func copy(below folder: String, into scratch: Scratch) throws {
    let walk = FileManager.default.enumerator(atPath: Repository.path(folder))
    while let name = walk?.nextObject() as? String {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      _ = FileManager.default.fileExists(atPath: Repository.path(path), isDirectory: &isFolder)
      if !isFolder.boolValue { try scratch.write(name, Repository.bytes(path)) }
    }
  }

  private func compare(_ name: String, _ output: [UInt8]) throws {
    let path = Self.folder + "output/" + name
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      try Files.write(output, to: Repository.path(path), mode: 0o644)
    }
    let due = Repository.exists(path) ? try Repository.text(path) : ""
    let lines = due.split(separator: "\n", omittingEmptySubsequences: false)
    let found = String(decoding: output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    // The first difference says it; the rest would only follow.
    let differing = zip(lines, found).first { $0 != $1 }
    #expect(
      lines == found, "\(name): \(differing?.1 ?? "length") should be \(differing?.0 ?? "")")
  }
}
