/// What the units of the small province say; every figure of the tests comes from here.
enum ProvinceForms {
  /// 郑州: the government form of 2014, with systems, evaluation and rectification beside it.
  static let zhengzhou = """
    {"header": {"formVariant": "gov-2014"}, "unit": {"name": "郑州市卫生局", "staffTotal": 100},
     "grading": {"level1": 0, "level2": 9, "level3": 9, "level4": 0, "ungraded": 0},
     "systems": {"total": 5},
     "emergency": {"plan": "made", "planRevised": "not-revised", "drill": "done",
       "dataBackup": "yes", "team": ["own"], "spares": true},
     "training": {"sessions": 2, "participants": 80, "ratio": 80},
     "funding": {"budgetWan": 12.35, "lastYearSpentWan": 9},
     "products": {
       "server": {"total": 10, "domestic": 4, "foreign": 6, "domesticOs": 1, "foreignOs": 9},
       "router": {"total": 3, "domestic": 1, "foreign": 2},
       "terminal": {"total": 100, "domestic": 90, "foreign": 10, "domesticOs": 5, "foreignOs": 95},
       "dbms": {"total": 4, "domestic": 1, "foreign": 3},
       "firewall": {"total": 5, "brands": [
         {"brand": "甲", "count": 2, "origin": "domestic"},
         {"brand": "乙", "count": 1, "origin": "foreign"}, {"brand": "丙", "count": 2}]},
       "ids": {"total": 1, "brands": [{"brand": "丁", "count": 1}]}},
     "incidents": {"items": [{"category": "malware", "severity": "IV", "date": "2012-03-01"}]},
     "outsourcing": {"none": false, "orgs": [
       {"name": "甲公司", "nature": "private", "services": ["operation"],
        "secrecyAgreement": "signed", "isms": "certified"},
       {"name": "外商", "nature": "foreign", "services": ["integration"],
        "secrecyAgreement": "not-signed", "isms": "not-certified"}]}}
    """

  static let inventory = """
    {"unit": {"id": "PDY000028", "name": "郑州市卫生局"}, "reportYear": 2012, "systems": [
      {"id": "SYS-001", "name": "网站", "level": 2, "psFiling": {"status": "filed"},
       "healthFiling": {"status": "filed"}},
      {"id": "SYS-002", "name": "平台", "level": 3, "psFiling": {"status": "filed"}},
      {"id": "SYS-003", "name": "新农合", "level": 3, "psFiling": {"status": "in-progress"}},
      {"id": "SYS-004", "name": "办公", "level": 1},
      {"id": "SYS-005", "name": "新系统", "level": 0}]}
    """

  static let problems = """
    {"unit": {"id": "PDY000028", "name": "郑州市卫生局"}, "kind": "self", "findings": [
      {"id": "WT-001", "systemRef": "SYS-002", "area": "host", "severity": "high",
       "status": "in-progress"},
      {"id": "WT-002", "area": "data", "severity": "low", "status": "interim"},
      {"id": "WT-003", "systemRef": "SYS-003", "area": "host", "severity": "high",
       "status": "not-started"}]}
    """

  static let evaluation = """
    {"unit": {"id": "PDY000028", "name": "郑州市卫生局"}, "reportingDate": "2012-10-01",
     "evaluations": [{"systemRef": "SYS-002", "name": "平台", "level": 3}]}
    """

  /// SYS-002's problem is mended, so its plan is done; SYS-003 still has one.
  static let rectification = """
    {"unit": {"id": "PDY000028", "name": "郑州市卫生局"}, "reportingDate": "2012-11-01",
     "kind": "construction", "plans": [
       {"systemRef": "SYS-002", "name": "平台", "level": 3},
       {"systemRef": "SYS-003", "name": "新农合", "level": 3}],
     "findings": [{"id": "WT-001", "systemRef": "SYS-002", "area": "host", "severity": "high",
       "status": "done"}]}
    """

  /// 洛阳: the sector's form; its systems are those of the analysis.
  static let luoyang = """
    {"header": {"formVariant": "sector-2012"}, "unit": {"name": "洛阳市卫生局"},
     "important": {"total": 4, "drSystem": 1, "drDataOnly": 2, "drNone": 1},
     "emergency": {"spares": false},
     "products": {"server": {"domestic": 1, "foreign": 5}, "router": {"domestic": 0, "foreign": 1},
       "switch": {"domestic": 2, "foreign": 0}},
     "sectorProducts": {"firewall": {"domestic": 3, "foreign": 0},
       "os": {"domestic": 0, "foreign": 7}, "database": {"domestic": 0, "foreign": 2}},
     "bizApps": {"selfDeveloped": 1, "outsourcedDomestic": 2, "outsourcedForeign": 1,
       "purchasedDomestic": 0, "purchasedForeign": 1},
     "incidents": {"items": []},
     "outsourcing": {"none": true, "orgs": []},
     "analysis": [{"systemName": "甲", "level": 2}, {"systemName": "乙", "level": 2},
       {"systemName": "丙", "level": 3}, {"systemName": "丁"}]}
    """

  /// 巩义: the government form of 2012 with its table of levels; no foreign count for terminals.
  static let gongyi = """
    {"header": {"formVariant": "gov-2012"}, "unit": {"name": "巩义市卫生局", "staffTotal": 50},
     "systems": {"total": 6, "thirdPartyOps": 2},
     "grading": {"level1": 1, "level2": 3, "level3": 1, "level4": 0, "level5": 0, "ungraded": 1},
     "emergency": {"plan": "not-made", "planRevised": "not-revised", "drill": "not-done",
       "dataBackup": "yes", "team": ["none"], "spares": true},
     "training": {"sessions": 1, "participants": 5},
     "products": {"server": {"total": 4, "domestic": 2, "foreign": 2},
       "terminal": {"total": 20, "domestic": 15}},
     "incidents": {"items": [{"severity": "II"}, {"severity": "IV"}]},
     "outsourcing": {"none": false, "orgs": [
       {"name": "乙公司", "nature": "state", "services": ["testing"], "secrecyAgreement": "signed",
        "isms": "certified"}]}}
    """

  /// 中牟, a county of 郑州: a sector's form that says little, with a name like a formula.
  static let zhongmu = """
    {"header": {"formVariant": "sector-2012"}, "unit": {"name": "=中牟县"},
     "products": {"server": {"domestic": 1, "foreign": 0}},
     "analysis": [{"systemName": "=HYPERLINK(\\"x\\")", "level": 2}]}
    """
}
