import BundleCore
import CSystem
import Glibc
import Synchronization

/// Every system call that can fail on a user's machine, in one place.
///
/// In debug builds the environment variable `FENGNI_FAULT_AT=n` makes the n-th of these calls
/// fail with `FENGNI_FAULT_ERRNO` (default: no space left), so tests can walk a fault through
/// seal, open and receive until a run passes.
enum SystemCalls {
  static func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
    if let code = Fault.due() { return failing(code) }
    return Paths.withOctets(path) { Glibc.open($0, flags | O_CLOEXEC, mode) }
  }

  static func read(_ fd: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    if let code = Fault.due() { return Int(failing(code)) }
    return retrying { Glibc.read(fd, buffer.baseAddress, buffer.count) }
  }

  static func write(_ fd: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    if let code = Fault.due() { return Int(failing(code)) }
    return retrying { Glibc.write(fd, buffer.baseAddress, buffer.count) }
  }

  static func read(
    _ fd: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: off_t
  ) -> Int {
    if let code = Fault.due() { return Int(failing(code)) }
    return retrying { pread(fd, buffer.baseAddress, buffer.count, offset) }
  }

  static func write(_ fd: Int32, _ buffer: UnsafeRawBufferPointer, at offset: off_t) -> Int {
    if let code = Fault.due() { return Int(failing(code)) }
    return retrying { pwrite(fd, buffer.baseAddress, buffer.count, offset) }
  }

  static func synchronise(_ fd: Int32) -> Int32 {
    if let code = Fault.due() { return failing(code) }
    return fsync(fd)
  }

  static func synchroniseFileSystem(_ fd: Int32) -> Int32 {
    if let code = Fault.due() { return failing(code) }
    return fengni_syncfs(fd)
  }

  static func makeDirectory(_ path: String, _ mode: mode_t) -> Int32 {
    if let code = Fault.due() { return failing(code) }
    return mkdir(path, mode)
  }

  /// Renames; without `replacing` an existing target is an error, decided by the kernel.
  static func rename(_ from: String, _ to: String, replacing: Bool) -> Int32 {
    if let code = Fault.due() { return failing(code) }
    if replacing { return Glibc.rename(from, to) }
    let result = fengni_renameat2(from, to, FENGNI_RENAME_NOREPLACE)
    // File systems such as old FAT drivers lack the flag.
    guard result != 0, errno == EINVAL || errno == ENOSYS else { return result }
    if access(to, F_OK) == 0 {
      errno = EEXIST
      return -1
    }
    return Glibc.rename(from, to)
  }

  /// Swaps two directories.
  static func exchange(_ a: String, _ b: String) -> Int32 {
    if let code = Fault.due() { return failing(code) }
    return fengni_renameat2(a, b, FENGNI_RENAME_EXCHANGE)
  }

  private static func failing(_ code: Int32) -> Int32 {
    errno = code
    return -1
  }

  private static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

/// The fault that debug builds inject.
private enum Fault {
  #if DEBUG
    private static let remaining: Mutex<Int> = {
      let text = getenv("FENGNI_FAULT_AT").map { String(cString: $0) }
      return Mutex(text.flatMap { Int($0) } ?? 0)
    }()
    private static let code: Int32 = {
      let text = getenv("FENGNI_FAULT_ERRNO").map { String(cString: $0) }
      return text.flatMap { Int32($0) } ?? ENOSPC
    }()

    static func due() -> Int32? {
      remaining.withLock { count in
        guard count > 0 else { return nil }
        count -= 1
        return count == 0 ? code : nil
      }
    }
  #else
    @inline(__always) static func due() -> Int32? { nil }
  #endif
}

extension FengniError {
  /// Turns the current `errno` into a code, once, at the call.
  static func system(_ fallback: Code, _ path: String, _ number: Int32 = errno) -> FengniError {
    let code: Code =
      switch number {
      case ENOENT, ENOTDIR: fallback == .cannotRead ? .inputNotFound : fallback
      case EEXIST, ENOTEMPTY: .outputExists
      case ENOSPC, EDQUOT, EFBIG: .diskFull
      case EACCES, EPERM, EROFS: .permissionDenied
      default: fallback
      }
    return FengniError(code, path, reason: "errno \(number)")
  }
}
