public import BundleCore
import JSONText
public import Primitives

/// The units that must report, and the certificates bound to them (名册; SPEC, 8.2).
public struct Roster: Sendable {
  /// A unit.
  public struct Unit: Sendable, Hashable {
    public var id: String
    public var name: String
    public var formerNames: [FormerName] = []
    public var division: String
    public var unitClass: UnitClass
    /// Id of the unit that it reports through.
    public var reportsTo: String?
    public var certificates: [Binding]

    /// The binding of a certificate to this unit, if there is one.
    public func binding(_ certificate: Certificate, use: Use) -> Binding? {
      certificates.first {
        $0.use == use && $0.digest == certificate.digest($0.digest.algorithm)
      }
    }
  }

  /// A name that a unit had.
  public struct FormerName: Sendable, Hashable {
    public var name: String
    public var from: String?
    public var until: String?
  }

  /// What a certificate is for.
  public enum Use: String, Sendable, Hashable, CaseIterable {
    case sign, encrypt
  }

  /// A certificate bound to a unit.
  public struct Binding: Sendable, Hashable {
    public var digest: Digest
    public var use: Use
    /// nil: every capacity.
    public var capacities: [Capacity]?

    public init(digest: Digest, use: Use, capacities: [Capacity]? = nil) {
      self.digest = digest
      self.use = use
      self.capacities = capacities
    }

    /// Whether the certificate may sign so.
    public func allows(_ capacity: Capacity) -> Bool { capacities?.contains(capacity) ?? true }
  }

  public let units: [Unit]
  private let index: [String: Int]

  /// Throws `campaignSourceInvalid` when an id stands twice.
  public init(units: [Unit]) throws(FengniError) {
    self.units = units
    var index: [String: Int] = [:]
    for (i, unit) in units.enumerated() where index.updateValue(i, forKey: unit.id) != nil {
      throw FengniError(.campaignSourceInvalid, "roster.json", reason: "\(unit.id) stands twice")
    }
    self.index = index
  }

  /// The unit with an id.
  public func unit(_ id: String) -> Unit? { index[id].map { units[$0] } }
}

// MARK: - JSON

extension Roster {
  private static let limits = JSONLimits(size: Limits.roster, values: Limits.rosterValues)

  /// Reads `roster.json`. Throws `campaignSourceInvalid` with the place.
  public init(json: [UInt8], subject: String = "roster.json") throws(FengniError) {
    do throws(FengniError) {
      let reader = try ObjectReader(
        JSONDocument.parse(json, subject: subject, limits: Self.limits), subject: subject)
      var units: [Unit] = []
      for object in try reader.objects("units", count: 1...100_000) {
        units.append(try Unit(object))
      }
      _ = try reader.optionalObject("extensions")
      try reader.finish()
      try self.init(units: units)
    } catch {
      throw error.reworded(.campaignSourceInvalid)
    }
  }

  /// The roster as JSON.
  func json() throws(FengniError) -> [UInt8] {
    try JSONWriter(.pretty, limits: Self.limits)
      .bytes(.object([("units", .array(units.map { $0.json }))]))
  }
}

extension Roster.Unit {
  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    id = try reader.identifier("id")
    name = try reader.text("name")
    if reader.has("formerNames") {
      for object in try reader.objects("formerNames", count: 0...32) {
        formerNames.append(try Roster.FormerName(object))
      }
    }
    division = try reader.division("division")
    unitClass = try reader.choice("class")
    reportsTo = reader.has("reportsTo") ? try reader.identifier("reportsTo") : nil
    certificates = []
    if reader.has("certificates") {
      for object in try reader.objects("certificates", count: 0...64) {
        certificates.append(try Roster.Binding(object))
      }
    }
    try reader.finish()
  }

  fileprivate var json: JSONValue {
    .object([
      ("id", .string(id)), ("name", .string(name)),
      ("formerNames", formerNames.isEmpty ? nil : .array(formerNames.map { $0.json })),
      ("division", .string(division)), ("class", .string(unitClass.rawValue)),
      ("reportsTo", reportsTo.map { .string($0) }),
      ("certificates", .array(certificates.map { $0.json })),
    ])
  }
}

extension Roster.FormerName {
  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    name = try reader.text("name")
    from = reader.has("from") ? try reader.date("from") : nil
    until = reader.has("until") ? try reader.date("until") : nil
    try reader.finish()
  }

  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("from", from.map { .string($0) }),
      ("until", until.map { .string($0) }),
    ])
  }
}

extension Roster.Binding {
  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    digest = try reader.digest("digest")
    use = try reader.choice("use")
    capacities = reader.has("capacities") ? try reader.choices("capacities") : nil
    try reader.finish()
  }

  fileprivate var json: JSONValue {
    .object([
      ("digest", .string(digest.text)), ("use", .string(use.rawValue)),
      ("capacities", capacities.map { .strings($0.map { $0.rawValue }) }),
    ])
  }
}
