import BundleCore
import Foundation
import Mail
import TestSupport
import Testing

/// Messages that want memory or time. Each ends, within a bound of memory.
@Suite(.serialized) struct HostileTests {
  /// Collects from a file that is written piece by piece, and measures.
  private func collect(
    megabytes: Int = 48, _ write: (FileHandle) throws -> Void
  ) throws -> Collected {
    let scratch = try Scratch()
    let path = try scratch.write("hostile.eml", [])
    let file = try #require(FileHandle(forWritingAtPath: path))
    try write(file)
    try file.close()
    let before = peakMemory()
    let found = try Collected([path], scratch)
    #expect(peakMemory() - before < megabytes << 20)
    return found
  }

  private static func repeated(_ text: String, to size: Int) -> Data {
    Data(String(repeating: text, count: size / text.utf8.count).utf8)
  }

  @Test func manyParts() throws {
    let found = try collect { file in
      try file.write(contentsOf: Data("Content-Type: multipart/mixed; boundary=b\n\n".utf8))
      for i in 0..<10_010 {
        try file.write(contentsOf: Data("--b\nX: \(i)\n\n".utf8))
        if i == 9990 { try file.write(contentsOf: Data(volume(100))) }
        try file.write(contentsOf: Data("\n".utf8))
      }
    }
    #expect(found.contents == [volume(100)])
    #expect(found.codes == [.mailLimitExceeded])
  }

  @Test func manyWantedParts() throws {
    let found = try collect { file in
      try file.write(contentsOf: Data("Content-Type: multipart/mixed; boundary=b\n\n".utf8))
      for i in 0..<2000 {
        try file.write(contentsOf: Data("--b\n\n".utf8) + Data(volume(64, seed: UInt64(i % 500))))
        try file.write(contentsOf: Data("\n".utf8))
      }
      try file.write(contentsOf: Data("--b--\n".utf8))
    }
    #expect(found.contents.count == 500 && found.collection.duplicates == 1500)
    #expect(Set(found.names).count == 500)
  }

  @Test(arguments: [true, false])
  func deepNesting(_ asMessages: Bool) throws {
    let found = try collect { file in
      for i in 0..<1000 {
        let type = asMessages ? "message/rfc822" : "multipart/mixed; boundary=b\(i)"
        let boundary = asMessages ? "" : "--b\(i)\n"
        try file.write(contentsOf: Data("Content-Type: \(type)\n\n\(boundary)".utf8))
      }
      try file.write(contentsOf: Data("X: y\n\n".utf8) + Data(volume(100)))
    }
    #expect(found.codes == [.mailLimitExceeded, .mailNothingFound])
  }

  @Test func deepEncodedNesting() throws {
    var message = OddMessage.mixed(OddMessage.attachment("a.fnv"), OddMessage.base64(volume(50)))
    var codes: [Set<Code>] = []
    for _ in 0..<36 {
      message = OddMessage.mixed(
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable",
        message.replacing("=", with: Array("=".utf8)).flatMap {
          $0 == UInt8(ascii: "=") ? Array("=3D".utf8) : [$0]
        })
      codes.append(try Collected(message: message, try Scratch()).codes)
      if message.count > 4 << 20 { break }
    }
    #expect(codes.first == [])
    #expect(codes.allSatisfy { $0.isEmpty || $0 == [.mailLimitExceeded, .mailNothingFound] })
    #expect(codes.last == [.mailLimitExceeded, .mailNothingFound])
  }

  @Test(arguments: ["Content-Type: text/plain; x=", "X-Header: ", "x", " "])
  func headerLineOfHundredMegabytes(_ start: String) throws {
    let found = try collect { file in
      try file.write(contentsOf: Data(("Subject: 1\n" + start).utf8))
      let block = Self.repeated("a", to: 1 << 20)
      for _ in 0..<100 { try file.write(contentsOf: block) }
      try file.write(contentsOf: Data("\n\n".utf8))
    }
    #expect(found.codes == [.mailNothingFound])
  }

  @Test(arguments: [
    "Content-Type: a/b; name=x\n", "\ty\n", "--b\n", "--b--\n", "--", "\n", "\r",
    "From a 12:00\n\n",
    "begin 644 x\n", "=\n", "Content-Type: multipart/mixed; boundary=b\n\n",
  ])
  func endlessRepetition(_ text: String) throws {
    _ = try collect { file in
      try file.write(contentsOf: Data("Content-Type: multipart/mixed; boundary=b\n\n--b\n".utf8))
      let block = Self.repeated(text, to: 1 << 20)
      for _ in 0..<2 { try file.write(contentsOf: block) }
    }
  }

  @Test func manyMessages() throws {
    let found = try collect { file in
      let one = "From a Mon Aug 27 16:00:00 2012\nSubject: 1\n\nx\n\n"
      try file.write(contentsOf: Data(String(repeating: one, count: 20_000).utf8))
    }
    #expect(found.collection.messages == 20_000)
  }

  /// Seeds that between them use every branch of the parser.
  private static let seeds: [[UInt8]] = OddMessage.clients.map { $0.make(volume(300)) }

  @Test(arguments: 0..<40)
  func mutated(_ seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let scratch = try Scratch()
    var paths: [String] = []
    for round in 0..<60 {
      var bytes = Self.seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        mutate(&bytes, &random)
      }
      paths.append(try scratch.write("\(round).eml", bytes))
    }
    // Nothing but a result: no error, no trap, and what is kept begins as what is wanted.
    let found = try Collected(paths, scratch)
    #expect(found.contents.allSatisfy(OurContent.isOurs))
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Seeded) {
    guard !bytes.isEmpty else { return }
    let at = Int.random(in: 0..<bytes.count, using: &random)
    let to = min(bytes.count, at + Int.random(in: 0...200, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(at..<to)
    case 2:
      bytes.insert(contentsOf: bytes[at..<to], at: Int.random(in: 0...bytes.count, using: &random))
    case 3: bytes.removeSubrange(at...)
    case 4:
      let other = Self.seeds.randomElement(using: &random) ?? []
      bytes.replaceSubrange(at..<to, with: other.prefix(Int.random(in: 0...2000, using: &random)))
    default:
      let signs = Array("\r\n\0\"\\=?*'%;:- \tM`".utf8)
      bytes[at] = signs.randomElement(using: &random) ?? 0
    }
  }
}
