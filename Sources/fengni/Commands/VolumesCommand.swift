import ArgumentParser
import BundleCore
import CMS
import Disk
import ErasureFrames
import Messages
import Reports
import Transport
import Workplace

struct VolumesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .volumes,
    subcommands: [
      VolumesSplitCommand.self, VolumesJoinCommand.self, VolumesScanCommand.self,
      VolumesCheckCommand.self,
    ])
}

/// How a file is cut: what `volumes split` and `deliver` share.
struct SplittingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: .help(.splittingSize))
  var size: String?
  @Option(
    name: .long,
    help: .help(.splittingRecovery))
  var recovery: String?
  @Option(
    name: .long,
    help: .help(.splittingOnly))
  var only: String?

  static let usualRecovery = 0.2

  /// Whether anything of it was asked for.
  var areGiven: Bool { size != nil || recovery != nil || only != nil }

  func splitting(_ file: String) throws(FengniError) -> Splitting {
    Splitting(
      file: file, algorithm: try Self.algorithm(of: file),
      volumeSize: try size.map { (text) throws(FengniError) in
        guard let size = Quantity.size(text) else { throw FengniError(.usage, "--size") }
        return size
      },
      recovery: try recovery.map { (text) throws(FengniError) in
        guard let share = Quantity.share(text) else { throw FengniError(.usage, "--recovery") }
        return share
      } ?? Self.usualRecovery,
      only: try only.map { (text) throws(FengniError) in
        guard let numbers = Quantity.numbers(text) else { throw FengniError(.usage, "--only") }
        return numbers
      })
  }

  /// A bundle's short code is that of its suite's digest: the same on the volumes as in reports.
  static func algorithm(of file: String) throws(FengniError) -> DigestAlgorithm {
    let source = try FileSource(path: file)
    return (try? EnvelopeReader.inspect(source).suite.digest) ?? .sha256
  }
}

/// Numbers as people type them.
enum Quantity {
  /// `8M`, `4700K`, `2G`, `100000`: binary units.
  static func size(_ text: String) -> UInt64? {
    let units: [Character: UInt64] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
    var digits = Substring(text)
    var factor: UInt64 = 1
    if let last = text.uppercased().last, let unit = units[last] {
      factor = unit
      digits = digits.dropLast()
    }
    guard digits.allSatisfy(\.isASCII), let number = UInt64(digits) else { return nil }
    let (size, overflows) = number.multipliedReportingOverflow(by: factor)
    return overflows || size == 0 ? nil : size
  }

  /// `20%` or `20`: 0.2.
  static func share(_ text: String) -> Double? {
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    guard digits.utf8.count <= 6, let number = Double(digits), (0...200).contains(number) else {
      return nil
    }
    return number / 100
  }

  /// `1-3,7`: {1, 2, 3, 7}.
  static func numbers(_ text: String) -> Set<Int>? {
    var numbers: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
        Int($0.filter { $0 != " " })
      }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        1 <= first, first <= last, last <= 1 << 22
      else { return nil }
      numbers.formUnion(first...last)
    }
    return numbers
  }
}

struct VolumesSplitCommand: Command {
  static let configuration = CommandConfiguration(.volumesSplit)

  @Argument(help: .help(.volumesSplitFile)) var file: String
  @Option(name: .customShort("o"), help: .help(.centreOpenOutput))
  var destination: String
  @OptionGroup var options: SplittingOptions
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let splitting = try options.splitting(file)
    if !force, Paths.exists(destination) { throw FengniError(.outputExists, destination) }
    let line = ProgressLine(Phrase.Deliver.writing, console.language)
    let set = try splitting.split(into: destination, replacing: force) {
      line.show($0, of: $1)
    }
    console.result(Phrase.labelled(.shortCode, set.shortCode))
    console.result(Phrase.labelled(.digest, set.digest.text))
    console.message(
      Phrase.Volumes.written(splitting.only?.count ?? set.volumes, directory: destination))
    if set.recoveryColumns == 0 {
      console.message(Phrase.Volumes.noRecovery)
    } else {
      console.message(Phrase.Volumes.mayBeLost(set.volumesToSpare, of: set.volumes))
    }
    return .holds
  }
}

/// Where volumes are looked for.
struct CollectionOptions: ParsableArguments {
  @Argument(
    help: .help(.collectionPaths)) var paths: [String]
  @Option(name: .long, help: .help(.collectionCode))
  var code: String?

  func collect(_ console: Console) throws(FengniError) -> FrameCollection {
    let line = ProgressLine(Phrase.Progress.reading, console.language)
    let (files, passedOver) = FrameCollection.files(at: paths)
    PassedOverLines(passedOver).print(console)
    return try FrameCollection(files, parallel: Threads.shared) { line.show($0, of: $1) }
  }

