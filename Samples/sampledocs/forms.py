"""The JSON documents: inspection form (sector-2012), inventory, rectification list, outline."""

from datetime import date, timedelta

CAMPAIGN = "河南省卫生系统网络与信息安全检查（2012年）"
PARENT = {"prefecture": "河南省卫生厅", "direct-county": "河南省卫生厅",
          "province-direct": "河南省卫生厅", "county": "郑州市卫生局"}
# What each level needs to be ticked in the damage matrix of GB/T 22240-2008: the worst one decides.
DAMAGE = {1: ["legal-general"], 2: ["legal-severe", "social-general"],
          3: ["legal-severe", "social-severe"]}
COMMITTEE = "信息安全技术专家委员会（测试）"


def inspection_form(unit, facts):
  """信息安全检查情况报告表, members in the order of the paper form."""
  systems = list(facts.all_systems())
  count = lambda test: sum(1 for _, system in systems if test(system))
  pair = lambda kind: dict(zip(("domestic", "foreign"), facts.equipment[kind]))
  applications = ("selfDeveloped", "outsourcedDomestic", "outsourcedForeign",
                  "purchasedDomestic", "purchasedForeign")
  return {
    "header": {
      "formVariant": "sector-2012", "reportYear": 2012,
      "campaign": CAMPAIGN + " 豫信化办〔2012〕58号",
      # Numbers that begin with 0 after the area code are never given to a subscriber.
      "filledBy": "经办人甲", "filledByPhone": facts.area + "-00000001",
      "reviewedBy": "审核人乙", "approvedBy": "负责人丙", "sealed": True,
      "filledDate": facts.filled,
    },
    "unit": {"name": unit["name"]},
    "important": {
      "total": len(systems),
      "nonRealtime": count(lambda s: not s.realtime),
      "realtime": count(lambda s: s.realtime),
      "publicFacing": count(lambda s: s.public),
      "notPublicFacing": count(lambda s: not s.public),
      "internetDirect": count(lambda s: s.link == "direct"),
      "internetLogicallyIsolated": count(lambda s: s.link == "logical"),
      "internetPhysicallyIsolated": count(lambda s: s.link == "physical"),
      "dataNational": count(lambda s: s.data == "national"),
      "dataProvincial": count(lambda s: s.data == "provincial"),
      "dataNotCentralised": count(lambda s: s.data == "none"),
      "drSystem": count(lambda s: s.dr == "system"),
      "drDataOnly": count(lambda s: s.dr == "data"),
      "drNone": count(lambda s: s.dr == "none"),
    },
    "mgmt": {"accountability": {"incidents": 0}},
    "emergency": {"spares": True},
    "products": {kind: pair(kind) for kind in ("server", "router", "switch")},
    "sectorProducts": {
      kind: pair(kind) for kind in ("firewall", "diskArray", "tapeLibrary", "os", "database")},
    "bizApps": dict(zip(applications, facts.applications, strict=True)),
    "incidents": {"items": [
      {"category": category, "severity": severity, "date": day, "handled": True}
      for category, severity, day in facts.incidents]},
    "outsourcing": {
      "none": not facts.providers,
      "orgs": [
        {"name": provider.name, "nature": provider.nature, "services": list(provider.services),
         "mode": list(provider.mode),
         "secrecyAgreement": "signed" if provider.signed else "not-signed"}
        for provider in facts.providers],
    },
    "analysis": [_analysis(key, system) for key, system in systems],
  }


def _analysis(key, system):
  judged = ("foreignDependence", "businessDependence", "threatLevel", "protectionCapability",
            "shutdownImpact", "publicImpact")
  return {
    "systemName": system.name, "systemRef": key,
    **{name: system.judgement(place) for place, name in enumerate(judged)},
    "level": system.level, "realtime": system.realtime, "internetLink": system.link,
    "dataCentral": system.data, "dr": system.dr,
  }


def system_inventory(unit, facts):
  """重要信息系统清单 with grading, review and filing of each system."""
  return {
    "unit": {"id": unit["id"], "name": unit["name"]},
    "reportYear": 2012,
    "systems": [
      _inventory_row(number, key, system, unit, facts)
      for number, (key, system) in enumerate(facts.all_systems(), 1)],
  }


