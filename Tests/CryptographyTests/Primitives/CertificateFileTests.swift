import BundleCore
import Primitives
import TestSupport
import Testing

/// Files of certificates and lists as CAs and editors write them: read whole or refused.
@Suite struct CertificateFileTests {
  private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  private struct Material {
    let leaf: Certificate
    let root: Certificate
    let crl: CertificateRevocationList

    init() throws {
      let authority = try Authority(.p256)
      leaf = try authority.leaf().certificate
      root = authority.root
      crl = try authority.middleCRL([(serial: [0x10], at: .days(-20))], number: 7)
    }

    var both: String { leaf.pem + root.pem }
  }

  private func wide(_ text: String, isLittle: Bool, hasMark: Bool) -> [UInt8] {
    ((hasMark ? "\u{feff}" : "") + text).utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
      return isLittle ? [low, high] : [high, low]
    }
  }

  @Test func everyBlockIsRead() throws {
    let material = try Material()
    let both = [material.leaf, material.root]
    let text = material.both
    let files: [[UInt8]] = [
      Array(text.utf8), Self.mark + Array(text.utf8),
      // Two files with a mark each, put together.
      Self.mark + Array(material.leaf.pem.utf8) + Self.mark + Array(material.root.pem.utf8),
      Array(text.replacing("\n", with: "\r\n").utf8), Array(text.replacing("\n", with: "\r").utf8),
      Array(("单位：某某医院\n# comment\nsubject=CN = x\n========\n" + text + "0 bytes\n").utf8),
      Array((" 0 s:CN = x\n" + text).utf8), Array(("0 s:CN = x\n" + text).utf8),
      wide(text, isLittle: true, hasMark: true), wide(text, isLittle: false, hasMark: true),
      wide(text, isLittle: true, hasMark: false), wide(text, isLittle: false, hasMark: false),
    ]
    for file in files { #expect(try Certificate.list(pemOrDER: file) == both) }
    let crl = material.crl
    let lists: [[UInt8]] = [
      Self.mark + Array((crl.pem + crl.pem).utf8),
      wide(crl.pem + crl.pem, isLittle: true, hasMark: true),
    ]
    for file in lists {
      #expect(try CertificateRevocationList.list(pemOrDER: file) == [crl, crl])
    }
  }

  @Test func singleOnesComeInManyForms() throws {
    let material = try Material()
    let bare = material.leaf.pem.split(separator: "\n").filter { !$0.hasPrefix("-") }
      .joined(separator: "\r\n")
    for file in [
      material.leaf.der + [0x0d, 0x0a], material.leaf.der + [0x0a, 0x1a], Array(bare.utf8),
      Self.mark + Array(bare.utf8), wide(bare, isLittle: true, hasMark: true),
    ] {
      #expect(try Certificate.list(pemOrDER: file) == [material.leaf])
    }
    let list = material.crl.pem.split(separator: "\n").filter { !$0.hasPrefix("-") }
      .joined(separator: "\n")
    #expect(try CertificateRevocationList.list(pemOrDER: Array(list.utf8)) == [material.crl])
    #expect(
      try CertificateRevocationList.list(pemOrDER: material.crl.der + [0x0a]) == [material.crl])
    let request = try CertificateRequest.make(
      key: PrivateKey.generate(.p256), subject: .init(commonName: "x"))
    let digits = request.pem.split(separator: "\n").filter { !$0.hasPrefix("-") }
      .joined(separator: "\n")
    #expect(try CertificateRequest(pemOrDER: Array(digits.utf8)) == request)
    #expect(try CertificateRequest(pemOrDER: Self.mark + Array(request.pem.utf8)) == request)
  }

  @Test func packedOnesAreRead() throws {
    let material = try Material()
    let openssl = try OpenSSL()
    try openssl.write("both", material.both)
    try openssl.write("list", material.crl.pem)
    for form in ["PEM", "DER"] {
      try openssl("crl2pkcs7 -nocrl -certfile both -outform \(form) -out chain")
      let chain = try Certificate.list(pemOrDER: openssl.read("chain"))
      #expect(Set(chain) == [material.leaf, material.root] && chain.count == 2)
      #expect(throws: FengniError(.certificateFileContent)) {
        _ = try CertificateRevocationList.list(pemOrDER: openssl.read("chain"))
      }
      try openssl("crl2pkcs7 -in list -outform \(form) -out lists")
      #expect(
        try CertificateRevocationList.list(pemOrDER: openssl.read("lists")) == [material.crl])
      try openssl("crl2pkcs7 -in list -certfile both -outform \(form) -out mixed")
      #expect(throws: FengniError(.certificateFileContent)) {
        _ = try Certificate.list(pemOrDER: openssl.read("mixed"))
      }
    }
    // A block of it beside ordinary ones.
    try openssl("crl2pkcs7 -nocrl -certfile both -out chain")
    let file = try Array(material.root.pem.utf8) + openssl.read("chain")
    #expect(try Certificate.list(pemOrDER: file).count == 3)
  }

  /// What is not understood is refused, with its line.
  @Test func whatIsLeftOverIsRefused() throws {
    let material = try Material()
    let pem = material.leaf.pem
    let lines = pem.split(separator: "\n").count
    let row = String(repeating: "MIIB", count: 16)
    let unfinished = pem.split(separator: "\n").dropLast().joined(separator: "\n")
    let files: [(String, Int)] = [
      (pem + unfinished, lines + 1), (pem + row + "\n", lines + 1),
      ("----BEGIN CERTIFICATE-----\n" + pem, 1), (pem + "-----END CERTIFICATE-----\n", lines + 1),
      ("x -----BEGIN CERTIFICATE-----\n" + pem, 1),
      (pem + pem.replacing("-----END CERTIFICATE", with: "-----END CERTIFICAT"), lines + 1),
      (pem + material.crl.pem, lines + 1), (pem + "\u{0}\n", lines + 1),
      (pem + "-----BEGIN PRIVATE KEY-----\n\(row)\n-----END PRIVATE KEY-----\n", lines + 1),
      (pem.replacing("MII", with: "M*I") + pem, 1),
    ]
    for (file, line) in files {
      let error = try #require(throws: FengniError.self) {
        _ = try Certificate.list(pemOrDER: Array(file.utf8))
      }
      #expect(error.code == .certificateFileContent && error.line == line, "\(error)")
    }
    #expect(throws: FengniError(.certificateFileContent)) {
      _ = try Certificate.list(pemOrDER: material.leaf.der + material.root.der)
    }
  }
}
