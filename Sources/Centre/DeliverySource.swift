public import BundleCore
import Disk
public import Transport

/// One sealed file that came to the centre.
public struct Delivery: Sendable {
  /// How the operator knows it.
  public var name: String
  /// Where it can be read.
  public var file: String
  /// What it is put together from, when it came in volumes: then there is no file yet.
  var joining: PartJoining?

  /// Takes a file.
  public init(name: String, file: String) {
    self.name = name
    self.file = file
  }

  init(_ joining: PartJoining) {
    name = joining.name
    file = ""
    self.joining = joining
  }
}

/// What lay on the tray, sorted by what it is.
public struct SortedTray: Sendable {
  /// A file of the tray, or an attachment of a message on it.
  public struct Item<Content: Sendable>: Sendable {
    /// How the operator knows it.
    public let name: String
    public let content: Content
  }

  /// Sealed files, in order.
  public var deliveries: [Delivery] = []
  /// Files with frames in them: volumes, images of media.
  public var volumes: [Item<FrameSearch.Result>] = []
  /// Handover slips, as they came.
  public var slips: [Item<[UInt8]>] = []
  /// Files that are none of this.
  public var others: [String] = []
  /// What could not be read, and why.
  public var failures: [Item<FengniError>] = []
  /// Messages that were read.
  public var messages = 0
  /// Attachments that nobody asked for.
  public var ignoredAttachments = 0
  /// What people should know of single messages.
  public var findings: [Finding] = []

  public init() {}
}

/// What finds deliveries in what somebody put on the table.
///
/// A source may write files of its own into `workspace`, a private folder that is swept after the
/// run.
public protocol DeliverySource: Sendable {
  /// Always in the same order for the same input.
  func sorted(_ paths: [String], workspace: String) throws(FengniError) -> SortedTray
}

/// Bundles that are files, alone or in folders at any depth.
public struct FileDeliveries: DeliverySource {
  /// Every file that is named counts; in folders, those that end in `.fnb`.
  public init() {}

  /// Throws `inputNotFound`, and `inputUnreadable` for links and devices in a folder.
  public func sorted(
    _ paths: [String], workspace: String
  ) throws(FengniError) -> SortedTray {
    var tray = SortedTray()
    for path in paths {
      guard Paths.exists(path) else { throw FengniError(.inputNotFound, path) }
      guard Paths.isDirectory(path) else {
        tray.deliveries.append(Delivery(name: path, file: path))
        continue
      }
      for name in try DirectoryTree.files(below: path, refusing: .inputUnreadable) {
        let file = Paths.join(path, name)
        if name.lowercased().hasSuffix(".fnb") {
          tray.deliveries.append(Delivery(name: file, file: file))
        } else {
          tray.others.append(file)
        }
      }
    }
    return tray
  }
}
