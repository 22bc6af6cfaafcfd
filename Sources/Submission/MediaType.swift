import BundleCore

/// Media types that the format can tell by name and by first octets.
public enum MediaType {
  /// Workbooks, XLSX.
  static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  private static let byExtension: [String: String] = [
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": workbook,
    "ofd": "application/ofd",
    "json": "application/json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "xml": "application/xml",
    "zip": "application/zip",
  ]

  /// The type that a file name says, `application/octet-stream` for the unknown.
  public static func ofName(_ name: String) -> String {
    let parts = name.split(separator: ".")
    guard parts.count > 1, let last = parts.last else { return "application/octet-stream" }
    return byExtension[last.lowercased()] ?? "application/octet-stream"
  }

  /// What people call a type: `PDF`, `DOCX`; the type itself when nobody does.
  public static func shortName(_ type: String) -> String {
    let names = byExtension.filter { $0.value == type }.keys.sorted()
    return names.isEmpty ? type : names.map { $0.uppercased() }.joined(separator: "/")
  }

  /// `type/subtype` of `a-z 0-9 . + -`, each part beginning with a letter or digit.
  static func isWellFormed(_ text: String) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte)
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        part.first.map(isAlphanumeric) == true
          && part.allSatisfy { isAlphanumeric($0) || [0x2b, 0x2d, 0x2e].contains($0) }
      }
  }

  /// Types whose octets deflate makes smaller.
  static func isCompressible(_ type: String) -> Bool {
    type.hasPrefix("text/") || type == "application/json" || type == "application/xml"
  }

  /// Types that a document can be looked into for: whether it can be read, and what it says.
  static func isExamined(_ type: String) -> Bool {
    switch type {
    case "application/pdf", "application/ofd", "image/png", "image/jpeg", "text/plain", "text/csv",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
      true
    default: false
    }
  }

  /// How many octets `contradicts` needs.
  static let headByteCount = 512

  /// Whether a document's first octets can't be of this type.
  ///
  /// Unknown types are never contradicted.
  static func contradicts(_ type: String, head: [UInt8]) -> Bool {
    func begins(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
    switch type {
    case "application/pdf": return !begins(Array("%PDF-".utf8))
    case "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/ofd", "application/zip":
      return !begins([0x50, 0x4b, 0x03, 0x04])
    case "image/png": return !begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    case "image/jpeg": return !begins([0xff, 0xd8, 0xff])
    case "application/json":
      // A byte order mark is a flaw of JSON with a name of its own.
      let isMarked = begins([0xEF, 0xBB, 0xBF])
      guard
        let first = head.dropFirst(isMarked ? 3 : 0).first(where: {
          ![0x20, 0x09, 0x0a, 0x0d].contains($0)
        })
      else {
        return true
      }
      return ![UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
    case "text/plain", "text/csv", "text/markdown", "application/xml": return head.contains(0)
    default: return false
    }
  }
}

/// What is seen of a document while its octets pass: its head, and the whole of a JSON document.
final class DocumentProbe: ByteSink {
  private let sink: any ByteSink
  /// How many octets are kept, if all of them are to be looked at.
  private let room: Int?
  private(set) var head: [UInt8] = []
  /// The document, as far as it is one to look into and within its limit.
  private(set) var kept: [UInt8] = []
  private(set) var isTooLarge = false

  init(_ sink: any ByteSink, mediaType: String, isExamined: Bool) {
    self.sink = sink
    room =
      mediaType == "application/json"
      ? Limits.jsonSize : isExamined ? Limits.examinedDocument : nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    if head.count < MediaType.headByteCount {
      head.append(contentsOf: bytes.prefix(MediaType.headByteCount - head.count))
    }
    if let room, !isTooLarge {
      if kept.count + bytes.count > room {
        isTooLarge = true
        kept = []
      } else {
        kept.append(contentsOf: bytes)
      }
    }
    try sink.write(bytes)
  }
}
