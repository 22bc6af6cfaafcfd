"""The order of checks and the verdict (sections 9 and 10)."""

import datetime

from . import campaign as campaigns
from . import der, envelope, ijson, signed, suites, x509, zip_profile
from .errors import GATES, UNKNOWN_SUBMISSION, Refusal

TOLERANCE = datetime.timedelta(minutes=5)
MAGIC = {"application/pdf": [b"%PDF-"], "image/png": [b"\x89PNG\r\n\x1a\n"],
         "image/jpeg": [b"\xff\xd8\xff"], "application/zip": [b"PK\3\4"],
         "image/tiff": [b"II*\0", b"MM\0*"], "application/ofd": [b"PK\3\4"]}


class Report:
    """What a check found; `documents` and `manifest` only when they may be shown."""

    def __init__(self, moment, octets):
        self.moment, self.octets = moment, octets
        self.findings, self.stopped = [], None
        self.manifest, self.documents, self.signers, self.crls = None, {}, [], []
        self.campaign, self.suite = None, None

    def add(self, *refusals):
        self.findings += refusals

    @property
    def codes(self):
        return [finding.code for finding in self.findings]

    @property
    def verdict(self):
        """Section 10's table, first row that fits."""
        def failed(gates):
            return any(f.severity == "error" and f.gate in gates for f in self.findings)
        for gates, verdict in ((GATES[:2], "unreadable"), (GATES[2:4], "refused"),
                               (GATES[4:], "returned")):
            if failed(gates):
                return verdict
        if any(f.severity == "undecided" for f in self.findings):
            return "indeterminate"
        warnings = any(f.severity == "warning" for f in self.findings)
        return "accepted-with-warnings" if warnings else "accepted"

    @property
    def holds(self):
        return self.verdict in ("accepted", "accepted-with-warnings")

    def gates(self):
        out, stop = [], GATES.index(self.stopped) if self.stopped else len(GATES)
        for index, gate in enumerate(GATES):
            mine = [f.severity for f in self.findings if f.gate == gate]
            # provenance is not done before its findings about the manifest; a failure of the
            # package before the manifest was read stops it as well
            if index > stop or gate == "provenance" and stop == 3 and self.manifest is None:
                out.append({"gate": gate, "result": "not-evaluated", "because": self.stopped})
            else:
                result = ("failed" if "error" in mine else
                          "undecided" if "undecided" in mine else "passed")
                out.append({"gate": gate, "result": result})
        return out

    def json(self):
        suite = self.suite or suites.NIST
        out = {"report": "validation/1", "time": campaigns.format_time(self.moment),
               "verdict": self.verdict,
               "bundle": {"size": len(self.octets), "digest": suite.digest(self.octets)}}
        if self.campaign:
            c = self.campaign
            out["campaign"] = {"id": c.id, "version": c.version, "digest": c.digest(suite),
                               "issued": c.manifest["issued"], "expires": c.manifest["expires"]}
        if self.manifest and self.stopped != "provenance":
            names = ("id", "submission", "kind", "revision", "suite", "sender", "mark", "created")
            row = ("path", "role", "mediaType", "size", "digest")
            out["submission"] = {**{n: self.manifest[n] for n in names}, "documents": [
                {n: d[n] for n in row} for d in self.manifest["documents"]]}
            out["signers"] = [{"certificate": suite.digest(s.certificate.raw),
                               "subject": s.certificate.name, "capacity": s.capacity,
                               "signingTime": campaigns.format_time(s.signing_time)}
                              for s in self.signers]
            out["revocation"] = [self._crl(crl) for crl in self.crls]
        return {**out, "gates": self.gates(), "findings": [f.finding() for f in self.findings]}

    def _crl(self, crl):
        out = {"issuer": x509.name_text(crl.issuer),
               "thisUpdate": campaigns.format_time(crl.this_update)}
        if crl.next_update:
            out["nextUpdate"] = campaigns.format_time(crl.next_update)
        return {**out, "ageDays": (self.moment - crl.this_update).days}


def check(octets, campaign, private, certificate, moment, crls=(), history=None):
    """The report on a bundle. `history` maps bundle ids to (digest, revision), where known."""
    report = Report(moment, octets)
    report.campaign = campaign
    try:
        sealed = envelope.parse(octets)
        report.suite = sealed.suite
        package = envelope.decrypt(sealed, private, certificate)
        _provenance(report, campaign, sealed, package, certificate, crls)
        _integrity(report, campaign, package)
    except Refusal as refusal:
        report.add(refusal)
        report.stopped = refusal.gate
        report.documents = {}
        return report
    _completeness(report, campaign)
    _content(report)
    _policy(report, campaign)
    return report


