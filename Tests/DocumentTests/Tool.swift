import Foundation

/// The built executable and its help pages.
enum Tool {
  /// Beside the test bundle, wherever that was built.
  private static let executable: String? = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    for anchor in [bundle, own].compactMap({ $0 }) {
      var folder = URL(fileURLWithPath: anchor).deletingLastPathComponent()
      while folder.path.count > 1 {
        let tool = folder.appendingPathComponent("fengni").path
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: tool, isDirectory: &isDirectory),
          !isDirectory.boolValue, FileManager.default.isExecutableFile(atPath: tool)
        {
          return tool
        }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }()

  /// Standard output of the tool.
  static func run(_ arguments: [String]) throws -> String {
    guard let executable else { throw TestFailure(description: "no fengni beside the tests") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The help page of a command, or nil when there is no such command: the parser then shows
  /// the page of the command above it.
  static func help(_ command: [String]) throws -> String? {
    let page = try run(command + ["--help"])
    let words = (["fengni"] + command).joined(separator: " ")
    let usage = try Regex("USAGE: \(words)(?![a-z])")
    return page.contains(usage) ? page : nil
  }
}