  func join(
    _ collection: FrameCollection, to path: String, force: Bool, _ console: Console
  ) throws(FengniError) -> ExitStatus {
    let found: Assessment
    do throws(FengniError) {
      found = try collection.joinable(code: code)
    } catch {
      if error.code == .framesInsufficient { AssessmentText(collection, console).print(code) }
      throw error
    }
    let line = ProgressLine(Phrase.Deliver.joining, console.language)
    try collection.join(found.set, to: path, replacing: force) { line.show($0, of: $1) }
    console.result(Phrase.labelled(.shortCode, found.set.shortCode))
    console.result(Phrase.labelled(.digest, found.set.digest.text))
    console.message(Phrase.Volumes.joined(path))
    return .holds
  }
}

struct VolumesJoinCommand: Command {
  static let configuration = CommandConfiguration(.volumesJoin)

  @OptionGroup var options: CollectionOptions
  @Option(name: .customShort("o"), help: .help(.volumesJoinDestination))
  var destination: String
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    if !force, Paths.exists(destination) { throw FengniError(.outputExists, destination) }
    let collection = try options.collect(console)
    return try options.join(collection, to: destination, force: force, console)
  }
}

struct VolumesScanCommand: Command {
  static let configuration = CommandConfiguration(.volumesScan)

  @OptionGroup var options: CollectionOptions
  @Option(
    name: .customShort("o"),
    help: .help(.volumesScanDestination))
  var destination: String?
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    if let destination, !force, Paths.exists(destination) {
      throw FengniError(.outputExists, destination)
    }
    let collection = try options.collect(console)
    if let destination {
      return try options.join(collection, to: destination, force: force, console)
    }
    guard !collection.sets.isEmpty else { throw collection.nothingFound() }
    AssessmentText(collection, console).print(options.code)
    return .holds
  }
}

struct VolumesCheckCommand: Command {
  static let configuration = CommandConfiguration(.volumesCheck)

  @OptionGroup var options: CollectionOptions
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  /// Holds when every file of which there is a frame can be put together.
  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let collection = try options.collect(console)
    let assessments = collection.assessments(code: options.code)
    switch output.format {
    case .json: try console.json(collection.json(assessments))
    case .text:
      guard !assessments.isEmpty else { throw collection.nothingFound(code: options.code) }
      AssessmentText(collection, console).print(options.code)
    // What has not been put together has no findings yet.
    case .sarif, .html: throw FengniError(.usage, "--format")
    }
    if assessments.isEmpty { return ExitStatus(collection.nothingFound().code) }
    return assessments.allSatisfy(\.suffices) ? .holds : .doesNotHold
  }
}

/// What is there and what is missing, for people.
struct AssessmentText {
  private let collection: FrameCollection
  private let console: Console
  private static let volumesShown = 20

  init(_ collection: FrameCollection, _ console: Console) {
    self.collection = collection
    self.console = console
  }

  func print(_ code: String?) {
    for assessment in collection.assessments(code: code) { print(assessment) }
    if collection.unreadable > 0 {
      console.result(Phrase.Volumes.unreadable(collection.unreadable))
    }
    if collection.count.damaged > 0 {
      console.result(Phrase.Volumes.damaged(collection.count.damaged))
    }
    if collection.isOverfull { console.result(Phrase.Volumes.overfull) }
  }

  private func print(_ assessment: Assessment) {
    let set = assessment.set
    console.result(Phrase.labelled(.shortCode, set.shortCode))
    console.result(Phrase.labelled(.digest, set.digest.text))
    console.result(Phrase.labelled(.size, Phrase.size(set.length)))
    console.result(Phrase.Volumes.frames(assessment.present, of: set.frames))
    let missing = assessment.incomplete.filter(\.isMissing).map { $0.index + 1 }
    if !missing.isEmpty {
      console.result(Phrase.Volumes.missing(short(missing), of: set.volumes))
    }
    let partial = assessment.incomplete.filter { !$0.isMissing }
    for volume in partial.prefix(Self.volumesShown) {
      console.result(
        Phrase.Volumes.incomplete(volume.index + 1, present: volume.present, of: volume.frames))
    }
    if partial.count > Self.volumesShown {
      console.result(Phrase.Volumes.more(partial.count - Self.volumesShown))
    }
    if assessment.contradictory > 0 {
      console.result(Phrase.Volumes.contradictory(assessment.contradictory))
    }
    if assessment.suffices {
      console.result(Phrase.Volumes.suffices(spare: assessment.spare))
    } else {
      console.result(
        Phrase.Volumes.lacking(assessment.lacking, stripes: assessment.lackingStripes))
      console.result(Phrase.Volumes.sendAgain(short(assessment.sendAgain.map { $0 + 1 })))
    }
    console.result()
  }

  private func short(_ numbers: [Int]) -> String {
    let text = Phrase.ranges(Array(numbers.prefix(1000)))
    return numbers.count > 1000 ? text + ", …" : text
  }
}
