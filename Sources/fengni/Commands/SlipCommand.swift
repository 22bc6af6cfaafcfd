import ArgumentParser
import BundleCore
import Disk
import JSONText
import Mail
import Messages
import Slip

struct SlipCommand: Command {
  static let configuration = CommandConfiguration(.slip)

  @Argument(help: .help(.slipFile)) var file: String
  @Option(
    name: .customShort("o"), help: .help(.slipDestination))
  var destination: String?
  @Option(
    name: .long,
    help: .help(.slipJson))
  var json: String?
  @Option(
    name: .long,
    help: .help(.slipMedium))
  var medium: [String] = []
  @Option(name: .long, help: .help(.slipMedia)) var media: String?
  @Option(
    name: .long,
    help: .help(.slipMark))
  var mark: String?
  @Option(name: .long, help: .help(.slipCopies)) var copies = 1
  @Option(name: .long, help: .help(.slipNumber)) var number: String?
  @Option(name: .long, help: .help(.slipBundleId)) var bundleId: String?
  @Option(
    name: .long,
    help: .help(.slipSealNo)
  )
  var sealNo: [String] = []
  @OptionGroup var sides: SlipSides
  @OptionGroup var handling: SlipHandling
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let carried = try Self.carried(file)
    guard let first = carried.first else { throw FengniError(.notABundle, file) }
    guard carried.allSatisfy({ $0.shortCode == first.shortCode }) else {
      throw FengniError(.notABundle, file, reason: "volumes of several bundles")
    }
    guard destination != nil || json != nil else { throw FengniError(.usage, "-o, --json") }
    guard (1...1000).contains(copies) else { throw FengniError(.usage, "--copies") }
    var slip = HandoverSlip(shortCode: first.shortCode, digest: first.digest)
    slip.slipNo = try SlipText.line(number, 60, "--number")
    slip.bundleID = bundleId ?? ""
    guard bundleId.map({ HandoverSlip.isID($0) }) ?? true else {
      throw FengniError(.usage, "--bundle-id")
    }
    slip.copies = copies
    slip.mark = try SlipText.choice(mark, "--mark")
    slip.media = try listed(carried)
    try sides.fill(&slip)
    try handling.fill(&slip)
    try write(slip, console)
    console.result(Phrase.labelled(.shortCode, first.shortCode))
    if let digest = first.digest { console.result(Phrase.labelled(.digest, digest.text)) }
    for path in [destination, json].compactMap({ $0 }) {
      console.message(Phrase.writtenTo(path))
    }
    return .holds
  }

  /// Both are made before any is written.
  private func write(_ slip: HandoverSlip, _ console: Console) throws(FengniError) {
    var files: [(String, [UInt8])] = []
    if let destination { files.append((destination, Array(try SlipPage(slip).html.utf8))) }
    if let json {
      // What the form demands and nobody gave: said in the words of the options.
      let blanks = slip.blanks.map { SlipText.options[$0] ?? $0 }
      guard blanks.isEmpty else { throw FengniError(.usage, blanks.joined(separator: ", ")) }
      files.append((json, try JSONWriter(.pretty).bytes(slip.json())))
    }
    for (path, _) in files where !force && Paths.exists(path) {
      throw FengniError(.outputExists, path)
    }
    for (path, bytes) in files { try OutputFile.write(bytes, to: path, replacing: force) }
  }

  /// The media that somebody listed, or one row for each volume of a few.
  private func listed(_ carried: [Carried]) throws(FengniError) -> [Medium] {
    var list: [Medium] = []
    if let media {
      let bytes = try FileSource.readAll(media, limit: 1 << 20)
      list = try Medium.list(JSONDocument.parse(bytes, subject: media), subject: media)
    }
    for text in medium { list.append(try Medium(parsing: text)) }
    if list.isEmpty, carried.count > 1, carried.count <= Medium.mostOnASlip {
      list = carried.map { _ in Medium(nil) }
    }
    if list.isEmpty, !sealNo.isEmpty { list = sealNo.map { _ in Medium(nil) } }
    guard sealNo.count <= list.count else { throw FengniError(.usage, "--seal-no") }
    for (index, text) in sealNo.enumerated() {
      list[index].sealNo = try SlipText.line(text, 60, "--seal-no")
    }
    // One volume to a medium, in order: what is most often meant, and only where it fits.
    if carried.count == list.count {
      for (index, volume) in carried.enumerated() where list[index].volume == nil {
        list[index].volume = volume.number
        list[index].of = volume.count
      }
    }
    for index in list.indices where list[index].label.isEmpty {
      list[index].label = carried.first?.shortCode ?? ""
    }
    return list
  }

  /// What is in a file or a folder of volumes, in order.
  private static func carried(_ path: String) throws(FengniError) -> [Carried] {
    guard Paths.isDirectory(path) else { return [try Carried(path)] }
    var found: [Carried] = []
    for name in try DirectoryTree.files(below: path, refusing: .inputUnreadable) {
      let file = Paths.join(path, name)
      // A label or a note may lie beside them.
      if OurContent.isOurs(try FileSource(path: file).first(4096)) {
        found.append(try Carried(file))
      }
    }
    return found.sorted { $0.number < $1.number }
  }
}
