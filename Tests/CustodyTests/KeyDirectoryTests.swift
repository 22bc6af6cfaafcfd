import BundleCore
import CMS
import Custody
import Disk
import Foundation
import Primitives
import TestSupport
import Testing

@Suite struct KeyDirectoryTests {
  @Test(arguments: Suite.allCases)
  func freshDirectoriesOpen(suite: Suite) throws {
    let house = try Household(suite)
    let keys = try KeyDirectory.open(house.keys.path)
    #expect(keys.identity == house.keys.identity)
    for use in KeyUse.allCases {
      let key = try keys.key(for: use, passphrase: secret(Household.passphrase))
      #expect(key.algorithm == suite.keyAlgorithm)
      #expect(try keys.certificate(for: use).publicKey.isSameKey(as: key.publicKey))
      #expect(try keys.request(for: use).requestedUse == use)
    }
    #expect(Paths.permissions(of: keys.path) == 0o700)
    for name in DirectoryTree.names(in: keys.path) {
      #expect(Paths.permissions(of: keys.path + "/" + name) == 0o600, "\(name)")
    }
    #expect(throws: FengniError(.outputExists)) {
      try KeyDirectory.create(
        at: keys.path, identity: keys.identity, passphrase: secret(Household.passphrase))
    }
  }

  @Test(arguments: ["", "correct horse "])
  func wrongPassphrases(passphrase: String) throws {
    let house = try Household(.nist)
    for use in KeyUse.allCases {
      #expect(throws: FengniError(.passphraseWrong)) {
        try house.keys.key(for: use, passphrase: secret(passphrase))
      }
    }
    #expect(throws: FengniError(.passphraseWrong)) {
      try house.authority.key(passphrase: secret(passphrase))
    }
  }

  @Test(arguments: [0o640, 0o604, 0o601])
  func keysThatOthersMayTouchAreRefused(mode: Int) throws {
    let house = try Household(.nist)
    chmod(house.keys.path + "/signing.key", mode_t(mode))
    #expect(throws: FengniError(.keyFilePermissions)) { try KeyDirectory.open(house.keys.path) }
    chmod(house.authority.path + "/ca.key", mode_t(mode))
    #expect(throws: FengniError(.keyFilePermissions)) {
      try house.authority.key(passphrase: secret(Household.passphrase))
    }
  }

  struct Damage: CustomTestStringConvertible {
    let testDescription: String
    let code: Code
    let make: @Sendable (String) throws -> Void
  }

  @Test(arguments: [
    Damage(testDescription: "no identity", code: .keyDirectoryIncomplete) {
      unlink($0 + "/identity.json")
    },
    Damage(testDescription: "no keys", code: .keyDirectoryIncomplete) {
      unlink($0 + "/signing.key")
      unlink($0 + "/encryption.key")
    },
    Damage(testDescription: "identity is no JSON", code: .jsonSyntax) {
      try Data("{".utf8).write(to: URL(fileURLWithPath: $0 + "/identity.json"))
    },
    Damage(testDescription: "unknown member", code: .jsonUnexpectedMember) {
      let path = $0 + "/identity.json"
      let text = String(decoding: try Files.read(path), as: UTF8.self)
      let edited = text.replacingOccurrences(of: "\"identity\":", with: "\"x\": 1, \"identity\":")
      try Data(edited.utf8).write(to: URL(fileURLWithPath: path))
    },
    Damage(testDescription: "certificates swapped", code: .keyCertificateMismatch) {
      try Data(try Files.read($0 + "/signing.crt"))
        .write(to: URL(fileURLWithPath: $0 + "/encryption.crt"))
    },
    Damage(testDescription: "certificate damaged", code: .certificateFormat) {
      try Data("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
        .write(to: URL(fileURLWithPath: $0 + "/signing.crt"))
    },
  ])
  func damagedDirectories(damage: Damage) throws {
    let house = try Household(.nist)
    try damage.make(house.keys.path)
    #expect(throws: FengniError(damage.code)) { try KeyDirectory.open(house.keys.path) }
  }

  @Test func anotherKeyUnderTheSameCertificate() throws {
    let house = try Household(.nist)
    let path = house.keys.path
    try FileManager.default.removeItem(atPath: path + "/signing.key")
    try FileManager.default.copyItem(
      atPath: path + "/encryption.key", toPath: path + "/signing.key")
    #expect(throws: FengniError(.keyCertificateMismatch)) {
      try KeyDirectory.open(path).signingKey(passphrase: secret(Household.passphrase))
    }
  }

  @Test func installing() throws {
    var house = try Household(.nist, installing: false)
    let first = try house.issued()
    let stranger = try house.authority.issue(
      CertificateRequest.make(
        key: PrivateKey.generate(.p256), subject: DistinguishedName(commonName: "stranger")),
      profile: .signing, validity: validity, key: house.authorityKey)
    #expect(throws: FengniError(.keyCertificateMismatch)) {
      try house.keys.install(certificates: first + [stranger])
    }
    #expect(house.keys.signingCertificate == nil)
    let wrongUse = try house.authority.issue(
      house.keys.request(for: .signing), profile: .encryption, validity: validity,
      key: house.authorityKey)
    #expect(throws: FengniError(.certificateKeyUsage)) {
      try house.keys.install(certificates: [wrongUse])
    }
    let done = try house.keys.install(certificates: first + [house.authority.certificate])
    #expect(done.signing == first[0] && done.encryption == first[1])
    #expect(done.roots == [house.authority.certificate] && house.keys.chain.isEmpty)
    // Renewed: the old ones retire.
    let renewed = try house.issued()
    try house.keys.install(certificates: renewed)
    #expect(house.keys.signingCertificate == renewed[0])
    #expect(Set(house.keys.retired) == Set(first))
    // The same again changes nothing.
    try house.keys.install(certificates: renewed)
    #expect(Set(house.keys.retired) == Set(first))
  }

  @Test func openSSLReadsEverything() throws {
    for suite in Suite.allCases {
      let house = try Household(suite)
      let keys = house.keys.path
      let pass = "pass:" + Household.passphrase
      let crl = try house.authority.issueCRL(
        key: house.authorityKey, thisUpdate: now, nextUpdate: now.adding(seconds: 86_400))
      try Data(crl.pem.utf8).write(to: URL(fileURLWithPath: house.folder("ca.crl")))
      let id = suite == .sm ? ["-vfyopt", "distid:1234567812345678"] : []
      let commands = [
        ["pkey", "-in", keys + "/signing.key", "-passin", pass, "-noout", "-check"],
        ["pkey", "-in", keys + "/encryption.key", "-passin", pass, "-noout", "-check"],
        ["pkey", "-in", house.authority.path + "/ca.key", "-passin", pass, "-noout"],
        ["req", "-in", keys + "/signing.csr", "-noout", "-verify"] + id,
        ["req", "-in", keys + "/encryption.csr", "-noout", "-verify"] + id,
        ["x509", "-in", keys + "/signing.crt", "-noout", "-text"],
        ["crl", "-in", house.folder("ca.crl"), "-noout", "-text"],
        [
          "verify", "-attime", "\(now.secondsSince1970 + 60)", "-CAfile",
          house.authority.path + "/ca.crt",
        ] + id + [keys + "/signing.crt", keys + "/encryption.crt"],
      ]
      for command in commands {
        let run = try Program.run(["openssl"] + command)
        #expect(run.status == 0, "\(suite) \(command): \(run.all)")
      }
    }
  }
}

