public import BundleCore
public import ErasureFrames
internal import Primitives

/// Tells how far a long step is: octets done, and all of them.
public typealias Progress = (_ done: UInt64, _ total: UInt64) -> Void

/// How a file is cut into volumes.
public struct Splitting: Sendable {
  /// The file.
  public var file: StoredFile
  /// Of the file's digest, whose first octets are its short code: the suite's, for a bundle.
  public var algorithm: DigestAlgorithm
  /// Octets that a volume may have; nil for a single one.
  public var volumeSize: UInt64?
  /// Octets of recovery data for each octet of the file, 0 to 2.
  public var recovery: Double
  /// The volumes that are written, counted from 1; nil for all.
  public var only: Set<Int>?
  /// Runs reading and writing beside each other where there are threads.
  public var parallel: any Parallel

  public init(
    file: StoredFile, algorithm: DigestAlgorithm = .sha256, volumeSize: UInt64? = nil,
    recovery: Double = 0.2, only: Set<Int>? = nil, parallel: any Parallel
  ) {
    self.file = file
    self.algorithm = algorithm
    self.volumeSize = volumeSize
    self.recovery = recovery
    self.only = only
    self.parallel = parallel
  }

  /// The frames that the file gives, which needs one reading of it.
  ///
  /// Throws `inputNotFound`, `inputUnreadable`, `inputEmpty`, `usage`, `volumeSizeTooSmall`,
  /// `frameLimitExceeded`.
  public func plan(_ progress: Progress = { _, _ in }) throws(FengniError) -> PlannedVolumes {
    let source = try file.open()
    guard let size = source.size else {
      throw FengniError(.inputUnreadable, file.path, reason: "not a regular file")
    }
    guard size > 0 else { throw FengniError(.inputEmpty, file.path) }
    let ahead = try parallel.reading(ahead: source, blocks: 4, byteCount: 1 << 20)
    defer { ahead.stop() }
    let digest = DigestContext(algorithm)
    let block = Block(byteCount: 1 << 20)
    var done: UInt64 = 0
    while true {
      let count = try ahead.read(into: block.memory)
      if count == 0 { break }
      digest.update(UnsafeRawBufferPointer(rebasing: block.memory[..<count]))
      done += UInt64(count)
      progress(done, size)
    }
    let set: FrameSet
    do throws(FengniError) {
      set = try FrameSet.planned(
        length: done, digest: digest.finalize(), volumeSize: volumeSize, recovery: recovery)
    } catch {
      throw error.subject.isEmpty ? error.about(file.path) : error
    }
    if let only, let wrong = only.first(where: { !(1...set.volumes).contains($0) }) {
      throw FengniError(.usage, "\(wrong)", reason: "there are \(set.volumes) volumes")
    }
    return PlannedVolumes(splitting: self, set: set, version: source.version)
  }

  /// Cuts the file into a folder, which is made once the file was read, and publishes it.
  public func split(
    progress: Progress = { _, _ in },
    into makeFolder: () throws(FengniError) -> any FolderWriter
  ) throws(FengniError) -> FrameSet {
    let plan = try plan(progress)
    let folder = try makeFolder()
    _ = try plan.write(to: folder.files, progress)
    try folder.publish()
    return plan.set
  }
}

/// A file that was measured and is about to be cut.
public struct PlannedVolumes {
  package let splitting: Splitting
  /// What all frames will have in common.
  public let set: FrameSet
  package let version: [Int64]

  /// The volumes that will be written, from 0.
  public var volumes: [Int] {
    (0..<set.volumes).filter { splitting.only?.contains($0 + 1) ?? true }
  }

  /// Octets of a volume, which is counted from 0.
  public func size(ofVolume volume: Int) -> UInt64 {
    UInt64(set.frames(ofVolume: volume).count) * UInt64(set.frameSize)
  }

  /// Octets of all volumes that will be written.
  public var size: UInt64 { volumes.reduce(0) { $0 + size(ofVolume: $1) } }

  /// Writes the volumes and gives the checksum of each frame; throws `fileChanged`.
  public func write(
    to files: any FolderFiles, _ progress: Progress = { _, _ in }
  ) throws(FengniError) -> [UInt64] {
    let source = try splitting.file.open()
    guard source.version == version else { throw FengniError(.fileChanged, splitting.file.path) }
    let ahead = try splitting.parallel.reading(ahead: source, blocks: 8, byteCount: 1 << 20)
    defer { ahead.stop() }
    let chosen = Set(volumes)
    let names = try set.volumeNames()
    let batch = FrameBatch(set: set, parallel: splitting.parallel)
    var checksums = [UInt64](repeating: 0, count: set.frames)
    while try batch.fill(from: ahead) {
      batch.encode()
      for column in 0..<set.columns {
        for row in 0..<batch.stripes {
          checksums[set.number(column: column, stripe: batch.firstStripe + row)] =
            batch.checksum(column: column, row: row)
        }
      }
      try writeAll(batch, to: files, chosen, names)
      progress(
        min(set.length, UInt64(batch.firstStripe + batch.stripes) * UInt64(set.stripeBytes)),
        set.length)
    }
    guard try splitting.file.open().version == version else {
      throw FengniError(.fileChanged, splitting.file.path)
    }
    return checksums
  }

  private func writeAll(
    _ batch: FrameBatch, to files: any FolderFiles, _ chosen: Set<Int>, _ names: [EntryName]
  ) throws(FengniError) {
    let failure = Locked<FengniError?>(nil)
    splitting.parallel.each(set.columns) { column in
      do throws(FengniError) {
        try Self.write(column, of: batch, to: files, chosen, names)
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// A column's frames lie side by side in one volume, or in a few that follow each other.
  private static func write(
    _ column: Int, of batch: FrameBatch, to files: any FolderFiles, _ chosen: Set<Int>,
    _ names: [EntryName]
  ) throws(FengniError) {
    let set = batch.set
    var rest = batch.frames(ofColumn: column)
    var number = set.number(column: column, stripe: batch.firstStripe)
    while !rest.isEmpty {
      let volume = set.volume(ofFrame: number)
      let frames = set.frames(ofVolume: volume)
      let count = min(rest.count / set.frameSize, frames.upperBound - number)
      let part = UnsafeRawBufferPointer(rebasing: rest[..<(count * set.frameSize)])
      if chosen.contains(volume) {
        let offset = UInt64(number - frames.lowerBound) * UInt64(set.frameSize)
        try files.write(part, to: names[volume], at: offset)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[part.count...])
      number += count
    }
  }
}

extension FrameSet {
  /// The name of a volume's file: short code, its number and how many there are; ASCII, and fit
  /// for every file system.
  public func volumeName(_ volume: Int) -> String {
    let all = String(volumes)
    let number = String(volume + 1)
    let padded = String(repeating: "0", count: all.utf8.count - number.utf8.count) + number
    return fileStem + "-\(padded)-of-\(all).fnv"
  }

  /// The short code without spaces, which begins the names of all volumes.
  public var fileStem: String { String(shortCode.filter { $0 != " " }) }

  package func volumeNames() throws(FengniError) -> [EntryName] {
    var names: [EntryName] = []
    for volume in 0..<volumes { names.append(try EntryName(volumeName(volume))) }
    return names
  }
}
