"""X.509 certificates and CRLs (RFC 5280) as far as the format needs them, and chains."""

from . import der, keys, suites
from .errors import Refusal

SKI, KEY_USAGE, BASIC_CONSTRAINTS, AKI = (f"2.5.29.{n}" for n in (14, 15, 19, 35))
UNDERSTOOD_WHEN_CRITICAL = {KEY_USAGE, BASIC_CONSTRAINTS, SKI, AKI, "2.5.29.37",
                            "2.5.29.32", "2.5.29.17"}
DIGITAL_SIGNATURE, CONTENT_COMMITMENT, KEY_ENCIPHERMENT, KEY_AGREEMENT = 0, 1, 2, 4
KEY_CERT_SIGN, CRL_SIGN = 5, 6
MAX_CHAIN = 8


class Certificate:
    """A parsed certificate; `raw` is its DER."""

    def __init__(self, raw):
        self.raw = raw
        tbs, self.signature_algorithm, signature = der.parse(raw).items(low=3, high=3)
        self.tbs, self.signature = tbs.raw, signature.bits()
        fields = list(tbs.items(low=6))
        if fields[0].items(0xA0, low=1, high=1)[0].integer() != 2:
            raise der.DerError("not an X.509 version 3 certificate")
        serial, inner, issuer, validity, subject, spki = fields[1:7]
        if inner.raw != self.signature_algorithm.raw:
            raise der.DerError("the two signature algorithms differ")
        self.serial, self.serial_raw = serial.integer(), serial.raw
        self.issuer, self.subject = issuer.raw, subject.raw
        name_text(subject.raw)
        self.not_before, self.not_after = (n.time() for n in validity.items(low=2, high=2))
        self.key = keys.PublicKey(spki.raw)
        self.extensions, self.critical = {}, set()
        for field in fields[7:]:
            if field.tag == 0xA3:
                self._read_extensions(field.items(0xA3, low=1, high=1)[0])

    def _read_extensions(self, node):
        for extension in node.items():
            parts = extension.items(low=2, high=3)
            oid = parts[0].oid()
            if oid in self.extensions:
                raise der.DerError("an extension twice")
            self.extensions[oid] = parts[-1].octets()
            if len(parts) == 3 and parts[1].value == b"\xff":
                self.critical.add(oid)

    @property
    def ski(self):
        return der.parse(self.extensions[SKI]).octets() if SKI in self.extensions else None

    def usage(self, bit):
        """Whether keyUsage is there and has the bit."""
        if KEY_USAGE not in self.extensions:
            return False
        body = der.parse(self.extensions[KEY_USAGE]).expect(der.BIT_STRING).value[1:]
        return bit // 8 < len(body) and bool(body[bit // 8] >> 7 - bit % 8 & 1)

    @property
    def may_sign(self):
        """Whether it may sign statements."""
        return self.usage(DIGITAL_SIGNATURE) or self.usage(CONTENT_COMMITMENT)

    @property
    def ca(self):
        """None for end entities, else the path length (a large number if unlimited)."""
        if BASIC_CONSTRAINTS not in self.extensions:
            return None
        fields = der.parse(self.extensions[BASIC_CONSTRAINTS]).items(high=2)
        if not fields or fields[0].tag != der.BOOLEAN:
            return None
        return fields[1].integer() if len(fields) == 2 else MAX_CHAIN

    @property
    def issuer_and_serial(self):
        return der.seq(self.issuer, self.serial_raw)

    @property
    def name(self):
        """The values of the subject, joined: for people."""
        return name_text(self.subject)


def name_text(raw):
    """The values of a Name, joined: for people."""
    return ", ".join(attribute.items(low=2, high=2)[1].value.decode("utf-8", "replace")
                     for rdn in der.parse(raw).items() for attribute in rdn.items(der.SET))


class RevocationList:
    """A parsed CRL."""

    def __init__(self, raw):
        self.raw = raw
        tbs, self.signature_algorithm, signature = der.parse(raw).items(low=3, high=3)
        self.tbs, self.signature = tbs.raw, signature.bits()
        fields = list(tbs.items(low=4))
        if fields[0].tag == der.INTEGER:
            fields.pop(0)
        self.issuer, self.this_update = fields[1].raw, fields[2].time()
        rest = fields[3:]
        self.next_update = None
        if rest and rest[0].tag in (der.UTC_TIME, der.GENERALIZED_TIME):
            self.next_update = rest.pop(0).time()
        self.revoked = {}
        if rest and rest[0].tag == der.SEQUENCE:
            for entry in rest.pop(0).items():
                serial, moment = entry.items(low=2, high=3)[:2]
                self.revoked[serial.integer()] = moment.time()

    def issued_by(self, certificate):
        return self.issuer == certificate.subject and certificate.key.verify(
            self.signature_algorithm, self.tbs, self.signature) is None


