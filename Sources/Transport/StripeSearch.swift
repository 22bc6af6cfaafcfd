internal import BundleCore
internal import ErasureFrames

/// Looks for forged frames in one stripe, after the file's digest showed that there are some.
///
/// Any k frames give a whole codeword; the right one is that with which most frames agree. As
/// long as k frames and one more agree, and fewer than that were forged, it is found; the file's
/// digest decides in the end, whatever is found here.
struct StripeSearch {
  let loader: StripeLoader
  let row: Int

  func run() {
    let batch = loader.batch
    let set = batch.set
    var columns: [(column: Int, places: [FrameCollection.Place])] = []
    for column in 0..<set.columns {
      let places = distinct(loader.candidates(column, row).places)
      if !places.isEmpty { columns.append((column, places)) }
    }
    guard columns.count > set.dataColumns || columns.contains(where: { $0.places.count > 1 })
    else { return take(columns.map { ($0.column, $0.places[0]) }) }
    var best: (agreeing: Int, choice: [(Int, FrameCollection.Place)])?
    for attempt in 0..<Limits.stripeAttempts {
      guard let choice = choice(attempt, columns) else { break }
      take(choice)
      guard batch.count(row: row) >= set.dataColumns else { continue }
      let agreeing = agreement(columns)
      if agreeing > (best?.agreeing ?? 0) { best = (agreeing, choice) }
      // More than half of what is beyond k agrees: no other codeword can have more.
      let all = columns.reduce(0) { $0 + $1.places.count }
      if agreeing - set.dataColumns > (all - set.dataColumns) / 2 { break }
    }
    if let best { take(best.choice) }
  }

  /// Contents that differ, each once.
  private func distinct(
    _ places: ArraySlice<FrameCollection.Place>
  ) -> [FrameCollection.Place] {
    var seen: Set<UInt64> = []
    return places.filter { seen.count < 8 && seen.insert($0.checksum).inserted }
  }

  /// k frames, others each time: first those in a row from each place on, then at random.
  private func choice(
    _ attempt: Int, _ columns: [(column: Int, places: [FrameCollection.Place])]
  ) -> [(Int, FrameCollection.Place)]? {
    let needed = loader.batch.set.dataColumns
    guard columns.count >= needed else { return nil }
    var state = UInt64(attempt) &* 0x9e37_79b9_7f4a_7c15 &+ 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var order = Array(columns.indices)
    if attempt < columns.count {
      order = order.map { ($0 + attempt) % columns.count }
    } else {
      for i in order.indices { order.swapAt(i, i + random(order.count - i)) }
    }
    return order.prefix(needed).map { index in
      let (column, places) = columns[index]
      return (column, places[attempt == 0 ? 0 : random(places.count)])
    }
  }

  /// Has exactly these frames take part.
  private func take(_ choice: [(Int, FrameCollection.Place)]) {
    for column in 0..<loader.batch.set.columns { loader.batch.leaveOut(column: column, row: row) }
    for (column, place) in choice { _ = loader.read(place, column, row) }
  }

  /// How many of all frames agree with the codeword of those that take part.
  private func agreement(
    _ columns: [(column: Int, places: [FrameCollection.Place])]
  ) -> Int {
    let checksums = loader.batch.codewordChecksums(row: row)
    return columns.reduce(0) { sum, column in
      sum
        + column.places.count { place in
          place.checksum
            == FrameCollection.Place(
              number: 0, file: 0, checksum: checksums[column.column], offset: 0
            ).checksum
        }
    }
  }
}
