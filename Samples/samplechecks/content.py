"""What the JSON documents say: identifiers, references, sums, dates."""

import re
from datetime import date

from . import expect

WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
REQUIRED = """
header.formVariant header.reportYear header.filledBy header.filledByPhone header.approvedBy
header.sealed header.filledDate unit.name important.total important.nonRealtime important.realtime
important.publicFacing important.notPublicFacing important.internetDirect
important.internetLogicallyIsolated important.internetPhysicallyIsolated important.dataNational
important.dataProvincial important.dataNotCentralised important.drSystem important.drDataOnly
important.drNone products.server products.router products.switch sectorProducts.firewall
sectorProducts.diskArray sectorProducts.tapeLibrary sectorProducts.os sectorProducts.database
bizApps.selfDeveloped bizApps.outsourcedDomestic bizApps.outsourcedForeign
bizApps.purchasedDomestic bizApps.purchasedForeign outsourcing.none analysis
""".split()
ROW = {"systemName", "foreignDependence", "businessDependence", "threatLevel",
       "protectionCapability"}
# Which value of which member of an analysis row is counted in which total.
COUNTED = {
  "realtime": {False: "nonRealtime", True: "realtime"},
  "internetLink": {"direct": "internetDirect", "logical": "internetLogicallyIsolated",
                   "physical": "internetPhysicallyIsolated"},
  "dataCentral": {"national": "dataNational", "provincial": "dataProvincial",
                  "none": "dataNotCentralised"},
  "dr": {"system": "drSystem", "data": "drDataOnly", "none": "drNone"},
}
NOT_BELOW_3 = {f"HC-{n:02d}" for n in range(1, 12)}
MATRIX = {"legal": (1, 2, 2), "social": (2, 3, 4), "state": (3, 4, 5)}
DEGREE = {"general": 0, "severe": 1, "extreme": 2}


def organisation_code(code):
  """GB 11714: eight characters and the right check character, of the private range."""
  expect(re.fullmatch(r"PDY[0-9]{5}[0-9X]", code), f"{code} is not of the test range")
  total = sum(int(character, 36) * weight for character, weight in zip(code, WEIGHTS))
  right = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
  expect(code[8] == right, f"check character of {code} should be {right}")


def units(rows, divisions, classes):
  """The roster without certificates; returns it by id."""
  known = {row["id"]: row for row in rows}
  expect(len(known) == len(rows), "an id stands twice")
  expect(len({row["name"] for row in rows}) == len(rows), "a name stands twice")
  for row in rows:
    organisation_code(row["id"])
    division = divisions.get(row["division"])
    expect(division, f"division {row['division']} is not in the list")
    expect(division.get("from", 0) <= 2012 < division.get("until", 9999),
           f"division {row['division']} did not exist in 2012")
    expect(row["class"] != "direct-county" or division.get("direct"),
           f"{row['id']} is no directly managed county")
    superior = row.get("reportsTo")
    expect((superior is None) == (row["class"] == "province"), f"reportsTo of {row['id']}")
    if superior:
      expect(superior in known, f"{row['id']} reports to nobody")
      via = classes[row["class"]].get("via", ["province"])
      expect(known[superior]["class"] in via, f"{row['id']} reports to the wrong class")
  return known


def campaign(value, known, classes):
  """What the schema of the campaign can't say."""
  expect(value["issuer"]["id"] in known, "the issuer is not in the roster")
  period = value["period"]
  expect(period["opens"] < period["closes"], "closes before it opens")
  names = [submission["submission"] for submission in value["submissions"]]
  expect(len(set(names)) == len(names), "a submission stands twice")
  for submission in value["submissions"]:
    where = submission["submission"]
    expect(period["opens"] < submission["deadline"] <= period["closes"], f"deadline of {where}")
    for sender in submission["senders"]:
      expect(classes[sender]["direct"], f"{sender} may not send {where}")
    roles = [document["role"] for document in submission["documents"]]
    expect(len(set(roles)) == len(roles), f"a role stands twice in {where}")
    expect(any(d["required"] for d in submission["documents"]), f"{where} requires nothing")
    for document in submission["documents"]:
      expect(document["maximumBytes"] <= value["limits"]["documentBytes"], f"size in {where}")


def keys(rows, known):
  """The mapping of key folders to units."""
  folders = [row["dir"] for row in rows]
  expect(len(set(folders)) == len(folders), "a folder stands twice")
  signing = {}
  for row in rows:
    expect(row["unit"] in known, f"{row['dir']} belongs to nobody")
    expect(row["suite"] in ("sm", "nist"), f"suite of {row['dir']}")
    expect(("use" in row) != ("capacities" in row), f"{row['dir']}: use or capacities")
    expect(set(row) <= {"dir", "unit", "suite", "use", "capacities"}, f"members of {row['dir']}")
    signing.setdefault((row["unit"], row["suite"]), set()).update(row.get("capacities", ()))
    expect(row.get("use", "encrypt") in ("publish", "recipient", "receipt", "encrypt"),
           f"use of {row['dir']}")
  suites = {row["suite"] for row in rows if row.get("use") == "recipient"}
  for (unit, suite), capacities in signing.items():
    if capacities:
      expect(capacities == {"preparer", "approver", "seal"}, f"{unit} can't sign alone in {suite}")
      expect(suite in suites, f"no recipient for the suite {suite} of {unit}")


