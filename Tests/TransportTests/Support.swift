import BundleCore
import Disk
import ErasureFrames
import Foundation
import Primitives
import Testing

@testable import Transport

/// A generator that gives the same numbers for the same seed, so that a failed trial can be had
/// again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678_9abc_def1 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count + 8)
    while result.count < count { withUnsafeBytes(of: next()) { result.append(contentsOf: $0) } }
    return Array(result.prefix(count))
  }
}

/// A folder that goes when the test does.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/transport-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: file(name)))
    return file(name)
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file(name))))
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  func names(_ directory: String = "") -> [String] {
    DirectoryTree.names(in: directory.isEmpty ? path : file(directory))
  }
}

/// A file cut by given parameters, in memory.
struct CutFile {
  let content: [UInt8]
  let set: FrameSet
  /// By volume.
  var volumes: [[UInt8]]

  /// Parameters at random.
  init(_ random: inout SeededGenerator, in folder: Folder) throws {
    let dataColumns = Int.random(in: 1...(Bool.random(using: &random) ? 6 : 24), using: &random)
    let recoveryColumns = Int.random(in: 0...12, using: &random)
    let frameSize = 512 * Int.random(in: 1...3, using: &random)
    let largest = dataColumns * (frameSize - FrameHeader.byteCount) * 5
    let content = random.bytes(Int.random(in: 1...largest, using: &random))
    let stripes = (content.count - 1) / (dataColumns * (frameSize - FrameHeader.byteCount)) + 1
    let frames = stripes * (dataColumns + recoveryColumns)
    let set = FrameSet(
      dataColumns: dataColumns, recoveryColumns: recoveryColumns, frameSize: frameSize,
      framesPerVolume: Int.random(in: max(1, frames / 12)...frames, using: &random),
      length: UInt64(content.count),
      digest: .of(content, Bool.random(using: &random) ? .sm3 : .sha256))
    try self.init(content, try #require(set), in: folder)
  }

  init(_ content: [UInt8], _ set: FrameSet, in folder: Folder) throws {
    self.content = content
    self.set = set
    let name = "file-" + UUID().uuidString
    let path = try folder.write(name, content)
    let plan = PlannedVolumes(
      splitting: Splitting(file: path), set: set, version: try FileSource(path: path).version)
    let staging = try StagingDirectory(for: folder.file("cut"))
    _ = try plan.write(to: staging.files)
    try staging.publish()
    volumes = try (0..<set.volumes).map { try folder.read("cut/" + set.volumeName($0)) }
    try FileManager.default.removeItem(atPath: folder.file("cut"))
    try FileManager.default.removeItem(atPath: path)
  }

  func frame(_ number: Int) -> [UInt8] {
    let volume = set.volume(ofFrame: number)
    let start = (number - set.frames(ofVolume: volume).lowerBound) * set.frameSize
    return Array(volumes[volume][start..<start + set.frameSize])
  }
}
