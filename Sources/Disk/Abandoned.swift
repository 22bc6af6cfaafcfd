import BundleCore
import Glibc

/// Partial files and staging directories of runs that were killed.
///
/// Each is locked (flock(2)) by the run that makes it; the kernel lets go of the lock when the run
/// ends, however it ends.
enum Abandoned {
  private static let attempts = 16

  /// Removes what matches in a directory, is this user's own, and nobody holds.
  ///
  /// Never what is somebody else's: in a shared folder such as /tmp everybody can make a directory
  /// of such a name.
  static func remove(in directory: String, where matches: (String) -> Bool) {
    for name in DirectoryTree.names(in: directory) where matches(name) {
      let path = Paths.join(directory, name)
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { DirectoryTree.remove(path) }
    }
  }

  /// Makes something and locks it; `make` returns its descriptor, or -1 with `errno`.
  ///
  /// Another run's sweep may come between the two, and takes the thing away: then it is made again.
  static func claiming(_ path: String, _ make: (String) -> Int32) -> Int32 {
    for _ in 0..<attempts {
      let descriptor = CleanupRegistry.publishing { make(path) }
      guard descriptor >= 0 else {
        if errno == ENOENT { continue }
        return -1
      }
      // Without locks (some network file systems) nothing is swept either.
      flock(descriptor, LOCK_EX)
      if Paths.exists(path) { return descriptor }
      close(descriptor)
      errno = ENOENT
    }
    return -1
  }
}
