"""The envelope (section 4): CMS AuthEnvelopedData, read and written."""

import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

from . import der, keys, sm2, suites
from .errors import Refusal
from .gcm import GCM
from .zip_profile import FIRST_OCTETS

MAX_HEAD, MAX_INFO, MAX_CONTENT = 1 << 20, 16 << 10, 2 ** 36 - 32
ENDLESS = 1 << 63           # the end of a container whose length is indefinite


class Recipient:
    """One RecipientInfo: who it names, and how the content key is transported."""

    def __init__(self, issuer_and_serial, ski, algorithm, encrypted_key, originator=None):
        self.issuer_and_serial, self.ski = issuer_and_serial, ski
        self.algorithm, self.encrypted_key = algorithm, encrypted_key
        self.originator = originator

    def names(self, certificate):
        if self.ski is not None:
            return certificate.ski == self.ski
        return self.issuer_and_serial == certificate.issuer_and_serial


class Envelope:
    """A parsed envelope, nothing of it decrypted."""

    def __init__(self):
        self.recipients, self.suite, self.nonce = [], None, None
        self.ciphertext, self.tag = b"", b""


# Reading

def parse(data):
    """The envelope; Refusal of the transport or envelope gate."""
    if not data:
        raise Refusal("FN103", "the input is empty")
    cursor, ends = _open_content_info(data)
    try:
        return _parse_auth_enveloped(data, cursor, ends)
    except der.EarlyEnd as error:
        raise Refusal("FN203", f"the envelope ends early: {error}") from error
    except der.DerError as error:
        raise Refusal("FN201", f"malformed envelope: {error}") from error


def _open_content_info(data):
    """Where AuthEnvelopedData's header stands, and the ends of the two values around it."""
    try:
        tag, length, pos = der.read_header(data, 0, ENDLESS, ber=True)
        end = None if length is None else pos + length
        content_type = der.parse_at(data, pos, ENDLESS if end is None else end, ber=True)
        oid = content_type.oid()
        if tag != der.SEQUENCE or oid not in suites.CONTENT_TYPES:
            raise der.DerError("no ContentInfo")
    except der.DerError as error:
        raise Refusal("FN104", "no CMS ContentInfo of a known type") from error
    if oid != suites.AUTH_ENVELOPED:
        raise Refusal("FN204", f"content type {oid}: not authenticated, or not encrypted")
    return content_type.end, [end]


def _enter(data, pos, ends, tag):
    """Goes into a constructed value; its end (None: indefinite) is pushed on `ends`."""
    limit = _limit(ends)
    found, length, body = der.read_header(data, pos, limit, ber=True)
    if found != tag:
        raise der.DerError(f"tag 0x{found:02x} where 0x{tag:02x} must stand")
    ends.append(None if length is None else body + length)
    return body


def _leave(data, pos, ends):
    """Leaves the innermost value."""
    end = ends.pop()
    if end is None:
        if not der.at_end_of_contents(data, pos, _limit(ends)):
            raise der.DerError("end-of-contents expected")
        return pos + 2
    if end != pos:
        raise der.DerError("a value does not end where it says")
    return pos


def _limit(ends):
    return next((e for e in reversed(ends) if e is not None), ENDLESS)


def _peek(data, pos, ends):
    """The next tag; 0 at the end of the container."""
    if pos == ends[-1]:
        return 0
    if pos >= len(data):
        raise der.EarlyEnd("the input ends where a value must stand")
    return data[pos]


