import BundleCore

/// An OOXML package (ECMA-376 part 2): its parts by their content types.
struct OfficePackage {
  let archive: ForeignArchive
  private let overrides: [(part: String, type: String)]

  static let typesName = "[Content_Types].xml"

  /// Throws what reading the list of content types throws, `documentDamaged` when it is broken.
  init(_ archive: ForeignArchive, _ limits: DocumentLimits) throws(FengniError) {
    self.archive = archive
    let visitor = OverrideVisitor()
    let bytes = try archive.read(Self.typesName, limit: 4 << 20)
    guard case .complete = XMLWalk.walk(bytes, visitor, limits) else {
      throw FengniError(.documentDamaged, reason: "content types")
    }
    overrides = visitor.overrides
  }

  /// The parts of a type, by its ending: `styles+xml`; in the order of the list.
  func parts(_ ending: String) -> [String] {
    overrides.filter { $0.type.hasSuffix(ending) }.map { $0.part }
  }

  /// What the main part makes of the package.
  var kind: FileKind {
    for (part, type) in overrides where archive.entry(part) != nil {
      switch type {
      case _ where type.contains("macroEnabled.main"): return .officeWithMacros
      case _ where type.hasSuffix("wordprocessingml.document.main+xml"): return .docx
      case _ where type.hasSuffix("spreadsheetml.sheet.main+xml"): return .xlsx
      case _ where type.hasSuffix("presentationml.presentation.main+xml"): return .pptx
      default: continue
      }
    }
    return .zip
  }

  /// The part's octets, nil when there is none.
  func bytes(_ part: String) throws(FengniError) -> [UInt8]? {
    guard let entry = archive.entry(part) else { return nil }
    return try archive.read(entry)
  }
}

private final class OverrideVisitor: XMLVisitor {
  var overrides: [(part: String, type: String)] = []
  var isDone: Bool { overrides.count > 20_000 }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    guard name == "Override", let part = attributes["PartName"],
      let type = attributes["ContentType"]
    else { return }
    overrides.append((part, type))
  }

  func end(_ name: String) {}
  func text(_ text: String) {}
}