def _inventory_row(number, key, system, unit, facts):
  graded = date(2011, 10, 10) + timedelta(weeks=number - 1)
  later = lambda days: (graded + timedelta(days=days)).isoformat()
  row = {
    "id": key, "name": system.name, "categoryCode": system.category,
    "spotFocus": list(system.focus), "gradingEdition": "gb22240-2008",
    "sLevel": system.s, "aLevel": system.a, "level": system.level,
    "damageS": DAMAGE[system.s], "damageA": DAMAGE[system.a],
    "gradingDate": graded.isoformat(),
  }
  if system.level >= 3:
    row["expertReview"] = {
      "status": "reviewed", "date": later(9), "committee": COMMITTEE,
      "opinionRef": "evidence/expert-opinion.pdf"}
  else:
    row["expertReview"] = {"status": "not-reviewed"}
  parent = PARENT[unit["class"]]
  row["supervisor"] = {"exists": True, "name": parent, "approved": True}
  if system.level >= 2:
    form = facts.office + "00001"
    row["psFiling"] = {
      "status": "filed", "date": later(24), "office": "公安机关网络安全保卫部门（测试）",
      "formNo": form, "certNo": f"{form}-{number:05d}", "certDate": later(32)}
    row["healthFiling"] = {"status": "filed", "date": later(28), "authority": parent}
  nationwide = bool(system.parent)
  row["isNationwide"] = row["gradedByMoH"] = row["isSubsystem"] = nationwide
  if nationwide:
    row["parentSystem"], row["parentUnit"] = system.parent
  row["inOperationDate"] = system.since
  return row


def problems(facts):
  """The problems that follow from the facts, and two that every unit has; see ZC-07 and ZG-03."""
  rows = []

  def add(text, area, severity, status, key=None, **more):
    row = {"id": f"WT-{len(rows) + 1:03d}"}
    if key:
      row["systemRef"] = key
    row |= {"description": text, "area": area, "severity": severity, "foundDate": "2012-08-06",
            "source": "self", "status": status, **more}
    rows.append(row)

  for key, system in facts.all_systems():
    if system.dr == "none":
      add(f"{system.name}尚无灾难备份措施", "data", "medium", "interim", key,
          interimMeasure="每日离线备份数据库，备份介质异地存放", plannedDate="2012-11-30")
    if system.judgement(2) == "high" and system.judgement(3) == "low":
      add(f"{system.name}直接面向互联网，页面防篡改和入侵检测措施不足", "application", "high",
          "interim", key, interimMeasure="关闭后台管理的外网访问，安排专人每日巡查页面",
          plannedDate="2012-10-31")
  for provider in facts.providers:
    if not provider.signed:
      add(f"与外包服务商{provider.name}未签订安全保密协议", "management", "medium", "in-progress",
          plannedDate="2012-09-28")
  add("部分服务器口令长期未更换，个别账号口令强度不足", "host", "medium", "done",
      doneDate="2012-08-10", evidenceRef="evidence/rectification.png")
  add("应急预案两年未修订，部分值班人员不熟悉处置步骤", "emergency", "low", "in-progress",
      plannedDate="2012-10-15")
  return rows


def rectification_list(unit, facts):
  """问题及整改清单: what chapter 4 of the report tells, as data."""
  return {"unit": {"id": unit["id"], "name": unit["name"]}, "kind": "self",
          "findings": problems(facts)}


def worst(facts, place, order):
  return next(
    word for word in order if any(s.judgement(place) == word for _, s in facts.all_systems()))


def outline(unit, facts, chapters):
  """report-outline: where each chapter stands and what it states, so that nobody parses Word."""
  systems = list(facts.all_systems())
  capability = worst(facts, 3, ("low", "medium", "high"))
  fields = {
    "C1": {"systemCount": len(systems), "systemNames": [s.name for _, s in systems]},
    "C2": {"overall": {"low": "poor", "medium": "fair", "high": "good"}[capability]},
    "C3": {"threatLevel": worst(facts, 2, ("high", "medium", "low")),
           "vulnerability": {"low": "high", "medium": "medium", "high": "low"}[capability],
           "foreignDependence": worst(facts, 0, ("high", "medium", "low")),
           "capability": capability},
    "C4": {"problems": [
      {key: row[key] for key in
       ("id", "systemRef", "area", "severity", "status", "interimMeasure", "plannedDate")
       if key in row} for row in problems(facts)]},
    "C5": {},
  }
  return {
    "unit": unit["name"], "document": "self-inspection-report.docx",
    "chapters": [
      {"code": code, "heading": heading, "hanCharacters": han, **fields[code]}
      for code, heading, han in chapters],
    "coverage": {"protection": True, "management": True, "systems": True, "emergency": True},
  }
