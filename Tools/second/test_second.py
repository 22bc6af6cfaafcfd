"""Tests of the second implementation: vectors of the standards, round trips, every attack, and
stock tools. Run by /usr/bin/python3 -m unittest, in this folder."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: E402

import attacks  # noqa: E402
import fixture  # noqa: E402
from fengnilib import der, envelope, gcm, ijson, keys, seal, signed, sm2, suites  # noqa: E402
from fengnilib import campaign as campaigns  # noqa: E402
from fengnilib import x509, zip_profile  # noqa: E402
from fengnilib.errors import Refusal  # noqa: E402

OPENSSL, UNZIP = shutil.which("openssl"), shutil.which("unzip")


class Vectors(unittest.TestCase):
    """GB/T 32905, GB/T 32918.5, RFC 8998."""

    D = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
    K = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
    X = 0x09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020
    Y = 0xCCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13

    def test_sm3(self):
        self.assertEqual(sm2.sm3(b"abc").hex(), "66c7f0f462eeedd9d1f2d46bdc10e4e2"
                                                "4167c4875cf2f7a2297da02b8f4ba8e0")

    def test_sm2_key(self):
        self.assertEqual(sm2.multiply(self.D, sm2.G), (self.X, self.Y))
        self.assertIsNone(sm2.multiply(sm2.N, sm2.G))

    def test_sm2_signature(self):
        public = (self.X, self.Y)
        self.assertEqual(sm2.z_value(public).hex(), "b2e14c5c79c6df5b85f4fe7ed8db7a26"
                                                    "2b9da7e07ccb0ea9f4747b8ccda8a4f3")
        e = sm2.digest(public, b"message digest")
        signature = sm2.sign_digest(self.D, e, self.K)
        r, s = (node.integer() for node in der.parse(signature).children)
        self.assertEqual(r, 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3)
        self.assertEqual(s, 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA)
        self.assertTrue(sm2.verify(public, b"message digest", signature))
        self.assertFalse(sm2.verify(public, b"message digesT", signature))

    def test_sm2_encryption(self):
        cipher = sm2.encrypt((self.X, self.Y), b"encryption standard", self.K)
        x, y, c3, c2 = der.parse(cipher).children
        self.assertEqual(x.integer(),
                         0x04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73)
        self.assertEqual(c3.octets().hex(), "59983c18f809e262923c53aec295d303"
                                            "83b54e39d609d160afcb1908d0bd8766")
        self.assertEqual(c2.octets().hex(), "21886ca989ca9c7d58087307ca93092d651efa")
        self.assertEqual(sm2.decrypt(self.D, cipher), b"encryption standard")
        with self.assertRaises(ValueError):
            sm2.decrypt(self.D + 1, cipher)

    def test_sm4_gcm(self):
        one = gcm.GCM("sm4", bytes.fromhex("0123456789abcdeffedcba9876543210"))
        nonce = bytes.fromhex("00001234567800000000abcd")
        plain = b"".join(bytes([c]) * 8 for c in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
        cipher, _ = one.seal(nonce, plain)
        self.assertEqual(cipher.hex(), "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb"
                         "200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d")
        additional = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
        self.assertEqual(one.tag(nonce, cipher, additional).hex(),
                         "83de3541e4c2b58177e065a9bf7b62ec")

    def test_aes_gcm_agrees(self):
        for size in (0, 1, 15, 16, 17, 1000):
            for nonce in (bytes(12), bytes(range(16))):
                key, plain = os.urandom(32), os.urandom(size)
                cipher, tag = gcm.GCM("aes", key).seal(nonce, plain)
                self.assertEqual(cipher + tag, AESGCM(key).encrypt(nonce, plain, None))

    def test_field(self):
        for _ in range(5):
            x = int.from_bytes(os.urandom(16), "big") | 1
            self.assertEqual(gcm.multiply(x, gcm.inverse(x)), 1 << 127)

    def test_first_octets(self):
        entry = zip_profile.entry(zip_profile.MIMETYPE_NAME, zip_profile.MIMETYPE)
        self.assertEqual(zip_profile.local_header(entry) + entry.data, zip_profile.FIRST_OCTETS)

    def test_padme(self):
        for length, padded in ((1, 1), (8, 8), (9, 10), (100, 104), (1000, 1024), (5000, 5120),
                               (1 << 20, 1 << 20), ((1 << 20) + 1, (1 << 20) + (1 << 15))):
            self.assertEqual(zip_profile.padme(length), padded)

    def test_object_identifiers(self):
        for oid in (suites.AUTH_ENVELOPED, suites.SM2_SM3, suites.SHA256, "2.999.3", "0.9.2342"):
            self.assertEqual(der.parse(der.oid(oid)).oid(), oid)


class Parsers(unittest.TestCase):
    """Strictness and bounds."""

    def test_der_refuses(self):
        for octets in ("3080 0000", "0401", "048101 00", "1f0100", "30020500 00", "04 84ffffffff",
                       "0482000100", "0201"):
            with self.assertRaises(der.DerError, msg=octets):
                der.parse(bytes.fromhex(octets.replace(" ", "")))
        with self.assertRaises(der.DerError):
            der.parse(bytes.fromhex("02020001")).integer()

    def test_depth(self):
        octets = b""
        for _ in range(2000):
            octets = der.seq(octets)
        with self.assertRaises(der.DerError):
            der.parse(octets)
        with self.assertRaises(der.DerError):
            der.parse(b"\x30\x80" * 100_000, ber=True)

    def test_every_truncation(self):
        bundle = fixture.build(fixture.world("nist"))
        for count in range(0, len(bundle), 37):
            with self.assertRaises(Refusal):
                sealed = envelope.parse(bundle[:count])
                person = fixture.world("nist").centre1
                envelope.decrypt(sealed, person.key, person.certificate)

    def test_every_octet_changed(self):
        w = fixture.world("nist")
        bundle = fixture.build(w)
        for place in [*range(0, 700), *range(700, len(bundle), 97)]:
            changed = bytearray(bundle)
            changed[place] ^= 1 << place % 8
            report = fixture.verify(w, bytes(changed))
            # what does not stand under the tag: the other recipient's RecipientInfo, and the
            # first octets of the reader's identifier
            self.assertFalse(report.holds and place >= 700, place)

    def test_statement_octets_changed(self):
        w = fixture.world("nist")
        text = b'{"statement": "x/1"}'
        octets = signed.write(text, w.identities[:1], w.suite, fixture.SIGNED)
        for place in range(len(octets)):
            changed = bytearray(octets)
            changed[place] ^= 1 << place % 8
            try:
                statement = signed.verify(bytes(changed))
            except Refusal:
                continue
            self.assertEqual(statement.content, text)
            self.assertEqual(statement.signers[0].capacity, "preparer")

    def test_zip_octets_changed(self):
        entries = [zip_profile.entry(zip_profile.MIMETYPE_NAME, zip_profile.MIMETYPE),
                   zip_profile.entry("data/a", b"a" * 40, deflate=True),
                   zip_profile.entry("data/b", b"b")]
        package = zip_profile.write(entries)
        for place in range(len(package)):
            changed = bytearray(package)
            changed[place] ^= 1 << place % 8
            with self.assertRaises(Refusal, msg=place):
                for e in zip_profile.read(bytes(changed)):
                    zip_profile.content(e)

    def test_names(self):
        for name in ("data/表 1.json", "data/a..b", "data/.hidden", "data/CONSOLE", "data/COM10"):
            zip_profile.check_name(name)

    def test_schemas_refuse_a_final_line_feed(self):
        with self.assertRaises(ijson.JsonError):
            ijson.validate("a\n", {"type": "string", "pattern": "^[a-z]$"})


class Rows(unittest.TestCase):
    """Every row of the table of attacks gives its finding, its gate and its verdict."""

    def test_all(self):
        for suite, row in attacks.rows():
            with self.subTest(suite=suite, attack=row.name):
                report = fixture.verify(fixture.world(suite), row.bundle(suite), row.campaign,
                                        row.reader, row.time)
                detail = [str(f) for f in report.findings]
                self.assertEqual(sorted(set(report.codes)), sorted(row.expected_codes), detail)
                self.assertEqual(report.verdict, row.expected_verdict, detail)
                self.assertEqual(sorted({f.gate for f in report.findings}),
                                 sorted(set(row.expected_gates)))
                ijson.validate(report.json(), ijson.schema("report"))

    def test_names_are_unique(self):
        names = [row.name for row in attacks.ATTACKS]
        self.assertEqual(len(names), len(set(names)))


class CampaignPackages(unittest.TestCase):
    """Section 8.3."""

    def test_pinned(self):
        w = fixture.world("nist")
        octets = w.campaigns["main"].octets
        campaigns.load(octets, w.fingerprint.upper().replace(" ", "-"))
        wrong = ("0" if w.fingerprint[0] != "0" else "1") + w.fingerprint[1:]
        for pinned, code in ((wrong, "FN331"), (w.fingerprint[:20], "FN331"), ("", "FN330")):
            with self.assertRaises(Refusal) as caught:
                campaigns.load(octets, pinned)
            self.assertEqual(caught.exception.code, code)

    def test_another_publisher(self):
        w = fixture.world("nist")
        identity = signed.SigningIdentity("seal", w.seal.key, w.seal.certificate)
        octets = campaigns.publish([], identity, w.suite, id="test-2026", version=1,
                                   issued="2026-08-20T00:00:00Z", expires="2027-06-30T00:00:00Z")
        with self.assertRaises(Refusal) as caught:
            campaigns.load(octets, w.fingerprint)
        self.assertEqual(caught.exception.code, "FN331")

    def test_moments(self):
        campaign = fixture.world("nist").campaigns["main"]
        for text, opening, want in (("2026-11-30", False, "2026-11-30T16:00:00Z"),
                                    ("2026-09-01", True, "2026-08-31T16:00:00Z"),
                                    ("2026-09-01T08:00:00+08:00", False, "2026-09-01T00:00:00Z")):
            self.assertEqual(campaigns.format_time(campaign.moment(text, opening)), want)


class CommandLine(unittest.TestCase):
    """The four commands, by files."""

    def run_(self, *arguments):
        return subprocess.run([sys.executable, str(HERE / "fengni2"), *map(str, arguments)],
                              capture_output=True, text=True)

    def test_publish_seal_inspect_verify_open(self):
        for suite in ("sm", "nist"):
            with self.subTest(suite=suite), tempfile.TemporaryDirectory() as folder:
                self.walk(fixture.world(suite), pathlib.Path(folder))

    def walk(self, w, folder):
        w.write(folder)
        secret = ["--passphrase-file", folder / "passphrase.txt"]
        reading = ["--campaign", folder / "mine.fnp", "--key", folder / "centre1.key.pem",
                   "--cert", folder / "centre1.cert.pem", "--time", "2026-10-15T04:00:00Z", *secret]
        self.publish(w, folder, secret)
        reading += ["--fingerprint", "@" + str(folder / "fingerprint.txt")]
        for path, (_, _, octets) in w.documents.items():
            (folder / "in" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "in" / path).write_bytes(octets)
        (folder / "template.json").write_bytes(ijson.dumps(w.template(w.documents)))
        signers = []
        for name in ("preparer", "approver", "seal"):
            chain = f":{folder}/issuing.cert.pem"
            pair = f"{folder}/{name}.key.pem:{folder}/{name}.cert.pem"
            signers += ["--signer", f"{name}:{pair}{chain}"]
        bundle = folder / "out.fnb"
        for options in ([], ["--stream", "--segment", 1000], ["--ski"], ["--no-deflate"]):
            done = self.run_("seal", folder / "in", "--manifest", folder / "template.json",
                             "--campaign", folder / "mine.fnp", "--fingerprint", w.fingerprint,
                             *signers, *secret, "--time", "2026-10-15T03:00:00Z", "-o", bundle,
                             *options)
            self.assertEqual(done.returncode, 0, done.stderr)
            done = self.run_("verify", bundle, *reading, "--format", "json")
            self.assertEqual(done.returncode, 0, done.stdout)
            self.assertEqual(json.loads(done.stdout)["verdict"], "accepted")
        self.assertEqual(self.run_("inspect", bundle).returncode, 0)
        self.assertEqual(self.run_("open", bundle, *reading, "-o", folder / "out").returncode, 0)
        for path, (_, _, octets) in w.documents.items():
            self.assertEqual((folder / "out" / path).read_bytes(), octets)
        bundle.write_bytes(bundle.read_bytes()[:-1] + b"\0")
        done = self.run_("open", bundle, *reading, "-o", folder / "none")
        self.assertEqual(done.returncode, 1)
        self.assertFalse((folder / "none").exists())
        self.assertEqual([p for p in folder.iterdir() if p.name.startswith(".")], [])
        bundle.write_bytes(b"hello")
        self.assertEqual(self.run_("verify", bundle, *reading).returncode, 65)

    def publish(self, w, folder, secret):
        """The main campaign, published again by the command."""
        campaign = w.campaigns["main"]
        reader = zip_profile.Reader(campaign.octets)
        reader.manifest()
        files = campaigns.read_documents(reader, campaign.manifest["documents"], w.suite)
        for path, octets in files.items():
            (folder / "campaign" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "campaign" / path).write_bytes(octets)
        listing = {name: campaign.manifest[name] for name in ("id", "version", "issued", "expires")}
        listing["documents"] = [{n: d[n] for n in ("path", "role", "mediaType")}
                                for d in campaign.manifest["documents"]]
        (folder / "list.json").write_bytes(ijson.dumps(listing))
        done = self.run_("publish", folder / "campaign", "--list", folder / "list.json", "--key",
                         folder / "publisher.key.pem", "--cert", folder / "publisher.cert.pem",
                         *secret, "-o", folder / "mine.fnp")
        self.assertEqual((done.returncode, done.stdout.strip()), (0, w.fingerprint), done.stderr)


@unittest.skipUnless(OPENSSL, "no openssl")
class StockTools(unittest.TestCase):
    """Section 12: OpenSSL and unzip on our bundles, our reader on OpenSSL's."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)

    def openssl(self, *arguments, ok=True):
        done = subprocess.run([OPENSSL, *map(str, arguments)], cwd=self.folder,
                              capture_output=True, text=True)
        if ok:
            self.assertEqual(done.returncode, 0, f"{arguments}\n{done.stderr}")
        return done

    def decrypt(self, bundle, name):
        (self.folder / "b.fnb").write_bytes(bundle)
        self.openssl("cms", "-decrypt", "-inform", "DER", "-in", "b.fnb", "-inkey",
                     f"{name}.key.pem", "-passin", "file:passphrase.txt", "-recip",
                     f"{name}.cert.pem", "-out", "package.zip")
        return (self.folder / "package.zip").read_bytes()

    def test_openssl_reads_our_bundles(self):
        w = fixture.world("nist")
        w.write(self.folder)
        (self.folder / "anchors.pem").write_bytes((self.folder / "root.cert.pem").read_bytes())
        for options in ({}, {"stream": True, "segment": 500}, {"ski": True}):
            bundle = fixture.build(w, sealing=options)
            for name in ("centre1", "centre2"):
                package = self.decrypt(bundle, name)
                self.assertEqual(package[:72], zip_profile.FIRST_OCTETS)
        if UNZIP:
            done = subprocess.run([UNZIP, "-t", "package.zip"], cwd=self.folder,
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout)
        (self.folder / "manifest.p7s").write_bytes(zip_profile.Reader(package).manifest())
        moment = str(int(fixture.SIGNED.timestamp()))
        self.openssl("cms", "-verify", "-inform", "DER", "-in", "manifest.p7s", "-CAfile",
                     "anchors.pem", "-purpose", "any", "-attime", moment, "-binary", "-out",
                     "manifest.json")
        self.assertEqual(ijson.loads((self.folder / "manifest.json").read_bytes())["id"],
                         fixture.UUID)

    def test_openssl_reads_rsa_and_p384(self):
        w = fixture.world("nist")
        w.write(self.folder)
        bundle = fixture.build(w, recipients=[w.rsa_reader, w.p384_reader])
        for name in ("rsa", "p384"):
            self.assertEqual(self.decrypt(bundle, name)[:72], zip_profile.FIRST_OCTETS)

    def test_we_read_openssl_envelopes(self):
        w = fixture.world("nist")
        w.write(self.folder)
        for name, options in (
                ("centre1", ["-keyopt", "ecdh_kdf_md:sha256"]), ("centre1", []),
                ("centre1", ["-stream", "-keyopt", "ecdh_kdf_md:sha256"]),
                ("p384", ["-keyopt", "ecdh_kdf_md:sha384"]),
                ("rsa", ["-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256",
                         "-keyopt", "rsa_mgf1_md:sha256"])):
            with self.subTest(name=name, options=options):
                self.seal_with_openssl(w, name, options)
                report = fixture.verify(w, (self.folder / "o.fnb").read_bytes(), reader=name)
                self.assertEqual((report.verdict, report.codes), ("accepted", []))

    def test_openssl_rsa_default_is_refused(self):
        w = fixture.world("nist")
        w.write(self.folder)
        self.seal_with_openssl(w, "rsa", [])
        report = fixture.verify(w, (self.folder / "o.fnb").read_bytes(), reader="rsa")
        self.assertEqual(report.codes, ["FN214"])

    def seal_with_openssl(self, w, name, options):
        kept = []
        fixture.build(w, recipients=[w.readers[name]], package=lambda p: kept.append(p) or p)
        (self.folder / "p.zip").write_bytes(kept[0])
        self.openssl("cms", "-encrypt", "-aes-256-gcm", "-binary", "-outform", "DER", "-in",
                     "p.zip", "-out", "o.fnb", "-recip", f"{name}.cert.pem", *options)

    def test_openssl_verifies_our_certificates(self):
        """One step at a time: the command gives the signer id to the last certificate alone."""
        for suite in ("nist", "sm"):
            w = fixture.world(suite)
            w.write(self.folder)
            options = ["-vfyopt", "distid:1234567812345678"] if suite == "sm" else []
            for issuer, subject in (("root", "issuing"), ("issuing", "seal"), ("root", "centre1")):
                self.openssl("verify", "-partial_chain", "-trusted", f"{issuer}.cert.pem",
                             *options, "-purpose", "any", f"{subject}.cert.pem")

    def test_sm2_certificates_of_openssl(self):
        """A certificate and a key that the openssl command made."""
        self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2",
                     "-out", "k.pem")
        self.openssl("pkcs8", "-topk8", "-in", "k.pem", "-v2", "aes-256-cbc", "-v2prf",
                     "hmacWithSHA256", "-passout", "pass:secret", "-out", "e.pem")
        self.openssl("req", "-x509", "-new", "-key", "k.pem", "-subj", "/CN=sm2", "-sm3",
                     "-sigopt", "distid:1234567812345678", "-days", "30", "-out", "c.pem")
        certificate = x509.load_certificates((self.folder / "c.pem").read_bytes())[0]
        self.assertIsNone(certificate.key.verify(certificate.signature_algorithm, certificate.tbs,
                                                 certificate.signature))
        key = keys.PrivateKey.from_pem((self.folder / "e.pem").read_text(), b"secret")
        self.assertEqual(key.spki(), certificate.key.spki)
        with self.assertRaises(keys.KeyError_):
            keys.PrivateKey.from_pem((self.folder / "e.pem").read_text(), b"other")
        cipher = sm2.encrypt(certificate.key.key, b"for openssl")
        (self.folder / "x").write_bytes(cipher)
        done = subprocess.run([OPENSSL, "pkeyutl", "-decrypt", "-inkey", "k.pem", "-in", "x"],
                              cwd=self.folder, capture_output=True)
        self.assertEqual(done.stdout, b"for openssl")


if __name__ == "__main__":
    unittest.main()
