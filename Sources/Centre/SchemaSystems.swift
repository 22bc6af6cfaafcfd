/// Views of systems: their levels, and what was done for them (定级、备案、建设整改、等级测评、自查).
enum SystemSchema {
  static let views = [mention, system, levels, activity, problem]

  /// Wherever a unit's forms name a system. `rank`: the inventory knows best.
  private static let mention = """
    system_mention AS
      SELECT f.unit, coalesce(json_extract(s.value, '$.id'), json_extract(s.value, '$.name')) AS id,
        json_extract(s.value, '$.name') AS name, json_extract(s.value, '$.level') AS level,
        0 AS rank, f.position, f.path, s.key AS item,
        json_extract(s.value, '$.psFiling.status') IS 'filed' AS filed,
        json_extract(s.value, '$.healthFiling.status') IS 'filed' AS health_filed,
        f.submission = 'self-inspection' AS inspected, 0 AS evaluated, 0 AS planned
      FROM counted_form f, json_each(f.json, '$.systems') s WHERE f.role = 'system-inventory'
      UNION ALL
      SELECT f.unit, coalesce(json_extract(s.value, '$.inventoryId'),
          json_extract(s.value, '$.table2.name')),
        json_extract(s.value, '$.table2.name'), json_extract(s.value, '$.table3.level'),
        1, f.position, f.path, s.key, 0, 0, 0, 0, 0
      FROM counted_form f, json_each(f.json, '$.systems') s WHERE f.role = 'filing-form'
      UNION ALL
      SELECT f.unit, coalesce(json_extract(s.value, '$.systemRef'), json_extract(s.value, '$.name')),
        json_extract(s.value, '$.name'), json_extract(s.value, '$.level'),
        2, f.position, f.path, s.key, 0, 0, 0, 1, 0
      FROM counted_form f, json_each(f.json, '$.evaluations') s WHERE f.role = 'evaluation-record'
      UNION ALL
      SELECT f.unit, coalesce(json_extract(s.value, '$.systemRef'), json_extract(s.value, '$.name')),
        json_extract(s.value, '$.name'), json_extract(s.value, '$.level'),
        3, f.position, f.path, s.key, 0, 0, 0, 0, 1
      FROM counted_form f, json_each(f.json, '$.plans') s
      WHERE f.role = 'rectification-record' AND json_extract(f.json, '$.kind') = 'construction'
    """

  /// One row a system. Rectified: a construction plan names it, and none of its problems is open.
  private static let system = """
    system AS
      WITH open AS MATERIALIZED (
        SELECT DISTINCT unit, system FROM problem WHERE status <> 'done' AND system IS NOT NULL)
      SELECT m.unit, m.id, m.name, coalesce(m.level, 0) AS level, m.filed, m.health_filed,
        m.inspected, m.evaluated, m.planned AND o.unit IS NULL AS rectified
      FROM (
        SELECT unit, id, name, level, filed, health_filed,
          max(inspected) OVER same AS inspected, max(evaluated) OVER same AS evaluated,
          max(planned) OVER same AS planned,
          row_number() OVER (PARTITION BY unit, id
            ORDER BY rank, position DESC, path DESC, item DESC) AS place
        FROM system_mention WHERE id IS NOT NULL
        WINDOW same AS (PARTITION BY unit, id)
      ) m LEFT JOIN open o ON o.unit = m.unit AND o.system = m.id WHERE m.place = 1
    """

  /// Systems by level, 0 while ungraded. Of a unit that named no systems, from its inspection form:
  /// the levels of the analysis, or the table of levels.
  private static let levels = """
    level_count AS
      SELECT unit, level, count(*) AS systems, 'system' AS source FROM system GROUP BY unit, level
      UNION ALL
      SELECT f.unit, coalesce(json_extract(s.value, '$.level'), 0), count(*), 'analysis'
      FROM newest_form f, json_each(f.json, '$.analysis') s
      WHERE f.role = 'inspection-form'
        AND NOT EXISTS (SELECT 1 FROM system_mention m WHERE m.unit = f.unit)
      GROUP BY f.unit, 2
      UNION ALL
      SELECT f.unit, l.level, json_extract(f.json, l.place), 'grading'
      FROM newest_form f CROSS JOIN (
        SELECT 0 AS level, '$.grading.ungraded' AS place UNION SELECT 1, '$.grading.level1'
        UNION SELECT 2, '$.grading.level2' UNION SELECT 3, '$.grading.level3'
        UNION SELECT 4, '$.grading.level4' UNION SELECT 5, '$.grading.level5') l
      WHERE f.role = 'inspection-form' AND json_extract(f.json, l.place) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM system_mention m WHERE m.unit = f.unit)
    """

  /// Of the systems of the second level and above, for how many it was done; `done` is NULL where
  /// the unit's forms don't say.
  private static let activity = """
    activity AS
      WITH done(unit, level, systems, filed, health_filed, evaluated, rectified, inspected) AS (
        SELECT unit, level, count(*), sum(filed), sum(health_filed), sum(evaluated),
          sum(rectified), sum(inspected) FROM system GROUP BY unit, level
        UNION ALL
        SELECT c.unit, c.level, sum(c.systems), NULL, NULL,
          (SELECT json_extract(f.json, '$.grading.level' || c.level || 'Assessed')
            FROM newest_form f WHERE f.unit = c.unit AND f.role = 'inspection-form' LIMIT 1),
          NULL, sum(c.systems)
        FROM level_count c WHERE c.source <> 'system' GROUP BY c.unit, c.level
      )
      SELECT d.unit, d.level, a.activity, d.systems,
        CASE a.activity WHEN 'filed' THEN d.filed WHEN 'health-filed' THEN d.health_filed
          WHEN 'evaluated' THEN d.evaluated WHEN 'rectified' THEN d.rectified
          ELSE d.inspected END AS done
      FROM done d CROSS JOIN (SELECT 'filed' AS activity UNION SELECT 'health-filed'
        UNION SELECT 'evaluated' UNION SELECT 'rectified' UNION SELECT 'inspected') a
      WHERE d.level >= 2
    """

  /// Problems that units found or were told of: what they said last of each.
  private static let problem = """
    problem AS
      SELECT unit, id, system, area, severity, source, status FROM (
        SELECT f.unit, json_extract(p.value, '$.id') AS id,
          json_extract(p.value, '$.systemRef') AS system, json_extract(p.value, '$.area') AS area,
          json_extract(p.value, '$.severity') AS severity,
          json_extract(p.value, '$.source') AS source, json_extract(p.value, '$.status') AS status,
          row_number() OVER (PARTITION BY f.unit, json_extract(p.value, '$.id')
            ORDER BY f.position DESC, f.path DESC, p.key DESC) AS place
        FROM counted_form f, json_each(f.json, '$.findings') p
        WHERE f.role IN ('rectification-list','rectification-record')
      ) WHERE place = 1
    """
}
