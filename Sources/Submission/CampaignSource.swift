public import BundleCore
public import CMS
public import Primitives
import StrictZIP

/// The folder that an author edits and publishes as a campaign package (SPEC, 8).
///
/// ```
/// campaign.json            what is asked (campaign.schema.json)
/// units.json               the units, without certificates (roster.schema.json)
/// certificates/UNIT/…      certificates of a unit: NAME.crt, where NAME says what for: sign,
///                          preparer, approver, seal, encrypt, with any -suffix
/// anchors/ intermediates/ recipients/   certificates (PEM or DER)
/// crls/                    CRLs (PEM or DER)
/// forms/ lists/ texts/ examples/        taken over as they are
/// ```
public struct CampaignSource: Sendable {
  public let store: any FileStore
  public let settings: CampaignSettings
  public let roster: Roster
  private let parts: [Part]
  private let zones: any ZoneRules

  private struct Part: Sendable {
    let name: EntryName
    let role: CampaignPackage.Role
    let bytes: [UInt8]
  }

  /// Reads and checks the folder. Throws `campaignSourceInvalid` with the place.
  public init(
    _ store: any FileStore, suite: Suite, zones: any ZoneRules
  ) throws(FengniError) {
    guard store.containsFolder("") else { throw FengniError(.inputNotFound, store.path(of: "")) }
    self.store = store
    self.zones = zones
    func read(_ name: String) throws(FengniError) -> [UInt8] {
      try StoredFile(name, in: store).readAll(
        limit: Limits.campaignPackage, tooLarge: .campaignSourceInvalid)
    }
    let settingsBytes = try read("campaign.json")
    settings = try CampaignSettings(json: settingsBytes, subject: "campaign.json", zones: zones)
    let units = try Roster(json: read("units.json"), subject: "units.json")
    roster = try Self.bind(units, store, suite)
    var parts = [
      Part(name: try EntryName("data/campaign.json"), role: .campaign, bytes: settingsBytes),
      Part(name: try EntryName("data/roster.json"), role: .roster, bytes: try roster.json()),
    ]
    for (folder, role) in [
      ("anchors", CampaignPackage.Role.anchor), ("intermediates", .intermediate),
      ("recipients", .recipient),
    ] {
      for (i, certificate) in try Self.certificates(in: folder, store).enumerated() {
        let name = try EntryName("data/\(folder)/\(i + 1).cer")
        parts.append(Part(name: name, role: role, bytes: certificate.der))
      }
    }
    for (i, crl) in try Self.crls(store).enumerated() {
      parts.append(
        Part(name: try EntryName("data/crls/\(i + 1).crl"), role: .crl, bytes: crl.der))
    }
    for (folder, role) in [
      ("forms", CampaignPackage.Role.form), ("lists", .list), ("texts", .text),
      ("examples", .example),
    ] {
      for name in try store.files(below: folder, refusing: .campaignSourceInvalid) {
        parts.append(
          Part(
            name: try EntryName("data/\(folder)/\(name)"), role: role,
            bytes: try read("\(folder)/\(name)")))
      }
    }
    self.parts = parts
  }

  /// The JSON files of a role, by their names in the package.
  func json(_ role: CampaignPackage.Role) -> [(name: String, bytes: [UInt8])] {
    parts.filter {
      $0.role == role && MediaType.ofName($0.name.lastComponent) == "application/json"
    }.map { ($0.name.text, $0.bytes) }
  }

  /// The certificates that a campaign can't do without, and lacks.
  func missingParts() -> [FengniError] {
    var flaws = [CampaignPackage.Role.anchor, .recipient].filter { role in
      !parts.contains { $0.role == role }
    }.map { FengniError(.campaignSourceInvalid, $0.rawValue + "s/", reason: "no certificate") }
    var suites: Set<Suite> = []
    for part in parts where part.role == .recipient {
      do throws(FengniError) {
        suites.insert(try Self.suite(ofRecipient: Certificate(der: part.bytes)))
      } catch {
        flaws.append(error)
      }
    }
    if !parts.contains(where: { $0.role == .recipient }) { return flaws }
    flaws += settings.suites.filter { !suites.contains($0) }.map {
      FengniError(
        .campaignSourceInvalid, "recipients/", reason: "none for the suite \($0.rawValue)")
    }
    return flaws
  }

  private static func suite(ofRecipient certificate: Certificate) throws(FengniError) -> Suite {
    let usage = certificate.keyUsage ?? []
    guard let key = certificate.publicKey.algorithm,
      !usage.isDisjoint(with: [.keyAgreement, .keyEncipherment, .dataEncipherment])
    else {
      throw FengniError(
        .campaignSourceInvalid, "recipients/", reason: "\(certificate.subjectText): key usage")
    }
    return Suite(key)
  }

  // MARK: Certificates

  private static func certificates(
    in folder: String, _ store: any FileStore
  ) throws(FengniError) -> [Certificate] {
    var list: [Certificate] = []
    for name in try store.files(below: folder, refusing: .campaignSourceInvalid) {
      let file = StoredFile(Paths.join(folder, name), in: store)
      for certificate in try certificates(of: file) where !list.contains(certificate) {
        list.append(certificate)
      }
    }
    return list
  }

