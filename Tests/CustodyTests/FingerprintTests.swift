import BundleCore
import Custody
import Testing

@Suite struct FingerprintTests {
  static let digest = Digest(.sm3, (0..<32).map { $0 * 7 })
  static let text = "0007 0e15 1c23 2a31 383f 464d 545b 6269"

  @Test func isPrintedInGroupsOfFour() throws {
    #expect(Fingerprint.text(try #require(Self.digest)) == Self.text)
  }

  @Test(
    arguments: [
      (text, true), ("00070e151c232a31383f464d545b6269", true),
      ("0007-0E15-1C23-2A31-383F-464D-545B-6269", true),
      ("  0007:0e15:1c23:2a31:383f:464d:545b:6269\n", true),
      ("00070e151c232a31383f464d545b626970", true),
      ("00070e151c232a31383f464d545b6269707", true),
      ("00070e151c232a31383f464d545b626971", false),
      ("0007 0e15 1c23 2a31 383f 464d 545b 626", false),
      ("0007 0e15 1c23 2a31 383f 464d 545b 6268", false),
      ("1007 0e15 1c23 2a31 383f 464d 545b 6269", false),
      ("", false), ("sm3:00070e151c232a31383f464d545b6269", false),
      ("０００７ 0e15 1c23 2a31 383f 464d 545b 6269", false),
      (String(repeating: "0", count: 65), false),
    ] as [(String, Bool)])
  func matchesWhatPeopleType(typed: String, holds: Bool) throws {
    #expect(Fingerprint.matches(typed, try #require(Self.digest)) == holds)
  }
}
