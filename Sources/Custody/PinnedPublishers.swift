public import BundleCore
import Disk
import Foundation
import JSONText

/// The publishers whose campaign packages somebody trusts, pinned by certificate digest, and the
/// newest version of each campaign that was seen (SPEC, 8.3 and 8.4).
///
/// `trust.json` in `$FENGNI_HOME`, else `$XDG_CONFIG_HOME/fengni`, else `~/.config/fengni`:
///
/// ```json
/// { "trust": "pins/1", "campaigns": [ { "id": "henan-health-2012", "publisher": "sm3:…",
///   "version": 1, "package": "sm3:…" } ] }
/// ```
public struct PinnedPublishers: Sendable {
  private struct Pin: Sendable {
    var campaign: String
    var publisher: Digest
    var version: Int
    var package: Digest
  }

  /// Where the file is.
  public let path: String

  private static let fileName = "trust.json"
  private static let limit = 1 << 20

  /// The pins of this user, or of a folder.
  public static func open(folder: String? = nil) throws(FengniError) -> PinnedPublishers {
    if let folder { return PinnedPublishers(path: Paths.join(folder, fileName)) }
    return PinnedPublishers(path: Paths.join(try home(), fileName))
  }

  /// Never the working directory, where whoever sent a campaign may have put a `trust.json`.
  private static func home() throws(FengniError) -> String {
    let environment = ProcessInfo.processInfo.environment
    if let home = environment["FENGNI_HOME"], !home.isEmpty { return home }
    // "All paths set in these environment variables must be absolute" (XDG Base Directory).
    if let config = environment["XDG_CONFIG_HOME"], config.utf8.first == UInt8(ascii: "/") {
      return Paths.join(config, "fengni")
    }
    guard let home = environment["HOME"], home.utf8.first == UInt8(ascii: "/") else {
      throw FengniError(.usage, "FENGNI_HOME", reason: "neither it nor HOME is set")
    }
    return Paths.join(home, ".config/fengni")
  }

  /// Pins a publisher for a campaign, after somebody compared its fingerprint.
  ///
  /// Throws `campaignRollback` for a package older than one that was seen of the same publisher.
  public func pin(
    campaign: String, version: Int, package: Digest, publisher: Digest
  ) throws(FengniError) {
    try changing { (pins) throws(FengniError) in
      let pin = Pin(campaign: campaign, publisher: publisher, version: version, package: package)
      guard let i = pins.firstIndex(where: { $0.campaign == campaign }) else {
        pins.append(pin)
        return
      }
      // Another publisher is a new start, which the person who compared the fingerprint wants.
      if pins[i].publisher == publisher { try Self.checkAge(pins[i], pin) }
      pins[i] = pin
    }
  }

  /// Whether a package may be used; remembers the newest version that was.
  ///
  /// Throws `campaignNotTrusted`, `campaignFingerprintMismatch`, `campaignRollback`.
  public func check(
    campaign: String, version: Int, package: Digest, publisher: Digest
  ) throws(FengniError) {
    guard let pin = try read().first(where: { $0.campaign == campaign }) else {
      throw FengniError(.campaignNotTrusted, campaign)
    }
    guard pin.publisher == publisher else {
      throw FengniError(.campaignFingerprintMismatch, campaign)
    }
    let seen = Pin(campaign: campaign, publisher: publisher, version: version, package: package)
    try Self.checkAge(pin, seen)
    guard version > pin.version else { return }
    try changing { (pins) throws(FengniError) in
      // Read again: somebody may have pinned another publisher meanwhile, and that decision stays.
      guard let i = pins.firstIndex(where: { $0.campaign == campaign }) else {
        throw FengniError(.campaignNotTrusted, campaign)
      }
      guard pins[i].publisher == publisher else {
        throw FengniError(.campaignFingerprintMismatch, campaign)
      }
      try Self.checkAge(pins[i], seen)
      pins[i] = seen
    }
  }

  private static func checkAge(_ known: Pin, _ new: Pin) throws(FengniError) {
    guard
      new.version > known.version
        || (new.version == known.version && new.package == known.package)
    else {
      throw FengniError(
        .campaignRollback, known.campaign, reason: "version \(known.version) was seen")
    }
  }

  // MARK: The file

  private func changing(
    _ change: (inout [Pin]) throws(FengniError) -> Void
  ) throws(FengniError) {
    let folder = Paths.parent(of: path)
    try DirectoryTree.make(folder, mode: 0o700)
    try CustodyFiles.locked(folder) { () throws(FengniError) in
      var pins = try read()
      try change(&pins)
      let value = JSONValue.object([
        ("trust", .string("pins/1")),
        (
          "campaigns",
          .array(
            pins.map { pin in
              .object([
                ("id", .string(pin.campaign)), ("publisher", .string(pin.publisher.text)),
                ("version", .integer(pin.version)), ("package", .string(pin.package.text)),
              ])
            })
        ),
      ])
      try OutputFile.write(value.serialized(.pretty), to: path, mode: 0o600, replacing: true)
    }
  }

  private func read() throws(FengniError) -> [Pin] {
    guard let bytes = try CustodyFiles.readIfPresent(path, limit: Self.limit) else { return [] }
    let reader = try ObjectReader(JSONDocument.parse(bytes, subject: path), subject: path)
    _ = try reader.string("trust", of: ["pins/1"])
    var pins: [Pin] = []
    for object in try reader.objects("campaigns") {
      guard let publisher = Digest(text: try object.string("publisher")),
        let package = Digest(text: try object.string("package"))
      else { throw object.error(.jsonValueNotAllowed, reason: "digest") }
      pins.append(
        Pin(
          campaign: try object.string("id"), publisher: publisher,
          version: Int(try object.integer("version", in: 1...1_000_000)), package: package))
      try object.finish()
    }
    try reader.finish()
    return pins
  }
}
