import BundleCore
import CMS
import Custody
import Foundation
import Primitives
import TestSupport
import Testing

let now = Timestamp(secondsSince1970: 1_345_420_800)
let validity = now..<now.adding(seconds: 366 * 86_400)

/// A CA and a key directory with both certificates installed.
///
/// Each is a copy of one that was made once: deriving keys from passphrases takes its time.
struct Household {
  static let passphrase = "correct horse"
  let folder: Scratch
  let authority: AuthorityDirectory
  let authorityKey: PrivateKey
  var keys: KeyDirectory

  private static let sm = Result { try Household(making: .sm) }
  private static let nist = Result { try Household(making: .nist) }

  init(_ suite: Suite, installing: Bool = true) throws {
    let model = try (suite == .sm ? Self.sm : Self.nist).get()
    folder = try Scratch()
    for name in ["ca", "keys"] {
      try FileManager.default.copyItem(atPath: model.folder(name), toPath: folder(name))
    }
    authority = try AuthorityDirectory(folder("ca"))
    authorityKey = model.authorityKey
    keys = try KeyDirectory.open(folder("keys"))
    if installing { try keys.install(certificates: issued()) }
  }

  private init(making suite: Suite) throws {
    folder = try Scratch()
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
