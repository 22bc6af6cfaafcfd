import BundleCore
import Primitives
import TestSupport
import Testing

@testable import CMS

/// Messages of our own: every way to carry the content, and who signed it.
@Suite struct SignedDataTests {
  static let content = Array("{\"statement\": \"submission/1\"}".utf8)

  private func read(_ message: [UInt8]) throws -> (signers: [VerifiedSigner], content: [UInt8]) {
    let (data, content) = try SignedData.read(message, contentLimit: 4 << 20)
    return (try data.verify(), content)
  }

  @Test(arguments: Suite.allCases)
  func attached(suite: Suite) throws {
    let people = try People.of(suite)
    let message = try SignedData.sign(
      Self.content, digest: suite.digest, signers: [people.signer(0, .proofOfApproval)],
      certificates: people.certificates)
    let (signers, content) = try read(message)
    #expect(content == Self.content)
    #expect(signers.map(\.certificate) == [people.persons[0].certificate])
    #expect(signers.map(\.commitment) == [.proofOfApproval])
    #expect(signers.map(\.signingTime) == [People.time])
    #expect(code { _ = try SignedData.read(message, contentLimit: 10) } == .signedDataSyntax)
    let (data, _) = try SignedData.read(message, contentLimit: 1 << 20)
    #expect(data.canonicalEncoding(content: content) == message)
  }

