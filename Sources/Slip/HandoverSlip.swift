public import BundleCore
public import JSONText
public import Submission

/// What a handover slip says (介质交接单): which bundle on which media from whom to whom.
///
/// Nothing of the bundle's content, as the slip lies open on a desk. What is not known is left
/// blank on the sheet, to be written by hand.
public struct HandoverSlip: Sendable, Hashable {
  /// A side of the handover.
  public struct Side: Sendable, Hashable {
    public var unit: String
    public var person: String
    /// RFC 3339, or empty.
    public var time: String

    public init(unit: String = "", person: String = "", time: String = "") {
      self.unit = unit
      self.person = person
      self.time = time
    }
  }

  public enum Condition: String, Sendable, CaseIterable { case intact, broken }

  /// What a scanner said of the media.
  public struct MalwareScan: Sendable, Hashable {
    public enum Result: String, Sendable, CaseIterable { case clean, infected }

    public var tool: String
    /// Of its signatures: a date such as 2012-08-27.
    public var databaseDate: String
    public var result: Result

    public init(tool: String, databaseDate: String, result: Result) {
      self.tool = tool
      self.databaseDate = databaseDate
      self.result = result
    }
  }

  /// What became of the media.
  public struct Disposition: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      case archive
      case giveBack = "return"
      case destroy
    }

    public var kind: Kind
    public var date: String
    public var by: String
    public var witness: String

    public init(kind: Kind, date: String, by: String, witness: String) {
      self.kind = kind
      self.date = date
      self.by = by
      self.witness = witness
    }
  }

  public var slipNo = ""
  public var bundleID = ""
  /// Sixteen hexadecimal digits in groups of four.
  public var shortCode: String
  /// Of the sealed file; nil when only volumes are at hand.
  public var digest: Digest?
  public var mark: Mark?
  public var media: [Medium] = []
  public var copies = 1
  public var delivered = Side()
  public var received = Side()
  /// Packing and seals, as they were on receipt.
  public var condition: Condition?
  public var malwareScan: MalwareScan?
  public var disposition: Disposition?

  public init(shortCode: String, digest: Digest? = nil) {
    self.shortCode = shortCode
    self.digest = digest
  }

  /// What the QR code says: the short code without spaces, then the digest.
  public var codeText: String {
    ([String(shortCode.filter { $0 != " " })] + (digest.map { [$0.text] } ?? []))
      .joined(separator: " ")
  }
}

/// A medium that changes hands, with one volume of the bundle or all of it.
public struct Medium: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case cdR = "cd-r"
    case dvdR = "dvd-r"
    case bdR = "bd-r"
    case usb
    case portableDisk = "portable-disk"
    case paper, email
  }

  /// Rows that fit on the page.
  public static let mostOnASlip = 30
  // handover-slip.schema.json
  private static let longest = 60

  /// Nil is left to be written by hand.
  public var kind: Kind?
  public var serial = ""
  public var label = ""
  /// From 1; nil together with `of`.
  public var volume: Int?
  public var of: Int?
  public var sealNo = ""

  public init(_ kind: Kind?, serial: String = "", label: String = "") {
    self.kind = kind
    self.serial = serial
    self.label = label
  }

  /// Reads `type:serial:label`; serial and label may be empty or left out. Throws `usage`.
  public init(parsing text: String) throws(FengniError) {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    guard let kind = parts.first.flatMap({ Kind(rawValue: $0) }),
      parts.allSatisfy({ $0.utf8.count <= Self.longest * 4 })
    else { throw FengniError(.usage, "--medium") }
    self.init(
      kind, serial: parts.count > 1 ? parts[1] : "", label: parts.count > 2 ? parts[2] : "")
  }

  /// Reads the media of a handover slip's form, or an array of such.
  ///
  /// Throws what `ObjectReader` throws.
  public static func list(_ json: JSONValue, subject: String) throws(FengniError) -> [Medium] {
    let form = json.asArray == nil ? json : JSON.object([("media", json)])
    return try list(ObjectReader(form, subject: subject), count: 1...mostOnASlip)
  }

  static func list(
    _ reader: ObjectReader, count: ClosedRange<Int>
  ) throws(FengniError) -> [Medium] {
    var media: [Medium] = []
    for item in try reader.objects("media", count: count) {
      var medium = Medium(try item.choice("type", as: Kind.self))
      medium.serial = try item.optionalString("serial", limit: longest * 4) ?? ""
      medium.label = try item.optionalString("label", limit: longest * 4) ?? ""
      medium.sealNo = try item.optionalString("sealNo", limit: longest * 4) ?? ""
      medium.volume = try item.optionalInteger("volume", in: 1...9999).map { Int($0) }
      medium.of = try item.optionalInteger("of", in: 1...9999).map { Int($0) }
      try item.finish()
      media.append(medium)
    }
    return media
  }
}