@Suite struct PKCS12Tests {
  /// A p12 file of OpenSSL for one key of the household.
  static func export(_ house: Household, _ use: KeyUse, to path: String) throws {
    let keys = house.keys.path
    _ = try Program.run([
      "openssl", "pkcs12", "-export", "-in", "\(keys)/\(use.rawValue).crt", "-inkey",
      "\(keys)/\(use.rawValue).key", "-passin", "pass:" + Household.passphrase, "-certfile",
      house.authority.path + "/ca.crt", "-passout", "pass:file pass", "-out", path,
    ]).succeeded()
  }

  @Test(arguments: Suite.allCases)
  func twoFilesFillOneDirectory(suite: Suite) throws {
    let house = try Household(suite)
    let path = house.folder("imported")
    for use in KeyUse.allCases {
      let file = house.folder("\(use.rawValue).p12")
      try Self.export(house, use, to: file)
      func importing(_ passphrase: String, id: String = "PDY000028") throws -> KeyDirectory {
        try KeyDirectory.importPKCS12(
          try Files.read(file), filePassphrase: secret(passphrase), at: path, id: id, name: "郑州",
          created: now, passphrase: secret("another one"))
      }
      #expect(throws: FengniError(.passphraseWrong)) { try importing("wrong") }
      let keys = try importing("file pass")
      #expect(keys.installedCertificate(for: use) == house.keys.installedCertificate(for: use))
      #expect(
        try keys.key(for: use, passphrase: secret("another one")).publicKey
          == house.keys.certificate(for: use).publicKey)
      #expect(keys.chain.isEmpty)
      #expect(throws: FengniError(.outputExists)) { try importing("file pass") }
      #expect(throws: FengniError(.outputExists)) { try importing("file pass", id: "PDY000036") }
    }
    #expect(Paths.permissions(of: path) == 0o700)
  }

  @Test func damagedFilesAreRefused() throws {
    let house = try Household(.nist)
    let file = house.folder("x.p12")
    try Self.export(house, .signing, to: file)
    let good = try Files.read(file)
    for damaged in [[], Array(good.dropLast()), good + [0], Array("x".utf8)] {
      #expect(throws: FengniError(.keyFileFormat)) {
        try KeyDirectory.importPKCS12(
          damaged, filePassphrase: secret("file pass"), at: house.folder("no"), id: "A", name: "A",
          created: now, passphrase: secret("another one"))
      }
    }
    #expect(!Paths.exists(house.folder("no")))
  }
}
