import BundleCore
import Disk
import Foundation
import StrictZIP
import TestSupport
import Testing

/// To Swift, "/" and a combining mark behind it are one Character; to the kernel they are a
/// separator and a name.
@Suite struct PathTests {
  static let mark = "\u{301}"

  @Test(
    arguments: [
      ("a/\(mark)b", "a", "\(mark)b"), ("/\(mark)b", "/", "\(mark)b"), ("a/b/", "a", "b"),
      ("a", ".", "a"), ("/a", "/", "a"),
    ] as [(String, String, String)])
  func pathsAreSplitByBytes(path: String, parent: String, name: String) {
    #expect(Array(Paths.parent(of: path).utf8) == Array(parent.utf8))
    #expect(Array(Paths.name(of: path).utf8) == Array(name.utf8))
  }

  @Test(arguments: ["data/\(mark)x", "\(mark)x", "data/x/\u{20dd}b", "data/\u{903}b"])
  func noComponentBeginsWithAMark(name: String) {
    #expect(throws: FengniError(.entryNameRefused)) { _ = try EntryName(name) }
  }

  /// Folding may put a mark behind a "/": U+FF9E becomes U+3099.
  @Test func aNameThatIsAFolderOfAnotherCollides() throws {
    var names = NameTree()
    try names.insert(EntryName("data/x"))
    let error = #expect(throws: FengniError.self) {
      try names.insert(EntryName("data/x/\u{ff9e}b"))
    }
    #expect(error == FengniError(.entryNameCollision))
  }
}

/// What lies in somebody's folder is taken or refused, never passed over in silence.
@Suite struct TreeTests {
  @Test func namesThatAreNotUTF8AreRefused() throws {
    let folder = try Scratch()
    // 报告 in GBK, as folders unpacked by old programs have it.
    let name = Array("\(folder.path)/".utf8) + [0xb1, 0xa8, 0xb8, 0xe6, 0]
    let descriptor = creat(name.map { CChar(bitPattern: $0) }, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    #expect(throws: FengniError(.fileNameEncoding)) {
      try DirectoryTree.files(below: folder.path, refusing: .workspaceMalformed)
    }
    DirectoryTree.remove(folder.path)
    #expect(!Paths.exists(folder.path))
  }

  @Test func linksAreRefusedAndNotFollowedWhenRemoving() throws {
    let folder = try Scratch()
    let outside = try Scratch()
    try Data([1]).write(to: URL(fileURLWithPath: outside.path + "/kept"))
    symlink(outside.path, folder.path + "/link")
    #expect(throws: FengniError(.workspaceMalformed)) {
      try DirectoryTree.files(below: folder.path, refusing: .workspaceMalformed)
    }
    DirectoryTree.remove(folder.path)
    #expect(!Paths.exists(folder.path))
    #expect(Paths.exists(outside.path + "/kept"))
  }

  @Test func absentFoldersHaveNoFilesAndHiddenFilesAreLeftOut() throws {
    let folder = try Scratch()
    try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/.hidden"))
    try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/a"))
    #expect(try DirectoryTree.files(below: folder.path, refusing: .usage) == ["a"])
    #expect(try DirectoryTree.files(below: folder.path + "/none", refusing: .usage) == [])
  }

  @Test func manyOpensInOneFolderDoNotSweepEachOther() throws {
    let folder = try Scratch()
    let failures = Shared(0)
    DispatchQueue.concurrentPerform(iterations: 64) { i in
      do {
        let staging = try StagingDirectory(for: folder.path + "/out\(i)")
        try staging.createFile(EntryName("data/x")).write([1])
        try staging.publish()
      } catch { failures.withLock { $0 += 1 } }
    }
    #expect(failures.withLock { $0 } == 0)
    #expect(DirectoryTree.names(in: folder.path).count == 64)
  }
}
