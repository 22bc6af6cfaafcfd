public import BundleCore

/// One sealed file that came to the centre.
public struct Delivery: Sendable, Hashable {
  /// How the operator knows it.
  public var name: String
  /// Where it can be read.
  public var file: String

  /// Takes a file.
  public init(name: String, file: String) {
    self.name = name
    self.file = file
  }
}

/// What finds deliveries in what somebody put on the table.
///
/// The seam for volumes, mail and relayed packages: a source may write files of its own into
/// `workspace`, a private folder that is swept after the run.
public protocol DeliverySource: Sendable {
  /// The deliveries, always in the same order for the same input, and what is none of its own.
  func deliveries(
    in paths: [String], workspace: String
  ) throws(FengniError) -> (deliveries: [Delivery], others: [String])
}

/// Bundles that are files, alone or in folders at any depth.
public struct FileDeliveries: DeliverySource {
  /// Every file that is named counts; in folders, those that end in `.fnb`.
  public init() {}

  /// Throws `inputNotFound`, and `inputUnreadable` for links and devices in a folder.
  public func deliveries(
    in paths: [String], workspace: String
  ) throws(FengniError) -> (deliveries: [Delivery], others: [String]) {
    var (found, others): ([Delivery], [String]) = ([], [])
    for path in paths {
      guard Paths.exists(path) else { throw FengniError(.inputNotFound, path) }
      guard Paths.isDirectory(path) else {
        found.append(Delivery(name: path, file: path))
        continue
      }
      for name in try DirectoryTree.files(below: path, refusing: .inputUnreadable) {
        let file = Paths.join(path, name)
        if name.lowercased().hasSuffix(".fnb") {
          found.append(Delivery(name: file, file: file))
        } else {
          others.append(file)
        }
      }
    }
    return (found, others)
  }
}
