"""A small world for tests: a CA, a centre that publishes, units that report, and the means to
build bundles that obey the format or break it in one place."""

import copy
import datetime
import functools
import pathlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from fengnilib import campaign as campaigns
from fengnilib import check, der, envelope, ijson, keys, seal, signed, suites, x509, zip_profile
from fengnilib.signed import SigningIdentity

UTC = datetime.timezone.utc
NOW = datetime.datetime(2026, 10, 15, 4, tzinfo=UTC)
SIGNED = NOW - datetime.timedelta(hours=1)
PASSPHRASE = b"second implementation"
UUID = "0b7c1f9e-2d3a-4c5b-8e6f-112233445566"
OTHER_UUID = "0b7c1f9e-2d3a-4c5b-8e6f-665544332211"
YEAR = datetime.timedelta(days=365)
SIGN, ENCRYPT = (x509.DIGITAL_SIGNATURE,), (x509.KEY_ENCIPHERMENT, x509.KEY_AGREEMENT)
JSON = "application/json"


class Person:
    """A key and its certificate."""

    def __init__(self, key, certificate, name):
        self.key, self.certificate, self.name = key, certificate, name


class World:
    """Everything of one suite; `campaigns` holds the variants of the campaign package."""

    def __init__(self, suite):
        self.suite = suite
        self.kind = "sm2" if suite is suites.SM else "p256"
        self._serial = 100
        self.root = self._authority("Root")
        self.issuing = self._authority("Issuing", self.root)
        self.stranger_ca = self._authority("Stranger")
        person = functools.partial(self._person, issuer=self.issuing)
        self.preparer, self.approver, self.seal = map(person, ("preparer", "approver", "seal"))
        self.other_seal = person("other seal")
        self.unbound = person("unbound")
        self.dual = person("dual")
        self.future = person("future", start=NOW + YEAR)
        self.expired = person("expired", start=NOW - 3 * YEAR, end=NOW - YEAR)
        self.revoked = person("revoked")
        self.encryption_only = person("encryption only", usage=ENCRYPT)
        self.weak = person("weak", algorithm=suites.algorithm("1.2.840.10045.4.1"),
                           sign=lambda tbs: self.issuing.key.key.sign(
                               tbs, ec.ECDSA(hashes.SHA1()))) if suite is suites.NIST else None
        self.stranger = self._person("stranger", issuer=self.stranger_ca)
        self.child = self._person("child of an end entity", issuer=self.unbound)
        self.publisher = self._person("publisher", issuer=self.root)
        self.centre1 = self._person("centre 1", issuer=self.root, usage=ENCRYPT)
        self.centre2 = self._person("centre 2", issuer=self.root, usage=ENCRYPT)
        self.readers = {"centre1": self.centre1, "centre2": self.centre2}
        recipients = [self.centre1, self.centre2]
        if suite is suites.NIST:
            self.rsa_reader = self._person("centre RSA", issuer=self.root, usage=ENCRYPT,
                                           kind="rsa")
            self.p384_reader = self._person("centre P-384", issuer=self.root, usage=ENCRYPT,
                                            kind="p384")
            self.p384_signer = person("P-384 seal", kind="p384")
            self.rsa_signer = person("RSA seal", kind="rsa")
            self.ed25519_signer = person("Ed25519 seal", kind="ed25519")
            recipients += [self.rsa_reader, self.p384_reader]
            self.readers.update(rsa=self.rsa_reader, p384=self.p384_reader)
        self.recipients = recipients
        self.identities = [
            SigningIdentity("preparer", self.preparer.key, self.preparer.certificate,
                            [self.issuing.certificate]),
            SigningIdentity("approver", self.approver.key, self.approver.certificate),
            SigningIdentity("seal", self.seal.key, self.seal.certificate)]
        fresh = datetime.datetime(2026, 3, 1, tzinfo=UTC), NOW + YEAR
        self.crl = self._crl(*fresh, [self.revoked])
        self.root_crl = self._crl(*fresh, issuer=self.root)
        current = [self.crl, self.root_crl]
        old = self._crl(datetime.datetime(2026, 1, 1, tzinfo=UTC),
                        datetime.datetime(2026, 2, 1, tzinfo=UTC), [self.revoked])
        self.campaigns = {
            "main": self._campaign(current), "no-crl": self._campaign([]),
            "no-root-crl": self._campaign([self.crl]),
            "future-crl": self._campaign([self._crl(NOW + YEAR / 365, NOW + YEAR), self.root_crl]),
            "old-crl": self._campaign([old, self.root_crl]),
            "issuing-revoked": self._campaign([self.crl, self._crl(
                *fresh, [self.issuing], issuer=self.root)]),
            "no-revocation": self._campaign([], revocation=False),
            "other-suite": self._campaign(current, suites_allowed=[
                "nist" if suite is suites.SM else "sm"]),
            "public-only": self._campaign(current, marks=["public"]),
            "small": self._campaign(current, documentBytes=1000),
            "small-bundle": self._campaign(current, bundleBytes=10_000),
            "one-document": self._campaign(current, documents=1),
            "expired": self._campaign(current, expires="2026-10-15T03:30:00Z")}
        self.fingerprint = campaigns.fingerprint(suite, self.publisher.certificate)

    # Certificates

    def _authority(self, name, issuer=None):
        return self._person(name, issuer=issuer, ca=True,
                            usage=(x509.KEY_CERT_SIGN, x509.CRL_SIGN))

    def _person(self, name, issuer=None, usage=SIGN, start=NOW - YEAR, end=None, ca=None,
                kind=None, algorithm=None, sign=None):
        key = keys.PrivateKey.generate(kind or self.kind)
        subject = x509.name(f"{name} {self.suite.name}")
        self._serial += 1
        ski = self.suite.hash(key.spki())[:20]
        raw = x509.make_certificate(
            subject, key.spki(), issuer.certificate.subject if issuer else subject,
            issuer.key if issuer else key, self._serial, start, end or start + 5 * YEAR,
            usage=usage, ca=ca, ski=ski, aki=issuer.certificate.ski if issuer else None,
            algorithm=algorithm, sign=sign)
        return Person(key, x509.Certificate(raw), name)

    def _crl(self, this_update, next_update, revoked=(), issuer=None):
        issuer = issuer or self.issuing
        return x509.make_crl(issuer.certificate.subject, issuer.key, this_update, next_update,
                             [(p.certificate.serial, this_update) for p in revoked])

    # Campaign

    def _campaign(self, crls, revocation=True, suites_allowed=None, marks=None,
                  expires="2027-06-30T00:00:00Z", **limits):
        def text(value):
            return {"zh": value, "en": value}
        forms = {"role": "inspection-form", "title": text("Form"), "required": True,
                 "mediaTypes": [JSON], "maximumCount": 2}
        evidence = {"role": "evidence", "title": text("Evidence"), "required": False,
                    "mediaTypes": ["application/pdf", "text/plain", JSON], "maximumBytes": 5 << 20}
        document = {
            "id": "test-2026", "version": 1, "title": text("Test"),
            "issuer": {"id": "centre", "name": text("Centre")}, "timeZone": "Asia/Shanghai",
            "period": {"opens": "2026-09-01", "closes": "2026-12-31"},
            "suites": suites_allowed or ["sm", "nist"],
            "marks": marks or ["public", "internal", "work-secret"],
            "limits": {"documentBytes": 10 << 20, "bundleBytes": 64 << 20, "documents": 100,
                       **limits},
            "revocation": {"required": revocation, "maximumAgeDays": 400},
            "submissions": [{
                "submission": "self-inspection", "title": text("Self-inspection"),
                "deadline": "2026-11-30", "senders": ["county", "prefecture"],
                "signatures": ["preparer", "approver", "seal"], "secrecyReview": True,
                "documents": [forms, evidence]}]}
        files = [("data/campaign.json", "campaign", JSON, ijson.dumps(document)),
                 ("data/roster.json", "roster", JSON, ijson.dumps(self._roster())),
                 ("data/root.der", "anchor", "application/pkix-cert", self.root.certificate.raw)]
        files += [(f"data/recipient{i}.der", "recipient", "application/pkix-cert",
                   p.certificate.raw) for i, p in enumerate(self.recipients, 1)]
        files += [(f"data/crl{i}.crl", "crl", "application/pkix-crl", crl)
                  for i, crl in enumerate(crls, 1)]
        identity = SigningIdentity("seal", self.publisher.key, self.publisher.certificate)
        octets = campaigns.publish(files, identity, self.suite, id="test-2026", version=1,
                                   issued="2026-08-20T00:00:00Z", expires=expires)
        return campaigns.load(octets, campaigns.fingerprint(self.suite,
                                                            self.publisher.certificate))

    def _roster(self):
        def bind(person, use="sign", *capacities):
            out = {"digest": self.suite.digest(person.certificate.raw), "use": use}
            return {**out, "capacities": list(capacities)} if capacities else out
        people = [self.future, self.expired, self.revoked, self.encryption_only, self.dual,
                  self.child]
        if self.suite is suites.NIST:
            people += [self.weak, self.p384_signer, self.rsa_signer, self.ed25519_signer]
        mine = [bind(self.preparer, "sign", "preparer"), bind(self.approver, "sign", "approver"),
                bind(self.seal, "sign", "seal"), *map(bind, people), bind(self.dual, "encrypt"),
                bind(self.centre2, "encrypt")]
        return {"units": [
            {"id": "unit-a", "name": "甲县药品监督管理局", "division": "110101", "class": "county",
             "certificates": mine},
            {"id": "unit-b", "name": "Unit B", "division": "110102", "class": "county",
             "certificates": [bind(self.other_seal)]},
            {"id": "unit-c", "name": "Unit C", "division": "110103", "class": "institution",
             "certificates": mine[:3]}]}

    # Documents

    @property
    def documents(self):
        """Paths to (role, media type, octets)."""
        form = ijson.dumps({"unit": "甲县", "answers": [{"item": i, "value": "是"}
                                                     for i in range(200)]})
        return {"data/form.json": ("inspection-form", JSON, form),
                "data/附件/evidence.txt": ("evidence", "text/plain", bytes(range(32, 127)) * 300)}

    def template(self, documents):
        return {"id": UUID, "submission": "self-inspection", "kind": "initial", "revision": 1,
                "sender": {"id": "unit-a", "name": "甲县药品监督管理局", "division": "110101",
                           "class": "county"},
                "mark": "internal",
                "secrecyReview": {"reviewer": "张三", "post": "办公室", "date": "2026-10-14",
                                  "conclusion": "不涉及国家秘密"},
                "documents": [{"path": path, "role": role, "mediaType": media}
                              for path, (role, media, _) in documents.items()]}

    def write(self, folder):
        """Keys, certificates, campaigns, fingerprint and passphrase as files."""
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, person in self.readers.items():
            (folder / f"{name}.key.pem").write_text(person.key.pem(PASSPHRASE))
            (folder / f"{name}.cert.pem").write_text(
                keys.write_pem("CERTIFICATE", person.certificate.raw))
        for name in ("preparer", "approver", "seal", "publisher"):
            person = getattr(self, name)
            (folder / f"{name}.key.pem").write_text(person.key.pem(PASSPHRASE))
            (folder / f"{name}.cert.pem").write_text(
                keys.write_pem("CERTIFICATE", person.certificate.raw))
        for name in ("root", "issuing"):
            (folder / f"{name}.cert.pem").write_text(
                keys.write_pem("CERTIFICATE", getattr(self, name).certificate.raw))
        for name, campaign in self.campaigns.items():
            (folder / f"campaign-{name}.fnp").write_bytes(campaign.octets)
        (folder / "fingerprint.txt").write_text(self.fingerprint + "\n")
        (folder / "passphrase.txt").write_bytes(PASSPHRASE + b"\n")


