internal import BundleCore
internal import ErasureFrames

/// Reads the frames of a batch from where they lie.
struct StripeLoader {
  let batch: FrameBatch
  let places: [FrameCollection.Place]
  let table: FileTable

  private var set: FrameSet { batch.set }

  /// Data frames, and as many recovery frames as are needed. Places with contradictory contents
  /// only where the others do not suffice.
  func load() {
    for takesDoubtful in [false, true] {
      for column in 0..<set.columns {
        for row in 0..<batch.stripes {
          guard !batch.isPresent(column: column, row: row),
            column < set.dataColumns && !takesDoubtful || batch.count(row: row) < set.dataColumns
          else { continue }
          let candidates = candidates(column, row)
          guard candidates.isDoubtful == takesDoubtful else { continue }
          _ = candidates.places.contains { read($0, column, row) }
        }
      }
    }
  }

  /// As many frames as make a stripe without contradiction, as far as that can be found out.
  func loadCarefully() {
    for row in 0..<batch.stripes { StripeSearch(loader: self, row: row).run() }
  }

  /// The places of one frame, and whether their contents differ.
  func candidates(
    _ column: Int, _ row: Int
  ) -> (places: ArraySlice<FrameCollection.Place>, isDoubtful: Bool) {
    let number = set.number(column: column, stripe: batch.firstStripe + row)
    let start = lowerBound(number)
    var end = start
    while end < places.count, places[end].number == number { end += 1 }
    let slice = places[start..<end]
    let isDoubtful = slice.first.map { first in
      slice.contains { $0.checksum != first.checksum }
    }
    return (slice, isDoubtful ?? false)
  }

  /// Reads a frame; false when what lies there is not it (any more).
  func read(
    _ place: FrameCollection.Place, _ column: Int, _ row: Int
  ) -> Bool {
    let slot = batch.slot(column: column, row: row)
    // A file that was there a moment ago, and media that give other octets each time, count as
    // damaged: other frames may do.
    guard let file = try? table.file(place.file),
      let count = try? file.read(into: slot, at: place.offset), count == slot.count
    else { return false }
    return batch.accept(column: column, row: row)
  }

  private func lowerBound(_ number: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
