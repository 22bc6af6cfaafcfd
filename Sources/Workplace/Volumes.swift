public import BundleCore
public import Disk
public import ErasureFrames
public import Transport

// Volumes on this machine: files and folders by their paths, and threads.

extension Splitting {
  /// Cuts a file of a disk.
  public init(
    file: String, algorithm: DigestAlgorithm = .sha256, volumeSize: UInt64? = nil,
    recovery: Double = 0.2, only: Set<Int>? = nil
  ) {
    self.init(
      file: StoredFile(path: file), algorithm: algorithm, volumeSize: volumeSize,
      recovery: recovery, only: only, parallel: Threads.shared)
  }

  /// Cuts the file; the directory appears whole or not at all.
  public func split(
    into directory: String, replacing: Bool = false, progress: Progress = { _, _ in }
  ) throws(FengniError) -> FrameSet {
    try split(progress: progress) { () throws(FengniError) in
      try StagingFolder(for: directory, replacing: replacing)
    }
  }
}

extension FrameCollection {
  /// The files that are named, and those below directories; what can't be read in a directory is
  /// passed over, with the reason.
  public static func files(
    at paths: [String]
  ) -> (files: [StoredFile], passedOver: [FolderWalk.PassedOver]) {
    var files: [StoredFile] = []
    var passedOver: [FolderWalk.PassedOver] = []
    for path in paths {
      guard Paths.isDirectory(path) else {
        files.append(StoredFile(path: path))
        continue
      }
      let walk = FolderWalk(below: path)
      passedOver += walk.passedOver
      for member in walk.files {
        let file = StoredFile(path: member)
        do throws(FengniError) {
          _ = try file.openPositioned()
          files.append(file)
        } catch {
          passedOver.append(FolderWalk.PassedOver(path: member, reason: .failed(error)))
        }
      }
    }
    return (files, passedOver)
  }

  /// Reads files, and all files below directories, to their ends.
  ///
  /// Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`, `frameLimitExceeded` (too many
  /// files).
  public convenience init(
    paths: [String], progress: @escaping Progress = { _, _ in }
  ) throws(FengniError) {
    try self.init(Self.files(at: paths).files, parallel: Threads.shared, progress: progress)
  }

  /// Frames of one set that were found before, in files of a disk.
  public convenience init(_ set: FrameSet, _ found: [FoundFrames]) {
    self.init(set, found, in: DiskStore.paths, parallel: Threads.shared)
  }

  /// Puts a file together; it appears whole, with the right digest, or not at all.
  ///
  /// Throws `framesInsufficient`, `framesForged` (its digest is another), `inputUnreadable`, and
  /// what files throw.
  public func join(
    _ set: FrameSet, to path: String, replacing: Bool = false,
    progress: Progress = { _, _ in }
  ) throws(FengniError) {
    try join(set, progress: progress) { () throws(FengniError) in
      try OutputFile(path: path, replacing: replacing)
    }
  }
}

extension FrameSearch {
  /// Reads a file or block device to its end; what the medium does not give counts as damaged.
  ///
  /// Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`.
  public mutating func search(_ path: String) throws(FengniError) -> Result {
    try search(StoredFile(path: path))
  }
}
