"""The order of checks and the verdict (sections 9 and 10)."""

import datetime

from . import campaign as campaigns
from . import der, envelope, ijson, signed, suites, x509, zip_profile
from .errors import GATES, Refusal

JSON = "application/json"
TOLERANCE = datetime.timedelta(minutes=5)
OFFICE = "application/vnd.openxmlformats-officedocument."
MAGIC = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n\x1a\n",
         "image/jpeg": b"\xff\xd8\xff",
         **dict.fromkeys(["application/zip", "application/ofd", f"{OFFICE}spreadsheetml.sheet",
                          f"{OFFICE}wordprocessingml.document"], b"PK\3\4")}


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
        suite = self.suite or (self.campaign.suite if self.campaign else suites.NIST)
        out = {"report": "validation/1", "time": campaigns.format_time(self.moment),
               "verdict": self.verdict,
               "bundle": {"size": len(self.octets)}}
        if self.suite:
            digest = suite.digest(self.octets)
            short = digest.partition(":")[2][:16]
            out["bundle"].update(digest=digest, shortCode=" ".join(
                short[i:i + 4] for i in range(0, 16, 4)))
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
        limits = campaign.document["limits"]
        reader = zip_profile.Reader(package, limits["documents"] + 3, limits["bundleBytes"])
        _provenance(report, campaign, sealed, reader.manifest(), certificate, crls)
        report.documents = campaigns.read_documents(
            reader, report.manifest["documents"], report.suite, report.manifest["padding"])
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

def _provenance(report, campaign, sealed, octets, certificate, crls):
    statement = signed.verify(octets)
    if statement.suite is not sealed.suite:
        raise Refusal("FN335", "envelope and signatures of two suites")
    pool = campaign.intermediates + statement.certificates
    lists = campaign.crls + statement.crls + list(crls)
    rule = campaign.document["revocation"]
    for signer in statement.signers:
        try:
            chain = _chain(campaign, signer, pool)
            if not signer.certificate.may_sign:
                raise Refusal("FN315", "key usage does not allow signatures")
        except der.DerError as error:
            raise Refusal("FN301", f"certificate: {error}") from error
        if signer.signing_time > report.moment + TOLERANCE:
            raise Refusal("FN322", "signed in the future")
        try:
            _revocation(report, chain, lists, rule)
        except der.DerError as error:
            raise Refusal("FN301", f"CRL: {error}") from error
    manifest = campaigns.read_statement(statement.content, "submission/1", "manifest")
    report.signers = statement.signers
    if "addressee" not in manifest:
        # Only what is signed for the centre goes without a chain (8.3).
        for signer in statement.signers:
            x509.build_chain(signer.certificate, campaign.anchors, pool, signer.signing_time)
    period = campaign.document["period"]
    if "addressee" not in manifest and not all(
            campaign.moment(period["opens"], True) <= s.signing_time
            <= campaign.moment(period["closes"]) for s in statement.signers):
        report.add(Refusal("FN323", "signed outside of the campaign's period",
                           severity="warning"))
    _binding(campaign, sealed, manifest, statement, certificate)
    report.manifest = manifest
    if report.moment > campaign.expires:
        report.add(Refusal("FN332", "the campaign package has expired", severity="warning"))


def _chain(campaign, signer, pool):
    """The publisher needs no chain (8.3), where it has none."""
    try:
        return x509.build_chain(signer.certificate, campaign.anchors, pool, signer.signing_time)
    except Refusal as refusal:
        own = campaign.publisher
        if refusal.code != "FN309" or signer.certificate.raw != own.raw:
            raise
        if not own.not_before <= signer.signing_time <= own.not_after:
            raise Refusal("FN310", "the publisher's certificate is not valid then") from refusal
        return [own]


