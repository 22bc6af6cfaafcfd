import BundleCore
import Foundation
import Glibc
import Messages
import TestSupport
import Testing

/// Keys, passphrases, trust.
@Suite struct KeySituations {
  static let table: [Situation] = [
    Situation("wrong passphrase", 77, .passphraseWrong) { story, _ in
      ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient"), "--passphrase-file", story.path("wrong-passphrase")]
    },
    Situation(
      "wrong passphrase in the environment", 77, .passphraseWrong,
      environment: ["FENGNI_PASSPHRASE": Story.wrongPassphrase]
    ) { story, scratch in
      ["open", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient"), "-o", scratch("out")]
    },
    Situation("no passphrase and no terminal", 77, .passphraseMissing) { story, _ in
      ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient")]
    },
    Situation("passphrase file that others can read", 77, .keyFilePermissions) { story, scratch in
      let file = try scratch.write("pass", Story.passphrase, mode: 0o644)
      return ["sign", story.path("full"), "--as", "preparer", "--keys"]
        + [story.path("keys/preparer"), "--passphrase-file", file] + Story.signing
    },
    Situation("empty passphrase file", 77, .passphraseMissing) { story, scratch in
      let file = try scratch.write("pass", "\n")
      return ["sign", story.path("full"), "--as", "preparer", "--keys"]
        + [story.path("keys/preparer"), "--passphrase-file", file] + Story.signing
    },
    Situation("passphrase file is missing", 66, .inputNotFound) { story, scratch in
      ["sign", story.path("full"), "--as", "preparer", "--keys", story.path("keys/preparer")]
        + ["--passphrase-file", scratch("none")] + Story.signing
    },
    Situation("new passphrase too short", 77, .passphraseWrong) { story, scratch in
      let file = try scratch.write("pass", "short")
      return ["keys", "new", "--dir", scratch("out"), "--id", "PDY000028", "--name", "x"]
        + ["--passphrase-file", file]
    },
    Situation("key file that the group can read", 77, .keyFilePermissions) { story, scratch in
      let keys = try scratch.copy(story.path("keys/recipient"), as: "keys")
      chmod(keys + "/encryption.key", 0o640)
      return ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp")]
        + ["--keys", keys] + story.secret
    },
    Situation("key file as GmSSL writes it", 65, .keyFileForeign) { story, scratch in
      let keys = try scratch.copy(story.path("keys/recipient"), as: "keys")
      try otherPRF(keys + "/encryption.key")
      return ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp")]
        + ["--keys", keys] + story.secret
    },
    Situation("passphrase file with a mark and Windows' line end", 0, nil) { story, scratch in
      let file = try scratch.write("pass", "\u{feff}" + Story.passphrase + "\r\nsecond line\r\n")
      return ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient"), "--passphrase-file", file, "--crl"]
        + [story.path("good.crl")] + Story.received
    },
    Situation("passphrase file in UTF-16", 65, .passphraseFileEncoding) { story, scratch in
      let wide = ("\u{feff}" + Story.passphrase).utf16.flatMap {
        [UInt8($0 & 0xff), UInt8($0 >> 8)]
      }
      return ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient"), "--passphrase-file", try scratch.write("pass", wide)]
    },
    imported("a PKCS #12 file without a passphrase", 0, nil, "") { try export($0, "") },
    imported("a PKCS #12 file in base64", 0, nil, "word") {
      Array(Data(try export($0, "word")).base64EncodedString(options: .lineLength76Characters).utf8)
    },
    imported("a key as GmSSL writes it", 65, .keyFileForeign, "word") {
      let file = try $0.copy(Story.shared().path("keys/recipient/encryption.key"), as: "gm.key")
      try otherPRF(file)
      return try Files.read(file)
    },
    imported("a Java key store", 65, .keyFileJava, "word") { _ in [0xfe, 0xed, 0xfe, 0xed, 0] },
    imported("a key without its certificate", 65, .keyFileAlone, "word") { _ in
      try Files.read(Story.shared().path("keys/recipient/encryption.key"))
    },
    imported("a certificate alone", 65, .keyFileAlone, "word") { _ in
      try Files.read(Story.shared().path("keys/recipient/encryption.crt"))
    },
    Situation("certificates with something between them", 65, .certificateFileContent) {
      story, scratch in
      let pem = try Files.read(story.path("keys/preparer/signing.issued.crt"))
      let keys = try scratch.copy(story.path("keys/preparer"), as: "keys")
      return ["keys", "install", "--dir", keys]
        + [try scratch.write("all.pem", pem + pem.dropLast(10))]
    },
    Situation("certificates with a mark before them", 0, nil) { story, scratch in
      let pem = try Files.read(story.path("keys/preparer/signing.issued.crt"))
      let keys = try scratch.copy(story.path("keys/preparer"), as: "keys")
      return [
        "keys", "install", "--dir", keys, try scratch.write("c.crt", [0xef, 0xbb, 0xbf] + pem),
      ]
    },
    Situation("a list of revocations that is not whole", 65, .certificateFileContent) {
      story, scratch in
      let list = try Files.read(story.path("good.crl"))
      return ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--crl"]
        + [try scratch.write("all.crl", list + list.dropLast(20))] + ["--keys"]
        + [story.path("keys/recipient")] + story.secret + Story.received
    },
    Situation("key directory without keys", 65, .keyDirectoryIncomplete) { story, scratch in
      ["keys", "show", "--dir", scratch.path]
    },
    Situation("key directory is missing", 66, .inputNotFound) { story, scratch in
      ["keys", "show", "--dir", scratch("none")]
    },
    Situation("certificate of somebody else", 1, .keyCertificateMismatch) { story, scratch in
      let keys = try scratch.copy(story.path("keys/approver"), as: "keys")
      return ["keys", "install", "--dir", keys, story.path("keys/preparer/signing.issued.crt")]
    },
    Situation("a text where a certificate is due", 65, .certificateFormat) { story, scratch in
      ["keys", "install", "--dir", story.path("keys/seal"), try scratch.write("crt", "hello")]
    },
    Situation("a text where a request is due", 65, .certificateRequestFormat) { story, scratch in
      ["ca", "issue", "--dir", story.path("ca-sm"), try scratch.write("x.csr", "hello")]
        + story.secret
    },
    Situation("a CA whose index is damaged", 65, .caStateInvalid) { story, scratch in
      let authority = try scratch.copy(story.path("ca-sm"), as: "ca")
      _ = try scratch.write("ca/index.json", "{")
      return ["ca", "crl", "--dir", authority, "-o", scratch("out")] + story.secret
    },
    Situation("revoking a certificate of another CA", 1, .certificateUntrusted) { story, scratch in
      let authority = try scratch.copy(story.path("ca-nist"), as: "ca")
      return ["ca", "revoke", "--dir", authority, story.path("keys/seal/signing.crt")]
    },
    Situation(
      "campaign that nobody trusts yet", 1, .campaignNotTrusted,
      environment: ["FENGNI_HOME": "STORY/home-empty"]
    ) { story, scratch in
      ["open", story.path("signed.fnb"), "-o", scratch("out")] + story.centre
    },
    Situation(
      "report on a campaign that nobody trusts", 1, .campaignNotTrusted,
      environment: ["FENGNI_HOME": "STORY/home-empty"]
    ) { story, scratch in
      ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY000028"] + Story.signing
    },
    Situation(
      "trust under another fingerprint", 1, .campaignFingerprintMismatch,
      environment: ["FENGNI_HOME": "STORY/home-empty"]
    ) { story, _ in
      ["campaign", "trust", story.path("main.fnp"), "--fingerprint"]
        + [String(repeating: "0", count: 32)]
    },
    Situation(
      "a fingerprint of too few digits", 1, .campaignFingerprintMismatch,
      environment: ["FENGNI_HOME": "STORY/home-empty"]
    ) { story, _ in
      ["campaign", "trust", story.path("main.fnp"), "--fingerprint"]
        + [String(story.fingerprint.prefix(9))]
    },
    Situation("check under another fingerprint", 1, .campaignFingerprintMismatch) { story, _ in
      ["verify", story.path("signed.fnb"), "--fingerprint", String(repeating: "0", count: 32)]
        + story.centre
    },
    Situation(
      "the right fingerprint needs no pin", 0, nil,
      environment: ["FENGNI_HOME": "STORY/home-empty"]
    ) { story, _ in
      ["verify", story.path("signed.fnb"), "--fingerprint", story.fingerprint] + story.centre
    },
    Situation(
      "campaign older than one that was seen", 1, .campaignRollback,
      environment: ["FENGNI_HOME": "STORY/home-next"]
    ) { story, _ in
      ["verify", story.path("signed.fnb")] + story.centre
    },
    Situation(
      "pinning an older campaign", 1, .campaignRollback,
      environment: ["FENGNI_HOME": "STORY/home-next"]
    ) { story, _ in
      ["campaign", "trust", story.path("main.fnp"), "--fingerprint", story.fingerprint]
    },
  ]

  @Test("keys and trust", arguments: table, Language.allCases)
  func holds(_ situation: Situation, _ language: Language) throws {
    try situation.check(language)
  }

  /// Importing a file that somebody takes for PKCS #12.
  private static func imported(
    _ name: String, _ status: Int32, _ code: Code?, _ passphrase: String,
    _ file: @escaping @Sendable (Scratch) throws -> [UInt8]
  ) -> Situation {
    Situation(name, status, code, absent: status == 0 ? [] : ["out"]) { story, scratch in
      ["keys", "import", "--p12", try scratch.write("file.p12", try file(scratch))]
        + ["--p12-passphrase-file", try scratch.write("word", passphrase), "--dir", scratch("out")]
        + ["--id", "PDY000028", "--name", "x"] + story.secret
    }
  }

  /// A PKCS #12 file with the key of the CA's authority under a passphrase.
  private static func export(_ scratch: Scratch, _ passphrase: String) throws -> [UInt8] {
    for line in [
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -out c.pem "
        + "-subj /CN=x -addext keyUsage=critical,digitalSignature",
      "pkcs12 -export -inkey k.pem -in c.pem -out k.p12 -passout pass:\(passphrase)",
    ] {
      _ = try scratch.run(["openssl"] + line.split(separator: " ").map(String.init)).succeeded()
    }
    return try scratch.read("k.p12")
  }

  /// Gives a key file a PRF of PBKDF2 that OpenSSL does not have, as GmSSL's HMAC-SM3 is.
  private static func otherPRF(_ file: String) throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let base64 = text.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    guard var der = Data(base64Encoded: base64).map({ Array($0) }) else {
      throw TestFailure(description: text)
    }
    let sha256: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x09]
    guard let i = (0..<der.count - 8).first(where: { Array(der[$0..<$0 + 8]) == sha256 }) else {
      throw TestFailure(description: "no PRF")
    }
    der[i + 7] = 0x1f
    let pem = Data(der).base64EncodedString(options: [.lineLength64Characters])
    try Files.write(
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\(pem)\n-----END ENCRYPTED PRIVATE KEY-----\n",
      to: file)
  }
}
