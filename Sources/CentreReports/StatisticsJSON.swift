import BundleCore
public import Centre
public import JSONText

extension CentreStatistics {
  /// The statistics for other programs.
  public var json: JSONValue {
    .object([
      ("statistics", .string("centre/1")), ("campaign", .string(campaignID)),
      ("time", .string(time.rfc3339(zone: timeZone))), ("expected", .integer(expected)),
      ("units", .integer(units)),
      (
        "regions",
        .array(
          regions.map { region in
            .object(
              [
                ("code", .string(region.code)), ("name", region.name.map { .string($0) }),
                ("units", .integer(region.units)),
              ] as [(String, JSONValue?)])
          })
      ),
      (
        "rows",
        .array(
          rows.map { row in
            .object([
              ("section", .string(row.section.rawValue)), ("item", .string(row.item)),
              ("total", row.total.json),
              ("regions", .object(row.regions.sorted { $0.key < $1.key }.map { ($0, $1.json) })),
            ])
          })
      ),
    ])
  }
}

extension Share {
  fileprivate var json: JSONValue {
    .object(
      [
        ("part", .integer(part)), ("whole", whole.map { .integer($0) }),
        ("units", .integer(units)),
      ] as [(String, JSONValue?)])
  }
}
