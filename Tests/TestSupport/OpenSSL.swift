import Testing

/// The `openssl` command in a folder of its own.
package struct OpenSSL {
  private let folder: Scratch

  package init() throws { folder = try Scratch() }

  package func write(_ name: String, _ bytes: [UInt8]) throws { try folder.write(name, bytes) }
  package func write(_ name: String, _ text: String) throws { try folder.write(name, text) }
  package func read(_ name: String) throws -> [UInt8] { try folder.read(name) }

  /// Runs a command line, split at spaces.
  @discardableResult
  package func run(_ line: String) throws -> ProgramRun {
    try folder.run(["openssl"] + line.split(separator: " ").map(String.init))
  }

  /// Runs a command line, split at spaces, that must succeed; what it said.
  @discardableResult
  package func callAsFunction(_ line: String) throws -> String {
    try folder.require("openssl " + line)
  }
}