def _revocation(report, chain, lists, rule):
    """Step 4: the newest CRL at hand of every issuer in the chain."""
    for certificate, issuer in zip(chain, chain[1:]):
        mine = [crl for crl in lists
                if crl.this_update <= report.moment and crl.issued_by(issuer)]
        newest = max(mine, key=lambda crl: crl.this_update, default=None)
        if newest and certificate.serial in newest.revoked:
            raise Refusal("FN312", f"{certificate.name} is revoked")
        if newest and all(newest is not crl for crl in report.crls):
            report.crls.append(newest)
        severity = "undecided" if rule["required"] else "warning"
        age = rule.get("maximumAgeDays")
        if newest is None:
            problem = Refusal("FN313", "no CRL", severity=severity)
        elif newest.next_update and newest.next_update < report.moment or age is not None \
                and report.moment - newest.this_update > datetime.timedelta(days=age):
            problem = Refusal("FN314", "the CRL is too old", severity=severity)
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
    digests = [named["digest"], *manifest["recipients"],
               *(row["digest"] for row in manifest["documents"]),
               *([manifest["supersedes"]["digest"]] if "supersedes" in manifest else [])]
    if not all(digest.startswith(suite.digest_name + ":") for digest in digests):
        raise Refusal("FN335", "a digest of another suite")
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
    if ((submission or {}).get("addressee") == "unit") != ("addressee" in manifest):
        raise Refusal("FN344", "an addressee where none may be, or none where one must be")
    if "addressee" in manifest:
        if sender["id"] != campaign.document["issuer"]["id"] \
                or manifest["addressee"] not in campaign.units:
            raise Refusal("FN344", "a notice not from the issuer, or to nobody of the roster")
        for signer in statement.signers:
            _centre(campaign, unit, signer)
    else:
        for signer in statement.signers:
            _roster(campaign, unit, signer)
    missing = set(submission["signatures"] if submission else ()) - {s.capacity for s in statement.signers}
    if missing:
        raise Refusal("FN319", f"signature missing: {', '.join(sorted(missing))}")
    _recipients(campaign, sealed, manifest, statement, certificate)


def _roster(campaign, unit, signer):
    bindings = [b for b in unit["certificates"]
                if b["use"] == "sign" and _matches(signer.certificate, b["digest"])]
    if not bindings:
        raise Refusal("FN317", f"{signer.certificate.name} is not bound to the sender")
    if signer.capacity == "receipt" or not any(
            signer.capacity in b.get("capacities", [signer.capacity]) for b in bindings):
        raise Refusal("FN320", f"{signer.certificate.name} may not sign as {signer.capacity}")
    if any(b["use"] == "encrypt" and _matches(signer.certificate, b["digest"])
           for b in unit["certificates"]):
        raise Refusal("FN316", "a signing certificate that is also bound for encryption")


def _centre(campaign, unit, signer):
    """Who signs a notice: as receipts, but as seal (15.9)."""
    if signer.capacity != "seal":
        raise Refusal("FN320", "a notice is signed as seal")
    if signer.certificate.raw != campaign.publisher.raw and not any(
            b["use"] == "sign" and "receipt" in b.get("capacities", ())
            and _matches(signer.certificate, b["digest"]) for b in unit["certificates"]):
        raise Refusal("FN345", "the notice is not from the centre")


def _recipients(campaign, sealed, manifest, statement, certificate):
    """Step 9: against passing a bundle on as if it had been addressed to somebody else."""
    found, own_of = [], []
    if "addressee" in manifest:
        bindings = campaign.units[manifest["addressee"]]["certificates"]
        own_of = [c for c in statement.certificates if any(
            b["use"] == "encrypt" and _matches(c, b["digest"]) for b in bindings)]
        if not any(sealed.suite.digest(c.raw) in manifest["recipients"] for c in own_of):
            raise Refusal("FN328", "the addressee is none of the recipients")
    for info in sealed.recipients:
        match = next((c for c in [*campaign.recipients, *own_of] if info.names(c)), None)
        found.append(match and sealed.suite.digest(match.raw))
    own = sealed.suite.digest(certificate.raw)
    if None in found or sorted(found) != sorted(manifest["recipients"]) or own not in found:
        raise Refusal("FN328", "the recipients are not those that the sender signed")


# Completeness, content, policy

