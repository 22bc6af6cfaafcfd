import BundleCore
import CMS
import Custody
import Foundation
import Primitives
import Submission
import Workplace

/// What a bundle of the simulation is, and what a centre must make of it.
enum Case: String, CaseIterable {
  case plain, damaged, wrongKey, unknown, late, duplicate, corrected

  /// Two in a hundred of each kind, the rest plain.
  init(_ index: Int) {
    let kinds: [Case] = [.damaged, .wrongKey, .unknown, .late, .duplicate, .corrected]
    let place = index % 50
    self = place < kinds.count ? kinds[place] : .plain
  }
}

/// A province that reports: a CA for each suite, a centre, and units with one key each.
///
/// All of it happens in 2012. Units alternate between the suites; every fiftieth unit of a kind
/// does something else than reporting in time, see `Case`.
final class Province: @unchecked Sendable {
  struct Person {
    let key: PrivateKey
    let certificate: Certificate
  }

  static let validity = time("2012-01-01T00:00:00Z")..<time("2014-01-01T00:00:00Z")
  static let signing = time("2012-08-20T01:00:00Z")
  static let passphrase = "tallow-candle-7731"

  let folder: String
  let count: Int
  private let roots: [Suite: Person]
  private var units: [Person] = []
  private(set) var campaign: CampaignPackage
  /// The same campaign with a recipient whose key nobody has, and with a stranger in the roster.
  private var otherRecipients: CampaignPackage
  private var withStranger: CampaignPackage
  private let stranger: [Suite: Person]

  static func time(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(secondsSince1970: 0)
  }