def load_certificates(text_or_der):
    """All certificates of a PEM or DER file."""
    if text_or_der[:1] == b"\x30":
        return [Certificate(text_or_der)]
    return [Certificate(body) for _, body in
            keys.read_pem(text_or_der.decode("ascii", "replace"), "CERTIFICATE")]


def build_chain(certificate, anchors, pool, moment):
    """The chain from `certificate` to an anchor, all valid at `moment` (section 9, step 2).

    The finding is that of the first path that failed, "no chain" if there was no path at all.
    """
    failures = []

    def climb(path):
        top = path[-1]
        problem = _problem(top, len(path) - 1, moment)
        if problem:
            failures.append(problem)
            return None
        if any(top.raw == anchor.raw for anchor in anchors):
            return path
        if len(path) >= MAX_CHAIN:
            return None
        for issuer in anchors + pool:
            if issuer.subject != top.issuer or any(issuer.raw == c.raw for c in path):
                continue
            result = issuer.key.verify(top.signature_algorithm, top.tbs, top.signature)
            if result == "weak":
                failures.append(Refusal("FN303", "weak algorithm in the chain"))
            if result is None and (found := climb(path + [issuer])):
                return found
        return None

    chain = climb([certificate])
    if chain is None:
        raise failures[0] if failures else Refusal("FN309", "no chain to an anchor")
    return chain


def _problem(certificate, below, moment):
    """What is wrong with a certificate that has `below` certificates under it."""
    if moment > certificate.not_after:
        return Refusal("FN310", f"{certificate.name}: expired at signing time")
    if moment < certificate.not_before:
        return Refusal("FN311", f"{certificate.name}: not yet valid at signing time")
    if certificate.critical - UNDERSTOOD_WHEN_CRITICAL:
        return Refusal("FN309", f"{certificate.name}: unknown critical extension")
    if below and (certificate.ca is None or certificate.ca < below - 1
                  or not certificate.usage(KEY_CERT_SIGN)):
        return Refusal("FN315", f"{certificate.name}: may not issue certificates")
    if below and (oid := suites.read_algorithm(certificate.signature_algorithm)[0]) \
            in suites.WEAK_SIGNATURES and certificate.issuer != certificate.subject:
        return Refusal("FN303", f"{certificate.name}: {oid}")
    return None


# Writing, for tests

def name(common_name):
    return der.seq(der.set_of([der.seq(der.oid("2.5.4.3"),
                                       der.tlv(der.UTF8_STRING, common_name.encode()))]))


def make_certificate(subject, spki, issuer, issuer_key, serial, not_before, not_after, *,
                     usage=(DIGITAL_SIGNATURE,), ca=None, ski=None, aki=None, algorithm=None,
                     sign=None):
    """A certificate's DER; `issuer` and `subject` are encoded names."""
    algorithm = algorithm or issuer_key.signature_algorithm()
    extensions = []
    if ca is not None:
        extensions.append(der.seq(der.oid(BASIC_CONSTRAINTS), der.boolean(True),
                                  der.octets(der.seq(der.boolean(True)) if ca else der.seq())))
    if usage:
        value = sum(128 >> bit for bit in usage)
        unused = (value & -value).bit_length() - 1
        extensions.append(der.seq(der.oid(KEY_USAGE), der.boolean(True),
                                  der.octets(der.bits(bytes([value]), unused))))
    if ski:
        extensions.append(der.seq(der.oid(SKI), der.octets(der.octets(ski))))
    if aki:
        extensions.append(der.seq(der.oid(AKI), der.octets(der.seq(
            der.context(0, aki, constructed=False)))))
    tbs = der.seq(der.context(0, der.integer(2)), der.integer(serial), algorithm, issuer,
                  der.seq(der.time(not_before), der.time(not_after)), subject, spki,
                  der.context(3, der.seq(*extensions)))
    return der.seq(tbs, algorithm, der.bits((sign or issuer_key.sign)(tbs)))


def make_crl(issuer, issuer_key, this_update, next_update, revoked=()):
    """A CRL's DER; `revoked` holds (serial, time)."""
    algorithm = issuer_key.signature_algorithm()
    entries = [der.seq(der.integer(serial), der.time(moment)) for serial, moment in revoked]
    tbs = der.seq(der.integer(1), algorithm, issuer, der.time(this_update), der.time(next_update),
                  *([der.seq(*entries)] if entries else []),
                  der.context(0, der.seq(der.seq(der.oid("2.5.29.20"),
                                                 der.octets(der.integer(1))))))
    return der.seq(tbs, algorithm, der.bits(issuer_key.sign(tbs)))
