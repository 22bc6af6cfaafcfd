import BundleCore
import Foundation
import Primitives
import Testing

/// The files of the repository that tests use as they are.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let second = root.appending(path: "Tools/second")
}

/// A folder that goes when the test does.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/interop-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws { try World.write(bytes, to: file(name)) }
  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }
  func read(_ name: String) throws -> [UInt8] { try Folder.bytes(file(name)) }
  func file(_ name: String) -> String { path + "/" + name }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// Runs a program here; its output and errors together.
  @discardableResult
  func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = URL(filePath: path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Runs a command line, split at spaces, that must succeed.
  @discardableResult
  func require(
    _ line: String, location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let words = line.split(separator: " ").map(String.init)
    let (status, output) = try run(words[0], Array(words.dropFirst()))
    try #require(status == 0, "\(line)\n\(output)", sourceLocation: location)
    return output
  }

  /// Runs a command line of the second implementation.
  func second(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let program = Repository.second.appending(path: "fengni2").path
    return try run("/usr/bin/python3", [program] + arguments)
  }
}

func secret(_ text: String) -> SecretBytes {
  var bytes = Array(text.utf8)
  return SecretBytes(wiping: &bytes)
}