def _parse_auth_enveloped(data, pos, ends):
    out = Envelope()
    pos = _enter(data, pos, ends, 0xA0)
    pos = _enter(data, pos, ends, der.SEQUENCE)
    version = der.parse_at(data, pos, _limit(ends), ber=True)
    if version.integer() != 0:
        raise der.DerError("version")
    pos = version.end
    if _peek(data, pos, ends) == 0xA0:
        raise Refusal("FN213", "originatorInfo")
    infos = _parse_recipient_infos(data, pos, _limit(ends))
    for info in infos.items(der.SET, low=1):
        if info.end - info.start > MAX_INFO:
            raise Refusal("FN212", "a RecipientInfo of more than 16 KiB")
        out.recipients.append(_parse_recipient(info))
    pos = _enter(data, infos.end, ends, der.SEQUENCE)
    content_type = der.parse_at(data, pos, _limit(ends), ber=True)
    if content_type.oid() != suites.DATA:
        raise Refusal("FN204", "the encrypted content is not id-data")
    algorithm = der.parse_at(data, content_type.end, _limit(ends), ber=True)
    out.suite, out.nonce = _parse_content_algorithm(algorithm)
    if algorithm.end > MAX_HEAD:
        raise Refusal("FN212", "more than 1 MiB before the encrypted content")
    out.ciphertext, pos = _parse_content(data, algorithm.end, ends)
    pos = _leave(data, pos, ends)
    if _peek(data, pos, ends) == 0xA1:
        raise Refusal("FN207", "authenticated attributes")
    mac = der.parse_at(data, pos, _limit(ends), ber=True)
    out.tag = mac.octets()
    if len(out.tag) != 16:
        raise Refusal("FN206", f"a tag of {len(out.tag)} octets")
    pos = mac.end
    if _peek(data, pos, ends) == 0xA2:
        raise Refusal("FN207", "unauthenticated attributes")
    while ends:
        pos = _leave(data, pos, ends)
    if pos != len(data):
        raise Refusal("FN202", f"{len(data) - pos} octets after the envelope")
    return out


def _parse_recipient_infos(data, pos, limit):
    """The SET, read from the first MiB of the input alone."""
    head = data[:MAX_HEAD]
    try:
        infos = der.parse_at(head, pos, limit, ber=True)
        if infos.end <= len(head):
            return infos
        raise der.EarlyEnd("recipientInfos")
    except der.EarlyEnd as error:
        if len(data) <= MAX_HEAD:
            raise
        raise Refusal("FN212", "more than 1 MiB before the encrypted content") from error


def _parse_content_algorithm(node):
    oid, parameters = suites.read_algorithm(node)
    suite = next((s for s in suites.SUITES.values() if s.content_oid == oid), None)
    if suite is None:
        raise Refusal("FN205", f"content encryption {oid}")
    try:
        nonce, icv = parameters.items(low=2, high=2)
        if len(nonce.octets()) == 12 and icv.integer() == 16:
            return suite, nonce.octets()
    except (AttributeError, der.DerError):
        pass
    raise Refusal("FN206", "GCM parameters other than 12 octets of nonce and icvLen 16")


def _parse_content(data, pos, ends):
    """encryptedContent: primitive, or constructed of primitive OCTET STRINGs one level deep."""
    limit = _limit(ends)
    if _peek(data, pos, ends) == 0x80:
        _, length, body = der.read_header(data, pos, limit, ber=True)
        return data[body:body + length], body + length
    pos = _enter(data, pos, ends, 0xA0)
    end, limit, parts, total = ends[-1], _limit(ends), [], 0
    while not der.at_end_of_contents(data, pos, limit) if end is None else pos < end:
        tag, length, body = der.read_header(data, pos, limit, ber=True)
        if tag != der.OCTET_STRING:
            raise der.DerError("encryptedContent is not made of primitive OCTET STRINGs")
        parts.append(data[body:body + length])
        total, pos = total + length, body + length
    if total > MAX_CONTENT:
        raise Refusal("FN210", "more content than GCM allows")
    return b"".join(parts), _leave(data, pos, ends)


def _parse_recipient(node):
    """A RecipientInfo of the table in section 3, whoever it names; every other one is FN214."""
    if node.tag == der.SEQUENCE:
        return _parse_transport(node)
    if node.tag == 0xA1:
        return _parse_agreement(node)
    if node.tag in (0xA2, 0xA3, 0xA4):
        raise Refusal("FN214", "a RecipientInfo of another kind")
    raise der.DerError("RecipientInfo")


