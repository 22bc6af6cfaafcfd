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
      SELECT unit, 'uses' AS item, providers > 0 AS part, 1 AS whole FROM outsourcing
      UNION ALL SELECT unit, 'state', state_owned, providers FROM outsourcing
      UNION ALL SELECT unit, 'private', private_owned, providers FROM outsourcing
      UNION ALL SELECT unit, 'foreign', foreign_owned, providers FROM outsourcing
      UNION ALL SELECT unit, 'agreement', agreements, providers FROM outsourcing
      UNION ALL SELECT unit, 'certified', certified, isms_stated FROM outsourcing
        WHERE isms_stated > 0
      UNION ALL SELECT unit, 'remote', remote, mode_stated FROM outsourcing WHERE mode_stated > 0
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
      SELECT unit, 'plan' AS item, plan AS part, 1 AS whole FROM emergency WHERE plan IS NOT NULL
      UNION ALL SELECT unit, 'plan-revised', plan_revised, 1 FROM emergency
        WHERE plan_revised IS NOT NULL
      UNION ALL SELECT unit, 'drill', drill, 1 FROM emergency WHERE drill IS NOT NULL
      UNION ALL SELECT unit, 'data-backup', data_backup, 1 FROM emergency
        WHERE data_backup IS NOT NULL
      UNION ALL SELECT unit, 'spares', spares, 1 FROM emergency WHERE spares IS NOT NULL
      UNION ALL SELECT unit, 'team', team, 1 FROM emergency WHERE team IS NOT NULL
      UNION ALL SELECT unit, 'recovery-system', recovery_system, systems FROM emergency
        WHERE recovery_system IS NOT NULL AND systems IS NOT NULL
      UNION ALL SELECT unit, 'recovery-data', recovery_data, systems FROM emergency
        WHERE recovery_data IS NOT NULL AND systems IS NOT NULL
      UNION ALL SELECT unit, 'recovery-none', recovery_none, systems FROM emergency
        WHERE recovery_none IS NOT NULL AND systems IS NOT NULL
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