# Provenance

def _provenance(report, campaign, sealed, package, certificate, crls):
    statement = signed.verify(zip_profile.second_entry(package))
    if statement.suite is not sealed.suite:
        raise Refusal("FN335", "envelope and signatures of two suites")
    pool = campaign.intermediates + statement.certificates
    lists = campaign.crls + statement.crls + list(crls)
    rule = campaign.document["revocation"]
    for signer in statement.signers:
        try:
            chain = x509.build_chain(signer.certificate, campaign.anchors, pool,
                                     signer.signing_time)
            usage = signer.certificate.usage
            if not usage(x509.DIGITAL_SIGNATURE) and not usage(x509.CONTENT_COMMITMENT):
                raise Refusal("FN315", "key usage does not allow signatures")
            _revocation(report, chain, lists, rule)
        except der.DerError as error:
            raise Refusal("FN301", f"certificate: {error}") from error
        if signer.signing_time > report.moment + TOLERANCE:
            raise Refusal("FN322", "signed in the future")
        period = campaign.document["period"]
        if not (campaign.moment(period["opens"], True) <= signer.signing_time
                <= campaign.moment(period["closes"])):
            report.add(Refusal("FN323", "signed outside of the campaign's period",
                               severity="warning"))
    manifest = campaigns.read_statement(statement.content, "submission/1", "manifest")
    report.signers = statement.signers
    _binding(campaign, sealed, manifest, statement, certificate)
    report.manifest = manifest


def _revocation(report, chain, lists, rule):
    """Step 3: the newest CRL at hand of every issuer in the chain; only the signer's must be."""
    for index, (certificate, issuer) in enumerate(zip(chain, chain[1:])):
        mine = [crl for crl in lists if crl.issued_by(issuer)]
        newest = max(mine, key=lambda crl: crl.this_update, default=None)
        if newest and certificate.serial in newest.revoked:
            raise Refusal("FN312", f"{certificate.name} is revoked")
        if newest and all(newest is not crl for crl in report.crls):
            report.crls.append(newest)
        if index or not rule["required"]:
            continue
        age = rule.get("maximumAgeDays")
        if newest is None:
            problem = Refusal("FN313", "no CRL", severity="undecided")
        elif newest.next_update and newest.next_update < report.moment or age is not None \
                and report.moment - newest.this_update > datetime.timedelta(days=age):
            problem = Refusal("FN314", "the CRL is too old", severity="undecided")
        else:
            continue
        if problem.code not in report.codes:
            report.add(problem)


def _matches(certificate, digest):
    """Whether a digest as JSON has it is the certificate's."""
    suite = suites.SM if digest.startswith("sm3:") else suites.NIST
    return suite.digest(certificate.raw) == digest


def _binding(campaign, sealed, manifest, statement, certificate):
    """Steps 5 to 9, and the suite."""
    named, suite = manifest["campaign"], sealed.suite
    if manifest["suite"] != suite.name:
        raise Refusal("FN335", "the manifest names another suite than the envelope has")
    if named["id"] != campaign.id:
        raise Refusal("FN324", "for another campaign")
    if (named["version"], named["digest"]) != (campaign.version, campaign.digest(suite)):
        raise Refusal("FN325", "for another version of the campaign, or another content")
    sender = manifest["sender"]
    unit = campaign.units.get(sender["id"])
    if unit is None:
        raise Refusal("FN318", "the sender is not in the roster")
    if any(unit[name] != sender[name] for name in ("name", "division", "class")):
        raise Refusal("FN337", "the sender is not named as in the roster")
    submission = campaign.submission(manifest["submission"])
    if submission is None or sender["class"] not in submission["senders"]:
        raise Refusal(UNKNOWN_SUBMISSION, "the sender may not send this submission",
                      gate="provenance")
    for signer in statement.signers:
        _roster(campaign, unit, signer)
    missing = set(submission["signatures"]) - {s.capacity for s in statement.signers}
    if missing:
        raise Refusal("FN319", f"signature missing: {', '.join(sorted(missing))}")
    _recipients(campaign, sealed, manifest, certificate)


