"""Statements (section 6): CMS SignedData, read and written."""

import dataclasses
import datetime

from . import der, keys, suites, x509
from .errors import Refusal
from .sm2 import hash_by_name

MAX_SIGNERS = 16
REQUIRED = {suites.CONTENT_TYPE: "content-type", suites.MESSAGE_DIGEST: "message-digest",
            suites.SIGNING_TIME: "signing-time",
            suites.SIGNING_CERTIFICATE: "signing-certificate-v2",
            suites.ALGORITHM_PROTECTION: "cms-algorithm-protection",
            suites.COMMITMENT: "commitment-type-indication"}


@dataclasses.dataclass
class Signer:
    """A SignerInfo whose signature held."""
    certificate: x509.Certificate
    capacity: str
    signing_time: datetime.datetime
    suite: suites.Suite


@dataclasses.dataclass
class Statement:
    """A SignedData all of whose signatures held; `content` is still only octets."""
    content: bytes
    signers: list
    certificates: list
    crls: list
    suite: suites.Suite


# Reading

def verify(octets):
    """The statement. Chains, revocation and roster are for the caller to look at."""
    try:
        return _verify(octets)
    except der.DerError as error:
        raise Refusal("FN301", f"malformed SignedData: {error}") from error


def _verify(octets):
    content_type, explicit = der.parse(octets).items(low=2, high=2)
    if content_type.oid() != suites.SIGNED_DATA:
        raise Refusal("FN301", "no SignedData")
    fields = list(explicit.items(0xA0, low=1, high=1)[0].items(low=4, high=6))
    version, digests, encapsulated = fields.pop(0), fields.pop(0), fields.pop(0)
    version = version.integer()
    inner_type, inner = encapsulated.items(low=2, high=2)
    if inner_type.oid() != suites.DATA:
        raise Refusal("FN301", "eContentType is not id-data")
    content = inner.items(0xA0, low=1, high=1)[0].octets()
    certificates, crls = [], []
    if fields and fields[0].tag == 0xA0:
        certificates = [x509.Certificate(n.raw) for n in fields.pop(0).children]
    if fields and fields[0].tag == 0xA1:
        crls = [x509.RevocationList(n.raw) for n in fields.pop(0).children]
    if len(fields) != 1:
        raise der.DerError("members of SignedData")
    infos = fields[0].items(der.SET)
    _check_order(explicit.children[0].children[1:])
    if not infos:
        raise Refusal("FN336", "no signer")
    if len(infos) > MAX_SIGNERS:
        raise Refusal("FN301", f"{len(infos)} signers")
    for algorithm in digests.items(der.SET, low=1):
        _suite_of_digest(algorithm)
    signers = [_verify_signer(info, content, certificates) for info in infos]
    if len({s.certificate.raw for s in signers}) != len(signers):
        raise Refusal("FN321", "a certificate signs twice")
    if len({s.suite.name for s in signers}) != 1:
        raise Refusal("FN335", "signatures of two suites")
    if version != (3 if any(i.children[0].integer() == 3 for i in infos) else 1):
        raise Refusal("FN301", f"version {version}")
    return Statement(content, signers, certificates, crls, signers[0].suite)


def _check_order(fields):
    """DER's order in every SET OF: algorithms, certificates, CRLs, signers, attributes, values."""
    sets = [f for f in fields if f.tag != der.SEQUENCE]
    for info in fields[-1].children:
        attributes = [f for f in info.items() if f.tag in (0xA0, 0xA1)]
        sets += attributes
        for attribute in (one for several in attributes for one in several.children):
            sets.append(attribute.items(low=2, high=2)[1].expect(der.SET))
    if not all(der.is_sorted_set(one) for one in sets):
        raise der.DerError("a SET OF is not in DER's order")


def _suite_of_digest(algorithm):
    oid, parameters = suites.read_algorithm(algorithm)
    if oid in (suites.MD5, suites.SHA1):
        raise Refusal("FN303", "MD5 or SHA-1")
    if oid not in suites.DIGEST_NAMES or not suites.absent_or_null(parameters):
        raise Refusal("FN335", f"digest algorithm {oid}")
    return (suites.SM if oid == suites.SM3 else suites.NIST), suites.DIGEST_NAMES[oid]


