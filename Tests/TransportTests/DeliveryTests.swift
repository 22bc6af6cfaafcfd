import BundleCore
import Disk
import ErasureFrames
import Foundation
import Primitives
import Reports
import TestSupport
import Testing

@testable import Transport
@testable import Workplace

@Suite struct DeliveryTests {
  private func content(_ count: Int) -> [UInt8] {
    var random = Seeded(5)
    return random.bytes(count)
  }

  @Test func wholeFile() throws {
    let folder = try Scratch()
    let content = content(3_000_000)
    let file = try folder.write("某医院自查报告.fnb", content)
    let medium = folder("medium")
    try FileManager.default.createDirectory(atPath: medium, withIntermediateDirectories: false)
    let delivery = MediumDelivery(
      splitting: Splitting(file: file, algorithm: .sm3), cutsVolumes: false, addressee: "卫生局")
    let result = try delivery.write(to: medium)
    let stem = String(result.shortCode.filter { $0 != " " })
    #expect(result.files == [stem + ".fnb"])
    #expect(try folder.read("medium/fengni-\(stem)/\(stem).fnb") == content)
    let label = String(decoding: try folder.read("medium/fengni-\(stem)/LABEL.txt"), as: UTF8.self)
    #expect(label.contains(result.shortCode) && label.contains("卫生局") && label.contains("1 / 1"))
    // The name of the file tells who reports what.
    #expect(!label.contains("某医院"))
    #expect(folder.names(in: "medium") == ["fengni-" + stem])
    #expect(throws: FengniError(.outputExists)) { try delivery.write(to: medium) }
  }

  @Test func volumesOverTwoMedia() throws {
    let folder = try Scratch()
    let content = content(2_000_000)
    let file = try folder.write("file", content)
    for (medium, numbers) in [("a", Set([1, 2, 4])), ("b", Set([3, 5]))] {
      try FileManager.default.createDirectory(
        atPath: folder(medium), withIntermediateDirectories: false)
      let splitting = Splitting(file: file, volumeSize: 500_000, recovery: 0.2, only: numbers)
      let result = try MediumDelivery(splitting: splitting, cutsVolumes: true)
        .write(to: folder(medium))
      #expect(result.files.count == numbers.count)
      let label = try folder.read("\(medium)/" + Paths.name(of: result.folder) + "/LABEL.txt")
      let line = medium == "a" ? "1-2, 4 / " : "3, 5 / "
      #expect(String(decoding: label, as: UTF8.self).contains(line))
    }
    let collection = try FrameCollection(paths: [folder("a"), folder("b")])
    #expect(Assessment(collection, collection.sets[0]).suffices)
    try collection.join(collection.sets[0], to: folder("joined"))
    #expect(try folder.read("joined") == content)
  }

  /// A medium that gives back other octets than it was given is noticed before it leaves the house.
  @Test(arguments: [false, true]) func theMediumDiffers(cutsVolumes: Bool) throws {
    let folder = try Scratch()
    let file = try folder.write("file", content(100_000))
    let delivery = MediumDelivery(
      splitting: Splitting(file: file, volumeSize: cutsVolumes ? 40_000 : nil),
      cutsVolumes: cutsVolumes)
    let medium = folder.path
    var spoilt = 0
    #expect(throws: FengniError(.mediumDiffers)) {
      _ = try delivery.write(to: medium) { step, done, total in
        // The last moment of writing; what is staged has no name of its own yet.
        guard step == .writing, done == total, spoilt == 0 else { return }
        for name in FileManager.default.enumerator(atPath: medium)?.compactMap({ $0 as? String })
          ?? []
        where name.contains("staging") && (name.hasSuffix(".fnb") || name.hasSuffix(".fnv")) {
          guard let handle = FileHandle(forWritingAtPath: medium + "/" + name) else { continue }
          try? handle.seek(toOffset: 10_000)
          try? handle.write(contentsOf: [0x55, 0xaa, 0x55])
          spoilt += 1
        }
      }
    }
    #expect(spoilt > 0)
    #expect(folder.names() == ["file"])
  }

  @Test func refused() throws {
    let folder = try Scratch()
    let file = try folder.write("file", content(10_000))
    let empty = try folder.write("empty", [])
    func write(_ file: String, _ medium: String, _ size: UInt64? = nil) throws(FengniError) {
      _ = try MediumDelivery(
        splitting: Splitting(file: file, volumeSize: size), cutsVolumes: size != nil
      ).write(to: medium)
    }
    #expect(throws: FengniError(.inputNotFound)) { try write(file, folder("none")) }
    #expect(throws: FengniError(.inputNotFound)) { try write("nowhere", folder.path) }
    #expect(throws: FengniError(.inputEmpty)) { try write(empty, folder.path) }
    #expect(throws: FengniError(.volumeSizeTooSmall)) { try write(file, folder.path, 600) }
    #expect(folder.names() == ["empty", "file"])
  }

  @Test func roomAndLimitOfFAT() throws {
    let folder = try Scratch()
    let medium = try Medium(path: folder.path)
    #expect(throws: FengniError(.mediumTooSmall)) {
      try medium.require(files: [medium.system.free])
    }
    try medium.require(files: [1000])
    let fat = Medium(path: "stick", system: FileSystem(free: 1 << 40, largestFile: 0xffff_ffff))
    try fat.require(files: [0xffff_ffff, 5])
    #expect(throws: FengniError(.mediumFileSize)) { try fat.require(files: [1 << 32]) }
    #expect(fat.fileLimit == 0xffff_ffff)
  }
}