def form(value, unit, deadline):
  """The sector-2012 form: required fields, sums over categories, conditions."""
  for name in REQUIRED:
    at = value
    for part in name.split("."):
      expect(part in at, f"{name} is missing")
      at = at[part]
    if isinstance(at, dict):
      expect(set(at) == {"domestic", "foreign"}, f"members of {name}")
  header, important, rows = value["header"], value["important"], value["analysis"]
  expect(header["formVariant"] == "sector-2012" and header["reportYear"] == 2012, "variant, year")
  expect(value["unit"]["name"] == unit["name"], "name of the unit")
  expect("2012-07-20" <= header["filledDate"] <= deadline, "date filled")
  total = important["total"]
  expect(len(rows) == total == len({row["systemName"] for row in rows}), "IR-SUM-11")
  for row in rows:
    expect(ROW <= set(row), "a member of an analysis row is missing")
  for member, counted in COUNTED.items():
    expect(sum(important[name] for name in counted.values()) == total, f"sum over {member}")
    for choice, name in counted.items():
      expect(important[name] == sum(row[member] == choice for row in rows), f"count of {name}")
  expect(important["publicFacing"] + important["notPublicFacing"] == total, "IR-SUM-06")
  expect(sum(value["bizApps"].values()) >= total, "IR-SUM-10")
  outsourcing = value["outsourcing"]
  expect(outsourcing["none"] == (not outsourcing["orgs"]), "IR-CND-13")
  for item in value["incidents"]["items"]:
    expect(item["date"].startswith("2012-"), "IR-INC-01")


def inventory(value, filled):
  """Grading, review and filing of each system, and agreement with the form."""
  numbers = set()
  analysed = {row["systemRef"]: row for row in filled["analysis"]}
  expect({row["id"] for row in value["systems"]} == set(analysed), "systems of form and inventory")
  for row in value["systems"]:
    where, level = row["id"], row["level"]
    expect(analysed[where]["systemName"] == row["name"], f"name of {where}")
    expect(analysed[where]["level"] == level == max(row["sLevel"], row["aLevel"]), f"DJ-01 {where}")
    expect(row["categoryCode"] not in NOT_BELOW_3 or level >= 3, f"DJ-02 {where}")
    for side in ("S", "A"):
      ticked = (tick.split("-") for tick in row["damage" + side])
      highest = max(MATRIX[victim][DEGREE[degree]] for victim, degree in ticked)
      expect(highest == row[side.lower() + "Level"], f"DJ-08 {where}")
    filing = row.get("psFiling")
    expect((filing is not None) == (level >= 2) == ("healthFiling" in row), f"DJ-04 {where}")
    if filing:
      expect(filing["certNo"].startswith(filing["formNo"] + "-"), f"BA-01 {where}")
      expect(re.fullmatch(r"41[0-9]{9}-[0-9]{5}", filing["certNo"]), f"BA-01 {where}")
      expect(filing["certNo"] not in numbers, f"BA-03 {where}")
      numbers.add(filing["certNo"])
      start = date.fromisoformat(max(row["gradingDate"], row["inOperationDate"]))
      expect((date.fromisoformat(filing["date"]) - start).days <= 30, f"DJ-05 {where}")
    review = row["expertReview"]
    if level >= 3:
      expect(review["status"] == "reviewed" and review["date"] <= filing["date"], f"DJ-03 {where}")
    expect(row["isSubsystem"] == ("parentSystem" in row) == ("parentUnit" in row), f"BA-08 {where}")


def rectification(value, filled):
  """Every problem has a status with what belongs to it; the form's weak points are listed."""
  systems = {row["systemRef"] for row in filled["analysis"]}
  needs = {"done": {"doneDate", "evidenceRef"}, "interim": {"interimMeasure", "plannedDate"},
           "in-progress": {"plannedDate"}, "not-started": {"plannedDate"}}
  listed = set()
  for row in value["findings"]:
    expect(needs[row["status"]] <= set(row), f"ZG-03 {row['id']}")
    for end in ("doneDate", "plannedDate"):
      expect(row.get(end, "9999") >= row["foundDate"], f"ZG-04 {row['id']}")
    if "systemRef" in row:
      expect(row["systemRef"] in systems, f"system of {row['id']}")
      listed.add((row["systemRef"], "planned" if "plannedDate" in row else ""))
  for row in filled["analysis"]:
    weak = row["threatLevel"] == "high" and row["protectionCapability"] == "low"
    if row["dr"] == "none" or weak:
      expect((row["systemRef"], "planned") in listed, f"IR-CND-22 {row['systemRef']}")
  unsigned = any(o["secrecyAgreement"] == "not-signed" for o in filled["outsourcing"]["orgs"])
  expect(not unsigned or any(r["area"] == "management" for r in value["findings"]), "IR-CND-14")


def outline(value, filled, text):
  """The five chapters, each with text, in the document that the outline speaks of."""
  codes = [chapter["code"] for chapter in value["chapters"]]
  expect(codes == ["C1", "C2", "C3", "C4", "C5"], "ZC-01")
  for chapter in value["chapters"]:
    expect(chapter["heading"] in text, f"heading of {chapter['code']}")
    expect(chapter["hanCharacters"] >= 80, f"ZC-02 {chapter['code']}")
  expect(not re.search("XXX|××|待补充|同上|[绝机秘]密[ ]*[★☆*]", text), "placeholder or mark")
  first = value["chapters"][0]
  expect(first["systemCount"] == filled["important"]["total"], "ZC-04")
  for name in first["systemNames"]:
    expect(name in text, f"ZC-04 {name}")