  /// All that a file holds; errors are said of the file.
  private static func certificates(of file: StoredFile) throws(FengniError) -> [Certificate] {
    let bytes = try file.readAll(limit: Limits.certificateFile, tooLarge: .certificateFormat)
    do throws(FengniError) {
      return try Certificate.list(pemOrDER: bytes)
    } catch {
      throw error.about(file.path)
    }
  }

  private static func crls(
    _ store: any FileStore
  ) throws(FengniError) -> [CertificateRevocationList] {
    var list: [CertificateRevocationList] = []
    for name in try store.files(below: "crls", refusing: .campaignSourceInvalid) {
      let file = StoredFile(Paths.join("crls", name), in: store)
      let bytes = try file.readAll(limit: Limits.crl, tooLarge: .crlFormat)
      do throws(FengniError) {
        list += try CertificateRevocationList.list(pemOrDER: bytes)
      } catch {
        throw error.about(file.path)
      }
    }
    return list
  }

  /// Adds to each unit what lies in its folder.
  private static func bind(
    _ roster: Roster, _ store: any FileStore, _ suite: Suite
  ) throws(FengniError) -> Roster {
    let folder = "certificates"
    for name in store.names(in: folder) where roster.unit(name) == nil {
      throw FengniError(
        .campaignSourceInvalid, Paths.join(folder, name), reason: "no such unit")
    }
    var units = roster.units
    for i in units.indices {
      let home = Paths.join(folder, units[i].id)
      for name in try store.files(below: home, refusing: .campaignSourceInvalid) {
        let (use, capacities) = try meaning(of: name)
        let file = StoredFile(Paths.join(home, name), in: store)
        let found = try certificates(of: file)
        // The file's name says what it is for, which holds of one certificate only.
        guard let certificate = found.first, found.count == 1 else {
          throw FengniError(
            .certificateFileContent, file.path,
            reason: "\(found.count) certificates instead of one")
        }
        units[i].certificates.append(
          Roster.Binding(
            digest: certificate.digest(suite.digest), use: use, capacities: capacities))
      }
    }
    return try Roster(units: units)
  }

  /// What a certificate's file name says that it is for.
  private static func meaning(
    of name: String
  ) throws(FengniError) -> (Roster.Use, [Capacity]?) {
    let word = name.prefix { $0 != "." && $0 != "-" }
    switch word {
    case "sign": return (.sign, nil)
    case "encrypt": return (.encrypt, nil)
    case "preparer", "approver", "seal", "receipt":
      return (.sign, Capacity(rawValue: String(word)).map { [$0] })
    default:
      throw FengniError(
        .campaignSourceInvalid, name,
        reason: "file names begin with sign, preparer, approver, seal, receipt or encrypt")
    }
  }

  // MARK: Publishing

  /// Signs and writes the campaign package.
  ///
  /// `expires`: after the period closes. Throws `keyCertificateMismatch` and others.
  public func publish(
    into sink: any ByteSink, key: PrivateKey, certificate: Certificate, suite: Suite,
    issued: Timestamp, expires: Timestamp, producer: String
  ) throws(FengniError) {
    guard expires >= settings.closes else {
      throw FengniError(.campaignSourceInvalid, "expires", reason: "before the period closes")
    }
    if let flaw = findings().first(where: { $0.severity == .error }) {
      throw FengniError(
        .campaignSourceInvalid, flaw.document.isEmpty ? flaw.subject : flaw.document,
        reason: "\(flaw.code.label) \(flaw.pointer ?? "") \(flaw.subject)", line: flaw.line,
        column: flaw.column)
    }
    let rows = parts.map { part in
      DocumentRow(
        path: part.name, role: part.role.rawValue,
        mediaType: MediaType.ofName(part.name.lastComponent), size: UInt64(part.bytes.count),
        digest: Digest.of(part.bytes, suite.digest))
    }
    let head = CampaignHead(
      id: settings.id, version: settings.version, suite: suite, issued: issued,
      expires: expires, producer: producer, documents: rows)
    let signer = Signer(
      key: key, certificate: certificate, commitment: .proofOfOrigin, signingTime: issued)
    let statement = try SignedStatement.sign(
      head.json(), suite: suite, signers: [signer], certificates: [certificate])
    let package = MemorySink()
    let writer = PackageWriter(package)
    try writer.add(
      PackageLayout.mimetypeHeader(), body: MemorySource(Array(PackageLayout.mimetype.utf8)))
    try writer.add(
      PackageLayout.header(stored: PackageLayout.manifestName, statement.bytes),
      body: MemorySource(statement.bytes))
    for (part, row) in zip(parts, rows) {
      try writer.add(Self.header(part.name, row, part.bytes), body: MemorySource(part.bytes))
    }
    try writer.finish()
    // What is published is what its readers will accept.
    _ = try CampaignPackage(bytes: package.bytes, zones: zones)
    try sink.write(package.bytes)
  }

  private static func header(_ name: EntryName, _ row: DocumentRow, _ bytes: [UInt8]) -> EntryHeader
  {
    let measurer = Measurer(tryDeflate: MediaType.isCompressible(row.mediaType))
    bytes.withUnsafeBytes { measurer.update($0) }
    return measurer.finish().header(name: name)
  }
}
