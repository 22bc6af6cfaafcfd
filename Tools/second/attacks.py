#!/usr/bin/python3
"""A table of hostile and of unusual bundles, one row each, with the finding that is due.

    attacks.py --list
    attacks.py --make NAME|all -o DIR        writes DIR/SUITE/NAME.fnb, keys, campaigns, index.json

`codes` names the findings that are due: these and no other. A row without codes must be accepted.
"""

import argparse
import dataclasses
import datetime
import fnmatch
import json
import pathlib
import struct
import sys
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import forge  # noqa: E402
from fengnilib import campaign as campaigns  # noqa: E402
from fengnilib import der, suites, zip_profile  # noqa: E402
from fengnilib.errors import gate_of  # noqa: E402
from fengnilib.signed import attribute  # noqa: E402
from fixture import JSON, NOW, OTHER_UUID, YEAR, build, world  # noqa: E402
from forge import (by, central, documents_with, edit, entry_named, flip, identity, infos,
                   insert_entry, local, rename, replace_entry, text_swap)  # noqa: E402

HOUR = datetime.timedelta(hours=1)
VERDICTS = {**dict.fromkeys("12", "unreadable"), **dict.fromkeys("34", "refused"),
            **dict.fromkeys("5678", "returned")}
SUPERSEDED = {"id": OTHER_UUID, "digest": "", "reason": "更正"}


@dataclasses.dataclass
class Attack:
    """A row: a name, the codes, the function that makes the bundle, and with what it is read."""
    name: str
    codes: str
    make: object
    verdict: str = ""
    suites: tuple = ("sm", "nist")
    campaign: str = "main"
    reader: str = "centre1"
    time: datetime.datetime = NOW

    @property
    def expected_codes(self):
        return self.codes.split()

    @property
    def expected_gates(self):
        return [gate_of(code) for code in self.expected_codes]

    @property
    def expected_verdict(self):
        return self.verdict or (VERDICTS[self.codes[2]] if self.codes else "accepted")

    def bundle(self, suite):
        return self.make(world(suite))


def b(**changes):
    """A bundle with one thing changed."""
    return lambda w: build(w, **changes)


def of_campaign(name, **changes):
    return lambda w: build(w, campaign=name, **changes)


def with_supersedes(**template):
    return lambda w: build(w, template={**template, "supersedes": {
        **SUPERSEDED, "digest": w.suite.digest(b"before")}})


VALID = [
    Attack("plain", "", b()),
    Attack("stored", "", b(deflate=False)),
    Attack("stream", "", b(sealing={"stream": True})),
    Attack("stream-segments-of-1", "", b(sealing={"stream": True, "segment": 1})),
    Attack("stream-segments-of-1000", "", b(sealing={"stream": True, "segment": 1000})),
    Attack("stream-empty-segments", "", lambda w: forge.empty_segments(w)),
    Attack("definite-constructed-content", "", lambda w: forge.definite_constructed(w)),
    Attack("long-form-lengths", "", lambda w: forge.long_lengths(w)),
    Attack("lengths-of-twenty-octets", "", lambda w: forge.long_lengths(w, 20)),
    Attack("sm2-signature-with-null", "", b(infos=infos(all={
        "signature_algorithm": suites.algorithm(suites.SM2_SM3, der.null())})), suites=("sm",)),
    Attack("recipient-by-ski", "", b(sealing={"ski": True})),
    Attack("signer-by-ski", "", b(statement={"ski": True})),
    Attack("recipients-in-another-order", "", lambda w: build(w, sealing={
        "sort": False, **forge.addressed(w, [w.centre2, w.centre1])})),
    Attack("recipients-listed-in-another-order", "", b(manifest=lambda m: m[
        "recipients"].reverse())),
    Attack("padding-of-the-next-step", "", b(entries=forge.padding_of_next_step)),
    Attack("signing-certificate-by-sha512", "", b(infos=infos(all={
        "certificate_digest": suites.SHA512}))),
    Attack("without-padding", "", b(template={"padding": "none"})),
    Attack("extensions", "", b(template={"extensions": {"x": [1, {"y": None}], "z": 1.5}})),
    Attack("members-in-another-order", "", b(manifest=lambda m: dict(
        [("statement", m["statement"])] + sorted(m.items(), reverse=True)))),
    Attack("json-without-spaces", "", b(json=lambda t: json.dumps(
        json.loads(t), ensure_ascii=True, separators=(",", ":")).encode())),
    Attack("other-signed-attribute", "", b(infos=infos(all={"extra": (
        attribute("1.2.840.113549.1.9.16.2.4", der.seq()),)}))),
    Attack("unsigned-attribute", "", b(infos=infos(seal={"unsigned": der.set_of(
        [attribute("1.2.840.113549.1.9.16.2.14", der.seq())], 0xA1)}))),
    Attack("digest-with-null", "", lambda w: build(w, infos=infos(all={
        "digest_algorithm": suites.algorithm(w.suite.digest_oid, der.null())}))),
    Attack("sm2-signature-oid-301.1", "", b(infos=infos(all={
        "signature_algorithm": suites.algorithm(suites.SM2_SIGN)})), suites=("sm",)),
    *[Attack(f"sm2-transport-oid-{oid[18:]}", "", lambda w, oid=oid: forge.transport(w, oid),
             suites=("sm",)) for oid in sorted(suites.SM2_TRANSPORT)],
    *[Attack(f"ecdh-{kdf}", "", lambda w, kdf=kdf: forge.agreement(w, kdf), suites=("nist",))
      for kdf in ("sha1", "sha384")],
    Attack("rsa-oaep-recipient", "", lambda w: build(w, recipients=[w.rsa_reader]),
           suites=("nist",), reader="rsa"),
    Attack("p384-recipient", "", lambda w: build(w, recipients=[w.centre1, w.p384_reader]),
           suites=("nist",), reader="p384"),
    Attack("rsa-signer", "", lambda w: build(w, identities=by(w, seal=w.rsa_signer)),
           suites=("nist",)),
    Attack("rsa-pss-signer", "", lambda w: forge.pss(w, 32), suites=("nist",)),
    Attack("p384-signer", "", lambda w: build(w, identities=by(w, seal=w.p384_signer)),
           suites=("nist",)),
    Attack("ed25519-signer", "", lambda w: build(w, identities=by(w, seal=w.ed25519_signer)),
           suites=("nist",)),
    Attack("second-recipient-reads", "", b(), reader="centre2"),
    Attack("four-minutes-ahead", "", b(signed_at=NOW + HOUR / 15)),
    Attack("supplement-of-a-part", "", lambda w: build(
        w, documents={k: v for k, v in w.documents.items() if "evidence" in k},
        template={"kind": "supplement", "revision": 2,
                  "supersedes": {**SUPERSEDED, "digest": w.suite.digest(b"before")}})),
    Attack("correction", "", with_supersedes(kind="correction", revision=2)),
    Attack("withdrawal", "", lambda w: build(w, template={
        "kind": "withdrawal", "revision": 2, "documents": [],
        "supersedes": {**SUPERSEDED, "digest": w.suite.digest(b"before")}})),
    Attack("late", "FN801", b(signed_at=NOW + HOUR * 24 * 60),
           verdict="accepted-with-warnings", time=NOW + HOUR * (24 * 60 + 1)),
    Attack("no-crl", "FN313", of_campaign("no-crl"), verdict="indeterminate", campaign="no-crl"),
    Attack("old-crl", "FN314", of_campaign("old-crl"), verdict="indeterminate",
           campaign="old-crl"),
    Attack("crl-of-tomorrow", "FN313", of_campaign("future-crl"), verdict="indeterminate",
           campaign="future-crl"),
    Attack("crl-in-the-statement", "", lambda w: build(
        w, campaign="no-crl", statement={"crls": [w.crl, w.root_crl]}), campaign="no-crl"),
    Attack("no-root-crl", "FN313", of_campaign("no-root-crl"), verdict="indeterminate",
           campaign="no-root-crl"),
    Attack("revocation-not-required", "FN313", of_campaign("no-revocation"),
           verdict="accepted-with-warnings", campaign="no-revocation"),
    Attack("campaign-expired", "FN332", of_campaign("expired"), verdict="accepted-with-warnings",
           campaign="expired"),
]

