import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

@Suite struct RoundTripTests {
  @Test(arguments: Suite.allCases, [false, true])
  func sealedBundlesAreAccepted(suite: Suite, streamed: Bool) throws {
    let world = try World.of(suite)
    let bundle = try world.bundle(form: .init(isStreamed: streamed, byKeyIdentifier: streamed))
    let report = try world.opening.verify(MemorySource(bundle))
    #expect(report.findings == [])
    #expect(report.verdict == .accepted)
    #expect(report.manifest?.sender.id == World.unitID)
    #expect(report.signers.map(\.capacity).count == 3)
    #expect(report.file.digest == Digest.of(bundle, suite.digest))
  }

  @Test(arguments: Suite.allCases)
  func openedDocumentsAreTheSealedOnes(suite: Suite) throws {
    let world = try World.of(suite)
    let bundle = try world.bundle()
    let destination = world.folder + "/open-" + UUID().uuidString
    let report = try world.opening.open(MemorySource(bundle), into: destination)
    #expect(report.isPublished)
    for (name, bytes) in World.documents {
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: destination + "/data/" + name)) == Data(bytes))
    }
    #expect(throws: FengniError(.outputExists)) {
      _ = try world.opening.open(MemorySource(bundle), into: destination)
    }
  }

  @Test func sealedSizesShowOnlyPadmeSteps() throws {
    let world = try World.of(.nist)
    var sizes: Set<Int> = []
    for length in [1000, 1010, 1020, 1030] {
      var documents = World.documents
      documents["evidence/x.bin"] = [UInt8](repeating: 7, count: length)
      sizes.insert(try world.bundle(world.draft(documents)).count / 64)
    }
    #expect(sizes.count <= 2)
  }
}
