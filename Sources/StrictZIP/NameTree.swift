internal import BundleCore

/// The names of a package as a tree, so that no two of them want the same place.
///
/// Compared after case and compatibility folding, as a file system that ignores case would. A
/// name that is a directory of another ("a" and "a/b") wants the same place, too.
struct NameTree {
  private struct Place: Hashable {
    let parent: Int32
    let component: String
  }

  private struct Node {
    let id: Int32
    let isEntry: Bool
  }

  private var nodes: [Place: Node] = [:]

  /// Throws `entryNameCollision`.
  mutating func insert(_ name: EntryName) throws(FengniError) {
    // By scalars: "/" with a combining mark behind it is another Character, but still a separator.
    let components = name.foldedForm.unicodeScalars.split(separator: "/")
    var parent: Int32 = -1
    for (depth, component) in components.enumerated() {
      let isEntry = depth == components.count - 1
      let place = Place(parent: parent, component: String(component))
      if let node = nodes[place] {
        if isEntry || node.isEntry {
          throw FengniError(
            .entryNameCollision, name.text,
            reason: isEntry == node.isEntry ? "same name" : "a name is a directory of another")
        }
        parent = node.id
      } else {
        // At most `Limits.entryNameDepth` nodes an entry: far from the end of Int32.
        let id = Int32(truncatingIfNeeded: nodes.count)
        nodes[place] = Node(id: id, isEntry: isEntry)
        parent = id
      }
    }
  }
}