  @Test(arguments: Suite.allCases)
  func detached(suite: Suite) throws {
    let people = try People.of(suite)
    let message = try SignedData.sign(
      Self.content, digest: suite.digest, signers: [people.signer(0)],
      certificates: people.certificates, detached: true)
    func verify(_ content: [UInt8]) throws {
      let data = try SignedData(
        reading: MemorySource(message), content: .detached(MemorySource(content)))
      #expect(try data.verify().count == 1)
    }
    try verify(Self.content)
    #expect(code { try verify(Self.content + [0x20]) } == .messageDigestMismatch)
    #expect(code { _ = try read(message) } == .signedDataSyntax)
    let attached = try SignedData.sign(
      Self.content, digest: suite.digest, signers: [people.signer(0)], certificates: [])
    #expect(
      code {
        _ = try SignedData(
          reading: MemorySource(attached), content: .detached(MemorySource(Self.content)))
      } == .signedDataSyntax)
    #expect(code { _ = try read(attached) } == .signerCertificateMissing)
  }

  @Test(arguments: Suite.allCases, [false, true])
  func streamed(suite: Suite, detached: Bool) throws {
    let people = try People.of(suite)
    let content = patterned(1_000_001)
    let message = try segmented(
      SignedData.sign(
        content, digest: suite.digest, signers: [people.signer(0), people.signer(1)],
        certificates: people.certificates, detached: detached),
      segment: 70_001)
    let out = MemorySink()
    let data = try SignedData(
      reading: MemorySource(message),
      content: detached
        ? .detached(MemorySource(content)) : .attached(into: out, limit: UInt64(content.count)))
    #expect(try data.verify().count == 2)
    if !detached { #expect(out.bytes == content) }
  }

  @Test(arguments: Suite.allCases)
  func oneAfterTheOther(suite: Suite) throws {
    let people = try People.of(suite)
    var message = try SignedData.sign(
      Self.content, digest: suite.digest, signers: [people.signer(0)],
      certificates: [people.certificates[0]])
    for (i, commitment) in [(1, Commitment.proofOfApproval), (2, .proofOfOrigin)] {
      let (data, content) = try SignedData.read(message, contentLimit: 1 << 20)
      message = try data.adding(
        people.signer(i, commitment), content: content, digest: suite.digest,
        certificates: [people.certificates[i]])
    }
    let signers = try read(message).signers
    #expect(Set(signers.map(\.certificate)) == Set(people.certificates))
    #expect(
      Set(signers.map(\.commitment)) == [.proofOfCreation, .proofOfApproval, .proofOfOrigin])
    let (data, content) = try SignedData.read(message, contentLimit: 1 << 20)
    let twice = try data.adding(
      people.signer(0, .proofOfOrigin), content: content, digest: suite.digest, certificates: [])
    #expect(code { _ = try read(twice) } == .signerDuplicate)
  }

  @Test func countsAreBounded() throws {
    let people = try People.of(.nist)
    func message(_ count: Int) throws -> [UInt8] {
      try SignedData.sign(
        Self.content, digest: .sha256,
        signers: Array(repeating: people.signer(0), count: count), certificates: [])
    }
    #expect(code { _ = try read(message(0)) } == .noSigner)
    #expect(code { _ = try read(message(Limits.signers + 1)) } == .signedDataSyntax)
    let certificates = Array(
      repeating: people.certificates[0], count: Limits.embeddedCertificates + 1)
    let heavy = try SignedData.sign(
      Self.content, digest: .sha256, signers: [people.signer(0)], certificates: certificates)
    #expect(code { _ = try read(heavy) } == .signedDataSyntax)
  }

  /// A statement with these octets behind its one SignerInfo's signature.
  private func message(unsigned: [UInt8]) throws -> [UInt8] {
    let people = try People.of(.nist)
    let statement = try SignedData.sign(
      Self.content, digest: .sha256, signers: [people.signer(0)],
      certificates: [people.certificates[0]])
    var info = try DERReader.sequence(parsing: statement, .signedDataSyntax)
    let type = try info.next("contentType").encoding
    var content = try info.constructed("content", tag: Tag.constructed(0))
    var data = try content.sequence("SignedData")
    var parts: [UInt8] = []
    for what in ["version", "digestAlgorithms", "encapContentInfo", "certificates"] {
      parts += try data.next(what).encoding
    }
    var infos = try data.constructed("signerInfos", tag: Tag.set)
    let signer = try infos.next("SignerInfo").content
    let added = DERWriter.setOf([DERWriter.sequence(Array(signer) + unsigned)])
    return DERWriter.sequence(
      Array(type), DERWriter.explicit(0, DERWriter.sequence(parts + added)))
  }

  /// Unsigned attributes are ignored, but in DER as the rest (SPEC, 6.1).
  @Test func unsignedAttributesAreInOrder() throws {
    func attribute(_ type: OID, _ values: [UInt8]...) -> [UInt8] {
      DERWriter.sequence(
        DERWriter.objectIdentifier(type), DERWriter.value(Tag.set, Array(values.joined())))
    }
    let (low, high) = (DERWriter.integer(1), DERWriter.integer(2))
    let (first, second) = (attribute(OID(1, 2, 3), low), attribute(OID(1, 2, 4), low, high))
    let rows: [(octets: [UInt8], code: Code?)] = [
      (octets: [], code: nil),
      (octets: DERWriter.value(0xa1, first + second), code: nil),
      (octets: DERWriter.value(0xa1, second + first), code: .signedDataSyntax),
      (octets: DERWriter.value(0xa1, attribute(OID(1, 2), high, low)), code: .signedDataSyntax),
      (octets: DERWriter.value(0xa1, DERWriter.null), code: .signedDataSyntax),
      (
        octets: DERWriter.value(0xa1, DERWriter.sequence(DERWriter.null, DERWriter.setOf([]))),
        code: .signedDataSyntax
      ),
      (
        octets: DERWriter.value(
          0xa1, DERWriter.sequence(DERWriter.objectIdentifier(OID(1, 2)), DERWriter.null)),
        code: .signedDataSyntax
      ),
      (octets: DERWriter.value(0x81, []), code: .signedDataSyntax),
      (octets: DERWriter.value(0xa2, []), code: .signedDataSyntax),
      (octets: DERWriter.value(0xa1, first) + DERWriter.null, code: .signedDataSyntax),
    ]
    for (i, row) in rows.enumerated() {
      let found = code { _ = try read(message(unsigned: row.octets)) }
      #expect(found == row.code, "row \(i)")
    }
  }

  @Test func keysMustFit() throws {
    let people = try People.of(.nist)
    let wrong = Signer(
      key: people.persons[0].key, certificate: people.certificates[1],
      commitment: .proofOfOrigin, signingTime: People.time)
    #expect(
      code {
        _ = try SignedData.sign(
          Self.content, digest: .sha256, signers: [wrong], certificates: [])
      } == .keyCertificateMismatch)
  }

  @Test(arguments: Suite.allCases)
  func everyBitCounts(suite: Suite) throws {
    let people = try People.of(suite)
    var message = try SignedData.sign(
      Self.content, digest: suite.digest, signers: [people.signer(0)],
      certificates: [people.certificates[0]])
    let whole = try read(message)
    for place in message.indices {
      let bit = UInt8(1) << (place % 8)
      message[place] ^= bit
      // The certificate's own signature is not this layer's; all else is bound.
      if let (signers, content) = try? read(message) {
        #expect(content == whole.content, "octet \(place)")
        #expect(signers.map(\.commitment) == whole.signers.map(\.commitment))
        #expect(signers.map(\.signingTime) == whole.signers.map(\.signingTime))
        #expect(
          signers[0].certificate == whole.signers[0].certificate
            || message[place] == 0, "octet \(place)")
      }
      message[place] ^= bit
    }
    for count in 0..<message.count {
      #expect(code { _ = try read(Array(message[..<count])) } == .signedDataSyntax)
    }
    #expect(code { _ = try read(message + [0]) } == .signedDataSyntax)
  }
}