ENVELOPE = [
    Attack("empty-input", "FN103", b(bundle=lambda o: b"")),
    Attack("text-input", "FN104", b(bundle=lambda o: b"Dear Sir or Madam, here it is.")),
    Attack("zip-in-clear", "FN104", b(bundle=lambda o: zip_profile.write([]))),
    Attack("truncated-in-head", "FN203", b(bundle=lambda o: o[:60])),
    Attack("truncated-in-half", "FN203", b(bundle=lambda o: o[:len(o) // 2])),
    Attack("truncated-by-1", "FN203", b(bundle=lambda o: o[:-1])),
    Attack("truncated-stream", "FN203", b(sealing={"stream": True, "segment": 1000},
                                          bundle=lambda o: o[:-700])),
    Attack("truncated-content-only", "FN209", b(sealing=lambda w, p: forge.sealed(
        w, p, lambda c: c[:-16]))),
    *[Attack(f"bit-flip-{region}", "FN209", b(bundle=flip(region)))
      for region in ("first", "mimetype", "manifest", "middle", "end", "tag", "nonce",
                     "encrypted-key")],
    Attack("segments-swapped", "FN209", lambda w: forge.segments(
        w, lambda s: [s[1], s[0], *s[2:]])),
    Attack("segment-dropped", "FN209", lambda w: forge.segments(w, lambda s: [s[0], *s[2:]])),
    Attack("segment-repeated", "FN209", lambda w: forge.segments(w, lambda s: [s[0], *s])),
    Attack("segments-two-levels", "FN201", lambda w: forge.nested_segments(w)),
    Attack("tag-of-12", "FN206", b(sealing={"tag_octets": 12, "icv_length": 12})),
    Attack("tag-of-4", "FN206", b(sealing={"tag_octets": 4, "icv_length": 4})),
    Attack("tag-of-12-announced-16", "FN206", b(sealing={"tag_octets": 12})),
    Attack("icvlen-missing", "FN206", b(sealing={"icv_length": None})),
    Attack("icvlen-missing-tag-12", "FN206", b(sealing={"icv_length": None, "tag_octets": 12})),
    Attack("nonce-of-16", "FN206", b(sealing={"nonce": bytes(range(16))})),
    Attack("nonce-of-8", "FN206", b(sealing={"nonce": bytes(range(8))})),
    Attack("aes-128-gcm", "FN205", b(sealing={"content_oid": "2.16.840.1.101.3.4.1.6"})),
    Attack("enveloped-data-cbc", "FN204", lambda w: forge.enveloped_cbc(w)),
    Attack("signed-data-outside", "FN204", b(sealing={
        "outer_type": suites.SIGNED_DATA})),
    Attack("data-outside", "FN204", b(sealing={"outer_type": suites.DATA})),
    Attack("content-type-not-data", "FN204", b(sealing={"content_type": suites.SIGNED_DATA})),
    Attack("version-1", "FN201", b(sealing={"version": 1})),
    Attack("rsa-pkcs1-transport", "FN214", lambda w: forge.rsa_pkcs1(w), suites=("nist",),
           reader="rsa"),
    Attack("auth-attributes", "FN207", b(sealing={"auth_attributes": der.set_of(
        [attribute(suites.CONTENT_TYPE, der.oid(suites.DATA))], 0xA1)})),
    Attack("unauth-attributes", "FN207", b(sealing={"unauth_attributes": der.set_of(
        [attribute("1.2.840.113549.1.9.16.2.4", der.seq())], 0xA2)})),
    Attack("originator-info", "FN213", b(sealing={"originator_info": der.context(0)})),
    *[Attack(f"{label}-recipient", "FN214", lambda w, tag=tag: forge.with_recipient(
        w, der.context(tag, der.integer(0), der.seq(), der.octets(bytes(40)))))
      for tag, label in ((2, "kek"), (4, "other"))],
    Attack("recipient-of-the-other-suite", "FN214", lambda w: forge.with_recipient(
        w, forge.transported(w, "1.2.840.113549.1.1.7"))),
    Attack("agreement-with-ukm", "FN214", lambda w: forge.agreement_with(w, ukm=True),
           suites=("nist",)),
    Attack("agreement-wrapped-by-aes-128", "FN214", lambda w: forge.agreement_with(
        w, wrap="2.16.840.1.101.3.4.1.5"), suites=("nist",)),
    Attack("trailing-octet", "FN202", b(bundle=lambda o: o + b"\0")),
    Attack("trailing-bundle", "FN202", b(bundle=lambda o: o + o)),
    Attack("trailing-after-stream", "FN202", b(sealing={"stream": True},
                                               bundle=lambda o: o + b"\0\0")),
    Attack("prefix-octets", "FN104", b(bundle=lambda o: b"\n" + o)),
    Attack("head-above-1-mib", "FN212", lambda w: forge.long_head(w)),
    Attack("recipient-info-above-16-kib", "FN212", lambda w: forge.large_info(w)),
    Attack("deep-nesting", "FN201", lambda w: forge.deep(w)),
    Attack("no-recipients", "FN201", b(sealing={"recipient_infos": []})),
    Attack("for-somebody-else", "FN208", lambda w: build(w, recipients=[w.centre2])),
    Attack("password-recipient", "FN214", lambda w: build(w, sealing={
        "recipient_infos": [der.context(3, der.integer(0), suites.algorithm(
            "1.2.840.113549.1.9.16.3.9"), der.octets(bytes(40)))]})),
    Attack("another-content-key", "FN209", lambda w: forge.other_key_for_reader(w)),
    Attack("short-content-key", "FN209", lambda w: forge.short_key(w)),
    Attack("two-keys-one-tag", "FN211", lambda w: forge.two_keys(w)),
    Attack("no-package-inside", "FN211", b(package=lambda p: b"%PDF-1.7\n" + bytes(200))),
    Attack("empty-plaintext", "FN211", b(package=lambda p: b"")),
    Attack("plaintext-of-71-octets", "FN211", b(package=lambda p: p[:71])),
    Attack("zip-prefix", "FN211", b(package=lambda p: b"MZ" + p)),
    Attack("mimetype-of-another", "FN211", b(package=lambda p: p.replace(
        b"vnd.fengni", b"vnd.fengnj", 1))),
]

PROVENANCE = [
    Attack("no-signed-attributes", "FN302", b(infos=infos(seal={"attributes": False}))),
    Attack("attributes-as-content", "FN302", lambda w: forge.attributes_as_content(w)),
    Attack("unsigned-attributes-unsorted", "FN301", b(infos=infos(seal={"unsigned": der.set_of(
        [attribute("1.2.840.113549.1.9.16.2.15", der.seq()),
         attribute("1.2.840.113549.1.9.16.2.14", der.seq())], 0xA1, sort=False)}))),
    Attack("econtent-type-signed-data", "FN301", b(statement={
        "content_type": suites.SIGNED_DATA})),
    Attack("content-type-attribute-differs", "FN307", b(infos=infos(
        seal={"replace": {suites.CONTENT_TYPE: [der.oid(suites.SIGNED_DATA)]}}))),
    *[Attack(f"without-{label}", "FN306", b(infos=infos(seal={"drop": [oid]})))
      for oid, label in (
          (suites.CONTENT_TYPE, "content-type"), (suites.MESSAGE_DIGEST, "message-digest"),
          (suites.SIGNING_TIME, "signing-time"),
          (suites.SIGNING_CERTIFICATE, "signing-certificate"),
          (suites.ALGORITHM_PROTECTION, "algorithm-protection"),
          (suites.COMMITMENT, "commitment"))],
    Attack("attribute-twice", "FN306", b(infos=infos(seal={"extra": (
        attribute(suites.CONTENT_TYPE, der.oid(suites.DATA)),)}))),
    Attack("other-attribute-twice", "FN306", b(infos=infos(seal={"extra": (
        attribute("1.2.3.4", der.null()), attribute("1.2.3.4", der.integer(1)))}))),
    Attack("two-message-digests", "FN306", lambda w: build(w, infos=infos(seal={"replace": {
        suites.MESSAGE_DIGEST: [der.octets(bytes(32)), der.octets(w.suite.hash(b""))]}}))),
    Attack("message-digest-differs", "FN308", b(infos=infos(seal={"digest": bytes(32)}))),
    Attack("algorithm-protection-differs", "FN307", b(infos=infos(seal={"replace": {
        suites.ALGORITHM_PROTECTION: [der.seq(
            suites.algorithm(suites.SHA512), der.retag(0xA1, suites.algorithm(
                suites.ECDSA_SHA384)))]}}))),
    Attack("attributes-unsorted", "FN301", b(infos=infos(seal={
        "sort": False}))),
    *[Attack(f"digest-{label}", "FN303", lambda w, oid=oid, label=label: build(
        w, infos=infos(seal={"digest_algorithm": suites.algorithm(oid),
                             "digest": forge.weak_digest(label, b"x")})))
      for oid, label in ((suites.SHA1, "sha1"), (suites.MD5, "md5"))],
    Attack("ecdsa-with-sha1", "FN303", b(infos=infos(seal={
        "signature_algorithm": suites.algorithm("1.2.840.10045.4.1")}))),
    Attack("weak-signature-in-chain", "FN303", lambda w: build(w, identities=by(
        w, seal=w.weak)), suites=("nist",)),
    Attack("signing-certificate-of-another", "FN307", lambda w: build(w, infos=infos(seal={
        "replace": {suites.SIGNING_CERTIFICATE: [forge.signing_certificate(w, w.approver)]}}))),
    Attack("commitment-unknown", "FN307", b(infos=infos(seal={"replace": {
        suites.COMMITMENT: [der.seq(der.oid("1.2.840.113549.1.9.16.6.3"))]}}))),
    Attack("certificates-unsorted", "FN301", b(statement={"sort": False})),
    Attack("rsa-pss-salt-of-20", "FN335", lambda w: forge.pss(w, 20), suites=("nist",)),
    Attack("p384-signer-with-sha256", "FN335", lambda w: build(
        w, identities=by(w, seal=w.p384_signer), infos=lambda w, text: forge.infos_by(
            w, text, by(w, seal=w.p384_signer), seal={
                "digest_algorithm": suites.algorithm(suites.SHA256),
                "digest": w.suite.hash(text)})), suites=("nist",)),
    Attack("ecdsa-with-null", "FN335", b(infos=infos(all={
        "signature_algorithm": suites.algorithm(suites.ECDSA_SHA256, der.null())})),
        suites=("nist",)),
    Attack("signature-altered", "FN304", b(infos=infos(seal={"sign": forge.zero_signature}))),
    Attack("content-altered", "FN308", lambda w: forge.altered_content(w)),
    Attack("content-key-of-another", "FN304", lambda w: build(w, infos=infos(seal={
        "sign": w.approver.key.sign}))),
    Attack("sm2-without-z", "FN334", lambda w: build(w, infos=infos(seal={
        "sign": forge.bare_sm2(w.seal.key)})), suites=("sm",)),
    Attack("sm2-other-signer-id", "FN304", lambda w: build(w, infos=infos(seal={
        "sign": forge.other_id_sm2(w.seal.key)})), suites=("sm",)),
    Attack("no-signers", "FN336", b(infos=lambda w, t: [])),
    Attack("17-signers", "FN301", lambda w: build(w, identities=w.identities + [
        identity("seal", w.seal)] * 14)),
    Attack("certificate-signs-twice", "FN321", lambda w: build(w, identities=w.identities + [
        identity("approver", w.seal)])),
    Attack("signer-certificate-missing", "FN305", lambda w: build(w, statement={
        "certificates": [w.preparer.certificate.raw, w.issuing.certificate.raw]})),
    Attack("extra-signer-stranger", "FN309", lambda w: build(
        w, identities=w.identities + [identity("seal", w.stranger, w.stranger_ca)])),
    Attack("extra-signer-self-made-anchor", "FN309", lambda w: build(
        w, identities=by(w, seal=w.stranger_ca))),
    Attack("extra-signer-not-in-roster", "FN317", lambda w: build(
        w, identities=w.identities + [identity("seal", w.unbound)])),
    Attack("extra-signer-of-another-unit", "FN317", lambda w: build(
        w, identities=w.identities + [identity("seal", w.other_seal)])),
    Attack("signed-by-another-unit", "FN317", lambda w: build(w, identities=by(
        w, seal=w.other_seal))),
    Attack("issued-by-an-end-entity", "FN315", lambda w: build(
        w, identities=by(w, seal=w.child, chain=[w.unbound]))),
    Attack("approver-stripped", "FN319", lambda w: build(w, identities=[
        i for i in w.identities if i.capacity != "approver"])),
    Attack("capacities-swapped", "FN320", lambda w: build(w, identities=[
        identity("approver", w.preparer, w.issuing), identity("preparer", w.approver),
        identity("seal", w.seal)])),
    Attack("receipt-as-signature", "FN320", lambda w: build(w, identities=[
        *w.identities[:2], identity("receipt", w.seal)])),
    Attack("certificate-expired", "FN310", lambda w: build(w, identities=by(
        w, seal=w.expired))),
    Attack("certificate-not-yet-valid", "FN311", lambda w: build(w, identities=by(
        w, seal=w.future))),
    Attack("certificate-revoked", "FN312", lambda w: build(w, identities=by(w, seal=w.revoked))),
    Attack("certificate-revoked-by-statement-crl", "FN312", lambda w: build(
        w, campaign="no-crl", identities=by(w, seal=w.revoked),
        statement={"crls": [w.crl, w.root_crl]}),
        campaign="no-crl"),
    Attack("issuing-certificate-revoked", "FN312", of_campaign("issuing-revoked"),
           campaign="issuing-revoked"),
    Attack("encryption-certificate-signs", "FN315", lambda w: build(w, identities=by(
        w, seal=w.encryption_only))),
    Attack("certificate-bound-for-both", "FN316", lambda w: build(w, identities=by(
        w, seal=w.dual))),
    Attack("signed-in-the-future", "FN322", b(signed_at=NOW + HOUR)),
    Attack("signed-before-the-period", "FN323", b(signed_at=NOW - HOUR * 24 * 60),
           verdict="accepted-with-warnings"),
    Attack("clock-far-off", "FN322", b(), time=NOW - YEAR / 2),
    Attack("other-campaign", "FN324", b(manifest=edit("campaign", id="other-2026"))),
    Attack("other-campaign-version", "FN325", b(manifest=edit("campaign", version=2))),
    Attack("other-campaign-content", "FN325", lambda w: build(w, manifest=edit(
        "campaign", digest=w.suite.digest(b"other")))),
    Attack("campaign-of-same-id-and-version", "FN325", of_campaign("no-crl")),
    Attack("sender-unknown", "FN318", b(manifest=edit("sender", id="unit-z"))),
    Attack("sender-renamed", "FN337", b(manifest=edit("sender", name="乙县药品监督管理局"))),
    Attack("sender-of-another-class", "FN337", b(manifest=edit("sender", **{
        "class": "prefecture"}))),
    Attack("sender-class-may-not", "FN804", b(manifest=edit("sender", id="unit-c", name="Unit C",
                                                            division="110103", **{
                                                                "class": "institution"}))),
    Attack("submission-unknown", "FN806", b(template={"submission": "other-inspection"})),
    Attack("created-in-the-future", "FN809", b(manifest=edit(created="2026-10-15T05:00:00Z"))),
    Attack("statement-of-another-kind", "FN326", b(manifest=edit(statement="campaign/1"))),
    Attack("statement-version-2", "FN326", b(manifest=edit(statement="submission/2"))),
    Attack("statement-not-first", "FN326", b(manifest=lambda m: dict(
        [("id", m["id"])] + list(m.items())))),
    Attack("json-name-twice", "FN327", b(json=text_swap(
        '"mark": "internal"', '"mark": "public", "mark": "internal"'))),
    Attack("json-name-twice-escaped", "FN327", b(json=text_swap(
        '"mark": "internal"', '"m\\u0061rk": "public", "mark": "internal"'))),
    Attack("json-65-levels", "FN327", b(template={"extensions": {"x": 0}}, json=text_swap(
        '"x": 0', '"x": ' + "[" * 63 + "]" * 63))),
    Attack("json-100000-levels", "FN327", b(template={"extensions": {"x": 0}},
           json=text_swap('"x": 0', '"x": ' + "[" * 100_000 + "]" * 100_000))),
    Attack("json-integer-2^53", "FN327", b(json=text_swap(
        '"revision": 1', '"revision": 9007199254740992'))),
    Attack("json-huge-number", "FN327", b(template={"extensions": {"x": 0}},
           json=text_swap('"x": 0', '"x": ' + "9" * 5000))),
    Attack("json-1e400", "FN327", b(template={"extensions": {"x": 0}},
           json=text_swap('"x": 0', '"x": 1e400'))),
    Attack("json-lone-surrogate", "FN327", b(template={"extensions": {"x": 0}},
           json=text_swap('"x": 0', '"x": "\\ud800"'))),
    Attack("json-surrogate-octets", "FN327", b(template={"extensions": {"x": "SPOT"}},
           json=lambda t: t.replace(b"SPOT", b"\xed\xa0\x80"))),
    Attack("json-byte-order-mark", "FN327", b(json=lambda t: b"\xef\xbb\xbf" + t)),
    Attack("json-nan", "FN327", b(template={"extensions": {"x": 0}},
                                         json=text_swap('"x": 0', '"x": NaN'))),
    Attack("json-comment", "FN327", b(json=lambda t: t + b"// end\n")),
    Attack("json-two-values", "FN327", b(json=lambda t: t + t)),
    Attack("json-array", "FN326", b(json=lambda t: b"[" + t + b"]")),
    Attack("unknown-member", "FN327", b(manifest=edit(note="hello"))),
    Attack("unknown-member-inside", "FN327", b(manifest=edit("sender", phone="110"))),
    Attack("member-missing", "FN327", b(manifest=lambda m: m.pop("created") and None)),
    Attack("mark-secret", "FN327", b(manifest=edit(mark="secret"))),
    Attack("secrecy-conclusion-other", "FN327", b(manifest=edit(
        "secrecyReview", conclusion="涉及国家秘密"))),
    Attack("created-with-fraction", "FN327", b(manifest=edit(created="2026-10-15T03:00:00.5Z"))),
    Attack("suite-of-the-other", "FN335", lambda w: build(w, manifest=edit(
        suite="nist" if w.suite is suites.SM else "sm"))),
    Attack("campaign-digest-of-the-other-suite", "FN335", lambda w: build(w, manifest=edit(
        "campaign", digest=w.campaigns["main"].digest(forge.other(w.suite))))),
    Attack("recipient-digest-of-the-other-suite", "FN335", lambda w: build(
        w, manifest=lambda m: m["recipients"].__setitem__(0, forge.other(w.suite).digest(b"")))),
    Attack("signatures-of-the-other-suite", "FN335", lambda w: forge.other_suite(w)),
    Attack("recipients-stripped", "FN328", b(sealing=lambda w, p: forge.addressed(
        w, [w.centre1]))),
    Attack("recipients-extended", "FN328", lambda w: build(
        w, recipients=[w.centre1], sealing=lambda w, p: forge.addressed(
            w, [w.centre1, w.centre2]))),
    Attack("recipients-extended-by-stranger", "FN328", b(sealing=lambda w, p: forge.addressed(
        w, [w.centre1, w.centre2, w.stranger]))),
    Attack("recipient-twice", "FN328", b(sealing=lambda w, p: forge.addressed(
        w, [w.centre1, w.centre2, w.centre2]))),
    Attack("forwarded-by-a-recipient", "FN328", lambda w: build(
        w, recipients=[w.centre2], sealing=lambda w, p: forge.addressed(w, [w.centre1]))),
]

BIDI, NFD = "data/a\u202eb.txt", "data/e\u0301.txt"
BAD_NAMES = {
    "dot-dot": "data/../x", "dot": "data/./x", "empty-component": "data//x",
    "drive": "data/C:x", "backslash": "data/a\\b", "nfd": NFD, "con": "data/CON",
    "aux-with-extension": "data/aux.txt", "com-superscript": "data/COM\u00b9.x",
    "con-and-space": "data/con .txt", "conin": "data/CONIN$", "trailing-dot": "data/x.", "trailing-space": "data/x ",
    "leading-space": "data/ x", "bidi": BIDI, "control": "data/a\nb", "delete": "data/a\x7fb",
    "combining-first": "data/\u0301a", "zero-width": "data/a\u200bb", "private-use": "data/a\ue000b", "line-separator":
    "data/a\u2028b", "unassigned": "data/a\u0378b", "wildcard": "data/a*b", "pipe": "data/a|b",
    "component-256": "data/" + "a" * 256, "17-components": "data/" + "a/" * 15 + "a",
    "name-1025": "data/" + "/".join(["\u00e9" * 101] * 5) + "b" * 6, "trailing-slash": "data/x/"}

INTEGRITY = [
    *[Attack(f"name-{label}", "FN405", lambda w, name=name: build(w, documents=documents_with(
        w, name))) for label, name in BAD_NAMES.items()],
    *[Attack(f"name-{label}", "FN327", lambda w, name=name: build(
        w, documents=documents_with(w, name))) for label, name in (
            ("outside-data", "other/x"), ("parent", "../x"), ("absolute", "/x"),
            ("of-the-manifest", "META-INF/x"))],
    Attack("name-latin-1", "FN405", b(entries=rename("data/form.json",
                                                           "data/f\udcf6rm.json"))),
    *[Attack(f"collision-{label}", "FN406", lambda w, names=names: build(
        w, documents=documents_with(w, *names))) for label, names in {
            "case": ("data/A.txt", "data/a.txt"), "nfkc": ("data/\uff21.txt", "data/A.txt"),
            "sharp-s": ("data/stra\u00dfe", "data/STRASSE"), "ligature": ("data/\ufb01", "data/fi"),
            "leading-path": ("data/a", "data/a/b"),
            "leading-path-case": ("data/A", "data/a/b")}.items()],
    Attack("path-twice-in-manifest", "FN406", b(manifest=lambda m: m[
        "documents"].append(m["documents"][0]))),
    Attack("entry-twice", "FN406", b(entries=forge.again(2))),
    Attack("entry-twice-other-content", "FN406", b(entries=lambda e: e.insert(
        3, zip_profile.entry("data/form.json", b"{}")))),
    Attack("entry-without-row", "FN409", b(entries=insert_entry(-1, "data/more.txt", b"x"))),
    Attack("entry-in-meta-inf", "FN417", b(entries=insert_entry(
        2, "META-INF/more", b"x"))),
    Attack("row-without-entry", "FN417", b(entries=lambda e: e.pop(2) and None)),
    Attack("last-row-without-entry", "FN410", b(template={"padding": "none"},
                                                entries=lambda e: e.pop() and None)),
    Attack("last-row-without-entry-padded", "FN417", b(entries=lambda e: e.pop(3) and None)),
    Attack("order-changed", "FN417", b(entries=lambda e: [*e[:2], e[3], e[2], e[4]])),
    Attack("manifest-not-second", "FN410", b(entries=lambda e: [e[0], e[2], e[1],
                                                                           *e[3:]])),
    Attack("manifest-missing", "FN410", b(entries=lambda e: e.pop(1) and None)),
    Attack("manifest-deflated", "FN407", b(entries=forge.deflate_manifest)),
    Attack("manifest-twice", "FN406", b(entries=forge.again(1))),
    Attack("padding-before-documents", "FN417", b(
        entries=lambda e: [*e[:2], e[-1], *e[2:-1]])),
    Attack("padding-not-zero", "FN418", b(entries=forge.padding(lambda size: b"\1" * size))),
    Attack("padding-last-octet-not-zero", "FN418", b(entries=forge.padding(
        lambda size: bytes(size - 1) + b"\1"))),
    Attack("padding-too-short", "FN418", b(entries=forge.padding(lambda size: bytes(size - 1)))),
    Attack("padding-too-long", "FN418", b(entries=forge.padding(lambda size: bytes(size + 1)))),
    Attack("padding-deflated", "FN407", b(entries=forge.padding(bytes, deflate=True))),
    Attack("padding-missing", "FN410", b(entries=lambda e: e.pop() and None)),
    Attack("padding-unannounced", "FN409", b(manifest=edit(padding="none"),
                                                   entries=lambda e: e.append(
        zip_profile.padding_entry(e)))),
    Attack("size-lie-in-manifest", "FN411", b(manifest=forge.row(size=5))),
    Attack("digest-lie", "FN412", lambda w: build(w, manifest=forge.row(
        digest=w.suite.digest(b"other")))),
    Attack("digest-of-other-suite", "FN335", lambda w: build(
        w, manifest=forge.row(digest=forge.other(w.suite).digest(
            w.documents["data/form.json"][2])))),
    Attack("content-replaced", "FN412", b(deflate=False, entries=replace_entry(
        "data/form.json", lambda c: c.replace("是".encode(), "否".encode())))),
    Attack("content-grown", "FN411", b(entries=replace_entry("data/form.json",
                                                             lambda c: c + b" "))),
    Attack("crc-lie", "FN413", b(entries=entry_named("data/form.json", crc=1))),
    Attack("stored-two-sizes", "FN411", b(deflate=False, entries=entry_named(
        "data/form.json", size=7))),
    Attack("deflate-garbage", "FN414", b(entries=forge.deflate_data(lambda d: b"\xff" * len(d)))),
    Attack("deflate-cut", "FN414", b(entries=forge.deflate_data(lambda d: d[:-3]))),
    Attack("deflate-trailing", "FN414", b(entries=forge.deflate_data(lambda d: d + b"\0"))),
    Attack("deflate-two-streams", "FN414", b(entries=forge.deflate_data(lambda d: d + d))),
    Attack("deflate-empty", "FN414", b(entries=forge.deflate_data(lambda d: b""))),
    Attack("deflate-unused-bits", "FN414", b(entries=forge.deflate_data(forge.unused_bit))),
    Attack("deflate-bomb-small-size", "FN411", b(entries=forge.deflate_data(
        lambda d: forge.bomb(50 << 20)))),
    Attack("deflate-bomb-announced", "FN415", lambda w: forge.announced_bomb(w)),
    Attack("document-above-limit", "FN504", of_campaign("small"), campaign="small"),
    Attack("bundle-above-limit", "FN415", of_campaign("small-bundle"), campaign="small-bundle"),
    Attack("more-documents-than-allowed", "FN415", lambda w: build(
        w, campaign="one-document", documents=documents_with(w, "data/x.txt")),
        campaign="one-document"),
    Attack("one-document-too-many", "FN506", of_campaign("one-document", template={
        "padding": "none"}), campaign="one-document"),
    Attack("zip-gap", "FN403", b(zip={"gaps": {"data/form.json": b"\0" * 8}})),
    Attack("zip-gap-hidden-file", "FN417", b(zip=forge.hidden_file)),
    Attack("zip-overlap", "FN403", b(zip={"offsets": {"data/附件/evidence.txt": 72}})),
    Attack("zip-same-offset", "FN403", b(zip=forge.same_offset)),
    Attack("zip-trailing", "FN404", b(package=lambda p: p + b"\0")),
    Attack("zip-trailing-zip", "FN404", b(package=lambda p: p + zip_profile.write([]))),
    Attack("zip-comment", "FN407", b(zip={"end_comment": b"hello"})),
    Attack("zip-entry-comment", "FN407", b(zip=central(comment=b"hello"))),
    Attack("zip-central-order", "FN402", b(zip=lambda e: {"central_order": e[::-1]})),
    Attack("zip-central-missing", "FN402", b(zip=lambda e: {"central_order": e[:-1]})),
    Attack("zip-central-extra", "FN402", b(zip=lambda e: {"central_order": [
        *e, e[-1]]})),
    Attack("zip-local-name-differs", "FN417", b(zip=local(
        name=b"data/forn.json"))),
    Attack("zip-local-crc-differs", "FN413", b(zip=local(crc=7))),
    Attack("zip-local-size-differs", "FN411", b(zip=local(size=7))),
    Attack("zip-central-method-differs", "FN402", b(zip=central(method=0))),
    Attack("zip-data-descriptor", "FN407", b(zip=local(flags=0x0808, crc=0, size=0,
                                                          compressed=0))),
    Attack("zip-data-descriptor-both", "FN407", b(zip=forge.both(
        flags=0x0808))),
    Attack("zip-encrypted-flag", "FN407", b(zip=forge.both(flags=0x0801))),
    Attack("zip-no-utf8-flag", "FN407", b(zip=forge.both(flags=0))),
    Attack("zip-extra-field", "FN407", b(zip=forge.both(extra=struct.pack("<HH4x", 0x5455, 4)))),
    Attack("zip-extra-unicode-path", "FN407", b(zip=forge.both(extra=struct.pack(
        "<HHBI", 0x7075, 11, 1, 0) + b"evil.x"))),
    Attack("zip-needless-zip64", "FN407", b(zip=forge.needless_zip64)),
    Attack("zip-time", "FN407", b(zip=forge.both(time=1, date=0x5000))),
    Attack("zip-version-needed", "FN407", b(zip=forge.both(needed=20 + 43))),
    Attack("zip-method-14", "FN407", b(zip=forge.both(method=14))),
    Attack("zip-symlink", "FN407", b(zip=central(attributes=0xA1FF0000))),
    Attack("zip-directory-attributes", "FN407", b(zip=central(attributes=0x41C00010))),
    Attack("zip-made-by-dos", "FN407", b(zip=central(made=20))),
    Attack("zip-directory-entry", "FN405", b(entries=insert_entry(
        2, "data/dir/", b""))),
    Attack("zip-disk-number", "FN407", b(zip=central(disk=1))),
    Attack("zip-end-count-lie", "FN402", b(package=forge.end_field(10, 1))),
    Attack("zip-end-missing", "FN416", b(package=lambda p: p[:-22])),
    Attack("zip-end-offset-lie", "FN403", b(package=forge.end_field(16, 1))),
]

LATER = [
    Attack("required-role-missing", "FN501", lambda w: build(w, documents={
        k: v for k, v in w.documents.items() if "evidence" in k})),
    Attack("role-unknown", "FN502", lambda w: build(w, documents={
        **w.documents, "data/x.txt": ("surprise", "text/plain", b"x")})),
    Attack("media-type-not-allowed", "FN503", lambda w: build(w, documents={
        **w.documents, "data/x.exe": ("evidence", "application/x-msdownload", b"MZ")})),
    Attack("larger-than-role-allows", "FN504", lambda w: build(w, documents={
        **w.documents, "data/x.txt": ("evidence", "text/plain", b"x" * (5 << 20) + b"y")})),
    Attack("empty-document", "FN505", lambda w: build(w, documents={
        **w.documents, "data/x.txt": ("evidence", "text/plain", b"")})),
    Attack("too-many-of-a-role", "FN506", lambda w: build(w, documents={
        **w.documents, **{f"data/f{i}.json": ("inspection-form", JSON, b"{}")
                          for i in range(3)}})),
    Attack("pdf-that-is-none", "FN507", lambda w: build(w, documents={
        **w.documents, "data/x.pdf": ("evidence", "application/pdf", b"MZ not a PDF")})),
    *[Attack(f"document-json-{label}", codes, lambda w, octets=octets: build(w, documents={
        **w.documents, "data/x.json": ("evidence", JSON, octets)}))
      for label, codes, octets in (
          ("cut", "FN601", b'{"a": '), ("nan", "FN601", b"[NaN]"),
          ("name-twice", "FN602", b'{"a": 1, "a": 2}'), ("deep", "FN603", b"[" * 65 + b"]" * 65),
          ("number", "FN604", b"[9007199254740992]"), ("infinite", "FN604", b"[1e400]"),
          ("latin-1", "FN605", b'["\xe9"]'), ("surrogate", "FN606", b'["\\ud800"]'),
          ("million-values", "FN607", b"[" + b"0," * 1_000_000 + b"0]"),
          ("byte-order-mark", "FN605", b"\xef\xbb\xbf{}"),
          ("text", "FN507", b'"text"'))],
    Attack("text-with-octet-zero", "FN507", lambda w: build(w, documents={
        **w.documents, "data/x.txt": ("evidence", "text/plain", b"a\0b")})),
    Attack("supplement-without-documents", "FN806", with_supersedes(
        kind="supplement", revision=2, documents=[])),
    Attack("initial-without-documents", "FN501", b(template={"documents": []})),
    Attack("withdrawal-with-documents", "FN806", with_supersedes(
        kind="withdrawal", revision=2), verdict="returned"),
    Attack("initial-revision-2", "FN807", b(template={"revision": 2})),
    Attack("initial-supersedes", "FN807", with_supersedes()),
    Attack("correction-revision-1", "FN807", with_supersedes(kind="correction")),
    Attack("correction-without-supersedes", "FN807", b(template={
        "kind": "correction", "revision": 2})),
    Attack("mark-not-allowed", "FN803", of_campaign("public-only"), campaign="public-only"),
    Attack("suite-not-permitted", "FN805", of_campaign("other-suite"), campaign="other-suite"),
    Attack("secrecy-review-missing", "FN808", b(manifest=lambda m: m.pop(
        "secrecyReview") and None)),
    Attack("before-the-opening", "FN323 FN802", b(signed_at=NOW - HOUR * 24 * 70),
           verdict="returned", time=NOW - HOUR * 24 * 69),
]

ATTACKS = VALID + ENVELOPE + PROVENANCE + INTEGRITY + LATER


def rows():
    """(suite, attack) for every bundle that can be made."""
    return [(suite, a) for suite in ("sm", "nist") for a in ATTACKS if suite in a.suites]


def make(pattern, folder):
    """Writes the bundles and index.json; the number of bundles."""
    folder, index = pathlib.Path(folder), []
    for suite in ("sm", "nist"):
        world(suite).write(folder / suite)
    for suite, attack in rows():
        if pattern != "all" and not fnmatch.fnmatch(attack.name, pattern):
            continue
        file = f"{suite}/{attack.name}.fnb"
        (folder / file).write_bytes(attack.bundle(suite))
        index.append({
            "name": attack.name, "suite": suite, "file": file, "codes": attack.expected_codes,
            "gates": attack.expected_gates, "verdict": attack.expected_verdict,
            "campaign": f"{suite}/campaign-{attack.campaign}.fnp",
            "fingerprint": f"{suite}/fingerprint.txt", "key": f"{suite}/{attack.reader}.key.pem",
            "cert": f"{suite}/{attack.reader}.cert.pem", "passphrase": f"{suite}/passphrase.txt",
            "time": campaigns.format_time(attack.time)})
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n")
    return len(index)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--make", metavar="NAME", help="a name, a pattern, or all")
    parser.add_argument("-o", "--output", default="attacks")
    arguments = parser.parse_args()
    if arguments.list:
        for attack in ATTACKS:
            print(f"{attack.name:42} {attack.codes or 'accepted':24} {' '.join(attack.suites)}")
    if arguments.make:
        print(f"{make(arguments.make, arguments.output)} bundles in {arguments.output}")


if __name__ == "__main__":
    main()
