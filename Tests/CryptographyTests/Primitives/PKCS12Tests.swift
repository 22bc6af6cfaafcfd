import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct PKCS12Tests {
  @Test(arguments: ["", "-legacy", "-keypbe NONE -certpbe NONE", "-iter 5000 -macalg sha512"])
  func oneKeyWithItsChain(_ options: String) throws {
    let authority = try Authority(.p256)
    let leaf = try authority.leaf()
    let openssl = try OpenSSL()
    try openssl.write("k", leaf.key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("c", leaf.certificate.pem)
    try openssl.write("ca", authority.middle.pem + authority.root.pem)
    try openssl(
      "pkcs12 -export -inkey k -passin pass:p -in c -certfile ca -passout pass:word -out f \(options)"
    )
    let file = try openssl.read("f")
    let contents = try PKCS12.read(file, passphrase: secret("word"))
    #expect(contents.entries.map(\.certificate) == [leaf.certificate])
    #expect(contents.entries.first?.key.publicKey == leaf.key.publicKey)
    #expect(Set(contents.others) == [authority.middle, authority.root])
    for wrong in ["", "Word", "word "] {
      #expect(throws: FengniError(.passphraseWrong)) {
        _ = try PKCS12.read(file, passphrase: secret(wrong))
      }
    }
    #expect(throws: FengniError(.keyFileFormat)) {
      _ = try PKCS12.read(file + [0], passphrase: secret("word"))
    }
  }

  @Test(arguments: [KeyAlgorithm.sm2, .rsa(bits: 2048)])
  func otherKeys(algorithm: KeyAlgorithm) throws {
    let leaf = try Authority(algorithm).leaf()
    let openssl = try OpenSSL()
    try openssl.write("k", leaf.key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("c", leaf.certificate.pem)
    try openssl(
      "pkcs12 -export -inkey k -passin pass:p -in c -passout pass:word -out f")
    let contents = try PKCS12.read(openssl.read("f"), passphrase: secret("word"))
    #expect(contents.entries.map(\.certificate) == [leaf.certificate])
  }

  @Test func anEmptyPassphrase() throws {
    let leaf = try Authority(.p256).leaf()
    let openssl = try OpenSSL()
    try openssl.write("k", leaf.key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("c", leaf.certificate.pem)
    try openssl("pkcs12 -export -inkey k -passin pass:p -in c -passout pass: -out f")
    let contents = try PKCS12.read(openssl.read("f"), passphrase: secret(""))
    #expect(contents.entries.count == 1)
  }

  @Test func unreasonableFilesAreRefused() throws {
    let leaf = try Authority(.p256).leaf()
    let openssl = try OpenSSL()
    try openssl.write("k", leaf.key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("c", leaf.certificate.pem)
    let command = "pkcs12 -export -inkey k -passin pass:p -in c -passout pass:word -out f"
    try openssl(command + " -nomac")
    let bare = try openssl.read("f")
    try openssl(command + " -iter 65536")
    let slow = try withTooManyIterations(openssl.read("f"))
    for file in [bare, slow] {
      let error = #expect(throws: FengniError.self) {
        _ = try PKCS12.read(file, passphrase: secret("word"))
      }
      #expect(error?.code == .keyFileFormat)
      #expect(error?.reason.contains("MAC") == true || error?.reason.contains("count") == true)
    }
  }

  @Test(arguments: ["", "3000", "68656c6c6f"])
  func notPKCS12(_ text: String) throws {
    let der = try hex(text)
    #expect(throws: FengniError(.keyFileFormat)) {
      _ = try PKCS12.read(der, passphrase: secret(""))
    }
  }
}
