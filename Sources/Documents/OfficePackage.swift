import BundleCore

/// An OOXML package (ECMA-376 part 2): its parts by their content types.
struct OfficePackage {
  let archive: ForeignArchive
  private let overrides: [(part: String, type: String)]
  /// Types by ending of a name, for parts without an entry of their own (10.1.2.3).
  private let defaults: [String: String]
  /// The part that the package is about; nil when neither its relations nor its types tell.
  let main: String?

  static let typesName = "[Content_Types].xml"

  /// Throws what reading the list of content types throws, `documentDamaged` when it is broken.
  init(_ archive: ForeignArchive, _ limits: DocumentLimits) throws(FengniError) {
    self.archive = archive
    let visitor = TypesVisitor()
    let bytes = try archive.read(Self.typesName, limit: 4 << 20)
    guard case .complete = XMLWalk.walk(bytes, visitor, limits) else {
      throw FengniError(.documentDamaged, reason: "content types")
    }
    overrides = visitor.overrides
    defaults = visitor.defaults
    let relations = try Self.relations("_rels/.rels", below: "", archive, limits)
    main =
      relations.first {
        $0.type.hasSuffix("/officeDocument") && archive.entry($0.target) != nil
      }?.target
  }

  /// The relations of a part, or of the package itself; none where there is no such list.
  func relations(
    of part: String, _ limits: DocumentLimits
  ) throws(FengniError) -> [OfficeRelation] {
    let parts = part.split(separator: "/")
    let folder = parts.dropLast().joined(separator: "/")
    let name = String(parts.last ?? "")
    let list = (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels"
    return try Self.relations(list, below: folder, archive, limits)
  }

  private static func relations(
    _ list: String, below folder: String, _ archive: ForeignArchive, _ limits: DocumentLimits
  ) throws(FengniError) -> [OfficeRelation] {
    guard archive.entry(list) != nil else { return [] }
    let visitor = RelationVisitor(folder)
    // What can't be read here is found broken where it is needed.
    _ = XMLWalk.walk(try archive.read(list, limit: 4 << 20), visitor, limits)
    return visitor.relations
  }

  /// The parts of a type, by its ending: `styles+xml`; in the order of the list, then those that
  /// have it by default.
  func parts(_ ending: String) -> [String] {
    var parts = overrides.filter { $0.type.hasSuffix(ending) }.map { $0.part }
    for (name, type) in defaults where type.hasSuffix(ending) {
      parts += archive.entries.map { $0.name }.filter { part in
        Self.ending(part) == name && !isOverridden(part)
      }
    }
    return parts
  }

  private func isOverridden(_ part: String) -> Bool {
    let part = part.lowercased()
    return overrides.contains { Self.bare($0.part).lowercased() == part }
  }

  private static func bare(_ part: String) -> String {
    part.hasPrefix("/") ? String(part.dropFirst()) : part
  }

  private static func ending(_ part: String) -> String {
    guard let dot = part.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(part[part.utf8.index(after: dot)...]).lowercased()
  }

  /// What the main part makes of the package.
  var kind: FileKind {
    if let main {
      let type =
        overrides.first { Self.bare($0.part).lowercased() == main.lowercased() }?.type
        ?? defaults[Self.ending(main)]
      if let kind = type.flatMap(Self.kind) { return kind }
    }
    for (part, type) in overrides where archive.entry(part) != nil {
      if let kind = Self.kind(type) { return kind }
    }
    return .zip
  }

  private static func kind(_ type: String) -> FileKind? {
    switch type {
    case _ where type.contains("macroEnabled.main"): .officeWithMacros
    case _ where type.hasSuffix("wordprocessingml.document.main+xml"): .docx
    case _ where type.hasSuffix("spreadsheetml.sheet.main+xml"): .xlsx
    case _ where type.hasSuffix("presentationml.presentation.main+xml"): .pptx
    default: nil
    }
  }

  /// The part's octets, nil when there is none.
  func bytes(_ part: String) throws(FengniError) -> [UInt8]? {
    guard let entry = archive.entry(part) else { return nil }
    return try archive.read(entry)
  }
}

/// What a part refers to.
struct OfficeRelation {
  let id: String
  let type: String
  /// The part, without a slash at the start.
  let target: String
}

private final class TypesVisitor: XMLVisitor {
  var overrides: [(part: String, type: String)] = []
  var defaults: [String: String] = [:]
  var isDone: Bool { overrides.count > 20_000 || defaults.count > 1_000 }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    guard let type = attributes["ContentType"] else { return }
    if name == "Override", let part = attributes["PartName"] {
      overrides.append((part, type))
    } else if name == "Default", let ending = attributes["Extension"] {
      defaults[ending.lowercased()] = type
    }
  }

  func end(_ name: String) {}
  func text(_ text: String) {}
}

private final class RelationVisitor: XMLVisitor {
  private let folder: String
  var relations: [OfficeRelation] = []
  var isDone: Bool { relations.count > 20_000 }

  init(_ folder: String) { self.folder = folder }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    guard name == "Relationship", attributes["TargetMode"] != "External",
      let target = attributes["Target"]
    else { return }
    relations.append(
      OfficeRelation(
        id: attributes["Id"] ?? "", type: attributes["Type"] ?? "", target: resolve(target)))
  }

  private func resolve(_ target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var components = folder.split(separator: "/")
    for component in target.split(separator: "/") {
      if component == ".." {
        _ = components.popLast()
      } else if component != "." {
        components.append(component)
      }
    }
    return components.joined(separator: "/")
  }

  func end(_ name: String) {}
  func text(_ text: String) {}
}
