import BundleCore
import Disk
import ErasureFrames
import Transport
import Workplace

/// A set of frames of which, by number, enough are there: from the centre's store, from the tray,
/// or both.
struct JoinableSet: Sendable {
  let set: FrameSet
  /// The parts, those of the store first.
  let parts: [FoundFrames]
  /// How many of them are in the store.
  let stored: Int

  /// How people know the file.
  var name: String { self.set.fileStem + ".fnb" }

  /// Writes the file; its digest is that of the set when this returns.
  ///
  /// Throws `partsNoRoom`, `framesInsufficient` (some can't be read any more), `framesForged`, and
  /// what files throw.
  func join(into path: String) throws(FengniError) {
    guard try PartLimits.room(in: Paths.parent(of: path)) >= set.length else {
      throw FengniError(.partsNoRoom, set.shortCode)
    }
    var (isForged, count, considered) = (false, 0, 0)
    var tried: Set<Attempt> = []
    for attempt in attempts() where tried.insert(attempt).inserted {
      considered += 1
      guard count < PartLimits.attempts(set.length), considered <= PartLimits.choices else { break }
      let collection = FrameCollection(set, attempt.parts.map { parts[$0] })
      guard collection.assessments(limit: 1).first?.suffices == true else { continue }
      count += 1
      do throws(FengniError) {
        let file = try Placement.File(path: path)
        if try collection.restore(set, to: file, trusting: !attempt.isCareful) { return }
        isForged = true
      } catch {
        guard error.code == .framesInsufficient else { throw error }
      }
    }
    throw FengniError(isForged ? .framesForged : .framesInsufficient, set.shortCode)
  }

  private struct Attempt: Hashable {
    let parts: [Int]
    /// Whether frames that contradict their stripe are looked for.
    let isCareful: Bool
  }

  /// Everything; then what the tray brought alone, what came last, and what does not contradict one
  /// part each; then all but one part each, and all but two.
  ///
  /// Whoever forges frames can't have them taken for the whole: the digest decides. But he could
  /// keep the true ones from being put together if all were always taken. What came in one file was
  /// made by one person, so parts are left out as a whole.
  private func attempts() -> some Sequence<Attempt> {
    let all = Array(parts.indices)
    let newest = ([stored].filter { $0 > 0 } + all.dropFirst()).lazy.map { Array($0..<all.count) }
    let agreeing = all.lazy.map { self.agreeing(with: $0) }
    let butOne = all.lazy.map { out in all.filter { $0 != out } }
    let butTwo = all.lazy.flatMap { a in
      all[(a + 1)...].lazy.map { b in all.filter { $0 != a && $0 != b } }
    }
    let kinds: [(AnySequence<[Int]>, Bool)] = [
      (AnySequence([all]), false), (AnySequence(newest), false), (AnySequence(agreeing), false),
      (AnySequence([all]), true), (AnySequence(butOne), false), (AnySequence(butTwo), false),
      (AnySequence(newest), true), (AnySequence(agreeing), true), (AnySequence(butOne), true),
    ]
    return kinds.lazy.flatMap { kind, isCareful in
      kind.lazy.map { Attempt(parts: $0, isCareful: isCareful) }
    }
  }

  /// A part with all that have no frame in common with it, or with each other, that differs.
  private func agreeing(with index: Int) -> [Int] {
    var seen = SeenFrames(set)
    var chosen: [Int] = []
    for part in [index] + parts.indices.filter({ $0 != index })
    where !seen.contradicts(parts[part]) {
      chosen.append(part)
      seen.add(parts[part])
    }
    return chosen.sorted()
  }
}