@Suite struct CollectionTests {
  private func cut(
    _ seed: UInt64, _ folder: Scratch, columns: Int = 4, recovery: Int = 2
  ) throws -> CutFile {
    var random = Seeded(seed)
    let content = random.bytes(columns * 384 * 2)
    let set = try #require(
      FrameSet(
        dataColumns: columns, recoveryColumns: recovery, frameSize: 512, framesPerVolume: 4,
        length: UInt64(content.count), digest: .of(content, .sha256)))
    return try CutFile(content, set, in: folder)
  }

  @Test func missingVolumesAndDamagedFramesAreSaid() throws {
    let folder = try Scratch()
    let file = try cut(7, folder)
    var damaged = file.volumes[0]
    damaged[FrameHeader.byteCount + 5] ^= 1
    try folder.write("v0", damaged)
    for (index, volume) in file.volumes.enumerated().dropFirst(2) {
      try folder.write("v\(index)", volume)
    }
    let collection = try FrameCollection(paths: [folder.path])
    let codes = Set(
      collection.findings(collection.sets.map { Assessment(collection, $0) }).map(\.code))
    #expect(codes.isSuperset(of: [.volumeMissing, .framesDamaged]), "\(codes)")
  }

  @Test func oneOfSeveralIsChosen() throws {
    let folder = try Scratch()
    let (first, second) = (try cut(1, folder), try cut(2, folder))
    for (index, volume) in (first.volumes + second.volumes).enumerated() {
      try folder.write("v\(index)", volume)
    }
    let both = try FrameCollection(paths: [folder.path])
    #expect(throws: FengniError(.framesOfSeveralFiles)) { try both.joinable() }
    #expect(try both.joinable(code: second.set.shortCode).set == second.set)
    let code = String(first.set.fileStem.prefix(6)).uppercased()
    #expect(try both.joinable(code: code).set == first.set)
    #expect(throws: FengniError(.framesNotFound)) { try both.joinable(code: "zz") }
    // Where only one is whole, there is no question.
    for index in 0..<2 { try FileManager.default.removeItem(atPath: folder("v\(index)")) }
    #expect(try FrameCollection(paths: [folder.path]).joinable().set == second.set)
  }

  @Test func nothingThere() throws {
    let folder = try Scratch()
    try folder.write("junk", [UInt8](repeating: 0x89, count: 100_000))
    let collection = try FrameCollection(paths: [folder.path])
    #expect(collection.sets.isEmpty)
    #expect(throws: FengniError(.framesNotFound)) { try collection.joinable() }
    #expect(throws: FengniError(.inputNotFound)) { try FrameCollection(paths: ["/nowhere"]) }
    #expect(throws: FengniError(.inputUnreadable)) { try FrameCollection(paths: ["/dev/null"]) }
  }

  @Test func existingFileStays() throws {
    let folder = try Scratch()
    let file = try cut(3, folder)
    let volumes = try folder.write("v", file.volumes.flatMap { $0 })
    try folder.write("there", [1])
    let collection = try FrameCollection(paths: [volumes])
    #expect(throws: FengniError(.outputExists)) {
      try collection.join(file.set, to: folder("there"))
    }
    #expect(try folder.read("there") == [1])
    try collection.join(file.set, to: folder("there"), replacing: true)
    #expect(try folder.read("there") == file.content)
  }

  /// Between collecting and joining a stick is pulled out: recovery data helps, or nothing appears.
  @Test func filesThatVanish() throws {
    let folder = try Scratch()
    let file = try cut(4, folder)
    for (index, volume) in file.volumes.enumerated() { try folder.write("v\(index)", volume) }
    let collection = try FrameCollection(
      paths: file.volumes.indices.map { folder("v\($0)") })
    try folder.write("v0", [UInt8](repeating: 0, count: file.volumes[0].count))
    // The files are still open; what they hold is read again, and its checksums are compared.
    try collection.join(file.set, to: folder("joined"))
    #expect(try folder.read("joined") == file.content)
  }

  /// Headers for the largest frames, each 128 octets, none with its payload: a minute of checking
  /// if every one were looked at.
  @Test func headersWithoutPayloads() throws {
    let set = try #require(
      FrameSet(
        dataColumns: 200, recoveryColumns: 55, frameSize: 256 << 10, framesPerVolume: 1,
        length: 1 << 38, digest: .of([], .sha256)))
    var header = [UInt8](repeating: 0, count: 128)
    header.withUnsafeMutableBytes {
      FrameHeader(set: set, column: 1, stripe: 2, payloadChecksum: 3).write(to: $0)
    }
    let many = Array(repeating: header, count: 80_000).flatMap { $0 }
    let count = try FrameScanner.scan(MemorySource(many)) { _, _ in }
    #expect(count.frames == 0 && count.damaged > 0)
  }

  /// A set that claims a quarter of a million frames and volumes, of which one frame is there.
  @Test func hugeClaims() throws {
    let folder = try Scratch()
    let set = try #require(
      FrameSet(
        dataColumns: 1, recoveryColumns: 0, frameSize: 512, framesPerVolume: 1,
        length: 384 << 18, digest: .of([], .sha256)))
    var frame = [UInt8](repeating: 0, count: 512)
    frame.withUnsafeMutableBytes {
      FrameHeader.forge(set, column: 0, stripe: 7, $0)
    }
    let path = try folder.write("frame", frame)
    let collection = try FrameCollection(paths: [path])
    let assessment = Assessment(collection, set)
    #expect(assessment.present == 1 && assessment.lacking == (1 << 18) - 1)
    #expect(assessment.incomplete.count == (1 << 18) - 1)
    _ = collection.json([assessment])
    #expect(throws: FengniError(.framesInsufficient)) { try collection.joinable() }
  }
}
