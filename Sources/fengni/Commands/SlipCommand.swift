import ArgumentParser
import BundleCore
import JSONText
import Mail
import Messages
import Slip

struct SlipCommand: Command {
  static let configuration = CommandConfiguration(.slip)

  @Argument(help: .both("报送包，或存放分卷的目录", "Bundle, or the folder of its volumes")) var file: String
  @Option(name: .customShort("o"), help: .both("要写入的文件（.html）", "File to write (.html)"))
  var destination: String
  @Option(
    name: .long,
    help: .both("介质，写作 类型:编号:标签，可重复给出", "A medium, as type:serial:label; may be repeated"))
  var medium: [String] = []
  @Option(name: .long, help: .both("介质清单（JSON）", "List of media (JSON)")) var media: String?
  @Option(
    name: .long,
    help: .both("密级标志：public、internal 或 work-secret", "Mark: public, internal or work-secret"))
  var mark: String?
  @Option(name: .long, help: .both("份数", "Copies")) var copies = 1
  @Option(name: .long, help: .both("交接单编号", "Number of the slip")) var number: String?
  @Option(name: .long, help: .both("移交单位", "Unit that delivers")) var fromUnit: String?
  @Option(name: .long, help: .both("移交人", "Who delivers")) var from: String?
  @Option(name: .long, help: .both("接收单位", "Unit that receives")) var toUnit: String?
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  private static let longest = 400

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let carried = try Self.carried(file)
    guard let first = carried.first else { throw FengniError(.notABundle, file) }
    guard carried.allSatisfy({ $0.shortCode == first.shortCode }) else {
      throw FengniError(.notABundle, file, reason: "volumes of several bundles")
    }
    guard (1...1000).contains(copies) else { throw FengniError(.usage, "--copies") }
    var slip = HandoverSlip(shortCode: first.shortCode, digest: first.digest)
    slip.slipNo = try text(number, "--number")
    slip.copies = copies
    slip.mark = try mark.map { (text) throws(FengniError) in
      guard let mark = HandoverSlip.Mark(rawValue: text) else {
        throw FengniError(.usage, "--mark")
      }
      return mark
    }
    slip.delivered.unit = try text(fromUnit, "--from-unit")
    slip.delivered.person = try text(from, "--from")
    slip.received.unit = try text(toUnit, "--to-unit")
    slip.media = try listed(carried)
    let page = try SlipPage(slip)
    try OutputFile.write(Array(page.html.utf8), to: destination, replacing: force)
    console.result(Phrase.labelled(.shortCode, first.shortCode))
    if let digest = first.digest { console.result(Phrase.labelled(.digest, digest.text)) }
    console.message(Phrase.writtenTo(destination))
    return .holds
  }

  private func text(_ value: String?, _ option: String) throws(FengniError) -> String {
    guard let value else { return "" }
    guard value.utf8.count <= Self.longest else { throw FengniError(.usage, option) }
    return value
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
