public import BundleCore
public import ErasureFrames

/// All frames that were found in some files.
///
/// Bounded, whatever the files hold: at most so many frames and sets (SPEC 14.6).
public final class FrameCollection {
  /// Where a frame lies; ordered by its number, then by the order of the files.
  struct Place {
    /// Number (22 bits), file (18 bits), checksum (24 bits of it).
    let key: UInt64
    let offset: UInt64

    init(number: Int, file: Int, checksum: UInt64, offset: UInt64) {
      let folded = (checksum ^ checksum >> 24 ^ checksum >> 48) & 0xff_ffff
      key = UInt64(number) << 42 | UInt64(file) << 24 | folded
      self.offset = offset
    }

    var number: Int { Int(key >> 42) }
    var file: Int { Int(key >> 24 & 0x3_ffff) }
    var checksum: UInt64 { key & 0xff_ffff }
  }

  /// The sets of which there are frames, the one with most frames first.
  public private(set) var sets: [FrameSet] = []
  /// What was come upon.
  public private(set) var count = FrameScanner.Count()
  /// Octets that the media did not give.
  public private(set) var unreadable: UInt64 = 0
  /// Whether something was left out as there was too much.
  public private(set) var isOverfull = false
  /// Whether a file was altered by a transfer that took it for text.
  public private(set) var isAlteredByText = false
  /// The files that were read.
  public var files: [String] { table.files.map { $0.path } }

  let table = FileTable()
  let parallel: any Parallel
  private var indices: [FrameSet: Int] = [:]
  private var found: [[Place]] = []
  private var total = 0

  /// Reads files to their ends.
  ///
  /// Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`, `frameLimitExceeded` (too many
  /// files).
  public init(
    _ files: [StoredFile], parallel: any Parallel, progress: @escaping Progress = { _, _ in }
  ) throws(FengniError) {
    self.parallel = parallel
    var size: UInt64 = 0
    for file in files {
      guard table.files.count < Limits.collectedFiles else {
        throw FengniError(.frameLimitExceeded, file.path)
      }
      size += try table.file(table.add(file)).size
    }
    var done: UInt64 = 0
    var scanner = FrameScanner()
    for file in table.files.indices {
      let medium = MediumSource(try table.file(file)) { count in
        done += UInt64(count)
        progress(done, size)
      }
      count.add(
        try scanner.search(medium) { (header, offset) throws(FengniError) in
          add(header, file, offset)
        })
      unreadable += UInt64(medium.unreadable)
    }
    if sets.isEmpty { lookForAltered() }
    arrange()
  }

  private func lookForAltered() {
    let head = Block(byteCount: 16)
    for index in table.files.indices where !isAlteredByText {
      guard let count = try? table.file(index).read(into: head.memory, at: 0) else { continue }
      isAlteredByText = FrameHeader.isAlteredByText(Array(head.memory[..<count]))
    }
  }

  /// Why there is nothing to put together.
  ///
  /// `code`: the beginning of the short code that was asked for.
  public func nothingFound(code: String? = nil) -> FengniError {
    FengniError(isAlteredByText ? .transferredAsText : .framesNotFound, code ?? "")
  }

  /// Frames of one set that were found before (`FrameSearch`), without reading them again.
  ///
  /// What lies there now is checked when it is read for joining.
  public init(
    _ set: FrameSet, _ found: [FoundFrames], in store: any FileStore, parallel: any Parallel
  ) {
    self.parallel = parallel
    sets = [set]
    indices = [set: 0]
    var places: [Place] = []
    for part in found where part.set == set && table.files.count < Limits.collectedFiles {
      let file = table.add(StoredFile(part.path, in: store))
      for frame in part.frames {
        guard places.count < Limits.collectedFrames else {
          isOverfull = true
          break
        }
        places.append(
          Place(
            number: frame.number, file: file, checksum: frame.checksum, offset: frame.offset))
      }
    }
    self.found = [places]
    total = places.count
    arrange()
  }

  private func add(_ header: FrameHeader, _ file: Int, _ offset: UInt64) {
    guard total < Limits.collectedFrames else {
      isOverfull = true
      return
    }
    let index: Int
    if let known = indices[header.set] {
      index = known
    } else {
      guard sets.count < Limits.frameSets else {
        isOverfull = true
        return
      }
      index = sets.count
      indices[header.set] = index
      sets.append(header.set)
      found.append([])
    }
    total += 1
    found[index].append(
      Place(
        number: header.number, file: file, checksum: header.payloadChecksum, offset: offset))
  }

  private func arrange() {
    let order = sets.indices.sorted { (found[$0].count, $1) > (found[$1].count, $0) }
    sets = order.map { sets[$0] }
    found = order.map { found[$0] }
    indices = [:]
    for i in sets.indices {
      indices[sets[i]] = i
      found[i].sort { ($0.key, $0.offset) < ($1.key, $1.offset) }
    }
  }

  /// Where the frames of a set lie, ordered.
  func places(_ set: FrameSet) -> [Place] { indices[set].map { found[$0] } ?? [] }
}
