public import BundleCore
public import CMS
public import Primitives
import StrictZIP

/// Opens sealed bundles: who opens, under which campaign, at what time; one method does it.
///
/// `verify` is `open` into nothing. One pass, constant memory: reading and digesting the file,
/// decrypting, and unpacking each have a thread, where there are threads.
public struct Opening: Sendable {
  public var campaign: CampaignPackage
  /// Earlier versions of the campaign, whose bundles are still taken (SPEC, 15.11).
  public var earlier: [CampaignPackage]
  public var keys: [RecipientKey]
  /// When the bundle was received.
  public var time: Timestamp
  /// CRLs that the operator brought along.
  public var crls: [CertificateRevocationList]
  /// Whether a person took it upon themselves to accept what can't be decided offline.
  public var acceptsIndeterminate: Bool
  public var host: Host

  public init(
    campaign: CampaignPackage, earlier: [CampaignPackage] = [], keys: [RecipientKey],
    time: Timestamp, crls: [CertificateRevocationList] = [], acceptsIndeterminate: Bool = false,
    host: Host
  ) {
    self.campaign = campaign
    self.earlier = earlier
    self.keys = keys
    self.time = time
    self.crls = crls
    self.acceptsIndeterminate = acceptsIndeterminate
    self.host = host
  }

  /// The full verdict; nothing is written. Never throws: what can't be read is a finding too.
  public func verify(_ source: any ByteSource) -> ValidationReport {
    var pass = OpeningPass(self)
    return pass.run(source) { (_) throws(FengniError) in NullSink() }
  }

  /// Verifies and, when everything holds, publishes the folder that it unpacked into.
  ///
  /// The report says whether it did (`verdict.holds`, or indeterminate and accepted so). Throws
  /// only for what is wrong with the destination: `outputExists`, `cannotCreate`, `diskFull`.
  public func open(
    _ source: any ByteSource, into folder: any FolderWriter
  ) throws(FengniError) -> ValidationReport {
    var pass = OpeningPass(self)
    var report = try pass.runWriting(source, into: folder.files)
    guard report.verdict.holds || (report.verdict == .indeterminate && acceptsIndeterminate)
    else { return report }
    if let statement = pass.statement {
      let file = try folder.files.makeFile(EntryName(PackageLayout.manifestName))
      try file.write(statement.bytes)
    }
    try folder.publish()
    report.isPublished = true
    return report
  }
}

/// One run of the steps: sealed bundle → package → statement → manifest → documents → verdict.
struct OpeningPass {
  private let opening: Opening
  /// What the bundle is held against: the version that its manifest names, once that is known.
  private var campaign: CampaignPackage
  private var report = ReportBuilder()
  private(set) var statement: SignedStatement?
  private var manifest: Manifest?
  private var signers: [CheckedSigner] = []
  /// A destination that can't be written is no flaw of the bundle.
  private var destinationFailure: FengniError?

  init(_ opening: Opening) {
    self.opening = opening
    campaign = opening.campaign
  }

  mutating func runWriting(
    _ source: any ByteSource, into files: any FolderFiles
  ) throws(FengniError) -> ValidationReport {
    let report = run(source) { (row) throws(FengniError) in try files.makeFile(row.path) }
    if let destinationFailure { throw destinationFailure }
    return report
  }

  mutating func run(
    _ source: any ByteSource,
    _ makeSink: (DocumentRow) throws(FengniError) -> any ByteSink
  ) -> ValidationReport {
    let file = DigestingSource(source)
    do throws(FengniError) {
      try read(file, makeSink)
    } catch {
      if error.isOfDestination { destinationFailure = error }
      // Whatever the envelope complains of then, this is why, and sending it again helps.
      let isAltered = error.code.gate == .envelope && file.isAlteredByText
      report.stop(isAltered ? FengniError(.transferredAsText) : error)
    }
    return report.report(
      time: opening.time, campaign: campaign,
      file: .init(size: file.count, digest: file.finalize()), manifest: manifest, signers: signers)
  }