def _completeness(report, campaign):
    manifest = report.manifest
    rows, kind = manifest["documents"], manifest["kind"]
    submission = campaign.submission(manifest["submission"])
    if submission is None:
        return                  # FN806 says so, and there is nothing to compare with
    rules = {r["role"]: r for r in submission["documents"]}
    counts = {}
    for row in rows:
        counts[row["role"]] = counts.get(row["role"], 0) + 1
    if kind not in ("withdrawal", "supplement"):
        report.add(*(Refusal("FN501", f"no document of role {role}")
                     for role, rule in rules.items() if rule["required"] and role not in counts))
    if len(rows) > campaign.document["limits"]["documents"]:
        report.add(Refusal("FN506", "more documents than the campaign allows"))
    for role, rule in rules.items():
        if counts.get(role, 0) > rule.get("maximumCount", len(rows)):
            report.add(Refusal("FN506", f"too many documents of role {role}"))
    for row in rows:
        _document(report, row, rules.get(row["role"]), campaign.document["limits"])


def _document(report, row, rule, limits):
    path, octets, maximum = row["path"], report.documents[row["path"]], limits["documentBytes"]
    if rule is None:
        report.add(Refusal("FN502", f"unknown role {row['role']}", document=path))
    else:
        if row["mediaType"] not in rule["mediaTypes"]:
            report.add(Refusal("FN503", f"media type {row['mediaType']}", document=path))
        maximum = min(maximum, rule.get("maximumBytes", maximum))
    if row["size"] > maximum:
        report.add(Refusal("FN504", "larger than allowed", document=path))
    if not octets:
        report.add(Refusal("FN505", "empty", document=path))
    elif not _begins_as(row["mediaType"], octets):
        report.add(Refusal("FN507", "the first octets are of another type", document=path))


def _begins_as(media_type, octets):
    """Whether the first octets agree with the media type."""
    if media_type == JSON:
        # A byte order mark is a flaw of JSON with a name of its own.
        return octets.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:1] in (b"{", b"[")
    if media_type.startswith("text/"):
        return b"\0" not in octets[:512]
    return octets.startswith(MAGIC.get(media_type, b""))


def _content(report):
    for row in report.manifest["documents"]:
        octets = report.documents[row["path"]]
        if row["mediaType"] == JSON and octets and _begins_as(JSON, octets):
            try:
                ijson.loads(octets)
            except ijson.JsonError as error:
                report.add(Refusal(error.code, error.text, document=row["path"],
                                   pointer=error.pointer))


def _policy(report, campaign):
    manifest, rules = report.manifest, campaign.document
    submission = campaign.submission(manifest["submission"])
    if manifest["mark"] not in rules["marks"]:
        report.add(Refusal("FN803", f"mark {manifest['mark']}"))
    if manifest["suite"] not in rules["suites"]:
        report.add(Refusal("FN805", f"suite {manifest['suite']}"))
    initial = manifest["kind"] == "initial"
    if initial != (manifest["revision"] == 1) or initial == ("supersedes" in manifest):
        report.add(Refusal("FN807", "kind, revision and superseded bundle do not go together"))
    if manifest["kind"] == ("withdrawal" if manifest["documents"] else "supplement"):
        report.add(Refusal("FN806", "a withdrawal has no documents, a supplement has some"))
    if submission is None:
        report.add(Refusal("FN806", "the campaign knows no such submission"))
    else:
        if manifest["sender"]["class"] not in submission["senders"]:
            report.add(Refusal("FN804", "the sender may not send this submission"))
        if submission["secrecyReview"] and "secrecyReview" not in manifest:
            report.add(Refusal("FN808", "no secrecy review"))
        if "addressee" not in manifest \
                and report.moment > campaign.moment(submission["deadline"]):
            report.add(Refusal("FN801", "late", severity="warning"))
    if campaigns.parse_time(manifest["created"]) > report.moment + TOLERANCE:
        report.add(Refusal("FN809", "created in the reader's future"))
    if "addressee" not in manifest \
            and report.moment < campaign.moment(rules["period"]["opens"], True):
        report.add(Refusal("FN802", "before the opening"))
