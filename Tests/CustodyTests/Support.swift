import BundleCore
import Custody
import Foundation
import Primitives
import Testing

/// A temporary folder that goes with its owner.
final class Folder: Sendable {
  let path = NSTemporaryDirectory() + "/fengni-custody-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { path + "/" + name }
}

let now = Timestamp(secondsSince1970: 1_345_420_800)
let validity = now..<now.adding(seconds: 366 * 86_400)

func secret(_ text: String) -> SecretBytes {
  var bytes = Array(text.utf8)
  return SecretBytes(wiping: &bytes)
}

func bytes(_ path: String) throws -> [UInt8] {
  try Array(Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Runs a program and returns its status and everything that it said.
@discardableResult
func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

/// A CA and a key directory with both certificates installed.
///
/// Each is a copy of one that was made once: deriving keys from passphrases takes its time.
struct Household {
  static let passphrase = "correct horse"
  let folder: Folder
  let authority: AuthorityDirectory
  let authorityKey: PrivateKey
  var keys: KeyDirectory

  private static let sm = Result { try Household(making: .sm) }
  private static let nist = Result { try Household(making: .nist) }

  init(_ suite: KeySuite, installing: Bool = true) throws {
    let model = try (suite == .sm ? Self.sm : Self.nist).get()
    folder = try Folder()
    for name in ["ca", "keys"] {
      try FileManager.default.copyItem(atPath: model.folder(name), toPath: folder(name))
    }
    authority = try AuthorityDirectory(folder("ca"))
    authorityKey = model.authorityKey
    keys = try KeyDirectory.open(folder("keys"))
    if installing { try keys.install(certificates: issued()) }
  }

  private init(making suite: KeySuite) throws {
    folder = try Folder()
    authority = try AuthorityDirectory.create(
      at: folder("ca"), name: "测试根", suite: suite, validity: validity,
      passphrase: secret(Self.passphrase))
    authorityKey = try authority.key(passphrase: secret(Self.passphrase))
    keys = try KeyDirectory.create(
      at: folder("keys"),
      identity: Identity(id: "PDY000028", name: "郑州市卫生局", suite: suite, created: now),
      passphrase: secret(Self.passphrase))
  }

  func issued() throws -> [Certificate] {
    try KeyUse.allCases.map { use in
      try authority.issue(
        keys.request(for: use), profile: use == .signing ? .signing : .encryption,
        validity: validity, key: authorityKey)
    }
  }
}