def _verify_signer(info, content, certificates):
    fields = list(info.items(low=5, high=7))
    version, sid, digest_algorithm = fields.pop(0).integer(), fields.pop(0), fields.pop(0)
    suite, digest_name = _suite_of_digest(digest_algorithm)
    certificate = _signer_certificate(version, sid, certificates)
    if fields[0].tag != 0xA0:
        raise Refusal("FN302", "no signed attributes")
    attributes_node, algorithm, signature = fields[:3]
    if len(fields) > 3 and (len(fields) > 4 or fields[3].tag != 0xA1):
        raise der.DerError("SignerInfo")
    _verify_signature(suite, digest_name, certificate, algorithm,
                      der.retag(der.SET, attributes_node.raw), signature.octets())
    values = _attributes(attributes_node)
    try:
        return _check_attributes(values, suite, digest_name, content, certificate,
                                 digest_algorithm, algorithm)
    except der.DerError as error:
        raise Refusal("FN307", f"a signed attribute: {error}") from error


def _signer_certificate(version, sid, certificates):
    if version == 1 and sid.tag == der.SEQUENCE:
        issuer, serial = sid.items(low=2, high=2)
        name = der.seq(issuer.raw, serial.raw)
        found = [c for c in certificates if c.issuer_and_serial == name]
    elif version == 3 and sid.tag == 0x80:
        found = [c for c in certificates if c.ski == sid.value]
    else:
        raise der.DerError("version or identifier of a SignerInfo")
    if not found:
        raise Refusal("FN305", "the signer's certificate is not there")
    return found[0]


def _verify_signature(suite, digest_name, certificate, algorithm, message, signature):
    result = certificate.key.verify((algorithm, digest_name), message, signature)
    if result == "weak":
        raise Refusal("FN303", "weak signature algorithm")
    if result == "bare":
        raise Refusal("FN334", "SM2 signature over the bare digest, without Z")
    if result == "unknown":
        raise Refusal("FN335", "signature algorithm of no suite")
    if result:
        raise Refusal("FN304", f"the signature of {certificate.name} does not hold")
    if (certificate.key.kind == "sm2") != (suite.name == "sm"):
        raise Refusal("FN335", "digest and signature of two suites")


def _attributes(node):
    """The one value of every attribute, by object identifier."""
    out = {}
    for attribute in node.children:
        oid, values = attribute.items(low=2, high=2)
        if oid.oid() in out:
            raise Refusal("FN306", "a signed attribute twice")
        if values.tag != der.SET or len(values.children) != 1:
            raise Refusal("FN306", "a signed attribute without exactly one value")
        out[oid.oid()] = values.children[0]
    for oid, name in REQUIRED.items():
        if oid not in out:
            raise Refusal("FN306", f"signed attribute {name} is missing")
    return out


def _check_attributes(values, suite, digest_name, content, certificate, digest_algorithm,
                      signature_algorithm):
    if values[suites.CONTENT_TYPE].oid() != suites.DATA:
        raise Refusal("FN307", "content-type is not id-data")
    if values[suites.MESSAGE_DIGEST].octets() != hash_by_name(digest_name, content):
        raise Refusal("FN308", "message-digest")
    _check_signing_certificate(values[suites.SIGNING_CERTIFICATE], certificate)
    protection = values[suites.ALGORITHM_PROTECTION].items()
    if len(protection) != 2 or protection[0].raw != digest_algorithm.raw \
            or protection[1].raw != der.retag(0xA1, signature_algorithm.raw):
        raise Refusal("FN307", "cms-algorithm-protection")
    commitment = values[suites.COMMITMENT].items(low=1, high=2)[0].oid()
    if commitment not in suites.CAPACITIES:
        raise Refusal("FN307", "commitment type of no capacity")
    return Signer(certificate, suites.CAPACITIES[commitment],
                  values[suites.SIGNING_TIME].time(), suite)


