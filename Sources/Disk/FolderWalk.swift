public import BundleCore
import Glibc

/// What a folder of other people's files holds: a tray, a stick, a folder of mail.
///
/// One member that can't be read never hides the others: the walk goes on, and says what it passed
/// over and why. `DirectoryTree.files` is for workspaces, where nothing may be passed over.
public struct FolderWalk: Sendable {
  /// Why something was passed over.
  public enum Reason: Sendable, Hashable {
    /// A symbolic link, which may lead anywhere.
    case link
    /// A pipe, a socket or a device: nothing that is there to be read.
    case special
    /// A name that begins with a dot.
    case hidden
    /// A folder that systems make on every medium.
    case system
    /// The `tmp` of a Maildir, in which somebody may still be writing.
    case beingDelivered
    /// What mail programs keep in a Maildir beside its messages.
    case mailIndex
    /// It could not be read, for this reason; or it lies beyond the bounds of the walk.
    case failed(FengniError)

    /// Whether something to be taken in may have been there.
    public var mayMatter: Bool {
      switch self {
      case .link, .failed: true
      case .special, .hidden, .system, .beingDelivered, .mailIndex: false
      }
    }
  }

  /// Something that was passed over.
  public struct PassedOver: Sendable, Hashable {
    public let path: String
    public let reason: Reason

    public init(path: String, reason: Reason) {
      self.path = path
      self.reason = reason
    }
  }

  /// Regular files in order, as paths that begin with the folder's.
  public private(set) var files: [String] = []
  /// In order.
  public private(set) var passedOver: [PassedOver] = []

  private let most: Int
  private let entersHidden: Bool

  // What Windows, macOS and Linux make by themselves.
  private static let systemFolders: Set<String> = [
    "lost+found", "System Volume Information", "$RECYCLE.BIN", "RECYCLER", "FOUND.000",
  ]

  /// Walks at most `depth` folders deep, and keeps at most `files` of files and of members passed
  /// over each. `entersHidden`: whether it goes into folders whose name begins with a dot, as those
  /// of a Maildir do.
  public init(
    below folder: String, depth: Int = 16, files: Int = 1_000_000, entersHidden: Bool = false
  ) {
    most = files
    self.entersHidden = entersHidden
    walk(folder, depth)
  }

  private mutating func walk(_ folder: String, _ depth: Int) {
    let names: [String]
    do throws(FengniError) {
      names = try DirectoryTree.members(of: folder)
    } catch {
      return pass(folder, .failed(error))
    }
    let isMaildir = names.contains("cur") && names.contains("new")
    for name in names {
      let path = Paths.join(folder, name)
      var status = stat()
      guard Paths.withOctets(path, { lstat($0, &status) }) == 0 else {
        pass(path, .failed(.system(.cannotRead, path)))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: enter(path, name, isMaildir, depth)
      case S_IFREG where name.hasPrefix("."): pass(path, .hidden)
      case S_IFREG where isMaildir: pass(path, .mailIndex)
      case S_IFREG:
        guard files.count < most else { return pass(path, .failed(Self.beyond(path))) }
        files.append(path)
      case S_IFLNK: pass(path, .link)
      default: pass(path, .special)
      }
    }
  }

  private mutating func enter(_ path: String, _ name: String, _ isMaildir: Bool, _ depth: Int) {
    if isMaildir, name == "tmp" {
      // An empty one is how every Maildir looks.
      if !DirectoryTree.names(in: path).isEmpty { pass(path, .beingDelivered) }
    } else if name.hasPrefix("."), !entersHidden {
      pass(path, .hidden)
    } else if Self.systemFolders.contains(name) {
      pass(path, .system)
    } else if depth > 1 {
      walk(path, depth - 1)
    } else {
      pass(path, .failed(Self.beyond(path)))
    }
  }

  private static func beyond(_ path: String) -> FengniError {
    FengniError(.inputUnreadable, path, reason: "nested too deep, or too many files")
  }

  private mutating func pass(_ path: String, _ reason: Reason) {
    guard passedOver.count < most else { return }
    passedOver.append(PassedOver(path: path, reason: reason))
  }
}
