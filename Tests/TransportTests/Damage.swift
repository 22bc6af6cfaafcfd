import BundleCore
import ErasureFrames
import TestSupport

/// What happens to volumes on their way.
enum Damage: CaseIterable {
  case lostVolume, burst, sectors, truncation, insertion, deletion, joinedFiles, junkFile
  case otherFile, duplicate, reversal, bitFlips, zeroedHeader, imageOfMedium

  /// Does it to the files, by `random`.
  func apply(
    to files: inout [[UInt8]], _ random: inout Seeded, other: () throws -> [[UInt8]]
  ) throws {
    guard !files.isEmpty else { return }
    let index = Int.random(in: files.indices, using: &random)
    let size = files[index].count
    func position(_ random: inout Seeded) -> Int {
      Int.random(in: 0..<max(1, size), using: &random)
    }
    switch self {
    case .lostVolume:
      files.remove(at: index)
    case .burst:
      let start = position(&random)
      let end = min(size, start + Int.random(in: 1...max(1, size / 4), using: &random))
      for i in start..<end { files[index][i] = 0 }
    case .sectors:
      for _ in 0..<Int.random(in: 1...8, using: &random) where size > 512 {
        let start = position(&random) / 512 * 512
        let noise = random.bytes(512)
        for i in start..<min(size, start + 512) { files[index][i] = noise[i - start] }
      }
    case .truncation:
      files[index].removeSubrange(position(&random)...)
    case .insertion:
      let count = Int.random(in: 1...2000, using: &random)
      let bytes = random.bytes(count)
      files[index].insert(contentsOf: bytes, at: min(size, position(&random)))
    case .deletion:
      let start = position(&random)
      let end = min(size, start + Int.random(in: 1...1500, using: &random))
      if start < end { files[index].removeSubrange(start..<end) }
    case .joinedFiles:
      files = [files.flatMap { $0 }]
    case .junkFile:
      let count = Int.random(in: 0...5000, using: &random)
      files.append(random.bytes(count))
    case .otherFile:
      files += try other()
    case .duplicate:
      files.append(files[index])
    case .reversal:
      files.reverse()
    case .bitFlips:
      for _ in 0..<Int.random(in: 1...6, using: &random) where size > 0 {
        files[index][position(&random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
    case .zeroedHeader:
      let end = min(size, 128)
      for i in 0..<end { files[index][i] = 0 }
    case .imageOfMedium:
      // Clusters of 512 octets in another order, between others.
      let clusters = stride(from: 0, to: size, by: 1536).map {
        Array(files[index][$0..<min(size, $0 + 1536)])
      }
      files[index] = clusters.flatMap { random.bytes(512) + $0 }
    }
  }
}

/// What survived, found out in the slowest way: every octet of every file is looked at, and a
/// frame is there when all its octets are.
struct Survivors {
  let numbers: Set<Int>

  init(_ files: [[UInt8]], of cut: CutFile) {
    var known: [[UInt8]: Int] = [:]
    for number in 0..<cut.set.frames { known[cut.frame(number)] = number }
    var numbers: Set<Int> = []
    let size = cut.set.frameSize
    for file in files where file.count >= size {
      for start in 0...(file.count - size)
      where file[start] == 0x89 && file[start + 1] == 0x46 && file[start + 2] == 0x4e {
        if let number = known[Array(file[start..<start + size])] { numbers.insert(number) }
      }
    }
    self.numbers = numbers
  }

  /// Frames that each stripe lacks.
  func deficits(_ set: FrameSet) -> [Int] {
    var counts = [Int](repeating: 0, count: set.stripes)
    for number in numbers { counts[number % set.stripes] += 1 }
    return counts.map { max(0, set.dataColumns - $0) }
  }
}
