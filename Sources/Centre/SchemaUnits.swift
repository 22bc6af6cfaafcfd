/// Views of what units state about themselves: emergencies, outsourcing, incidents, training.
enum UnitSchema {
  static let views = [outsourcing, outsourcingItems, emergency, emergencyItems, incidents, year]

  /// One row a unit whose form speaks of outsourcing; `providers` is nought where it declares that
  /// there is none.
  static let outsourcing = """
    outsourcing AS
      SELECT f.unit, count(o.value) AS providers,
        coalesce(sum(json_extract(o.value, '$.nature') = 'state'), 0) AS state_owned,
        coalesce(sum(json_extract(o.value, '$.nature') = 'private'), 0) AS private_owned,
        coalesce(sum(json_extract(o.value, '$.nature') = 'foreign'), 0) AS foreign_owned,
        coalesce(sum(json_extract(o.value, '$.secrecyAgreement') = 'signed'), 0) AS agreements,
        sum(json_extract(o.value, '$.isms') = 'certified') AS certified,
        count(json_extract(o.value, '$.isms')) AS isms_stated,
        coalesce(sum(EXISTS (SELECT 1 FROM json_each(o.value, '$.mode') m
          WHERE m.value = 'remote')), 0) AS remote,
        sum(json_type(o.value, '$.mode') IS NOT NULL) AS mode_stated
      FROM newest_form f LEFT JOIN json_each(f.json, '$.outsourcing.orgs') o
      WHERE f.role = 'inspection-form' AND json_type(f.json, '$.outsourcing') = 'object'
      GROUP BY f.unit
    """

  private static let outsourcingItems = """
    outsourcing_item AS
      SELECT unit, item, part, whole FROM (
        SELECT o.unit, i.item,
          CASE i.item WHEN 'uses' THEN o.providers > 0 WHEN 'state' THEN o.state_owned
            WHEN 'private' THEN o.private_owned WHEN 'foreign' THEN o.foreign_owned
            WHEN 'agreement' THEN o.agreements WHEN 'certified' THEN o.certified
            ELSE o.remote END AS part,
          CASE i.item WHEN 'uses' THEN 1
            WHEN 'certified' THEN nullif(o.isms_stated, 0)
            WHEN 'remote' THEN nullif(o.mode_stated, 0) ELSE o.providers END AS whole
        FROM outsourcing o CROSS JOIN (SELECT 'uses' AS item UNION ALL SELECT 'state'
          UNION ALL SELECT 'private' UNION ALL SELECT 'foreign' UNION ALL SELECT 'agreement'
          UNION ALL SELECT 'certified' UNION ALL SELECT 'remote') i
      ) WHERE whole IS NOT NULL
      UNION ALL
      SELECT unit, 'third-party-operation', json_extract(json, '$.systems.thirdPartyOps'),
        json_extract(json, '$.systems.total')
      FROM newest_form WHERE role = 'inspection-form'
        AND json_extract(json, '$.systems.thirdPartyOps') IS NOT NULL
        AND json_extract(json, '$.systems.total') IS NOT NULL
    """

  /// One row a unit; NULL where its variant of the form does not ask.
  private static let emergency = """
    emergency AS
      SELECT f.unit,
        json_extract(f.json, '$.emergency.plan') = 'made' AS plan,
        json_extract(f.json, '$.emergency.planRevised') = 'revised' AS plan_revised,
        json_extract(f.json, '$.emergency.drill') = 'done' AS drill,
        json_extract(f.json, '$.emergency.dataBackup') = 'yes' AS data_backup,
        json_extract(f.json, '$.emergency.spares') AS spares,
        CASE WHEN json_type(f.json, '$.emergency.team') = 'array' THEN EXISTS (
          SELECT 1 FROM json_each(f.json, '$.emergency.team') t
          WHERE t.value IN ('own','external')) END AS team,
        json_extract(f.json, '$.important.total') AS systems,
        json_extract(f.json, '$.important.drSystem') AS recovery_system,
        json_extract(f.json, '$.important.drDataOnly') AS recovery_data,
        json_extract(f.json, '$.important.drNone') AS recovery_none
      FROM newest_form f WHERE f.role = 'inspection-form'
    """

  private static let emergencyItems = """
    emergency_item AS
      SELECT unit, item, part, whole FROM (
        SELECT e.unit, i.item,
          CASE i.item WHEN 'plan' THEN e.plan WHEN 'plan-revised' THEN e.plan_revised
            WHEN 'drill' THEN e.drill WHEN 'data-backup' THEN e.data_backup
            WHEN 'spares' THEN e.spares WHEN 'team' THEN e.team
            WHEN 'recovery-system' THEN e.recovery_system
            WHEN 'recovery-data' THEN e.recovery_data ELSE e.recovery_none END AS part,
          CASE WHEN i.item LIKE 'recovery%' THEN e.systems ELSE 1 END AS whole
        FROM emergency e CROSS JOIN (SELECT 'plan' AS item UNION ALL SELECT 'plan-revised'
          UNION ALL SELECT 'drill' UNION ALL SELECT 'data-backup' UNION ALL SELECT 'spares'
          UNION ALL SELECT 'team' UNION ALL SELECT 'recovery-system'
          UNION ALL SELECT 'recovery-data' UNION ALL SELECT 'recovery-none') i
      ) WHERE part IS NOT NULL AND whole IS NOT NULL
    """

  /// Incidents by grade, nought included, of units whose form has the list.
  private static let incidents = """
    incident_count AS
      SELECT f.unit, s.severity, (SELECT count(*) FROM json_each(f.json, '$.incidents.items') i
        WHERE json_extract(i.value, '$.severity') = s.severity) AS incidents
      FROM newest_form f CROSS JOIN (SELECT 'I' AS severity UNION SELECT 'II' UNION SELECT 'III'
        UNION SELECT 'IV') s
      WHERE f.role = 'inspection-form' AND json_type(f.json, '$.incidents.items') = 'array'
    """

  private static let year = """
    unit_year AS
      SELECT f.unit, json_extract(f.json, '$.training.participants') AS training_people,
        json_extract(f.json, '$.unit.staffTotal') AS staff,
        json_extract(f.json, '$.funding.budgetWan') AS budget_wan
      FROM newest_form f WHERE f.role = 'inspection-form'
    """
}