def _check_signing_certificate(node, certificate):
    wrong = Refusal("FN307", "signing-certificate-v2")
    certs = node.items(low=1, high=1)[0].items()
    if len(certs) != 1 or not 1 <= len(certs[0].items()) <= 2:
        raise wrong
    name = "sha256"
    if len(certs[0].children) == 2:
        name = suites.DIGEST_NAMES.get(suites.read_algorithm(certs[0].children[0])[0])
    if name is None or certs[0].children[-1].octets() != hash_by_name(name, certificate.raw):
        raise wrong


# Writing

@dataclasses.dataclass
class SigningIdentity:
    """Who signs, in what capacity."""
    capacity: str
    key: keys.PrivateKey
    certificate: x509.Certificate
    chain: list = dataclasses.field(default_factory=list)


def attribute(oid, *values):
    return der.seq(der.oid(oid), der.set_of(values))


def signing_certificate(suite, certificate_raw, digest_oid=None):
    oid = digest_oid or suite.digest_oid
    algorithm = [] if oid == suites.SHA256 else [suites.algorithm(oid)]
    digest = hash_by_name(suites.DIGEST_NAMES[oid], certificate_raw)
    return der.seq(der.seq(der.seq(*algorithm, der.octets(digest))))


def signer_info(identity, content, suite, moment, *, ski=False, digest_algorithm=None,
                signature_algorithm=None, digest=None, attributes=True, replace=None, extra=(),
                drop=(), sign=None, unsigned=b"", sort=True, sid=None, version=None,
                certificate_digest=None):
    """A SignerInfo. The keywords after `ski` write what the format forbids:
    `replace` maps an attribute's OID to other values, `drop` leaves some out."""
    own = {"p384": suites.SHA384, "ed25519": suites.SHA512}.get(identity.key.kind)
    digest_algorithm = digest_algorithm or (
        suites.algorithm(own) if own else suite.digest_algorithm)
    digest = digest or hash_by_name(suites.DIGEST_NAMES.get(own, suite.digest_name), content)
    signature_algorithm = signature_algorithm or identity.key.signature_algorithm()
    values = {
        suites.CONTENT_TYPE: [der.oid(suites.DATA)],
        suites.MESSAGE_DIGEST: [der.octets(digest)],
        suites.SIGNING_TIME: [der.time(moment)],
        suites.SIGNING_CERTIFICATE: [signing_certificate(suite, identity.certificate.raw,
                                                         certificate_digest)],
        suites.ALGORITHM_PROTECTION: [der.seq(digest_algorithm,
                                              der.retag(0xA1, signature_algorithm))],
        suites.COMMITMENT: [der.seq(der.oid(suites.COMMITMENT_OF[identity.capacity]))],
        **(replace or {})}
    encoded = [attribute(o, *v) for o, v in values.items() if o not in drop] + list(extra)
    sign = sign or identity.key.sign
    if attributes:
        signed = der.set_of(encoded, 0xA0, sort)
        signature = sign(der.retag(der.SET, signed))
    else:
        signed, signature = b"", sign(content)
    certificate = identity.certificate
    sid = sid or (der.context(0, certificate.ski, constructed=False) if ski
                  else certificate.issuer_and_serial)
    return der.seq(der.integer(version or (3 if ski else 1)), sid, digest_algorithm, signed,
                   signature_algorithm, der.octets(signature), unsigned)


def write(content, identities, suite, moment, *, ski=False, infos=None, content_type=suites.DATA,
          certificates=None, crls=(), digest_algorithms=None, version=None, sort=True,
          **info_changes):
    """The statement; `infos` are SignerInfos made elsewhere."""
    if infos is None:
        infos = [signer_info(i, content, suite, moment, ski=ski, **info_changes)
                 for i in identities]
    if certificates is None:
        certificates = sorted({c.raw for i in identities for c in [i.certificate, *i.chain]},
                              reverse=not sort)
    fields = [der.integer(version or (3 if ski else 1)),
              der.set_of(digest_algorithms or {der.parse(i).children[2].raw for i in infos}),
              der.seq(der.oid(content_type), der.context(0, der.octets(content))),
              der.set_of(certificates, 0xA0, sort)]
    if crls:
        fields.append(der.set_of(crls, 0xA1))
    return der.seq(der.oid(suites.SIGNED_DATA),
                   der.context(0, der.seq(*fields, der.set_of(infos))))
