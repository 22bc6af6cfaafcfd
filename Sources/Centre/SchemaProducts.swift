/// Views of products and services by origin (国外产品和服务占比).
enum ProductSchema {
  static let views = [stated, branded, origin]

  /// Pairs of counts in every variant of the inspection form: kind, category, where the domestic
  /// count, the foreign count and the total stand. Several rows of one kind add up. Without a path
  /// the foreign count is nought; where it is not filled in, it is the rest of the total.
  private static let pairs: [(String, String, String, String?, String?)] =
    ["server", "router", "switch", "terminal", "storage"].map {
      (
        $0, "hardware", "$.products.\($0).domestic", "$.products.\($0).foreign",
        "$.products.\($0).total"
      )
    }
    + ["firewall", "diskArray", "tapeLibrary"].map {
      ($0, "hardware", "$.sectorProducts.\($0).domestic", "$.sectorProducts.\($0).foreign", nil)
    } + [
      ("os", "software", "$.sectorProducts.os.domestic", "$.sectorProducts.os.foreign", nil),
      (
        "os", "software", "$.products.server.domesticOs", "$.products.server.foreignOs",
        "$.products.server.total"
      ),
      (
        "os", "software", "$.products.terminal.domesticOs", "$.products.terminal.foreignOs",
        "$.products.terminal.total"
      ),
      (
        "dbms", "software", "$.sectorProducts.database.domestic",
        "$.sectorProducts.database.foreign", nil
      ),
      (
        "dbms", "software", "$.products.dbms.domestic", "$.products.dbms.foreign",
        "$.products.dbms.total"
      ),
      ("application", "software", "$.bizApps.selfDeveloped", nil, nil),
      (
        "application", "software", "$.bizApps.outsourcedDomestic", "$.bizApps.outsourcedForeign",
        nil
      ),
      (
        "application", "software", "$.bizApps.purchasedDomestic", "$.bizApps.purchasedForeign", nil
      ),
    ]

  private static func literal(_ text: String?) -> String { text.map { "'\($0)'" } ?? "NULL" }

  private static let stated = """
    product_stated AS
      WITH pair(kind, category, domestic, abroad, total) AS (VALUES
        \(pairs.map { pair in
          "(" + [pair.0, pair.1, pair.2, pair.3, pair.4].map { literal($0) }
            .joined(separator: ",") + ")"
        }.joined(separator: ",\n    ")))
      SELECT f.unit, p.kind, p.category, json_extract(f.json, p.domestic) AS domestic_count,
        CASE WHEN p.abroad IS NULL THEN 0
          ELSE coalesce(json_extract(f.json, p.abroad),
            json_extract(f.json, p.total) - json_extract(f.json, p.domestic)) END AS foreign_count
      FROM newest_form f CROSS JOIN pair p WHERE f.role = 'inspection-form'
    """

  /// Where the form asks for brands instead. Brands without an origin count as neither; a unit that
  /// has some and gives no origin at all did not state it.
  private static let branded = """
    product_branded AS
      WITH place(kind, category, total, brands) AS (VALUES
        \([("mail", "software"), ("loadBalancer", "hardware"), ("firewall", "hardware"),
          ("ids", "hardware"), ("audit", "hardware"),
        ].map { "('\($0.0)','\($0.1)','$.products.\($0.0).total','$.products.\($0.0).brands')" }
          .joined(separator: ",\n    ")))
      SELECT f.unit, p.kind, p.category,
        (SELECT coalesce(sum(json_extract(b.value, '$.count')), 0)
          FROM json_each(f.json, p.brands) b
          WHERE json_extract(b.value, '$.origin') = 'domestic') AS domestic_count,
        (SELECT coalesce(sum(json_extract(b.value, '$.count')), 0)
          FROM json_each(f.json, p.brands) b
          WHERE json_extract(b.value, '$.origin') = 'foreign') AS foreign_count
      FROM newest_form f CROSS JOIN place p
      WHERE f.role = 'inspection-form' AND json_extract(f.json, p.total) IS NOT NULL
        AND (json_extract(f.json, p.total) = 0 OR EXISTS (
          SELECT 1 FROM json_each(f.json, p.brands) b
          WHERE json_extract(b.value, '$.origin') IS NOT NULL))
    """

  private static let origin = """
    product_origin AS
      SELECT unit, kind, category, sum(domestic_count) AS domestic_count,
        sum(foreign_count) AS foreign_count
      FROM (
        SELECT unit, kind, category, domestic_count, foreign_count FROM product_stated
        WHERE domestic_count IS NOT NULL AND foreign_count IS NOT NULL
        UNION ALL
        SELECT unit, kind, category, domestic_count, foreign_count FROM product_branded
        UNION ALL
        SELECT unit, 'provider', 'services', state_owned + private_owned, foreign_owned
        FROM outsourcing
      )
      GROUP BY unit, kind, category
    """
}
