public import BundleCore
import Glibc

extension Paths {
  /// Whether anything is there.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return withOctets(path) { lstat($0, &status) } == 0
  }

  /// Whether a directory is there.
  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return withOctets(path) { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a regular file or a block device is there: what can be read twice.
  public static func isFile(_ path: String) -> Bool {
    var status = stat()
    return withOctets(path) { stat($0, &status) } == 0
      && [S_IFREG, S_IFBLK].contains(status.st_mode & S_IFMT)
  }

  /// Permission bits and size, when something is there.
  public static func permissions(of path: String) -> UInt32? {
    var status = stat()
    return withOctets(path) { stat($0, &status) } == 0 ? UInt32(status.st_mode) & 0o7777 : nil
  }

  private static let partialSuffix = ".partial"

  static func partial(beside path: String) -> String {
    join(parent(of: path), "." + name(of: path) + "." + randomSuffix() + partialSuffix)
  }

  /// Whether a name is one that `partial(beside:)` gives; nobody's own files are swept.
  static func isPartial(_ candidate: String, of path: String) -> Bool {
    let prefix = "." + name(of: path) + "."
    guard candidate.hasPrefix(prefix), candidate.hasSuffix(partialSuffix) else { return false }
    let middle = candidate.utf8.dropFirst(prefix.utf8.count).dropLast(partialSuffix.utf8.count)
    return (1...13).contains(middle.count)
      && middle.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) }
  }

  static func synchroniseParent(of path: String) {
    let descriptor = Glibc.open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // Best effort: some file systems can't sync a directory, and the rename is done.
    _ = fsync(descriptor)
    close(descriptor)
  }

  static func randomSuffix() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next(), radix: 36)
  }
}
