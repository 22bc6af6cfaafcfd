import BundleCore
import CMS
import Foundation
import Primitives
import TestSupport
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
