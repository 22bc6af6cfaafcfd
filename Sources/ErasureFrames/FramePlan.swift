public import BundleCore

extension FrameSet {
  /// Columns that a writer aims at: the fewer, the faster; with 64, a recovery of 20 % survives
  /// the loss of any 11 frames of a stripe, at 2.7 GB/s of one core for the code itself.
  private static let usualColumns = 64
  private static let largestFrame = 64 << 10
  private static let smallestFrame = 4 << 10
  /// So that a small file is cut finely enough, too.
  private static let usualStripes = 16

  /// Chooses the parameters for a file.
  ///
  /// `volumeSize`: octets that a volume may have, nil for a single one. `recovery`: octets of
  /// recovery data for each octet of the file, 0 to 2. Volumes are of the same size but for the
  /// last, and hold whole columns where they can, so that a lost volume costs each stripe the
  /// same. Throws `inputEmpty`, `volumeSizeTooSmall`, `frameLimitExceeded`.
  public static func planned(
    length: UInt64, digest: Digest, volumeSize: UInt64?, recovery: Double
  ) throws(FengniError) -> FrameSet {
    guard length > 0 else { throw FengniError(.inputEmpty) }
    guard recovery >= 0, recovery <= 2 else { throw FengniError(.usage, "--recovery") }
    guard length <= Limits.framedFile else { throw FengniError(.frameLimitExceeded) }
    let limit = volumeSize ?? .max
    let plan = Plan(length: length, digest: digest, volumeSize: limit, recovery: recovery)
    guard limit >= UInt64(smallestFrame + 512) else { throw FengniError(.volumeSizeTooSmall) }
    if recovery == 0 {
      return try plan.make(columns: 1, perVolume: nil)
    }
    let estimate = Double(length) * (1 + recovery) * 1.01 / Double(limit)
    guard estimate < 255 else { return try plan.make(columns: 128, perVolume: nil) }
    // As many volumes as hold everything when each has the same number of whole columns.
    var volumes = max(1, Int(estimate.rounded(.up)))
    while volumes <= 255 {
      let each = max(1, Self.usualColumns / volumes)
      let columns = volumes == 1 ? Self.usualColumns : min(255, each * volumes)
      if columns > 1, let set = try? plan.make(columns: columns, perVolume: each),
        set.volumes <= volumes
      {
        return set
      }
      volumes += 1 + volumes / 64
    }
    return try plan.make(columns: 128, perVolume: nil)
  }

  private struct Plan {
    let length: UInt64
    let digest: Digest
    let volumeSize: UInt64
    let recovery: Double

    /// `perVolume`: whole columns in each volume; nil cuts anywhere.
    func make(columns: Int, perVolume: Int?) throws(FengniError) -> FrameSet {
      var recoveryColumns = 0
      var dataColumns = columns
      if recovery > 0 {
        recoveryColumns = Int((Double(columns) * recovery / (1 + recovery)).rounded(.up))
        dataColumns = max(1, columns - recoveryColumns)
        // A file of a few frames needs no more columns than that.
        let useful = (length - 1) / UInt64(smallestFrame - FrameHeader.byteCount) + 1
        if useful < UInt64(dataColumns) {
          dataColumns = Int(useful)
          recoveryColumns = Int((Double(dataColumns) * recovery).rounded(.up))
        }
      }
      let all = dataColumns + recoveryColumns
      let frameSize = try frameSize(dataColumns: dataColumns)
      let stripes = (length - 1) / UInt64(dataColumns * (frameSize - FrameHeader.byteCount)) + 1
      let frames = stripes * UInt64(all)
      guard frames <= Limits.framesOfSet else { throw FengniError(.frameLimitExceeded) }
      let fitting = min(frames, volumeSize / UInt64(frameSize))
      guard fitting >= 1 else { throw FengniError(.volumeSizeTooSmall) }
      var each: UInt64
      if let perVolume, columns == all || perVolume >= columns {
        each = min(frames, UInt64(perVolume) * stripes)
        guard each <= fitting else { throw FengniError(.volumeSizeTooSmall) }
      } else {
        // Of one size, and not a last one with a few frames.
        let volumes = (frames - 1) / fitting + 1
        each = (frames - 1) / volumes + 1
      }
      guard
        let set = FrameSet(
          dataColumns: dataColumns, recoveryColumns: recoveryColumns, frameSize: frameSize,
          framesPerVolume: Int(each), length: length, digest: digest)
      else { throw FengniError(.frameLimitExceeded) }
      return set
    }

    /// The size that wastes least: at most 64 KiB, and smaller where the file is small.
    private func frameSize(dataColumns: Int) throws(FengniError) -> Int {
      let columns = UInt64(dataColumns)
      func pieces(_ size: Int) -> UInt64 {
        (length - 1) / (columns * UInt64(size - FrameHeader.byteCount)) + 1
      }
      let stripes = max(
        pieces(largestFrame), min(UInt64(usualStripes), pieces(smallestFrame)))
      let payload = (length - 1) / (columns * stripes) + 1
      let size = (payload + UInt64(FrameHeader.byteCount) + 511) / 512 * 512
      let most = min(UInt64(largestFrame), volumeSize / 512 * 512)
      guard min(size, most) >= 512 else { throw FengniError(.volumeSizeTooSmall) }
      return Int(min(size, most))
    }
  }
}
