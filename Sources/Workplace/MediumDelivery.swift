public import BundleCore
internal import Disk
internal import ErasureFrames
internal import Messages
internal import Primitives
public import Transport

/// A file, or volumes of it, on their way to a medium.
public struct MediumDelivery: Sendable {
  /// The file and how it is cut.
  public var splitting: Splitting
  /// Whether it is cut at all; else the file is written as it is.
  public var cutsVolumes: Bool
  /// For whom the label says it is; nothing when empty.
  public var addressee: String

  public init(splitting: Splitting, cutsVolumes: Bool, addressee: String = "") {
    self.splitting = splitting
    self.cutsVolumes = cutsVolumes
    self.addressee = addressee
  }

  /// What was written.
  public struct Result: Sendable {
    /// The folder on the medium, which was read back and compared.
    public let folder: String
    public let shortCode: String
    /// Names of the files, without the label.
    public let files: [String]
    /// Octets of all files.
    public let size: UInt64
  }

  /// The name of the label.
  public static let labelName = "LABEL.txt"

  /// What is being done.
  public enum Step: Sendable { case measuring, writing, comparing }

  /// Writes to a folder of its own on the medium, has the medium give everything back, and
  /// compares; the folder appears when all of it is right, or not at all.
  ///
  /// Names are ASCII and fit for FAT. Throws `mediumTooSmall`, `mediumFileSize`,
  /// `mediumDiffers`, `outputExists`, `fileChanged`, and what files throw.
  public func write(
    to path: String, replacing: Bool = false,
    progress: (Step, UInt64, UInt64) -> Void = { _, _, _ in }
  ) throws(FengniError) -> Result {
    let medium = try Medium(path: path)
    var splitting = splitting
    if cutsVolumes, splitting.volumeSize == nil { splitting.volumeSize = medium.fileLimit }
    let plan = try splitting.plan { progress(.measuring, $0, $1) }
    let set = plan.set
    let sizes = cutsVolumes ? plan.volumes.map(plan.size(ofVolume:)) : [set.length]
    try medium.require(files: sizes)
    let folder = Paths.join(path, "fengni-" + set.fileStem)
    let staging = try StagingDirectory(for: folder, replacing: replacing)
    let files = staging.files
    let names: [EntryName]
    if cutsVolumes {
      let all = try set.volumeNames()
      names = plan.volumes.map { all[$0] }
      let checksums = try plan.write(to: files) { progress(.writing, $0, $1) }
      try compare(plan, names, checksums, files) { progress(.comparing, $0, $1) }
    } else {
      let name = try EntryName(set.fileStem + ".fnb")
      names = [name]
      try copy(plan, name, files) { progress(.writing, $0, $1) }
      try compare(plan, name, files) { progress(.comparing, $0, $1) }
    }
    let label = try EntryName(Self.labelName)
    try files.create(label).write(labelBytes(plan))
    try staging.publish()
    return Result(
      folder: folder, shortCode: set.shortCode, files: names.map { $0.text },
      size: sizes.reduce(0, +))
  }

  /// UTF-8 with a byte order mark and CR LF: what every editor on every system shows.
  private func labelBytes(_ plan: PlannedVolumes) -> [UInt8] {
    let numbers = cutsVolumes ? plan.volumes.map { $0 + 1 } : []
    let lines = Phrase.Deliver.label(
      shortCode: plan.set.shortCode, volumes: numbers, of: plan.set.volumes,
      addressee: addressee)
    return [0xef, 0xbb, 0xbf] + lines.flatMap { Array(($0 + "\r\n").utf8) }
  }

  private func copy(
    _ plan: PlannedVolumes, _ name: EntryName, _ files: StagedFiles, _ progress: Progress
  ) throws(FengniError) {
    let source = try splitting.file.open()
    guard source.version == plan.version else {
      throw FengniError(.fileChanged, splitting.file.path)
    }
    let ahead = try splitting.parallel.reading(ahead: source, blocks: 4, byteCount: 1 << 20)
    defer { ahead.stop() }
    let target = try files.create(name)
    let block = Block(byteCount: 1 << 20)
    let digest = DigestSink(plan.set.digest.algorithm)
    var done: UInt64 = 0
    while true {
      let count = try ahead.fill(block.memory)
      if count == 0 { break }
      let bytes = UnsafeRawBufferPointer(rebasing: block.memory[..<count])
      try target.write(bytes)
      try digest.write(bytes)
      done += UInt64(count)
      progress(done, plan.set.length)
    }
    guard digest.finalize() == plan.set.digest else {
      throw FengniError(.fileChanged, splitting.file.path)
    }
  }

  /// The copy is what its digest says.
  private func compare(
    _ plan: PlannedVolumes, _ name: EntryName, _ files: StagedFiles, _ progress: Progress
  ) throws(FengniError) {
    let file = try files.open(name)
    file.dropCache()
    let digest = DigestSink(plan.set.digest.algorithm)
    try read(file, step: 1 << 20, expecting: plan.set.length, name.text) {
      (bytes, offset) throws(FengniError) in
      try digest.write(bytes)
      progress(offset + UInt64(bytes.count), plan.set.length)
    }
    guard digest.finalize() == plan.set.digest else { throw FengniError(.mediumDiffers, name.text) }
  }

  /// Every frame stands where it was put, with the header and the checksum that it was given.
  private func compare(
    _ plan: PlannedVolumes, _ names: [EntryName], _ checksums: [UInt64], _ files: StagedFiles,
    _ progress: Progress
  ) throws(FengniError) {
    let set = plan.set
    let size = set.frameSize
    var done: UInt64 = 0
    for (volume, name) in zip(plan.volumes, names) {
      let file = try files.open(name)
      file.dropCache()
      var number = set.frames(ofVolume: volume).lowerBound
      let step = max(1, (1 << 20) / size) * size
      try read(file, step: step, expecting: plan.size(ofVolume: volume), name.text) {
        (bytes, _) throws(FengniError) in
        for start in stride(from: 0, to: bytes.count, by: size) {
          let frame = UnsafeRawBufferPointer(
            rebasing: bytes[start..<min(bytes.count, start + size)])
          let due = FrameHeader(
            set: set, column: number / set.stripes, stripe: number % set.stripes,
            payloadChecksum: checksums[number])
          guard FrameHeader(frame) == due,
            due.matches(payload: .init(rebasing: frame[FrameHeader.byteCount...]))
          else { throw FengniError(.mediumDiffers, name.text) }
          number += 1
        }
        done += UInt64(bytes.count)
        progress(done, plan.size)
      }
    }
  }

  private func read(
    _ file: PositionedFile, step: Int, expecting size: UInt64, _ name: String,
    _ body: (UnsafeRawBufferPointer, UInt64) throws(FengniError) -> Void
  ) throws(FengniError) {
    guard file.size == size else { throw FengniError(.mediumDiffers, name) }
    let block = Block(byteCount: step)
    var position: UInt64 = 0
    while position < size {
      let count: Int
      do throws(FengniError) {
        count = try file.read(into: block.memory, at: position)
      } catch {
        throw FengniError(.mediumDiffers, name, reason: error.reason)
      }
      guard count > 0 else { throw FengniError(.mediumDiffers, name) }
      try body(UnsafeRawBufferPointer(rebasing: block.memory[..<count]), position)
      position += UInt64(count)
    }
  }
}
