import BundleCore
import CMS
import Primitives
import TestSupport
import Testing

@testable import Submission

/// Who says so, and may they (SPEC, 9): one thing wrong, and its code.
@Suite struct ProvenanceTests {
  /// A manifest with its signers, changed in one place.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let code: Code?
    let change: @Sendable (inout Manifest, inout [CheckedSigner], World) throws -> Void

    var testDescription: String { name }

    init(
      _ name: String, _ code: Code?,
      _ change: @escaping @Sendable (inout Manifest, inout [CheckedSigner], World) throws -> Void =
        { _, _, _ in }
    ) {
      self.name = name
      self.code = code
      self.change = change
    }

    /// The seal's certificate, capacity or chain is another.
    init(
      _ name: String, _ code: Code?, capacity: Capacity = .seal, isChained: Bool = true,
      signer: @escaping @Sendable (World) throws -> Certificate
    ) {
      self.init(name, code) { _, signers, world in
        signers[2] = CheckedSigner(
          certificate: try signer(world), capacity: capacity, signingTime: World.signingTime,
          isChained: isChained)
      }
    }
  }

  private static func seal(_ world: World) throws -> Certificate {
    try #require(world.signers[.seal]).certificate
  }

  static let rows: [Row] = [
    Row("as it should be", nil),
    Row("of another campaign", .otherCampaign) { manifest, _, _ in manifest.campaign.id = "x" },
    Row("of its next version", .otherCampaignVersion) { manifest, _, _ in
      manifest.campaign.version += 1
    },
    Row("of a package with another digest", .otherCampaignVersion) { manifest, _, _ in
      manifest.campaign.digest = Digest.of([1], manifest.suite.digest)
    },
    Row("of a unit that is not in the roster", .senderUnknown) { manifest, _, _ in
      manifest.sender.id = "PDY999999"
    },
    Row("with another name", .senderMismatch) { manifest, _, _ in manifest.sender.name += "x" },
    Row("in another division", .senderMismatch) { manifest, _, _ in
      manifest.sender.division = "410300"
    },
    Row("of another class", .senderMismatch) { manifest, _, _ in
      manifest.sender.unitClass = .county
    },
    Row("to an addressee, which reports have not", .addresseeUnfit) { manifest, _, _ in
      manifest.addressee = World.otherUnitID
    },
    Row("without a seal", .capacityMissing) { _, signers, _ in signers.removeLast() },
    Row("without anybody", .capacityMissing) { _, signers, _ in signers = [] },
    Row("sealed by a stranger", .signerNotInRoster) { $0.stranger.certificate },
    Row("sealed by another unit", .signerNotInRoster) { $0.otherSeal.certificate },
    Row("sealed with an encryption certificate", .signerNotInRoster) {
      $0.unitEncryption.certificate
    },
    Row("signed as a receipt", .capacityNotAllowed, capacity: .receipt) { try seal($0) },
    Row("without a chain", .certificateUntrusted, isChained: false) { try seal($0) },
  ]

  @Test(arguments: rows, Suite.allCases) func gives(_ row: Row, _ suite: Suite) throws {
    let world = try World.of(suite)
    let draft = try world.sealing.check(world.draft())
    let statement = try world.signed(draft).verified(kind: Manifest.statementKind)
    var manifest = draft.manifest
    var signers = try [Capacity.preparer, .approver, .seal].map { capacity in
      CheckedSigner(
        certificate: try #require(world.signers[capacity]).certificate, capacity: capacity,
        signingTime: World.signingTime, isChained: true)
    }
    try row.change(&manifest, &signers, world)
    let provenance = Provenance(campaign: world.campaign, time: World.receptionTime, crls: [])
    let found = code {
      try provenance.permit(
        .init(statement: statement, manifest: manifest, signers: signers), requiringAll: true)
    }
    #expect(found == row.code)
  }

  /// Signed before the campaign opens or after it closes: said, and no reason to refuse.
  @Test(
    arguments: [
      ("the moment before it opens", true, -1, true), ("when it opens", true, 0, false),
      ("when it closes", false, 0, false), ("the moment after", false, 1, true),
    ] as [(String, Bool, Int64, Bool)])
  func signingTimes(name: String, opens: Bool, seconds: Int64, isSaid: Bool) throws {
    let world = try World.of(.nist)
    let settings = world.campaign.settings
    let manifest = try world.sealing.check(world.draft()).manifest
    let signer = CheckedSigner(
      certificate: try Self.seal(world), capacity: .seal,
      signingTime: (opens ? settings.opens : settings.closes).adding(seconds: seconds),
      isChained: true)
    var report = ReportBuilder()
    Provenance(campaign: world.campaign, time: World.receptionTime, crls: [])
      .checkTimes(manifest, [signer], report: &report)
    #expect(report.findings.map(\.code) == (isSaid ? [.signingTimeOutsideCampaign] : []), "\(name)")
    #expect(report.findings.allSatisfy { $0.severity == .warning })
  }

  @Test func usageOfKeys() throws {
    let world = try World.of(.nist)
    try Provenance.requireSigningUsage(Self.seal(world))
    for certificate in [world.unitEncryption.certificate, world.root.certificate] {
      #expect(throws: FengniError(.certificateKeyUsage)) {
        try Provenance.requireSigningUsage(certificate)
      }
    }
  }
}
