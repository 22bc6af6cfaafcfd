import BundleCore
import Foundation
import JSONText
import TestSupport
import Testing

@Suite struct FuzzTests {
  private static let seed = """
    {"statement": "submission/1", "sender": {"id": "水利-07", "class": null},
     "documents": [{"path": "data/a.json", "size": 1024, "ok": true}, {"x": -1.5e-3, "y": [[], {}]}],
     "text": "\\u6c34\\ud83d\\ude00 \\"\\\\\\n é😀", "n": [0, 1, -2, 9007199254740991, 1e10]}
    """

  @Test func everyTruncationIsRefused() {
    let bytes = Array(Self.seed.utf8)
    for count in 0..<bytes.count {
      do {
        _ = try JSONDocument.parse(Array(bytes[..<count]))
        Issue.record("\(count) bytes were accepted")
      } catch {
        // Half a character is no UTF-8, half a pair no character.
        let allowed: Set<Code> = [.jsonSyntax, .jsonEncoding, .jsonLoneSurrogate]
        #expect(allowed.contains(error.code))
        let lines = bytes[..<count].split(
          separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(error.line == lines.count)
        #expect((error.column ?? .max) <= (lines.last?.count ?? 0) + 1)
      }
    }
  }

  @Test func whatIsAcceptedAfterMutationIsJSON() throws {
    var random = Seeded(20_250_101)
    let pieces: [[UInt8]] = [
      "[", "]", "{", "}", ",", ":", "\"", "\\", "\\u", "d800", "1", "-", "e", ".", "0", "null", " ",
      "\n", "\u{0}", "水", "\u{1F600}", "\u{FFFE}",
    ].map { Array($0.utf8) }
    var accepted = 0
    for _ in 0..<4_000 {
      let bytes = mutated(Array(Self.seed.utf8), pieces, &random)
      guard let value = try? JSONDocument.parse(bytes) else { continue }
      accepted += 1
      let again = try JSONDocument.parse(value.serialized())
      #expect(isIdentical(value, again))
      // Whatever the strict parser takes, a lenient one takes.
      let lenient = try? JSONSerialization.jsonObject(
        with: Data(bytes), options: .fragmentsAllowed)
      #expect(lenient != nil, "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(accepted > 10)
  }

  private func mutated(
    _ original: [UInt8], _ pieces: [[UInt8]], _ random: inout Seeded
  ) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: at)
      case 3:
        let count = min(Int.random(in: 1...6, using: &random), bytes.count - at)
        if bytes.count > count { bytes.removeSubrange(at..<at + count) }
      default:
        let other = Int.random(in: at..<bytes.count, using: &random)
        bytes.insert(contentsOf: bytes[at..<min(other, at + 40)], at: at)
      }
    }
    return bytes
  }

  @Test func randomBytesNeverCrash() {
    var random = Seeded(7)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...24, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = try? JSONDocument.parse([0x5B] + bytes + [0x5D])
      _ = try? JSONDocument.parse([0x22] + bytes + [0x22])
    }
  }

  @Test func writtenValuesReadBack() throws {
    var random = RandomValues(seed: 42)
    for _ in 0..<500 {
      let value = random.value()
      let compact = try value.serialized()
      let pretty = try value.serialized(.pretty)
      let again = try JSONDocument.parse(compact)
      #expect(isIdentical(again, value))
      #expect(again == value)
      #expect(again.hashValue == value.hashValue)
      #expect(isIdentical(try JSONDocument.parse(pretty), value))
      #expect(try again.serialized() == compact)
      #expect(try JSONDocument.parse(pretty).serialized(.pretty) == pretty)
    }
  }
}
