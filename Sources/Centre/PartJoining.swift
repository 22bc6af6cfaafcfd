import BundleCore
import ErasureFrames
import Primitives
import Synchronization
import Transport

/// A set of frames of which, by number, enough are there: from the centre's store, from the tray,
/// or both.
final class PartJoining: Sendable {
  let set: FrameSet
  /// The parts, those of the store first.
  let parts: [FoundFrames]
  private let joined = Mutex<Digest?>(nil)
  private let problem = Mutex<FengniError?>(nil)

  init(_ set: FrameSet, _ parts: [FoundFrames]) {
    self.set = set
    self.parts = parts
  }

  /// How people know the file.
  var name: String { self.set.fileStem + ".fnb" }

  /// Under which digest the file became a delivery: that of its suite, which another program may
  /// not have used for the frames.
  var delivered: Digest? {
    get { joined.withLock { $0 } }
    set { joined.withLock { $0 = newValue } }
  }

  /// What kept the file from being put together.
  var failure: FengniError? {
    get { problem.withLock { $0 } }
    set { problem.withLock { $0 = newValue } }
  }

  /// Writes the file; its digest is that of the set when this returns.
  ///
  /// Throws `partsNoRoom`, `framesInsufficient` (some can't be read any more), `framesForged`, and
  /// what files throw.
  func join(into path: String) throws(FengniError) {
    do throws(FengniError) {
      guard try PartLimits.room(in: Paths.parent(of: path)) >= set.length else {
        throw FengniError(.partsNoRoom, set.shortCode)
      }
      try attempts(path)
    } catch {
      failure = error
      throw error
    }
  }

  private func attempts(_ path: String) throws(FengniError) {
    var (isForged, count) = (false, 0)
    for choice in choices() {
      guard count < PartLimits.attempts else { break }
      let collection = FrameCollection(set, choice)
      guard collection.assessments(limit: 1).first?.suffices == true else { continue }
      for trusting in [true, false] {
        count += 1
        do throws(FengniError) {
          let file = try Placement.File(path: path)
          if try collection.restore(set, to: file, trusting: trusting) { return }
          isForged = true
        } catch {
          guard error.code == .framesInsufficient else { throw error }
        }
      }
    }
    throw FengniError(isForged ? .framesForged : .framesInsufficient, set.shortCode)
  }

  /// Everything; then what does not contradict one part each; then all but one part each.
  ///
  /// Whoever forges frames can't have them taken for the whole: the digest decides. But he could
  /// keep the true ones from being put together if all were always taken. What came in one file was
  /// made by one person, so parts are left out as a whole.
  private func choices() -> some Sequence<[FoundFrames]> {
    sequence(state: 0) { [self] (step: inout Int) -> [FoundFrames]? in
      defer { step += 1 }
      guard parts.count > 1 else { return step == 0 ? parts : nil }
      switch step {
      case 0: return parts
      case 1...parts.count: return agreeing(with: step - 1)
      case ...(2 * parts.count):
        var rest = parts
        rest.remove(at: step - parts.count - 1)
        return rest
      default: return nil
      }
    }
  }

  /// A part with all that have no frame in common with it, or with each other, that differs.
  private func agreeing(with index: Int) -> [FoundFrames] {
    var taken: [Int: (part: Int, frame: FoundFrames.Frame)] = [:]
    var chosen: [Int] = []
    for part in [index] + parts.indices.filter({ $0 != index }) {
      let agrees = parts[part].frames.allSatisfy { frame in
        guard let other = taken[frame.number] else { return true }
        return FrameComparison.equal(
          (parts[part].path, frame), (parts[other.part].path, other.frame), set)
      }
      guard agrees else { continue }
      chosen.append(part)
      for frame in parts[part].frames { taken[frame.number] = (part, frame) }
    }
    return chosen.sorted().map { parts[$0] }
  }
}

/// Whether frames are the same, octet by octet: checksums are for damage, not against forgery.
enum FrameComparison {
  typealias Place = (path: String, frame: FoundFrames.Frame)

  static func equal(_ first: Place, _ second: Place, _ set: FrameSet) -> Bool {
    guard first.frame.checksum == second.frame.checksum,
      let a = bytes(first, set), let b = bytes(second, set)
    else { return false }
    return a == b
  }

  private static func bytes(_ place: Place, _ set: FrameSet) -> [UInt8]? {
    let block = Block(byteCount: set.frameSize)
    guard let file = try? PositionedFile(path: place.path),
      let count = try? file.read(into: block.memory, at: place.frame.offset),
      count == set.frameSize
    else { return nil }
    return Array(block.memory)
  }
}