def build(w, *, campaign="main", documents=None, template=None, manifest=None, json=None,
          identities=None, statement=None, infos=None, signed_at=SIGNED, recipients=None,
          deflate=True, entries=None, zip=None, package=None, sealing=None, bundle=None):
    """A bundle. Every argument changes one layer: dictionaries are further arguments of its
    writer, functions get what the layer made and return what shall stand there instead."""
    documents = documents or w.documents
    octets = {path: d[2] for path, d in documents.items()}
    recipients = recipients or [w.centre1, w.centre2]
    body = seal.manifest({**w.template(documents), **(template or {})}, w.campaigns[campaign],
                         w.suite, octets, [p.certificate for p in recipients], signed_at)
    if manifest:
        body = copy.deepcopy(body)
        body = manifest(body) or body
    text = ijson.dumps(body)
    if json:
        text = json(text)
    made = infos(w, text) if infos else None
    statement_octets = signed.write(text, identities or w.identities, w.suite, signed_at,
                                    infos=made, **(statement or {}))
    files = [(row["path"], octets[row["path"]]) for row in body["documents"]
             if row["path"] in octets]
    listing = campaigns.package(statement_octets, files, deflate, body["padding"])
    if entries:
        pad = listing[-1]
        listing = entries(listing) or listing
        if listing[-1] is pad and body["padding"] == "padme":
            # the attack is on another entry: the padding shall be right again
            listing[-1] = zip_profile.padding_entry(listing[:-1])
    archive = zip_profile.write(listing, **(zip(listing) if callable(zip) else zip or {}))
    if package:
        archive = package(archive)
    arguments = sealing(w, archive) if callable(sealing) else dict(sealing or {})
    out = envelope.seal(archive, [p.certificate for p in recipients], w.suite, **arguments)
    return bundle(out) if bundle else out


def verify(w, octets, campaign="main", reader="centre1", moment=NOW):
    """The report on a bundle of this world."""
    person = w.readers[reader]
    return check.check(octets, w.campaigns[campaign], person.key, person.certificate, moment)


@functools.lru_cache(None)
def world(name):
    return World(suites.SUITES[name])
