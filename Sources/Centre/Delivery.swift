import BundleCore
import Primitives

/// One sealed file that came to the centre, before anybody has looked into it.
public struct Delivery: Sendable {
  /// How it came.
  enum Way: Sendable {
    /// As a file, which can be read at this path.
    case file(String)
    /// In volumes, of which enough are there to put it together.
    case volumes(JoinableSet)
    /// In a relay that is on the record already.
    case relayed(RelayedBundle)
  }

  /// How the operator knows it.
  public let name: String
  let way: Way

  /// Takes a file.
  public init(name: String, file: String) { self.init(name: name, way: .file(file)) }

  init(name: String, way: Way) {
    self.name = name
    self.way = way
  }

  /// The relay that it came in.
  var relayed: RelayedBundle? {
    guard case .relayed(let bundle) = way else { return nil }
    return bundle
  }
}

/// A bundle as a relay brought it.
struct RelayedBundle: Sendable, Hashable {
  /// The relay's number in the store.
  let relay: Int64
  /// Its place among the bundles of the relay, from 0.
  let place: Int
  /// When the relay was received, which is when this bundle was.
  let received: Timestamp
}

/// A delivery with the place in `incoming/` where its copy is kept until it is decided.
struct Arrival: Sendable {
  let delivery: Delivery
  /// Name of the copy.
  let copy: String
  /// Whether the copy lies there already and is what has to be examined.
  var isCopied = false
  /// Whether its predecessor may still come in this run.
  var mayWait = true
}

/// What became of a delivery before anything was decided.
enum Examination: Sendable {
  /// Known by its digest, so that nobody has to verify it again.
  case known(Delivery, Digest)
  case examined(Examined)
  /// It can't be read or not be copied, which says nothing of the bundle.
  case failed(Delivery, FengniError)
}