  static func suite(_ index: Int) -> Suite { index % 2 == 0 ? .sm : .nist }
  /// Units whose report is late belong to a class whose deadline is over on reception.
  static func unitClass(_ index: Int) -> String {
    Case(index) == .late ? "county" : "institution"
  }
  static func id(_ index: Int) -> String {
    let digits = String(index)
    return "U" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  init(count: Int, folder: String) throws {
    self.count = count
    self.folder = folder
    var roots: [Suite: Person] = [:]
    for suite in Suite.allCases {
      let key = try PrivateKey.generate(suite.keyAlgorithm)
      roots[suite] = Person(
        key: key,
        certificate: try CertificateAuthority.selfSigned(
          key: key, subject: DistinguishedName(commonName: "Root \(suite.rawValue)"),
          validity: Self.validity, serial: [1]))
    }
    self.roots = roots
    let crls = try roots.values.map { root in
      try CertificateAuthority.issueCRL(
        issuer: root.certificate, issuerKey: root.key,
        thisUpdate: Self.time("2012-08-15T00:00:00Z"),
        nextUpdate: Self.time("2012-12-31T00:00:00Z"), number: 1, revoked: [])
    }
    let centre = try Self.centreKeys(folder, roots)
    let issuers = roots
    units = try Self.inParallel(count) { index in
      try Self.issue("Unit \(index)", .signing, Self.suite(index), issuers, serial: index + 1000)
    }
    var strangers: [Suite: Person] = [:]
    var strangeRecipients: [Certificate] = []
    for (i, suite) in Suite.allCases.enumerated() {
      strangers[suite] = try Self.issue("Stranger", .signing, suite, roots, serial: 10 + i)
      strangeRecipients.append(
        try Self.issue("Elsewhere", .encryption, suite, roots, serial: 20 + i).certificate)
    }
    stranger = strangers
    let source = folder + "/campaign"
    try CampaignFolder(roots: roots.mapValues(\.certificate), units: units.map(\.certificate))
      .write(to: source, recipients: centre.recipients, crls: crls, stranger: nil)
    campaign = try Self.publish(source, centre, to: folder + "/campaign.fnp")
    // The package is what counts; its source has a file for every unit.
    try FileManager.default.removeItem(atPath: source + "/recipients")
    for (i, certificate) in strangeRecipients.enumerated() {
      try Self.write(certificate.der, to: source + "/recipients/\(i).cer")
    }
    otherRecipients = try Self.publish(source, centre, to: folder + "/other-recipients.fnp")
    try FileManager.default.removeItem(atPath: source)
    try CampaignFolder(roots: roots.mapValues(\.certificate), units: [])
      .write(
        to: source, recipients: centre.recipients, crls: crls,
        stranger: strangers.mapValues(\.certificate))
    withStranger = try Self.publish(source, centre, to: folder + "/stranger.fnp")
    try FileManager.default.removeItem(atPath: source)
  }

  // MARK: Keys

  struct CentreKeys {
    let publisher: Person
    let recipients: [Certificate]
  }

  /// Key directories `keys-sm`, which also signs, and `keys-nist`, as the tool wants them.
  private static func centreKeys(
    _ folder: String, _ roots: [Suite: Person]
  ) throws -> CentreKeys {
    var bytes = Array(passphrase.utf8)
    let secret = SecretBytes(wiping: &bytes)
    try write(Array((passphrase + "\n").utf8), to: folder + "/passphrase")
    var publisher: Person?
    var recipients: [Certificate] = []
    for suite in Suite.allCases {
      let path = folder + "/keys-" + suite.rawValue
      let identity = Identity(
        id: "CENTRE", name: "Centre", suite: suite, created: signing)
      var directory = try KeyDirectory.create(at: path, identity: identity, passphrase: secret)
      guard let root = roots[suite] else { continue }
      var issued: [Certificate] = []
      for (i, (use, profile)) in [
        (KeyUse.signing, CertificateProfile.centreSigning), (.encryption, .encryption),
      ].enumerated() {
        issued.append(
          try CertificateAuthority.issue(
            request: try directory.request(for: use), profile: profile, validity: validity,
            serial: [UInt8(2 + i)], issuer: root.certificate, issuerKey: root.key))
      }
      try directory.install(certificates: issued)
      recipients.append(issued[1])
      if suite == .sm {
        let key = try directory.signingKey(passphrase: secret)
        publisher = Person(key: key, certificate: issued[0])
      }
    }
    guard let publisher else { throw FengniError(.cryptoLibrary) }
    return CentreKeys(publisher: publisher, recipients: recipients)
  }

  private static func issue(
    _ name: String, _ profile: CertificateProfile, _ suite: Suite, _ roots: [Suite: Person],
    serial: Int
  ) throws -> Person {
    guard let root = roots[suite] else { throw FengniError(.cryptoLibrary) }
    let key = try PrivateKey.generate(suite.keyAlgorithm)
    let request = try CertificateRequest.make(
      key: key, subject: DistinguishedName(commonName: name))
    let number = [0x40] + (0..<4).map { UInt8(truncatingIfNeeded: serial >> (24 - 8 * $0)) }
    let certificate = try CertificateAuthority.issue(
      request: request, profile: profile, validity: validity, serial: number,
      issuer: root.certificate, issuerKey: root.key)
    return Person(key: key, certificate: certificate)
  }

  private static func publish(
    _ source: String, _ centre: CentreKeys, to file: String
  ) throws -> CampaignPackage {
    let sink = MemorySink()
    try CampaignSource(path: source, suite: .sm).publish(
      into: sink, key: centre.publisher.key, certificate: centre.publisher.certificate,
      suite: .sm, issued: time("2012-07-01T00:00:00Z"), expires: time("2013-07-01T00:00:00Z"),
      producer: "simulation")
    try write(sink.bytes, to: file)
    return try CampaignPackage(bytes: sink.bytes)
  }

  // MARK: Bundles

  /// Writes the tray, and what is to become of every file of it.
  func writeTray() throws {
    let expectations = try Self.inParallel(count) { index in try self.bundles(index) }
    let lines = expectations.joined().map { "\($0.name)\t\($0.decision)\n" }
    try Self.write(Array(lines.joined().utf8), to: folder + "/expected.tsv")
  }

  private func bundles(_ index: Int) throws -> [(name: String, decision: String)] {
    let name = Self.id(index)
    let unit = units[index]
    switch Case(index) {
    case .plain:
      try seal(index, unit, campaign, name)
      return [(name, "accepted")]
    case .late:
      try seal(index, unit, campaign, name)
      return [(name, "accepted-with-warnings")]
    case .damaged:
      var (bytes, _, _) = try seal(index, unit, campaign, name)
      bytes[bytes.count * 2 / 3] ^= 0x10
      try Self.write(bytes, to: path(name))
      return [(name, "unreadable")]
    case .wrongKey:
      try seal(index, unit, otherRecipients, name)
      return [(name, "unreadable")]
    case .unknown:
      guard let person = stranger[Self.suite(index)] else { return [] }
      try seal(index, person, withStranger, name, sender: "STRANGER")
      return [(name, "refused")]
    case .duplicate:
      let (bytes, _, _) = try seal(index, unit, campaign, name)
      try Self.write(bytes, to: path(name + "_again"))
      return [(name, "accepted"), (name + "_again", "duplicate")]
    case .corrected:
      let (_, digest, manifest) = try seal(index, unit, campaign, name)
      let before = Manifest.Supersedes(id: manifest.id, digest: digest, reason: "更正")
      try seal(index, unit, campaign, name + "-corrected", supersedes: before)
      return [(name, "accepted"), (name + "-corrected", "accepted")]
    }
  }

  private func path(_ name: String) -> String { folder + "/tray/" + name + ".fnb" }

  @discardableResult
  private func seal(
    _ index: Int, _ unit: Person, _ campaign: CampaignPackage, _ name: String,
    sender: String? = nil, supersedes: Manifest.Supersedes? = nil
  ) throws -> ([UInt8], Digest, Manifest) {
    let file = folder + "/work/" + name + ".json"
    try Self.write(Array(Self.form(index).utf8), to: file)
    defer { unlink(file) }
    let submission = Case(index) == .late ? "early" : "report"
    var draft = Draft(
      senderID: sender ?? Self.id(index), suite: Self.suite(index), submission: submission)
    draft.documents = [
      .init(
        path: try EntryName("data/form/form.json"), file: file, role: "form",
        mediaType: "application/json")
    ]
    if let supersedes {
      draft.kind = .correction
      draft.revision = 2
      draft.supersedes = supersedes
    }
    let sealing = Sealing(campaign: campaign, time: Self.signing, producer: "simulation")
    let checked = try sealing.check(draft)
    let signed = try sealing.sign(
      checked.manifest, key: unit.key, certificate: unit.certificate, capacity: .seal)
    let sink = MemorySink()
    let (digest, _) = try sealing.seal(signed, checked.documents, into: sink)
    try Self.write(sink.bytes, to: path(name))
    return (sink.bytes, digest, checked.manifest)
  }

  /// A form of the size that real ones have.
  private static func form(_ index: Int) -> String {
    let rows = (0..<60).map { "{\"item\":\($0),\"count\":\((index &* 31 &+ $0) % 97)}" }
    return "{\"unit\":\"\(id(index))\",\"rows\":[" + rows.joined(separator: ",") + "]}"
  }

  // MARK: Files and threads

  static func write(_ bytes: [UInt8], to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
  }

  static func inParallel<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let results = Results<Result>(count)
    DispatchQueue.concurrentPerform(iterations: count) { index in
      do { results.set(index, try body(index)) } catch { results.fail(error) }
    }
    return try results.all()
  }
}

/// Results of parallel work, in their order.
private final class Results<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var values: [Value?]
  private var failure: (any Error)?

  init(_ count: Int) { values = Array(repeating: nil, count: count) }

  func set(_ index: Int, _ value: Value) { lock.withLock { values[index] = value } }
  func fail(_ error: any Error) { lock.withLock { failure = error } }

  func all() throws -> [Value] {
    if let failure { throw failure }
    return values.compactMap { $0 }
  }
}
