public import BundleCore
import Glibc

/// A file that appears whole or not at all: written beside its place, synced, renamed.
public final class OutputFile: WholeFile {
  public let path: String
  private let descriptor: Int32
  private let partial: String
  private let replacing: Bool
  private var cleanup: CleanupToken?

  /// Throws `outputExists` when the file is there and may not be replaced, `cannotCreate`.
  public init(path: String, mode: UInt32 = 0o644, replacing: Bool = false) throws(FengniError) {
    self.path = path
    self.replacing = replacing
    if !replacing, Paths.exists(path) { throw FengniError(.outputExists, path) }
    if Paths.isDirectory(path) { throw FengniError(.cannotCreate, path, reason: "a directory") }
    Abandoned.remove(in: Paths.parent(of: path)) { Paths.isPartial($0, of: path) }
    partial = Paths.partial(beside: path)
    let token = CleanupToken(path: partial)
    descriptor = Abandoned.claiming(partial) {
      SystemCalls.open($0, O_WRONLY | O_CREAT | O_EXCL, mode_t(mode))
    }
    guard descriptor >= 0 else {
      let error = FengniError.system(.cannotCreate, path)
      token.removeNow()
      throw error
    }
    cleanup = token
  }

  deinit {
    close(descriptor)
    cleanup?.removeNow()
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    try Self.writeAll(bytes, to: descriptor, path: path)
  }

  /// Syncs and puts the file in its place.
  public func commit() throws(FengniError) {
    guard SystemCalls.synchronise(descriptor) == 0 else { throw .system(.cannotWrite, path) }
    let renamed = CleanupRegistry.publishing {
      SystemCalls.rename(partial, path, replacing: replacing)
    }
    guard renamed == 0 else { throw .system(.cannotCreate, path) }
    cleanup?.forget()
    cleanup = nil
    Paths.synchroniseParent(of: path)
  }

  /// Writes a small file whole or not at all.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644, replacing: Bool = false
  ) throws(FengniError) {
    let file = try OutputFile(path: path, mode: mode, replacing: replacing)
    try file.write(bytes)
    try file.commit()
  }

  static func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
  ) throws(FengniError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = SystemCalls.write(descriptor, rest)
      guard count >= 0 else { throw .system(.cannotWrite, path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}

/// Standard output as a sink: for streams only, as nothing can be taken back.
public final class StandardOutput: ByteSink {
  /// What its errors are about.
  public static let name = "-"

  public init() {}

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    try OutputFile.writeAll(bytes, to: 1, path: Self.name)
  }
}