def _parse_transport(node):
    version, rid, algorithm, key = node.items(low=4, high=4)
    issuer_and_serial, ski = _parse_rid(rid, 0x80)
    if version.integer() != (0 if ski is None else 2):
        raise der.DerError("version of a KeyTransRecipientInfo")
    oid, parameters = suites.read_algorithm(algorithm)
    if not (oid in suites.SM2_TRANSPORT and suites.absent_or_null(parameters)
            or oid == suites.RSA_OAEP and _is_oaep_sha256(parameters)):
        raise Refusal("FN214", f"key transport {oid}")
    return Recipient(issuer_and_serial, ski, algorithm, key.octets())


def _parse_agreement(node):
    fields = node.items(0xA1, low=4, high=5)
    if fields[0].integer() != 3 or fields[1].tag != 0xA0 or len(fields[1].children) != 1:
        raise der.DerError("KeyAgreeRecipientInfo")
    originator, algorithm = fields[1].children[0], fields[-2]
    if len(fields) == 5 or originator.tag != 0xA1 or len(fields[-1].items()) != 1:
        raise Refusal("FN214", "another way of key agreement")
    curve, point = originator.items(0xA1, low=2, high=2)
    oid, parameters = suites.read_algorithm(algorithm)
    if suites.read_algorithm(curve)[0] != suites.EC_KEY or oid not in suites.ECDH_KDFS \
            or parameters is None or suites.read_algorithm(parameters)[0] != suites.AES256_WRAP:
        raise Refusal("FN214", f"key agreement {oid}")
    rid, key = fields[-1].children[0].items(low=2, high=2)
    issuer_and_serial, ski = _parse_rid(rid, 0xA0)
    return Recipient(issuer_and_serial, ski, algorithm, key.octets(), point.bits())


def _parse_rid(node, ski_tag):
    if node.tag == der.SEQUENCE:
        issuer, serial = node.items(low=2, high=2)
        serial.integer()
        return der.seq(issuer.raw, serial.raw), None
    if node.tag != ski_tag:
        raise der.DerError("recipient identifier")
    if ski_tag == 0x80:
        return None, node.value
    return None, node.items(0xA0, low=1, high=1)[0].octets()


def decrypt(envelope, private, certificate):
    """The package. FN208 without a matching recipient; FN209 for every failure after one."""
    recipient = next((r for r in envelope.recipients if r.names(certificate)), None)
    if recipient is None:
        raise Refusal("FN208", "not encrypted to this certificate")
    failed = Refusal("FN209", "the bundle does not decrypt: altered, or its keys do not fit")
    try:
        content_key = _content_key(recipient, private)
    except (ValueError, der.DerError) as error:
        raise failed from error
    if len(content_key) != envelope.suite.key_size:
        raise failed
    if len(envelope.ciphertext) > MAX_CONTENT:
        raise Refusal("FN210", "more content than GCM allows")
    gcm = gcm_of(envelope.suite, content_key)
    plaintext, held = gcm.open(envelope.nonce, envelope.ciphertext, envelope.tag)
    if not held:
        raise failed
    if plaintext[:len(FIRST_OCTETS)] != FIRST_OCTETS:
        raise Refusal("FN211", "the content is no Fengni package")
    return plaintext


def gcm_of(suite, key):
    return GCM(suite.cipher, key)


def _content_key(recipient, private):
    oid, parameters = suites.read_algorithm(recipient.algorithm)
    if private.kind == "sm2" and oid in suites.SM2_TRANSPORT:
        return sm2.decrypt(private.key, recipient.encrypted_key)
    if private.kind in ("p256", "p384") and recipient.originator:
        public = ec.EllipticCurvePublicKey.from_encoded_point(private.key.curve,
                                                              recipient.originator)
        key = keys.agree(private.key, public, suites.ECDH_KDFS[oid], parameters.raw)
        return keys.unwrap(key, recipient.encrypted_key)
    if private.kind == "rsa" and oid == suites.RSA_OAEP:
        scheme = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        return private.key.decrypt(recipient.encrypted_key, scheme)
    raise ValueError("a key of another kind than the RecipientInfo")


