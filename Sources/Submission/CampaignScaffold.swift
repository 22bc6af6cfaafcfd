public import BundleCore
import JSONText

extension CampaignSource {
  /// The ready code lists, but for those of these names.
  public static func readyLists(
    except names: Set<String>
  ) -> [(name: String, bytes: [UInt8])] {
    (StandardFiles.folder("lists") + StandardFiles.folder("example/lists"))
      .filter { !names.contains($0.listName) }.map { ($0.name, $0.bytes) }
  }

  /// Writes a source folder to edit, and publishes it.
  ///
  /// It takes over the ready forms, rules and code lists, of the inspection form the one variant.
  /// What is asked for stands in `campaign.json` of the store `base`, which may also have
  /// `units.json`, `lists/` and `texts/`; without one it is an example that is complete but for the
  /// units and the certificates, which nobody can invent.
  ///
  /// Throws `outputExists`, `cannotCreate`, and of `base` what reading throws.
  public static func scaffold(
    variant: InspectionVariant, from base: (any FileStore)?,
    into makeFolder: () throws(FengniError) -> any FolderWriter
  ) throws(FengniError) {
    let catalogue = try StandardCatalogue(variant)
    let own = try base.map { (store) throws(FengniError) in try BaseFolder(store) }
    let folder = try makeFolder()
    let staging = folder.files
    var settings = try StandardCatalogue.example()
    if let own { settings = own.settings }
    try staging.write("campaign.json", catalogue.extend(settings).serialized(.pretty))
    let units = try exampleUnits.serialized(.pretty)
    try staging.write("units.json", own?.units ?? units)
    for name in ["anchors", "intermediates", "recipients", "crls", "certificates", "examples"] {
      try staging.makeFolder(EntryName(name))
    }
    if own == nil { try staging.makeFolder(EntryName("certificates/PDY000028")) }
    try write(catalogue.forms, "forms", staging)
    // A list of the campaign's own stands for the ready one of the same name.
    let lists = own?.lists ?? StandardFiles.folder("example/lists")
    let names = Set(lists.map { $0.listName })
    let ready = StandardFiles.folder("lists").filter { !names.contains($0.listName) }
    try write(ready + lists, "lists", staging)
    try write(own?.texts ?? [], "texts", staging)
    try folder.publish()
  }

  private static func write(
    _ files: [StandardFiles.File], _ folder: String, _ staging: any FolderFiles
  ) throws(FengniError) {
    try staging.makeFolder(EntryName(folder))
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

  init(_ store: any FileStore) throws(FengniError) {
    guard store.containsFolder("") else { throw FengniError(.inputNotFound, store.path(of: "")) }
    let bytes = try Self.read("campaign.json", store)
    settings = try JSONDocument.parse(bytes, subject: "campaign.json")
    units = store.contains("units.json") ? try Self.read("units.json", store) : nil
    lists = try Self.files("lists", store)
    texts = try Self.files("texts", store)
  }

  private static func files(
    _ folder: String, _ store: any FileStore
  ) throws(FengniError) -> [StandardFiles.File] {
    guard store.containsFolder(folder) else { return [] }
    var files: [StandardFiles.File] = []
    for name in try store.files(below: folder, refusing: .campaignSourceInvalid) {
      // By bytes, as "/" with a combining mark behind it is another Character.
      guard !name.utf8.contains(UInt8(ascii: "/")) else {
        throw FengniError(.campaignSourceInvalid, name)
      }
      files.append(.init(name: name, bytes: try read(Paths.join(folder, name), store)))
    }
    return files
  }

  private static func read(
    _ name: String, _ store: any FileStore
  ) throws(FengniError) -> [UInt8] {
    try StoredFile(name, in: store).readAll(
      limit: Limits.campaignPackage, tooLarge: .campaignSourceInvalid)
  }
}
