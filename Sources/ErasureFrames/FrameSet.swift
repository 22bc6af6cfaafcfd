public import BundleCore

/// What all frames of one file have in common (SPEC 14.2): octets 8 to 63 of each frame.
///
/// Two frames belong together exactly when these are equal. They follow from the file and the
/// parameters alone, so cutting a file again gives the same frames, and a volume that was lost
/// can be made again by itself.
public struct FrameSet: Sendable, Hashable {
  /// Columns that hold the file, 1 to 255.
  public let dataColumns: Int
  /// Columns that hold recovery data; with the data columns at most 255.
  public let recoveryColumns: Int
  /// Octets of a frame with its header, a multiple of 512.
  public let frameSize: Int
  /// Frames of each volume but the last.
  public let framesPerVolume: Int
  /// Octets of the file.
  public let length: UInt64
  /// Of the file.
  public let digest: Digest

  /// Frames that share one codeword: one of each column.
  public let stripes: Int

  /// Nil when a number is outside the limits of SPEC 14.2.
  public init?(
    dataColumns: Int, recoveryColumns: Int, frameSize: Int, framesPerVolume: Int, length: UInt64,
    digest: Digest
  ) {
    guard (1...255).contains(dataColumns), (0...254).contains(recoveryColumns),
      dataColumns + recoveryColumns <= 255,
      (Limits.frameSize).contains(frameSize), frameSize.isMultiple(of: Limits.sector),
      length > 0, length <= Limits.framedFile,
      digest.algorithm == .sm3 || digest.algorithm == .sha256
    else { return nil }
    let stripeBytes = UInt64(dataColumns * (frameSize - FrameHeader.byteCount))
    let stripes = (length - 1) / stripeBytes + 1
    let frames = stripes * UInt64(dataColumns + recoveryColumns)
    guard frames <= Limits.framesOfSet, framesPerVolume >= 1, framesPerVolume <= frames else {
      return nil
    }
    self.dataColumns = dataColumns
    self.recoveryColumns = recoveryColumns
    self.frameSize = frameSize
    self.framesPerVolume = framesPerVolume
    self.length = length
    self.digest = digest
    self.stripes = Int(stripes)
  }

  /// Octets of the file that a frame carries.
  public var payloadSize: Int { frameSize - FrameHeader.byteCount }
  /// Data and recovery columns.
  public var columns: Int { dataColumns + recoveryColumns }
  /// All frames.
  public var frames: Int { stripes * columns }
  /// All volumes.
  public var volumes: Int { (frames - 1) / framesPerVolume + 1 }
  /// Octets of the file in one stripe, padded in the last.
  public var stripeBytes: Int { dataColumns * payloadSize }

  /// A frame's number: column after column, in each column stripe after stripe.
  public func number(column: Int, stripe: Int) -> Int { column * stripes + stripe }

  /// The volume, from 0, that holds a frame.
  public func volume(ofFrame number: Int) -> Int { number / framesPerVolume }

  /// How many whole volumes may be lost, whichever they are.
  public var volumesToSpare: Int {
    // Frames of a stripe stand `stripes` apart, so a volume holds at most so many of one.
    min(volumes - 1, recoveryColumns / ((framesPerVolume - 1) / stripes + 1))
  }

  /// The numbers of the frames of a volume, which is counted from 0.
  public func frames(ofVolume volume: Int) -> Range<Int> {
    let start = min(frames, volume * framesPerVolume)
    return start..<min(frames, start + framesPerVolume)
  }

  /// The short code of the file: what people read out to each other (短码).
  public var shortCode: String { digest.shortCode }
}
