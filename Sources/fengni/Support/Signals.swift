import BundleCore
import Disk
import Glibc
import Synchronization

/// An interrupted command leaves nothing half-made behind: SIGINT, SIGTERM and SIGHUP remove
/// partial files and staging directories, restore the terminal and end the process.
enum Signals {
  private static let handled = [SIGINT, SIGTERM, SIGHUP]
  /// The terminal as it was before a prompt switched its echo off.
  static let savedTerminal = Mutex<termios?>(nil)

  /// Blocks the signals for all threads and waits for them on one of its own.
  static func install() {
    // The write itself then says that the reader is gone, or that the file may not grow.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var set = sigset_t()
    sigemptyset(&set)
    for number in handled { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    var thread = pthread_t()
    pthread_create(&thread, nil, { _ in Signals.wait() }, nil)
    pthread_detach(thread)
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var set = sigset_t()
    sigemptyset(&set)
    for number in handled { sigaddset(&set, number) }
    var number: Int32 = 0
    guard sigwait(&set, &number) == 0 else { return nil }
    restoreTerminal()
    CleanupRegistry.removeAllAndExit(128 + number)
  }

  private static func restore(_ settings: inout termios) {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return }
    tcsetattr(terminal, TCSAFLUSH, &settings)
    close(terminal)
  }

  static func restoreTerminal() {
    savedTerminal.withLock { saved in
      if var settings = saved { restore(&settings) }
      saved = nil
    }
  }
}