  /// The steps.
  private mutating func read(
    _ file: DigestingSource,
    _ makeSink: (DocumentRow) throws(FengniError) -> any ByteSink
  ) throws(FengniError) {
    let input = try opening.host.parallel.reading(ahead: file)
    defer { input.stop() }
    let envelope = try EnvelopeReader(
      input, keys: opening.keys, prefix: PackageLayout.constantPrefix())
    file.choose(envelope.header.suite.digest)
    report.pass(.transport)
    let plaintext = try opening.host.parallel.reading(ahead: envelope)
    do throws(FengniError) {
      let observed = try readPackage(plaintext, envelope, makeSink)
      report.pass(.envelope, .provenance, .integrity)
      if let manifest {
        let checks = Checks(campaign: campaign, manifest: manifest, time: opening.time)
        report.add(checks.findings(observed))
      }
    } catch {
      // SPEC, 4.7: when the tag does not hold, that is what is reported, whatever was seen inside.
      try plaintext.drain()
      report.pass(.envelope)
      throw error
    }
  }

  private mutating func readPackage(
    _ plaintext: any AheadSource, _ envelope: EnvelopeReader,
    _ makeSink: (DocumentRow) throws(FengniError) -> any ByteSink
  ) throws(FengniError) -> [ObservedDocument] {
    let bounds = opening.campaign.settings.limits
    var package = PackageOpening(
      plaintext,
      limits: PackageLimits(
        entries: min(Limits.entries, bounds.documents + 3),
        entrySize: max(bounds.bundleBytes, bounds.documentBytes),
        totalSize: bounds.bundleBytes))
    let manifest = try verifiedManifest(&package, envelope)
    report.pass(.provenance)

    var plan = ObservationPlan(campaign.settings.submission(manifest.submission))
    var observed: [ObservedDocument] = []
    for row in manifest.documents {
      plan.next(role: row.role, mediaType: row.mediaType)
      let isExamined = plan.isExamined
      let probe = try package.document(row) { () throws(FengniError) in
        DocumentProbe(try makeSink(row), mediaType: row.mediaType, isExamined: isExamined)
      }
      observed.append(ObservedDocument(row, probe, &plan, opening.host.examiner))
      plan.take(row.size)
    }
    if manifest.isPadded { try package.padding() }
    try package.end()
    return observed
  }

  /// Entries 1 and 2, and everything of SPEC, 9.
  private mutating func verifiedManifest(
    _ package: inout PackageOpening, _ envelope: EnvelopeReader
  ) throws(FengniError) -> Manifest {
    let signed = try package.statement()
    let provenance = Provenance(
      campaign: opening.campaign, time: opening.time, crls: opening.crls)
    let trusted = try provenance.trusted(
      signed, suite: envelope.header.suite, report: &report)
    let manifest = trusted.manifest
    signers = trusted.signers
    campaign = opening.campaign(named: manifest)
    if campaign.version != opening.campaign.version {
      // Chain, revocation and time were judged by today's anchors, and today's roster must know
      // the signers too: whom a newer version struck off does not come back by an older one.
      try provenance.checkBindings(manifest, signers)
      report.add(
        Finding(
          .campaignEarlierVersion, .warning, subject: campaign.id, found: "\(campaign.version)"))
    }
    let named = Provenance(campaign: campaign, time: opening.time, crls: opening.crls)
    try named.permit(trusted, requiringAll: true)
    try named.checkRecipients(
      manifest, trusted.statement, envelope: envelope.header, used: envelope.recipient)
    self.manifest = manifest
    statement = signed
    return manifest
  }
}

extension Opening {
  /// The package that a manifest names, among this version and the earlier ones; the newest where
  /// it names none of them.
  fileprivate func campaign(named manifest: Manifest) -> CampaignPackage {
    earlier.first {
      $0.id == campaign.id && manifest.campaign.id == $0.id
        && manifest.campaign.version == $0.version
        && manifest.campaign.digest == $0.digest(for: manifest.suite)
    } ?? campaign
  }
}

extension FengniError {
  /// Whether it is about the place that is written to, not about what is read.
  var isOfDestination: Bool {
    switch code.concern {
    case .destination, .permission: true
    case .material, .source, .machine, .centre: false
    }
  }
}