def _is_oaep_sha256(parameters):
    if parameters is None or parameters.tag != der.SEQUENCE:
        return False
    fields = {n.tag: n.children[0] for n in parameters.items() if n.children}
    if set(fields) != {0xA0, 0xA1}:
        return False
    mask, inner = suites.read_algorithm(fields[0xA1])
    return (suites.read_algorithm(fields[0xA0])[0] == suites.SHA256 and mask == suites.MGF1
            and inner is not None and suites.read_algorithm(inner)[0] == suites.SHA256)


# Writing

def recipient_info(certificate, content_key, ski=False, transport=None, kdf=suites.ECDH_SHA256):
    """A RecipientInfo as the table of section 3 has it, after the kind of the public key."""
    kind = certificate.key.kind
    if kind in ("p256", "p384"):
        return _key_agreement(certificate, content_key, ski, kdf)
    rid = (der.context(0, certificate.ski, constructed=False) if ski
           else certificate.issuer_and_serial)
    if kind == "sm2":
        algorithm = suites.algorithm(transport or suites.SM2_ENCRYPT)
        encrypted = sm2.encrypt(certificate.key.key, content_key)
    else:
        sha = suites.algorithm(suites.SHA256, der.null())
        algorithm = suites.algorithm(suites.RSA_OAEP, der.seq(
            der.context(0, sha), der.context(1, suites.algorithm(suites.MGF1, sha))))
        encrypted = certificate.key.key.encrypt(
            content_key, padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None))
    return der.seq(der.integer(2 if ski else 0), rid, algorithm, der.octets(encrypted))


def _key_agreement(certificate, content_key, ski, kdf):
    public = certificate.key.key
    ephemeral = ec.generate_private_key(public.curve)
    wrap_algorithm = suites.algorithm(suites.AES256_WRAP)
    key = keys.agree(ephemeral, public, suites.ECDH_KDFS[kdf], wrap_algorithm)
    point = ephemeral.public_key().public_bytes(serialization.Encoding.X962,
                                                serialization.PublicFormat.UncompressedPoint)
    originator = der.context(0, der.context(1, suites.algorithm(suites.EC_KEY), der.bits(point)))
    rid = (der.context(0, der.octets(certificate.ski)) if ski else certificate.issuer_and_serial)
    return der.context(1, der.integer(3), originator,
                       suites.algorithm(kdf, wrap_algorithm),
                       der.seq(der.seq(rid, der.octets(keys.wrap(key, content_key)))))


def seal(package, certificates, suite, *, ski=False, stream=False, segment=65536,
         content_key=None, nonce=None, icv_length=16, tag_octets=16, recipient_infos=None,
         content_type=suites.DATA, content_oid=None, originator_info=b"", auth_attributes=b"",
         unauth_attributes=b"", sealed=None, outer_type=suites.AUTH_ENVELOPED, version=0,
         wrap=None, content=None, sort=True):
    """The bundle. Everything after `segment` exists to write what the format forbids."""
    content_key = content_key or os.urandom(suite.key_size)
    nonce = nonce or os.urandom(12)
    ciphertext, tag = sealed or gcm_of(suite, content_key).seal(nonce, package)
    if recipient_infos is None:
        recipient_infos = [recipient_info(c, content_key, ski) for c in certificates]
    parameters = der.seq(der.octets(nonce),
                         *([] if icv_length is None else [der.integer(icv_length)]))
    infos = der.set_of(recipient_infos, sort=sort)
    head = der.oid(content_type) + suites.algorithm(content_oid or suite.content_oid, parameters)
    tail = auth_attributes + der.octets(tag[:tag_octets]) + unauth_attributes
    wrap = wrap or (der.indefinite if stream else der.tlv)
    if content:
        content = content(ciphertext)
    elif stream:
        content = der.indefinite(0xA0, *(der.octets(ciphertext[i:i + segment])
                                         for i in range(0, len(ciphertext), segment)))
    else:
        content = der.context(0, ciphertext, constructed=False)
    body = wrap(der.SEQUENCE, der.integer(version), originator_info, infos,
                wrap(der.SEQUENCE, head, content), tail)
    return wrap(der.SEQUENCE, der.oid(outer_type), wrap(0xA0, body))