def _roster(campaign, unit, signer):
    bindings = [b for b in unit["certificates"]
                if b["use"] == "sign" and _matches(signer.certificate, b["digest"])]
    if not bindings:
        raise Refusal("FN317", f"{signer.certificate.name} is not bound to the sender")
    if not any(signer.capacity in b.get("capacities", [signer.capacity]) for b in bindings):
        raise Refusal("FN320", f"{signer.certificate.name} may not sign as {signer.capacity}")
    encrypting = [b for u in campaign.roster["units"] for b in u["certificates"]
                  if b["use"] == "encrypt" and _matches(signer.certificate, b["digest"])]
    if encrypting or any(c.raw == signer.certificate.raw for c in campaign.recipients):
        raise Refusal("FN316", "a signing certificate that is also bound for encryption")


def _recipients(campaign, sealed, manifest, certificate):
    """Step 9: against passing a bundle on as if it had been addressed to somebody else."""
    found = []
    for info in sealed.recipients:
        match = next((c for c in campaign.recipients if info.names(c)), None)
        found.append(match and sealed.suite.digest(match.raw))
    own = sealed.suite.digest(certificate.raw)
    if found != manifest["recipients"] or own not in found:
        raise Refusal("FN328", "the recipients are not those that the sender signed")


# Integrity

def _integrity(report, campaign, package):
    limits, manifest = campaign.document["limits"], report.manifest
    if len(report.octets) > limits["bundleBytes"]:
        raise Refusal("FN415", "the bundle is larger than the campaign allows")
    if not all(row["path"].startswith("data/") for row in manifest["documents"]):
        raise Refusal("FN405", "a document outside of data/")
    report.documents = campaigns.read_documents(package, manifest["documents"], report.suite,
                                                manifest["padding"], limits)


# Completeness, content, policy

def _completeness(report, campaign):
    manifest = report.manifest
    rows, kind = manifest["documents"], manifest["kind"]
    rules = {r["role"]: r for r in campaign.submission(manifest["submission"])["documents"]}
    counts = {}
    for row in rows:
        counts[row["role"]] = counts.get(row["role"], 0) + 1
    if kind == "withdrawal":
        if rows:
            report.add(Refusal("FN506", "a withdrawal has no documents"))
    elif kind != "supplement":
        report.add(*(Refusal("FN501", f"no document of role {role}")
                     for role, rule in rules.items() if rule["required"] and role not in counts))
    if len(rows) > campaign.document["limits"]["documents"]:
        report.add(Refusal("FN506", "more documents than the campaign allows"))
    for role, rule in rules.items():
        if counts.get(role, 0) > rule.get("maximumCount", len(rows)):
            report.add(Refusal("FN506", f"too many documents of role {role}"))
    for row in rows:
        _document(report, row, rules.get(row["role"]))


def _document(report, row, rule):
    path, octets = row["path"], report.documents[row["path"]]
    if rule is None:
        report.add(Refusal("FN502", f"unknown role {row['role']}", document=path))
    else:
        if row["mediaType"] not in rule["mediaTypes"]:
            report.add(Refusal("FN503", f"media type {row['mediaType']}", document=path))
        if row["size"] > rule.get("maximumBytes", row["size"]):
            report.add(Refusal("FN504", "larger than the role allows", document=path))
    if not octets:
        report.add(Refusal("FN505", "empty", document=path))
    elif not any(octets.startswith(m) for m in MAGIC.get(row["mediaType"], [b""])):
        report.add(Refusal("FN507", "the first octets are of another type", document=path))


def _content(report):
    for row in report.manifest["documents"]:
        if row["mediaType"] == "application/json" and report.documents[row["path"]]:
            try:
                ijson.loads(report.documents[row["path"]])
            except ijson.JsonError as error:
                report.add(Refusal("FN601", error.text, document=row["path"],
                                   pointer=error.pointer))


def _policy(report, campaign):
    manifest, rules = report.manifest, campaign.document
    submission = campaign.submission(manifest["submission"])
    if manifest["mark"] not in rules["marks"]:
        report.add(Refusal("FN803", f"mark {manifest['mark']}"))
    if manifest["suite"] not in rules["suites"]:
        report.add(Refusal("FN805", f"suite {manifest['suite']}"))
    initial = manifest["kind"] == "initial"
    if initial != (manifest["revision"] == 1):
        report.add(Refusal("FN806", "kind and revision do not go together"))
    if initial == ("supersedes" in manifest):
        report.add(Refusal("FN807", "kind and the superseded bundle do not go together"))
    if submission["secrecyReview"] and "secrecyReview" not in manifest:
        report.add(Refusal("FN808", "no secrecy review"))
    if report.moment < campaign.moment(rules["period"]["opens"], True):
        report.add(Refusal("FN802", "before the opening"))
    if report.moment > campaign.moment(submission["deadline"]):
        report.add(Refusal("FN801", "late", severity="warning"))
