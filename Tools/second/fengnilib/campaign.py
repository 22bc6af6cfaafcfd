"""Campaign packages (section 8): read, and written for tests."""

import datetime
import zoneinfo

from . import der, ijson, signed, suites, x509, zip_profile
from .errors import Refusal

SINGLE, SEVERAL = ("campaign", "roster"), ("anchor", "recipient")
ROLES = {"campaign", "roster", "anchor", "intermediate", "crl", "recipient",
         "form", "list", "text", "example"}


def parse_time(text):
    """RFC 3339 with whole seconds, as an aware datetime."""
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment.astimezone(datetime.timezone.utc)


def format_time(moment):
    return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Campaign:
    """A campaign package that may be trusted."""

    def __init__(self, octets, statement, manifest, entries):
        self.suite = statement.suite
        self.publisher = statement.signers[0].certificate
        self.octets, self.manifest = octets, manifest
        self.id, self.version = manifest["id"], manifest["version"]
        self.issued, self.expires = parse_time(manifest["issued"]), parse_time(manifest["expires"])
        by_role = {}
        for row in manifest["documents"]:
            by_role.setdefault(row["role"], []).append(entries[row["path"]])
        self.document = _json(by_role["campaign"][0], "campaign")
        self.roster = _json(by_role["roster"][0], "roster")
        if (self.document["id"], self.document["version"]) != (self.id, self.version):
            raise Refusal("FN920", "the campaign's document and statement name two campaigns")
        def certificates(role):
            return [x509.Certificate(raw) for raw in by_role.get(role, [])]
        self.anchors, self.intermediates = certificates("anchor"), certificates("intermediate")
        self.recipients = certificates("recipient")
        self.crls = [x509.RevocationList(raw) for raw in by_role.get("crl", [])]
        self.units = {unit["id"]: unit for unit in self.roster["units"]}

    def digest(self, suite):
        """Digest of the package file under a suite (the bundle's)."""
        return suite.digest(self.octets)

    def moment(self, text, opening=False):
        """A deadline or an opening (section 8.5) as a time."""
        if len(text) > 10:
            return parse_time(text)
        zone = zoneinfo.ZoneInfo(self.document["timeZone"])
        day = datetime.date.fromisoformat(text)
        if not opening:
            day += datetime.timedelta(days=1)
        return datetime.datetime.combine(day, datetime.time(), zone).astimezone(
            datetime.timezone.utc)

    def submission(self, name):
        return next((s for s in self.document["submissions"] if s["submission"] == name), None)


def _json(octets, schema):
    try:
        value = ijson.loads(octets)
        ijson.validate(value, ijson.schema(schema))
    except ijson.JsonError as error:
        raise Refusal("FN920", str(error), pointer=error.pointer) from error
    return value


def read_statement(octets, kind, schema):
    """The JSON of a statement whose signatures held (section 6.3)."""
    try:
        value = ijson.loads(octets)
    except ijson.JsonError as error:
        raise Refusal("FN327", str(error), pointer=error.pointer) from error
    if not isinstance(value, dict) or next(iter(value), None) != "statement" \
            or value["statement"] != kind:
        raise Refusal("FN326", f"the statement is no {kind}")
    try:
        ijson.validate(value, ijson.schema(schema))
    except ijson.JsonError as error:
        raise Refusal("FN327", str(error), pointer=error.pointer) from error
    names = zip_profile.Names()
    for row in value["documents"]:
        names.add(row["path"])
    return value


def normal_fingerprint(text):
    return "".join(c for c in text.lower() if c in "0123456789abcdef")


def fingerprint(suite, certificate):
    """The first 128 bits, in groups of four digits."""
    text = suite.hash(certificate.raw).hex()[:32]
    return " ".join(text[i:i + 4] for i in range(0, 32, 4))


