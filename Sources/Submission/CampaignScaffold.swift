public import BundleCore
import Disk
import JSONText

extension CampaignSource {
  /// The ready code lists, but for those of these names.
  public static func readyLists(
    except names: Set<String>
  ) -> [(name: String, bytes: [UInt8])] {
    (StandardFiles.folder("lists") + StandardFiles.folder("example/lists"))
      .filter { !names.contains($0.listName) }.map { ($0.name, $0.bytes) }
  }

  /// Makes a source folder to edit: whole or not at all.
  ///
  /// It takes over the ready forms, rules and code lists, of the inspection form the one variant.
  /// What is asked for stands in `campaign.json` of the folder `base`, which may also have
  /// `units.json`, `lists/` and `texts/`; without one it is an example that is complete but for the
  /// units and the certificates, which nobody can invent.
  ///
  /// Throws `outputExists`, `cannotCreate`, and of `base` what reading throws.
  public static func scaffold(
    at path: String, variant: InspectionVariant = .sector2012, from base: String? = nil
  ) throws(FengniError) {
    let catalogue = try StandardCatalogue(variant)
    let own = try base.map { (path) throws(FengniError) in try BaseFolder(path) }
    let staging = try StagingDirectory(for: path)
    var settings = try StandardCatalogue.example()
    if let own { settings = own.settings }
    try staging.write("campaign.json", catalogue.extend(settings).serialized(.pretty))
    let units = try exampleUnits.serialized(.pretty)
    try staging.write("units.json", own?.units ?? units)
    for folder in ["anchors", "intermediates", "recipients", "crls", "certificates", "examples"] {
      try staging.files.createDirectory(EntryName(folder))
    }
    if own == nil { try staging.files.createDirectory(EntryName("certificates/PDY000028")) }
    try write(catalogue.forms, "forms", staging)
    // A list of the campaign's own stands for the ready one of the same name.
    let lists = own?.lists ?? StandardFiles.folder("example/lists")
    let names = Set(lists.map(\.listName))
    let ready = StandardFiles.folder("lists").filter { !names.contains($0.listName) }
    try write(ready + lists, "lists", staging)
    try write(own?.texts ?? [], "texts", staging)
    try staging.publish()
  }

  private static func write(
    _ files: [StandardFiles.File], _ folder: String, _ staging: borrowing StagingDirectory
  ) throws(FengniError) {
    try staging.files.createDirectory(EntryName(folder))
    for file in files { try staging.write("\(folder)/\(file.name)", file.bytes) }
  }

  private static var exampleUnits: JSONValue {
    .object([
      (
        "units",
        .array([
          .object([
            ("id", .string("PDY00001X")), ("name", .string("示例中心")),
            ("division", .string("410000")), ("class", .string("province")),
          ]),
          .object([
            ("id", .string("PDY000028")), ("name", .string("示例单位")),
            ("division", .string("410100")), ("class", .string("prefecture")),
          ]),
        ])
      )
    ])
  }
}

/// What an author brings along.
private struct BaseFolder {
  let settings: JSONValue
  let units: [UInt8]?
  let lists: [StandardFiles.File]
  let texts: [StandardFiles.File]

  init(_ path: String) throws(FengniError) {
    guard Paths.isDirectory(path) else { throw FengniError(.inputNotFound, path) }
    let bytes = try Self.read(Paths.join(path, "campaign.json"))
    settings = try JSONDocument.parse(bytes, subject: "campaign.json")
    let units = Paths.join(path, "units.json")
    self.units = Paths.exists(units) ? try Self.read(units) : nil
    lists = try Self.files(path, "lists")
    texts = try Self.files(path, "texts")
  }

  private static func files(
    _ path: String, _ folder: String
  ) throws(FengniError) -> [StandardFiles.File] {
    let folder = Paths.join(path, folder)
    guard Paths.isDirectory(folder) else { return [] }
    var files: [StandardFiles.File] = []
    for name in try DirectoryTree.files(below: folder, refusing: .campaignSourceInvalid) {
      guard !name.contains("/") else { throw FengniError(.campaignSourceInvalid, name) }
      files.append(.init(name: name, bytes: try read(Paths.join(folder, name))))
    }
    return files
  }

  private static func read(_ path: String) throws(FengniError) -> [UInt8] {
    try FileSource.readAll(path, limit: Limits.campaignPackage, tooLarge: .campaignSourceInvalid)
  }
}
