internal import BundleCore

/// A file of certificates or of revocation lists, read whole or refused.
///
/// CAs hand them out in DER, in PEM with one block or several, as PKCS #7 (`.p7b`) in either, and
/// as base64 without a block; editors put marks before text and save it in UTF-16. All of these are
/// read. What is left over is refused with its line: a root or a list that nobody saw would not be
/// missed until a bundle is refused.
struct CertificateFile {
  /// What somebody looks for.
  enum Kind {
    case certificate, revocationList

    fileprivate var labels: [String] {
      switch self {
      case .certificate: ["CERTIFICATE", "X509 CERTIFICATE"]
      case .revocationList: ["X509 CRL", "CRL"]
      }
    }

    /// It is none at all.
    var code: Code {
      switch self {
      case .certificate: .certificateFormat
      case .revocationList: .crlFormat
      }
    }
  }

  /// One of them in DER, with the line on which its block begins.
  struct Item {
    let der: [UInt8]
    let line: Int?
  }

  private static let packedLabels = ["PKCS7", "PKCS #7 SIGNED DATA", "CMS"]
  // 1.2.840.113549.1.7.2 (RFC 5652, 5.1).
  private static let signedData: [UInt8] = [
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02,
  ]

  private let kind: Kind
  private(set) var items: [Item] = []

  /// Throws `.certificateFormat` or `.crlFormat` when there is none in the file;
  /// `.certificateFileContent`, with the line, when there is something beside.
  init(_ file: [UInt8], _ kind: Kind) throws(FengniError) {
    self.kind = kind
    var items: [Item] = []
    // A text may begin with the digit 0, which is the same octet.
    if file.first == DER.sequence, !PEM.hasBlock(file) {
      items = try Self.items(inDER: file, kind, line: nil)
    } else {
      let text = PEM.text(file)
      if let der = PEM.bareBase64(text) {
        items = try Self.items(inDER: der, kind, line: nil)
      } else {
        items = try Self.items(inPEM: text, kind)
      }
    }
    guard !items.isEmpty else { throw FengniError(kind.code, reason: "none in the file") }
    self.items = items
  }

  private static func items(inPEM text: [UInt8], _ kind: Kind) throws(FengniError) -> [Item] {
    let content = PEM.content(text)
    guard !content.blocks.isEmpty || !content.remainders.isEmpty else { return [] }
    // A file of words alone is no file of certificates with something wrong in it.
    if let line = content.remainders.first { throw remainder(line) }
    // Of something else altogether the sentence is another.
    guard content.blocks.contains(where: { (kind.labels + packedLabels).contains($0.label) })
    else { return [] }
    var items: [Item] = []
    for block in content.blocks {
      if kind.labels.contains(block.label) {
        items.append(Item(der: block.der, line: block.line))
      } else if packedLabels.contains(block.label) {
        items += try Self.items(inDER: block.der, kind, line: block.line)
      } else {
        throw remainder(block.line, reason: "a block '" + block.label + "'")
      }
    }
    return items
  }

  /// A certificate, a list, or a PKCS #7 with nothing but such; a line end may stand behind it.
  private static func items(
    inDER file: [UInt8], _ kind: Kind, line: Int?
  ) throws(FengniError) -> [Item] {
    var reader = DERReader(file)
    guard let whole = reader.next(DER.sequence) else {
      throw FengniError(kind.code, reason: "not DER", line: line)
    }
    let rest = file.dropFirst(whole.whole.count)
    guard rest.allSatisfy({ $0 == 0x0d || $0 == 0x0a || $0 == 0x20 || $0 == 0x1a }) else {
      throw remainder(line, reason: "octets behind the DER")
    }
    var content = DERReader(whole.content)
    guard let type = content.next(DER.objectIdentifier) else {
      return [Item(der: Array(whole.whole), line: line)]
    }
    guard type.content.elementsEqual(signedData), let packed = content.next(0xa0) else {
      throw FengniError(kind.code, reason: "another kind of PKCS #7", line: line)
    }
    return try items(inSignedData: packed.content, kind, line: line)
  }

  /// RFC 5652, 5.1: version, digest algorithms, content, certificates, lists, signers.
  private static func items(
    inSignedData bytes: ArraySlice<UInt8>, _ kind: Kind, line: Int?
  ) throws(FengniError) -> [Item] {
    var outer = DERReader(bytes)
    let set: UInt8 = 0x31
    guard let signed = outer.next(DER.sequence), outer.isAtEnd else {
      throw FengniError(kind.code, reason: "PKCS #7", line: line)
    }
    var reader = DERReader(signed.content)
    guard reader.next(DER.integer) != nil, reader.next(set) != nil,
      reader.next(DER.sequence) != nil
    else { throw FengniError(kind.code, reason: "PKCS #7", line: line) }
    let certificates = reader.next(0xa0)?.content ?? []
    let lists = reader.next(0xa1)?.content ?? []
    guard reader.next(set) != nil, reader.isAtEnd else {
      throw FengniError(kind.code, reason: "PKCS #7", line: line)
    }
    let (wanted, other) =
      switch kind {
      case .certificate: (certificates, lists)
      case .revocationList: (lists, certificates)
      }
    guard other.isEmpty else { throw remainder(line, reason: "certificates and lists in one") }
    var elements = DERReader(wanted)
    var items: [Item] = []
    while !elements.isAtEnd {
      // Attribute certificates and other kinds have tags of their own.
      guard let element = elements.next(DER.sequence) else {
        throw remainder(line, reason: "PKCS #7 with something else in it")
      }
      items.append(Item(der: Array(element.whole), line: line))
    }
    return items
  }

  private static func remainder(_ line: Int?, reason: String = "not understood") -> FengniError {
    FengniError(.certificateFileContent, reason: reason, line: line)
  }
}
