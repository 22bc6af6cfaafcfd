import BundleCore
import Disk
import Foundation
import TestSupport
import Testing

/// What a store in memory promises, a folder on a disk keeps too.
@Suite struct StoreTests {
  private static let files: [String: [UInt8]] = [
    "a": [1], "b/c": [2, 3], "b/d/e": [4], "b/.hidden": [5],
  ]

  /// The folder is there as long as whoever made it holds it.
  private static func stores(_ scratch: Scratch) throws -> [any FileStore] {
    for (name, bytes) in files {
      try DirectoryTree.make(Paths.parent(of: scratch(name)))
      try OutputFile.write(bytes, to: scratch(name))
    }
    return [MemoryStore(files), DiskStore(scratch.path)]
  }

  @Test func bothListAndRead() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    for store in try Self.stores(scratch) {
      #expect(store.names(in: "") == ["a", "b"])
      #expect(store.names(in: "nowhere") == [])
      #expect(try store.files(below: "", refusing: .usage) == ["a", "b/c", "b/d/e"])
      #expect(try store.files(below: "b", refusing: .usage) == ["c", "d/e"])
      #expect(store.contains("b/d") && store.containsFolder("b/d") && !store.contains("b/x"))
      #expect(try StoredFile("b/c", in: store).readAll(limit: 2) == [2, 3])
      #expect(throws: FengniError(.inputUnreadable)) {
        try StoredFile("b/c", in: store).readAll(limit: 1)
      }
      #expect(throws: FengniError(.inputNotFound)) { try store.open("b/x") }
      let file = try store.openPositioned("b/c")
      let block = Block(byteCount: 8)
      #expect(file.size == 2)
      #expect(try file.read(into: block.memory, at: 1) == 1 && block.memory[0] == 3)
      #expect(try file.read(into: block.memory, at: 9) == 0)
    }
  }

  @Test func bothNoticeAChange() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    for store in try Self.stores(scratch) {
      let before = try store.open("a").version
      #expect(try store.open("a").version == before)
      try store.replace("a", by: [7, 7])
      #expect(try store.open("a").version != before)
      store.remove("a")
      #expect(!store.contains("a"))
    }
  }

  @Test func bothPublishWholeFolders() throws {
    let scratch = try Scratch()
    let memory = MemoryStore()
    let writers: [(any FolderWriter, any FileStore)] = [
      (memory.folder("out"), memory),
      (try StagingFolder(for: scratch("out")), DiskStore(scratch.path)),
    ]
    for (writer, store) in writers {
      try writer.files.makeFolder(EntryName("empty"))
      try writer.files.makeFile(EntryName("x/y")).write([1, 2])
      try [UInt8]([9]).withRawBytes { (raw) throws(FengniError) in
        try writer.files.write(raw, to: EntryName("z"), at: 2)
      }
      #expect(try writer.files.openFile(EntryName("x/y")).size == 2)
      #expect(!store.contains("out"))
      try writer.publish()
      #expect(store.containsFolder("out/empty"))
      #expect(try StoredFile("out/x/y", in: store).readAll(limit: 9) == [1, 2])
      #expect(try StoredFile("out/z", in: store).readAll(limit: 9) == [0, 0, 9])
      #expect(throws: FengniError.self) { try writer.publish() }
    }
  }

  @Test func bothKindsOfWorkTellAnErrorAgain() throws {
    final class Failing: ByteSource {
      var left = 3
      func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
        guard left > 0 else { throw FengniError(.envelopeDecryptionFailed) }
        left -= 1
        return min(1, buffer.count)
      }
    }
    for parallel in [OneThread.shared, Threads.shared] as [any Parallel] {
      let source = try parallel.reading(ahead: Failing())
      #expect(throws: FengniError(.envelopeDecryptionFailed)) { try source.drain() }
      #expect(throws: FengniError(.envelopeDecryptionFailed)) { try source.drain() }
      source.stop()
    }
  }
}
