import BundleCore
import CMS
import Foundation
import Primitives
import Testing

/// Keys and certificates of one kind, made for a test.
struct People: Sendable {
  struct Person: Sendable {
    let key: PrivateKey
    let certificate: Certificate
  }

  let suite: Suite
  let persons: [Person]

  static let time = Timestamp(secondsSince1970: 1_780_272_000)
  private static let year: Int64 = 365 * 86_400

  static let sm = Result { try People(.sm) }
  static let nist = Result { try People(.nist) }
  static func of(_ suite: Suite) throws -> People { try (suite == .sm ? sm : nist).get() }

  private init(_ suite: Suite) throws {
    self.suite = suite
    persons = try (1...3).map { try Self.person(suite.keyAlgorithm, serial: $0) }
  }

  static func person(_ algorithm: KeyAlgorithm, serial: UInt8) throws -> Person {
    let key = try PrivateKey.generate(algorithm)
    let validity = time.adding(seconds: -year)..<time.adding(seconds: year)
    let certificate = try CertificateAuthority.selfSigned(
      key: key, subject: .init(commonName: "Person \(serial)"), validity: validity,
      serial: [serial])
    return Person(key: key, certificate: certificate)
  }

  var certificates: [Certificate] { persons.map(\.certificate) }

  func signer(_ index: Int, _ commitment: Commitment = .proofOfCreation) -> Signer {
    Signer(
      key: persons[index].key, certificate: persons[index].certificate, commitment: commitment,
      signingTime: Self.time)
  }

  func key(_ index: Int) throws -> RecipientKey {
    try RecipientKey(certificate: persons[index].certificate, key: persons[index].key)
  }
}

/// What throws, as a code; nil when nothing does.
func code(_ body: () throws -> Void) -> Code? {
  do {
    try body()
    return nil
  } catch let error as FengniError {
    return error.code
  } catch {
    Issue.record("\(error)")
    return nil
  }
}

/// The same bytes on every run.
func patterned(_ count: Int) -> [UInt8] {
  var dice = Dice(state: 7)
  return (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
}

/// A small deterministic generator.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}

/// The `openssl` command in a directory of its own.
final class OpenSSL {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/cms-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
  }

  /// Runs a command line, split at spaces, that must succeed.
  @discardableResult
  func callAsFunction(_ line: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + line.split(separator: " ").map(String.init)
    process.currentDirectoryURL = URL(filePath: path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    try #require(process.terminationStatus == 0, "openssl \(line)\n\(text)")
    return text
  }
}

/// A source that counts, and can go on for ever.
final class CountingSource: ByteSource {
  private let start: [UInt8]
  private let rest: [UInt8]
  private(set) var count = 0

  /// `start`, then `rest` again and again (or the end, when that is empty).
  init(_ start: [UInt8], then rest: [UInt8] = []) {
    self.start = start
    self.rest = rest
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let place = count + filled
      if place < start.count {
        buffer[filled] = start[place]
      } else if !rest.isEmpty {
        buffer[filled] = rest[(place - start.count) % rest.count]
      } else {
        break
      }
      filled += 1
    }
    count += filled
    return filled
  }
}
