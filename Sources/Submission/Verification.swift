public import BundleCore
import Primitives

/// A verified submission with its forms: what a centre's store takes.
///
/// Only `Opening.examine` makes one, so nothing enters a store that did not pass every gate's
/// check; what did not hold enters as its report, without contents.
public struct Verification: Sendable {
  /// A JSON document of a submission that held.
  public struct Form: Sendable, Hashable {
    public let row: DocumentRow
    /// As it was sealed, I-JSON.
    public let bytes: [UInt8]
  }

  public let report: ValidationReport
  /// Rows of the bundles that were relayed in this one, in the manifest's order; empty unless the
  /// verdict holds or is indeterminate.
  public let relayed: [DocumentRow]
  /// Empty unless the verdict holds or is indeterminate.
  public let forms: [Form]

  fileprivate init(_ report: ValidationReport, _ forms: [Form], _ relayed: [DocumentRow] = []) {
    self.report = report
    self.forms = forms
    self.relayed = relayed
  }
}

extension Opening {
  /// Role of documents that are bundles of other units, forwarded unopened (SPEC, 15.7).
  public static let relayedRole = "relayed"

  /// The full verdict, and the JSON documents of a submission that held.
  ///
  /// Documents stay in memory up to `limit` bytes in all; those beyond are left out, and stay
  /// sealed. Relayed bundles go to the sinks that `relay` makes; nobody may look into them before
  /// this verdict holds. Never throws: what can't be read is a finding too.
  public func examine(
    _ source: any ByteSource, keeping limit: Int = 8 << 20,
    relay: ((DocumentRow) throws(FengniError) -> any ByteSink)? = nil
  ) -> Verification {
    var pass = OpeningPass(self)
    var relayed: [DocumentRow] = []
    var kept: [(row: DocumentRow, sink: MemorySink)] = []
    var room = UInt64(max(limit, 0))
    let report = pass.run(source) { (row) throws(FengniError) in
      if let relay, row.role == Self.relayedRole {
        relayed.append(row)
        return try relay(row)
      }
      guard row.mediaType == "application/json", row.size <= room else { return NullSink() }
      room -= row.size
      let sink = MemorySink()
      kept.append((row, sink))
      return sink
    }
    guard report.verdict.holds || report.verdict == .indeterminate else {
      return Verification(report, [])
    }
    return Verification(
      report, kept.map { .init(row: $0.row, bytes: $0.sink.bytes) }, relayed)
  }
}
