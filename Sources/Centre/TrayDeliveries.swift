public import BundleCore
import Disk
import JSONText
import Mail
import Transport
import Workplace

/// Whatever people hand in: bundles, volumes, images of media, mail, handover slips; sorted by
/// what the files hold, never by their names alone.
///
/// A named file that is nothing of this counts as a bundle, and is answered as one that can't be
/// read. In folders it is left alone, but for what ends in `.fnb` or `.fnv`.
public struct TrayDeliveries: DeliverySource {
  public init() {}

  /// Throws `inputNotFound`; `inputUnreadable` for links and devices in a folder; `cannotCreate`,
  /// `diskFull` and others of the workspace.
  public func sorted(
    _ paths: [String], workspace: String
  ) throws(FengniError) -> SortedTray {
    let sorting = TraySorting(workspace: workspace)
    for path in paths {
      guard Paths.exists(path) else { throw FengniError(.inputNotFound, path) }
      if Paths.isDirectory(path) {
        for name in try DirectoryTree.files(below: path, refusing: .inputUnreadable)
        where !TraySorting.isBeingDelivered(name, in: path) {
          sorting.sort(Paths.join(path, name), isNamed: false)
        }
      } else {
        sorting.sort(path, isNamed: true)
      }
    }
    try sorting.collectMail()
    return sorting.tray
  }
}

/// Sorts one tray.
private final class TraySorting {
  private(set) var tray = SortedTray()
  private let workspace: String
  private var mail: [String] = []
  private lazy var search = FrameSearch()
  private var frames = 0

  /// What sniffing looks at.
  private static let head = 4096
  /// Frames of a whole tray that are held in memory at 24 octets each.
  private static let framesAtMost = 2 * FrameSearch.framesAtMost
  /// Files of mail that may turn out to be unreadable while they are read.
  private static let attempts = 16

  init(workspace: String) { self.workspace = workspace }

  /// Whether a file lies in the `tmp` of a Maildir: somebody may still be writing it.
  static func isBeingDelivered(_ name: String, in folder: String) -> Bool {
    let steps = name.split(separator: "/").map(String.init)
    for (index, step) in steps.dropLast().enumerated() where step == "tmp" {
      let parent = steps[..<index].reduce(folder) { Paths.join($0, $1) }
      if Paths.isDirectory(Paths.join(parent, "cur")), Paths.isDirectory(Paths.join(parent, "new"))
      {
        return true
      }
    }
    return false
  }

  func sort(_ path: String, isNamed: Bool) {
    let name = Paths.name(of: path).lowercased()
    // Damaged or not, it was sent as a bundle and is answered as one. What can't be looked into
    // twice (a pipe) is none of the others.
    if name.hasSuffix(".fnb") || !Paths.isFile(path) {
      return tray.deliveries.append(Delivery(name: path, file: path))
    }
    let head: [UInt8]
    do throws(FengniError) {
      head = try FileSource(path: path).first(Self.head)
    } catch {
      return tray.failures.append(.init(name: path, content: error))
    }
    if OurContent.isBundle(head) {
      tray.deliveries.append(Delivery(name: path, file: path))
    } else if OurContent.isVolume(head) || name.hasSuffix(".fnv") {
      lookForFrames(path, name: path)
    } else if let slip = SlipFile.read(path, head) {
      tray.slips.append(.init(name: path, content: slip))
    } else if MailContent.isMail(head) || name.hasSuffix(".eml")
      || name.hasSuffix(".msg") && MailContent.isCompoundFile(head)
    {
      mail.append(path)
    } else if isNamed {
      lookForFrames(path, name: path, else: Delivery(name: path, file: path))
    } else if Paths.name(of: path) != MediumDelivery.labelName {
      tray.others.append(path)
    }
  }

  private func lookForFrames(_ path: String, name: String, else delivery: Delivery? = nil) {
    do throws(FengniError) {
      guard frames < Self.framesAtMost else { throw FengniError(.frameLimitExceeded, name) }
      let result = try search.search(path)
      frames += result.frames
      if !result.sets.isEmpty {
        tray.volumes.append(.init(name: name, content: result))
      } else if let delivery {
        tray.deliveries.append(delivery)
      } else {
        throw FengniError(.framesNotFound, name)
      }
    } catch {
      tray.failures.append(.init(name: name, content: error))
    }
  }

  // MARK: Mail

  func collectMail() throws(FengniError) {
    limitMail()
    for _ in 0..<Self.attempts where !mail.isEmpty {
      do throws(FengniError) {
        return try collect()
      } catch {
        // A file that could be opened a moment ago: the others are taken without it.
        guard let index = mail.firstIndex(of: error.subject) else { throw error }
        tray.failures.append(.init(name: mail.remove(at: index), content: error))
      }
    }
  }

  /// Attachments are smaller than their messages: what there is no room for is left on the tray.
  private func limitMail() {
    guard var room = try? PartLimits.room(in: workspace) else { return }
    mail.removeAll { path in
      let size = (try? FileSource(path: path).size) ?? 0
      guard size > room else {
        room -= size
        return false
      }
      tray.failures.append(.init(name: path, content: FengniError(.partsNoRoom, path)))
      return true
    }
  }

  private func collect() throws(FengniError) {
    let folder = Paths.join(workspace, "mail")
    let staging = try StagingDirectory(for: folder, replacing: true)
    let found = try MailCollect(paths: mail).collect(
      into: staging.files, isWanted: OurContent.isOurs)
    try staging.publish()
    tray.messages += found.messages
    tray.ignoredAttachments += found.ignored
    tray.findings += found.findings.filter { $0.code != .mailNothingFound }
    for file in found.files {
      let path = Paths.join(folder, file.name.text)
      let name = file.message + "/" + file.name.text
      if let head = try? FileSource(path: path).first(Self.head), OurContent.isVolume(head) {
        lookForFrames(path, name: name)
      } else {
        tray.deliveries.append(Delivery(name: name, file: path))
      }
    }
  }
}
