internal import BundleCore
public import ErasureFrames

/// What is there of one file, and what is missing.
public struct Assessment: Sendable {
  /// The file's frames.
  public let set: FrameSet
  /// Different frames that are there.
  public let present: Int
  /// Frames of which there are several contents, so that at least one is forged.
  public let contradictory: Int
  /// Frames that are missing beyond what recovery data can make good, over all stripes.
  public let lacking: Int
  /// Stripes that lack frames.
  public let lackingStripes: Int
  /// Frames that may still be lost in the stripe that has fewest to spare; 0 when it does not
  /// suffice.
  public let spare: Int
  /// The volumes, from 0, of which frames are missing.
  public let incomplete: [Volume]
  /// The volumes, from 0, that would suffice if they came again; empty when all is there.
  public let sendAgain: [Int]
  /// How many of the incomplete volumes suffice, whichever they are; nil where that was not worked
  /// out, 0 when all is there.
  public let sendAny: Int?

  /// A volume of which frames are missing.
  public struct Volume: Sendable, Hashable {
    /// From 0.
    public let index: Int
    public let present: Int
    public let frames: Int
    /// Whether nothing of it came.
    public var isMissing: Bool { present == 0 }
  }

  /// Whether the file can be put together.
  public var suffices: Bool { lacking == 0 }

  init(_ collection: FrameCollection, _ set: FrameSet) {
    self.init(set, Self.numbers(collection.places(set)))
  }

  private static func numbers(
    _ places: [FrameCollection.Place]
  ) -> (sorted: [Int32], contradictory: Int) {
    var sorted: [Int32] = []
    var contradictory = 0
    var first: FrameCollection.Place?
    var counted = false
    for place in places {
      if let known = first, known.number == place.number {
        if known.checksum != place.checksum, !counted {
          contradictory += 1
          counted = true
        }
      } else {
        sorted.append(Int32(place.number))
        first = place
        counted = false
      }
    }
    return (sorted, contradictory)
  }

  private init(_ set: FrameSet, _ found: (sorted: [Int32], contradictory: Int)) {
    self.set = set
    present = found.sorted.count
    contradictory = found.contradictory
    var counts = [UInt8](repeating: 0, count: set.stripes)
    var volumes = [Int32](repeating: 0, count: set.volumes)
    for number in found.sorted {
      counts[Int(number) % set.stripes] += 1
      volumes[set.volume(ofFrame: Int(number))] += 1
    }
    let deficits = counts.map { max(0, set.dataColumns - Int($0)) }
    lacking = deficits.reduce(0, +)
    lackingStripes = deficits.count { $0 > 0 }
    spare = max(0, Int(counts.min() ?? 0) - set.dataColumns)
    incomplete = volumes.indices.compactMap { index in
      let all = set.frames(ofVolume: index).count
      let present = Int(volumes[index])
      return present < all ? Volume(index: index, present: present, frames: all) : nil
    }
    sendAgain =
      lacking == 0 ? [] : Self.needed(set, deficits, incomplete, found.sorted)
    sendAny = lacking == 0 ? 0 : Self.enough(set, deficits, incomplete, found.sorted)
  }

  /// The smallest number of volumes of which any will do: in each stripe even those that bring it
  /// least must bring what it lacks.
  private static func enough(
    _ set: FrameSet, _ deficits: [Int], _ incomplete: [Volume], _ present: [Int32]
  ) -> Int? {
    guard incomplete.reduce(0, { $0 + $1.frames - $1.present }) <= Limits.weighedFrames else {
      return nil
    }
    // Stripe and volume of every missing frame of a stripe that lacks some.
    var missing: [UInt64] = []
    for volume in incomplete {
      eachMissing(set, volume.index, present) { stripe in
        if deficits[stripe] > 0 { missing.append(UInt64(stripe) << 32 | UInt64(volume.index)) }
      }
    }
    missing.sort()
    var most = 0
    var position = 0
    while position < missing.count {
      let stripe = missing[position] >> 32
      var gains: [Int] = []
      var last: UInt64?
      while position < missing.count, missing[position] >> 32 == stripe {
        if missing[position] == last { gains[gains.count - 1] += 1 } else { gains.append(1) }
        last = missing[position]
        position += 1
      }
      var (count, sum) = (incomplete.count - gains.count, 0)
      for gain in gains.sorted() where sum < deficits[Int(stripe)] {
        sum += gain
        count += 1
      }
      most = max(most, count)
    }
    return most
  }

  /// The fewest volumes by greed: each time the one that fills most of what is lacking.
  private static func needed(
    _ set: FrameSet, _ deficits: [Int], _ incomplete: [Volume], _ present: [Int32]
  ) -> [Int] {
    var deficits = deficits
    var rest = deficits.reduce(0, +)
    var candidates = incomplete.map { $0.index }
    var chosen: [Int] = []
    func take(_ volume: Int) {
      var isOfUse = false
      eachMissing(set, volume, present) { stripe in
        if deficits[stripe] > 0 {
          deficits[stripe] -= 1
          rest -= 1
          isOfUse = true
        }
      }
      if isOfUse { chosen.append(volume) }
    }
    // Work is bounded: after a few dozen, or among very many, the order of the volumes decides.
    while rest > 0, chosen.count < 32, candidates.count <= 4096 {
      let gains = candidates.map { gain(set, $0, deficits, present) }
      guard let next = gains.indices.max(by: { (gains[$0], $1) < (gains[$1], $0) }) else { break }
      take(candidates.remove(at: next))
    }
    for volume in candidates where rest > 0 { take(volume) }
    return chosen.sorted()
  }

  private static func gain(
    _ set: FrameSet, _ volume: Int, _ deficits: [Int], _ present: [Int32]
  ) -> Int {
    var gains: [Int: Int] = [:]
    eachMissing(set, volume, present) { stripe in
      if deficits[stripe] > 0 { gains[stripe, default: 0] += 1 }
    }
    return gains.reduce(0) { $0 + min($1.value, deficits[$1.key]) }
  }

  private static func eachMissing(
    _ set: FrameSet, _ volume: Int, _ present: [Int32], _ body: (Int) -> Void
  ) {
    let frames = set.frames(ofVolume: volume)
    var position = lowerBound(present, frames.lowerBound)
    for number in frames {
      if position < present.count, Int(present[position]) == number {
        position += 1
      } else {
        body(number % set.stripes)
      }
    }
  }

  private static func lowerBound(_ sorted: [Int32], _ value: Int) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(sorted[middle]) < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension FrameCollection {
  /// What is there of each file, the one with most frames first; at most `limit` of them.
  ///
  /// `code`: only of those whose short code begins so.
  public func assessments(code: String? = nil, limit: Int = 20) -> [Assessment] {
    sets(code).prefix(limit).map { Assessment(self, $0) }
  }

  /// The sets whose short code begins so; spaces and case do not matter.
  func sets(_ code: String?) -> [FrameSet] {
    guard let wanted = code?.lowercased().filter({ $0 != " " }) else { return sets }
    return sets.filter { $0.fileStem.hasPrefix(wanted) }
  }
}
