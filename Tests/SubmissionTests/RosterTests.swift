import BundleCore
import CMS
import Foundation
import Primitives
import TestSupport
import Testing

@testable import Submission

/// What `roster.json` may say (SPEC, 8.2), and what the roster answers.
@Suite struct RosterTests {
  /// A roster that must be refused.
  struct Refused: Sendable, CustomTestStringConvertible {
    let name: String
    let json: String

    var testDescription: String { name }

    init(_ name: String, _ json: String) {
      self.name = name
      self.json = json
    }

    /// One unit, of which one part is replaced.
    init(_ name: String, _ part: String, _ other: String) {
      self.init(name, RosterTests.whole.replacingOccurrences(of: part, with: other))
    }
  }

  static let digest = "sha256:" + String(repeating: "0a", count: 32)
  static let unit = """
    {"id": "U1", "name": "某医院", "formerNames": [{"name": "旧名", "until": "2011-12-31"}],
     "division": "410100", "class": "county", "reportsTo": "U0",
     "certificates": [{"digest": "\(digest)", "use": "sign", "capacities": ["seal"]}]}
    """
  static let whole = "{\"units\": [\(unit)]}"

  static let refused: [Refused] = [
    Refused("no JSON", "units"), Refused("no units", "{}"),
    Refused("an empty list", "{\"units\": []}"),
    Refused("a unit twice", "{\"units\": [\(unit), \(unit)]}"),
    Refused("a member that nobody knows", "\"id\":", "\"x\": 1, \"id\":"),
    Refused("no name", "\"name\": \"某医院\",", ""),
    Refused("an empty name", "\"name\": \"某医院\"", "\"name\": \"\""),
    Refused("a division of five digits", "\"410100\"", "\"41010\""),
    Refused("a class that is none", "\"county\"", "\"village\""),
    Refused("a former name without a name", "\"name\": \"旧名\", ", ""),
    Refused("a date that is none", "2011-12-31", "2011-02-30"),
    Refused("a use that is none", "\"sign\"", "\"stamp\""),
    Refused("a capacity that is none", "\"seal\"", "\"owner\""),
    Refused("a digest that is none", digest, "sha256:00"),
    Refused("a digest of another kind", "sha256:", "md5:"),
  ]

  @Test(arguments: refused) func isRefused(_ row: Refused) throws {
    #expect(row.json != Self.whole)
    #expect(throws: FengniError(.campaignSourceInvalid)) { try Roster(json: Array(row.json.utf8)) }
  }

  @Test func saysWhatIsWrittenAndWritesItAgain() throws {
    let roster = try Roster(json: Array(Self.whole.utf8))
    let unit = try #require(roster.unit("U1"))
    #expect(unit.name == "某医院" && unit.division == "410100" && unit.reportsTo == "U0")
    #expect(unit.unitClass == .county)
    #expect(unit.formerNames == [.init(name: "旧名", from: nil, until: "2011-12-31")])
    #expect(roster.unit("U2") == nil)
    #expect(try Roster(json: roster.json()).units == roster.units)
  }

  /// Whose certificate it is, for what, and as whom it may sign.
  @Test(arguments: [
    ("signing", Roster.Use.sign, nil as [Capacity]?, [Capacity.preparer, .approver, .seal]),
    ("signing as seal", .sign, [.seal], [.seal]), ("nothing", .sign, [], []),
    ("encryption", .encrypt, nil, []),
  ])
  func bindings(name: String, use: Roster.Use, given: [Capacity]?, may: [Capacity]) throws {
    let world = try World.of(.nist)
    let certificate = try #require(world.signers[.seal]).certificate
    for algorithm in DigestAlgorithm.allCases {
      let unit = Roster.Unit(
        id: "U1", name: "x", division: "410100", unitClass: .county,
        certificates: [.init(digest: certificate.digest(algorithm), use: use, capacities: given)])
      #expect((unit.binding(certificate, use: .encrypt) != nil) == (use == .encrypt))
      #expect(unit.binding(world.stranger.certificate, use: use) == nil)
      let binding = unit.binding(certificate, use: .sign)
      for capacity in [Capacity.preparer, .approver, .seal] {
        #expect((binding?.allows(capacity) ?? false) == may.contains(capacity), "\(name)")
      }
    }
  }
}
