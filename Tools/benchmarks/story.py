"""Keys, a campaign and signed workspaces for the measurements: Tools/quickstart in small."""

import json
import os
import shutil
import subprocess

UNIT = "PDY000028"
CENTRE = "PDY00001X"
SUITES = ("sm", "nist")
SEALED_AT = "2012-08-20T09:00:00+08:00"
RECEIVED_AT = "2012-08-24T15:30:00+08:00"
ISSUED_AT = "2012-07-20T09:00:00+08:00"


def both(text):
    return {"zh": text, "en": text}


def campaign(size):
    """Asks for evidence of any size under one signature."""
    bound = 4 * size + (64 << 20)
    return {
        "id": "bench", "version": 1, "title": both("Benchmark"),
        "issuer": {"id": CENTRE, "name": both("Centre")},
        "timeZone": "Asia/Shanghai",
        "period": {"opens": "2012-07-20", "closes": "2012-12-31"},
        "suites": list(SUITES), "marks": ["internal"],
        "limits": {"documentBytes": bound, "bundleBytes": bound, "documents": 5000},
        "revocation": {"required": True, "maximumAgeDays": 60},
        "submissions": [{
            "submission": "self-inspection", "title": both("Evidence"),
            "deadline": "2012-12-31", "senders": ["prefecture"], "signatures": ["seal"],
            "secrecyReview": False,
            "documents": [{
                "role": "evidence", "title": both("Evidence"), "required": True,
                "mediaTypes": ["application/octet-stream"], "maximumBytes": bound,
                "maximumCount": 5000}],
        }],
    }


class Story:
    """Everything in one folder: what the centre needs is `receive`."""

    def __init__(self, fengni, work, size):
        self.fengni, self.work = fengni, work
        self.secret = ["--passphrase-file", self.path("passphrase")]
        with open(self.path("passphrase"), "w", encoding="utf-8") as file:
            file.write("a passphrase for the measurements\n")
        self.environment = dict(os.environ, FENGNI_HOME=self.path("home"))
        self.environment.pop("FENGNI_PASSPHRASE", None)
        self.make_keys()
        self.publish(size)
        self.receive = [
            "--campaign", self.path("bench.fnp"), *self.secret, "--time", RECEIVED_AT, "--keys",
            self.path("recipient-sm"), "--keys", self.path("recipient-nist")]

    def path(self, *names):
        return os.path.join(self.work, *names)

    def run(self, *arguments):
        done = subprocess.run(
            [self.fengni, *arguments], env=self.environment, cwd=self.work, text=True,
            capture_output=True)
        if done.returncode != 0:
            raise SystemExit(f"fengni {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def issued(self, *arguments):
        return self.run(*arguments, *self.secret, "--time", ISSUED_AT)

    def make_keys(self):
        rows = [("publisher", CENTRE, "sm", "centre")]
        for suite in SUITES:
            rows += [(f"recipient-{suite}", CENTRE, suite, None),
                     (f"seal-{suite}", UNIT, suite, None)]
            self.issued("ca", "new", "--dir", f"ca-{suite}", "--name", f"Root {suite}",
                        "--suite", suite)
        for name, unit, suite, profile in rows:
            self.issued("keys", "new", "--dir", name, "--id", unit, "--name", name,
                        "--suite", suite)
            ca = ("ca", "issue", "--dir", f"ca-{suite}")
            self.issued(*ca, f"{name}/signing.csr", *(["--profile", profile] if profile else []))
            self.issued(*ca, f"{name}/encryption.csr")
            self.run("keys", "install", "--dir", name, f"{name}/signing.issued.crt",
                     f"{name}/encryption.issued.crt")

    def publish(self, size):
        folders = ("anchors", "recipients", "crls", f"certificates/{UNIT}")
        for folder in folders:
            os.makedirs(self.path("campaign", folder))
        for suite in SUITES:
            shutil.copy(self.path(f"ca-{suite}", "ca.crt"),
                        self.path("campaign/anchors", suite + ".crt"))
            shutil.copy(self.path(f"recipient-{suite}", "encryption.crt"),
                        self.path("campaign/recipients", suite + ".crt"))
            shutil.copy(self.path(f"seal-{suite}", "signing.crt"),
                        self.path("campaign/certificates", UNIT, f"seal-{suite}.crt"))
            self.issued("ca", "crl", "--dir", f"ca-{suite}", "-o", f"campaign/crls/{suite}.crl",
                        "--days", "60")
        units = [
            {"id": CENTRE, "name": "Centre", "division": "410000", "class": "province"},
            {"id": UNIT, "name": "Unit", "division": "410100", "class": "prefecture",
             "reportsTo": CENTRE}]
        for name, value in (("campaign.json", campaign(size)), ("units.json", {"units": units})):
            with open(self.path("campaign", name), "w", encoding="utf-8") as file:
                json.dump(value, file)
        self.issued("campaign", "publish", "campaign", "-o", "bench.fnp", "--keys", "publisher")
        shown = self.run("keys", "show", "--dir", "publisher", "--lang", "en")
        lines = [line for line in shown.splitlines() if line.startswith("Fingerprint: ")]
        self.run("campaign", "trust", "bench.fnp", "--fingerprint", lines[0].split(": ", 1)[1])

    def workspace(self, suite, name, files):
        """A workspace with links to the files, signed with the unit's seal."""
        self.run("report", "new", name, "--campaign", "bench.fnp", "--sender", UNIT,
                 "--suite", suite, "--time", SEALED_AT)
        for file in files:
            os.link(file, self.path(name, "documents/evidence", os.path.basename(file)))
        self.run("sign", name, "--as", "seal", "--keys", f"seal-{suite}", *self.secret,
                 "--time", SEALED_AT)
        return self.path(name)