def load(octets, pinned):
    """The campaign package, trusted because `pinned` is the publisher's fingerprint."""
    reader = zip_profile.Reader(octets)
    statement = signed.verify(reader.manifest())
    if not pinned:
        raise Refusal("FN330", "no publisher is pinned")
    publisher = statement.signers[0].certificate
    wanted = normal_fingerprint(pinned)
    if len(wanted) < 32 or not statement.suite.hash(publisher.raw).hex().startswith(wanted):
        raise Refusal("FN331", "the signer is not the pinned publisher")
    if len(statement.signers) != 1 or statement.signers[0].capacity != "seal":
        raise Refusal("FN320", "not signed once, as proofOfOrigin")
    manifest = read_statement(statement.content, "campaign/1", "campaign-statement")
    if manifest["suite"] != statement.suite.name:
        raise Refusal("FN335", "suite")
    issued = parse_time(manifest["issued"])
    if issued > publisher.not_after:
        raise Refusal("FN310", "the publisher's certificate had expired at the time of issue")
    if issued < publisher.not_before:
        raise Refusal("FN311", "the publisher's certificate was not valid yet")
    if not publisher.may_sign:
        raise Refusal("FN315", "the publisher's certificate does not allow signatures")
    if any(not row["digest"].startswith(statement.suite.digest_name) for row in
           manifest["documents"]):
        raise Refusal("FN335", "a digest of another suite")
    entries = read_documents(reader, manifest["documents"], statement.suite)
    roles = [row["role"] for row in manifest["documents"]]
    if any(roles.count(role) != 1 for role in SINGLE) or not set(SEVERAL) <= set(roles) \
            or not set(roles) <= ROLES:
        raise Refusal("FN920", "roles of the campaign package")
    try:
        return Campaign(octets, statement, manifest, entries)
    except der.DerError as error:
        raise Refusal("FN920", f"a certificate or CRL: {error}") from error


def read_documents(reader, rows, suite, padding="none"):
    """The documents by path, after every check of section 5 against the manifest's rows.

    `reader` has given the manifest."""
    out = {}
    for row in rows:
        e = reader.next()
        if e is None:
            raise Refusal("FN410", "a row without an entry", document=row["path"])
        if e.name != row["path"]:
            raise Refusal("FN417", "another entry than the row at its place", document=e.name)
        octets = zip_profile.content(e, row["size"])
        if suite.digest(octets) != row["digest"]:
            raise Refusal("FN412", "digest", document=e.name)
        out[e.name] = octets
    last = reader.next()
    if last is not None and last.name != zip_profile.PADDING_NAME:
        raise Refusal("FN409", "an entry after the last row", document=last.name)
    if last is not None and padding != "padme":
        raise Refusal("FN409", "padding that is not announced", document=last.name)
    if last is None and padding == "padme":
        raise Refusal("FN410", "the padding is missing")
    if last and last.method != zip_profile.STORED:
        raise Refusal("FN407", "padding is not stored")
    if last and any(zip_profile.content(last)):
        raise Refusal("FN418", "padding is not zero")
    if last and (more := reader.next()):
        raise Refusal("FN409", "an entry after the padding", document=more.name)
    reader.finish()
    if last and not zip_profile.is_padme(reader.size):
        raise Refusal("FN418", "the package is not as long as padding makes it")
    return out


# Writing

def package(statement_octets, documents, deflate=True, padding="none"):
    """mimetype, statement, documents [(path, octets)], padding."""
    entries = [zip_profile.entry(zip_profile.MIMETYPE_NAME, zip_profile.MIMETYPE),
               zip_profile.entry(zip_profile.MANIFEST_NAME, statement_octets)]
    entries += [zip_profile.entry(path, octets, deflate) for path, octets in documents]
    if padding == "padme":
        entries.append(zip_profile.padding_entry(entries))
    return entries


def publish(documents, identity, suite, *, id, version, issued, expires, moment=None):
    """A campaign package of [(path, role, media type, octets)]."""
    rows = [{"path": path, "role": role, "mediaType": media, "size": len(octets),
             "digest": suite.digest(octets)} for path, role, media, octets in documents]
    manifest = {"statement": "campaign/1", "id": id, "version": version, "suite": suite.name,
                "issued": issued, "expires": expires, "producer": "fengni2 1.0",
                "documents": rows}
    statement = signed.write(ijson.dumps(manifest), [identity], suite,
                             moment or parse_time(issued))
    return zip_profile.write(package(statement, [(d[0], d[3]) for d in documents]))
