/// What files that are not ours begin with.
enum ContentMark {
  static let tnef: [UInt8] = [0x78, 0x9f, 0x3e, 0x22]
  static let zip: [UInt8] = [0x50, 0x4b, 0x03, 0x04]
  static let gzip: [UInt8] = [0x1f, 0x8b, 0x08]

  /// RAR, 7-Zip, xz, bzip2, Zstandard, Cabinet, and a ZIP that is empty or was cut apart.
  private static let otherArchives: [[UInt8]] = [
    [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], [0x42, 0x5a, 0x68], [0x28, 0xb5, 0x2f, 0xfd],
    [0x4d, 0x53, 0x43, 0x46], [0x50, 0x4b, 0x05, 0x06], [0x50, 0x4b, 0x07, 0x08],
  ]
  private static let tar = Array("ustar".utf8)
  private static let tarPlace = 257

  static func isArchive(_ head: [UInt8]) -> Bool {
    head.starts(with: zip) || head.starts(with: gzip)
      || otherArchives.contains { head.starts(with: $0) }
      || head.dropFirst(tarPlace).starts(with: tar)
  }

  /// What the first entry of an office document is called, in the programs that write them.
  private static let officeEntries = [
    "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype", "OFD.xml",
    "Doc_", "META-INF/",
  ].map { Array($0.utf8) }

  /// Whether a ZIP begins as a document of an office program (OOXML, ODF, OFD) does.
  static func isOfficeDocument(_ head: [UInt8]) -> Bool {
    // PKWARE's APPNOTE, 4.3.7: the name stands behind 30 octets.
    head.starts(with: zip) && officeEntries.contains { head.dropFirst(30).starts(with: $0) }
  }

  static func isPGPMessage(_ head: [UInt8]) -> Bool {
    head.starts(with: "-----BEGIN PGP MESSAGE".utf8)
  }

  /// What a mail client made of a whole message (RFC 8551, RFC 5652).
  enum Wrapping {
    /// Signed, with the message inside.
    case signed
    /// Enciphered to somebody's mail client.
    case encrypted
    /// Compressed, or something rarer.
    case other
  }

  // 1.2.840.113549.1.7.2 and .3, and 1.2.840.113549.1.9.16.1.23.
  private static let signedData: [UInt8] = [
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02,
  ]
  private static let envelopedData: [UInt8] = [
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x03,
  ]

  /// The kind of a CMS object; nil when it is none.
  static func wrapping(_ head: [UInt8]) -> Wrapping? {
    if OurContent.isBundle(head) { return .encrypted }
    guard head.count > 2, head[0] == 0x30 else { return nil }
    let octets = head[1] < 0x80 ? 0 : Int(head[1] & 0x7f)
    guard octets <= 8 else { return nil }
    let type = head.dropFirst(2 + octets)
    if type.starts(with: signedData) { return .signed }
    if type.starts(with: envelopedData) { return .encrypted }
    return type.first == 0x06 ? .other : nil
  }
}

extension PartHeader {
  var isPKCS7: Bool { type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime" }

  /// A detached signature of the client's (RFC 8551, RFC 3156).
  var isSignature: Bool {
    ["application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"]
      .contains(type)
  }

  /// The header of what lies in an attachment: its name without the wrapping's suffix.
  func unwrapped(_ suffix: String, _ shown: String?) -> PartHeader {
    var header = PartHeader()
    header.type = "application/octet-stream"
    header.name = name ?? shown
    if let name = header.name, name.lowercased().hasSuffix(suffix) {
      header.name = String(name.dropLast(suffix.count))
    }
    return header
  }
}

extension MailText {
  private static let leads = ["http:", "https:", ".fnb", ".fnv", "=ybegin "].map { Array($0.utf8) }

  /// Whether a text may lead to a submission: with a link, the name of a bundle, or a file in an
  /// encoding that only newsgroups know.
  static func mayLead(_ text: [UInt8]) -> Bool {
    // Longer than what is looked through: nobody knows what stands behind it.
    if text.count >= MailLimits.text { return true }
    let folded = text.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    return folded.indices.contains { i in
      [0x68, 0x2e, 0x3d].contains(folded[i])
        && leads.contains { folded[i...].starts(with: $0) }
    }
  }
}
