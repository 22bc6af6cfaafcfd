import CSystem
import Documents
import Glibc

/// The program that reads text from PDF files: poppler's `pdftotext`, in a process of its own.
///
/// PDF readers are large, and their flaws are what attackers look for. A process of its own has
/// neither the keys nor the open files of this one; its memory and time are limited by the
/// kernel; when it crashes, one document has no text, and that is all.
enum PDFProgram {
  /// Where it is installed, if it is. The search path is not asked: what lies there first may be
  /// anybody's.
  static let installed: String? = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"].first {
    access($0, X_OK) == 0
  }

  /// How the program ended.
  enum Ending: Hashable {
    case exit(Int32)
    /// By a signal, or by a limit of this side.
    case stopped
  }

  /// What came of one run.
  struct Run {
    var ending: Ending
    var output: [UInt8]
    /// The first lines that it wrote to standard error.
    var messages: String
    /// Time of the processor that it took.
    var milliseconds: Int
  }

  /// Runs the program on a document in memory; nil when it can't be started.
  static func run(_ program: String, _ bytes: [UInt8], _ limits: DocumentLimits) -> Run? {
    guard let input = MemoryFile(bytes), let output = Pipe(), let errors = Pipe() else {
      return nil
    }
    // The limits are set by the shell, in the new process, before the program begins.
    let script = """
      ulimit -c 0 && ulimit -v \(limits.pdfMemory >> 10) && ulimit -t \(limits.pdfSeconds) \
      && exec "$0" -enc UTF-8 -l \(limits.pages) - -
      """
    let words = ["/bin/sh", "-c", script, program]
    guard let child = launch(words, [input.descriptor, output.writing, errors.writing]) else {
      return nil
    }
    output.closeWriting()
    errors.closeWriting()
    let deadline = now() + Int64(limits.pdfSeconds) * 1000
    let drain = Drain(output: output.reading, errors: errors.reading, limit: limits.text)
    let isComplete = drain.run(until: deadline)
    if !isComplete { kill(child, SIGKILL) }
    var status: Int32 = 0
    var waited: pid_t
    var usage = rusage()
    repeat { waited = wait4(child, &status, 0, &usage) } while waited < 0 && errno == EINTR
    let hasExited = waited == child && status & 0x7f == 0
    return Run(
      ending: isComplete && hasExited ? .exit((status >> 8) & 0xff) : .stopped,
      output: drain.output, messages: String(decoding: drain.messages, as: UTF8.self),
      milliseconds: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime))
  }

  private static func milliseconds(_ time: timeval) -> Int {
    Int(time.tv_sec) * 1000 + Int(time.tv_usec) / 1000
  }

  /// Milliseconds of a clock that nobody sets.
  fileprivate static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func launch(_ words: [String], _ descriptors: [Int32]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
    }
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let variables: [String] = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for pointer in argv + environment { free(pointer) } }
    var child: pid_t = 0
    let result = posix_spawn(&child, words[0], &actions, nil, &argv, &environment)
    return result == 0 ? child : nil
  }
}

/// A file without a name that lives in memory: a document is never put on disk for this.
private final class MemoryFile {
  let descriptor: Int32

  init?(_ bytes: [UInt8]) {
    descriptor = fengni_memory_file("fengni-document")
    guard descriptor >= 0 else { return nil }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      written += count
    }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// A pipe whose ends no other child gets.
private final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    let isMade = fengni_pipe(&ends) == 0
    (reading, writing) = (ends[0], ends[1])
    guard isMade else { return nil }
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  deinit {
    closeWriting()
    if reading >= 0 { close(reading) }
  }
}

/// Reads both outputs of a child at once, since it stops when either is full.
private final class Drain {
  private(set) var output: [UInt8] = []
  private(set) var messages: [UInt8] = []
  private var polled: [pollfd]
  private let limit: Int
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)

  init(output: Int32, errors: Int32, limit: Int) {
    self.limit = limit
    polled = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  }

  /// Whether both ended in time and within the limit.
  func run(until deadline: Int64) -> Bool {
    while polled.contains(where: { $0.fd >= 0 }) {
      let left = deadline - PDFProgram.now()
      guard left > 0, output.count <= limit else { return false }
      let count = poll(&polled, nfds_t(polled.count), Int32(clamping: left))
      if count < 0, errno != EINTR { return false }
      guard count > 0 else { continue }
      for index in polled.indices where polled[index].revents != 0 { read(index) }
    }
    return true
  }

  private func read(_ index: Int) {
    let count = Glibc.read(polled[index].fd, &buffer, buffer.count)
    if count < 0, errno == EINTR { return }
    // poll leaves descriptors below zero alone.
    guard count > 0 else { return polled[index].fd = -1 }
    if index == 0 {
      output.append(contentsOf: buffer[..<count])
    } else if messages.count < 16 << 10 {
      messages.append(contentsOf: buffer[..<count])
    }
  }
}
