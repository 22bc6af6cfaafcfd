import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct ContentCipherTests {
  struct Vector: Sendable {
    let name: String
    let cipher: ContentCipher
    let key: String
    let nonce: String
    let plain: String
    let sealed: String
    let tag: String
  }

  static let sm4Key = "0123456789abcdeffedcba9876543210"
  static let sm4Nonce = "00001234567800000000abcd"
  static let sm4Plain = """
    aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd
    eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa
    """
  static let sm4Sealed = """
    17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735
    d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d
    """

  // SM4: the ciphertext is that of RFC 8998 A.1, which GCM makes without regard to the AAD. The
  // tags without AAD come from an independent GHASH over `openssl enc -sm4-ecb`, which also gave
  // RFC 8998's own tag 83de3541… with its AAD. AES: McGrew and Viega, test cases 13 and 15.
  static let vectors = [
    Vector(
      name: "RFC 8998 A.1 without AAD", cipher: .sm4GCM, key: sm4Key, nonce: sm4Nonce,
      plain: sm4Plain, sealed: sm4Sealed, tag: "7bd29ef4763611cbcd3bcd2de1a39c42"),
    Vector(
      name: "its first 37 bytes", cipher: .sm4GCM, key: sm4Key, nonce: sm4Nonce,
      plain: String(sm4Plain.filter(\.isHexDigit).prefix(74)),
      sealed: String(sm4Sealed.filter(\.isHexDigit).prefix(74)),
      tag: "7d3e2c61a1ce52471f36835bf1851de3"),
    Vector(
      name: "empty, SM4", cipher: .sm4GCM, key: sm4Key, nonce: sm4Nonce, plain: "", sealed: "",
      tag: "54f157af32744bb83bbe8aa6f1578b71"),
    Vector(
      name: "GCM 13", cipher: .aes256GCM, key: String(repeating: "0", count: 64),
      nonce: String(repeating: "0", count: 24), plain: "", sealed: "",
      tag: "530f8afbc74536b9a963b4f1c4cb738b"),
    Vector(
      name: "GCM 15", cipher: .aes256GCM,
      key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
      nonce: "cafebabefacedbaddecaf888",
      plain: """
        d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
        1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255
        """,
      sealed: """
        522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
        8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad
        """, tag: "b094dac5d93471bdec1a502270e3cc6c"),
  ]

  @Test(arguments: vectors)
  func knownAnswer(_ vector: Vector) throws {
    let key = secret(try hex(vector.key))
    let nonce = try hex(vector.nonce)
    var content = try hex(vector.plain)
    let sealer = try AEADSealer(vector.cipher, key: key, nonce: nonce)
    try content.withMutableRawBytes { (raw) throws(FengniError) in try sealer.seal(raw) }
    #expect(try content == hex(vector.sealed))
    #expect(try sealer.finish() == hex(vector.tag))

    let opener = try AEADOpener(vector.cipher, key: key, nonce: nonce)
    try content.withMutableRawBytes { (raw) throws(FengniError) in try opener.open(raw) }
    #expect(try content == hex(vector.plain))
    #expect(try opener.finish(tag: hex(vector.tag)))
  }

  @Test(arguments: ContentCipher.allCases, [1, 16, 17, 40, 500])
  func everySplitGivesTheSame(cipher: ContentCipher, largest: Int) throws {
    let key = secret(patterned(cipher.keyByteCount))
    let nonce = patterned(12)
    var dice = Seeded(UInt64(largest))
    for round in 0..<60 {
      let plain = patterned(Int.random(in: 0...900, using: &dice))
      let whole = try seal(plain, cipher, key, nonce, split: [])
      let split = (0..<1000).map { _ in Int.random(in: 0...largest, using: &dice) }
      #expect(try seal(plain, cipher, key, nonce, split: split) == whole, "round \(round)")
      let opened = try open(whole, cipher, key, nonce, split: split.shuffled(using: &dice))
      #expect(opened.content == plain && opened.holds, "round \(round)")
    }
  }

  @Test(arguments: ContentCipher.allCases)
  func anyChangeIsSeen(cipher: ContentCipher) throws {
    let key = secret(patterned(cipher.keyByteCount))
    let nonce = patterned(12)
    let sealed = try seal(patterned(50), cipher, key, nonce, split: [])
    for position in 0..<66 {
      var (content, tag) = sealed
      if position < 50 { content[position] ^= 1 } else { tag[position - 50] ^= 0x80 }
      #expect(try !open((content, tag), cipher, key, nonce, split: [7]).holds)
    }
    let short = (Array(sealed.content.dropLast()), sealed.tag)
    #expect(try !open(short, cipher, key, nonce, split: []).holds)
    let cut = (sealed.content, Array(sealed.tag.dropLast()))
    #expect(try !open(cut, cipher, key, nonce, split: []).holds)
    #expect(try !open((sealed.content, []), cipher, key, nonce, split: []).holds)
  }

  @Test(arguments: ContentCipher.allCases)
  func refusesMisuse(cipher: ContentCipher) throws {
    let key = secret(patterned(cipher.keyByteCount))
    #expect(throws: FengniError(.cryptoLibrary)) {
      _ = try AEADSealer(cipher, key: secret([1, 2, 3]), nonce: patterned(12))
    }
    #expect(throws: FengniError(.cryptoLibrary)) {
      _ = try AEADSealer(cipher, key: key, nonce: patterned(13))
    }
    let sealer = try AEADSealer(cipher, key: key, nonce: patterned(12))
    _ = try sealer.finish()
    #expect(throws: FengniError(.cryptoLibrary)) { _ = try sealer.finish() }
    var more: [UInt8] = [1]
    #expect(throws: FengniError(.cryptoLibrary)) {
      try more.withMutableRawBytes { (raw) throws(FengniError) in try sealer.seal(raw) }
    }
  }

  // Both directions from buffer to buffer when the split is not empty, in place when it is.
  private func seal(
    _ plain: [UInt8], _ cipher: ContentCipher, _ key: borrowing SecretBytes, _ nonce: [UInt8],
    split: [Int]
  ) throws -> (content: [UInt8], tag: [UInt8]) {
    let sealer = try AEADSealer(cipher, key: key, nonce: nonce)
    let content = try pieces(plain, split) { source, target throws(FengniError) in
      if split.isEmpty {
        target.copyMemory(from: source)
        try sealer.seal(target)
      } else {
        try sealer.seal(from: source, to: target)
      }
    }
    return (content, try sealer.finish())
  }

  private func open(
    _ sealed: (content: [UInt8], tag: [UInt8]), _ cipher: ContentCipher,
    _ key: borrowing SecretBytes, _ nonce: [UInt8], split: [Int]
  ) throws -> (content: [UInt8], holds: Bool) {
    let opener = try AEADOpener(cipher, key: key, nonce: nonce)
    let content = try pieces(sealed.content, split) { source, target throws(FengniError) in
      try opener.open(from: source, to: target)
    }
    return (content, try opener.finish(tag: sealed.tag))
  }

  private func pieces(
    _ input: [UInt8], _ split: [Int],
    _ step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(FengniError) -> Void
  ) throws(FengniError) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: input.count)
    try input.withRawBytes { (source) throws(FengniError) in
      try output.withMutableRawBytes { (target) throws(FengniError) in
        var done = 0
        for count in split + [input.count] {
          let end = min(done + count, input.count)
          try step(.init(rebasing: source[done..<end]), .init(rebasing: target[done..<end]))
          done = end
        }
      }
    }
    return output
  }
}
