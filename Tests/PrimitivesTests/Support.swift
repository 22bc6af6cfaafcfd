import BundleCore
import Foundation
import Primitives
import Testing

/// Bytes from lower-case hex with spaces; the test fails at once when it is none.
func hex(_ text: String) throws -> [UInt8] {
  try #require(Hex.decode(text.filter { !$0.isWhitespace }))
}

func secret(_ bytes: [UInt8]) -> SecretBytes {
  var copy = bytes
  return SecretBytes(wiping: &copy)
}

func secret(_ text: String) -> SecretBytes { secret(Array(text.utf8)) }

func bytes(_ secret: borrowing SecretBytes) -> [UInt8] { secret.withBytes { Array($0) } }

/// The same bytes on every run.
func patterned(_ count: Int) -> [UInt8] {
  var state: UInt32 = 0x9e37_79b9
  return (0..<count).map { _ in
    state = state &* 1_664_525 &+ 1_013_904_223
    return UInt8(truncatingIfNeeded: state >> 24)
  }
}

/// A small deterministic generator for properties.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}

/// The `openssl` command in a directory of its own.
final class OpenSSL {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(
      path: "primitives-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: directory.appending(path: name))
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: directory.appending(path: name)))
  }

  /// Runs a command line; words are split at spaces.
  @discardableResult
  func run(_ line: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + line.split(separator: " ").map(String.init)
    process.currentDirectoryURL = directory
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Runs a command line that must succeed.
  @discardableResult
  func succeed(_ line: String) throws -> String {
    let (status, output) = try run(line)
    try #require(status == 0, "openssl \(line): \(output)")
    return output
  }
}

/// PKCS#8 of a raw private scalar with its point.
func pkcs8(scalar: String, point: String, curve: String) throws -> [UInt8] {
  func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    precondition(content.count < 256)
    let short = content.count < 128
    return [tag] + (short ? [] : [0x81]) + [UInt8(content.count)] + content
  }
  let key = element(
    0x30,
    [2, 1, 1] + element(4, try hex(scalar)) + element(0xa1, element(3, [0, 4] + (try hex(point)))))
  let algorithm = element(0x30, try hex("06072a8648ce3d0201") + (try hex(curve)))
  return element(0x30, [2, 1, 0] + algorithm + element(4, key))
}

let sm2Curve = "06082a811ccf5501822d"
let p256Curve = "06082a8648ce3d030107"

/// Makes 2^31 - 1 iterations out of 65,536, at the cost of one byte of the salt before them; really
/// deriving a key so would take minutes.
func withTooManyIterations(_ der: [UInt8]) throws -> [UInt8] {
  let count: [UInt8] = [2, 3, 1, 0, 0]
  let position = (10...der.count - 5).last {
    der[$0 - 10] == 4 && der[$0 - 9] == 8 && der[$0..<$0 + 5].elementsEqual(count)
  }
  guard let position else { throw FengniError(.keyFileFormat, reason: "no such count") }
  var changed = der
  changed[position - 9] = 7
  changed.replaceSubrange(position - 1..<position + 5, with: [2, 4, 0x7f, 0xff, 0xff, 0xff])
  return changed
}
