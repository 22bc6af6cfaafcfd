"""The forger's tools: what attacks.py needs to break one thing in a bundle and nothing else."""

import copy
import hashlib
import os
import struct
import zlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fengnilib import der, envelope, gcm, signed, sm2, suites, x509, zip_profile
from fengnilib.signed import SigningIdentity
from fixture import SIGNED, build, world

FORM = "data/form.json"


def other(suite):
    return suites.NIST if suite is suites.SM else suites.SM


# Manifest

def edit(member=None, **changes):
    """Changes members at the top, or inside `member`."""
    return lambda manifest: (manifest[member] if member else manifest).update(changes)


def row(**changes):
    return lambda manifest: manifest["documents"][0].update(changes)


def text_swap(old, new):
    def swap(text):
        assert old.encode() in text, old
        return text.replace(old.encode(), new.encode(), 1)
    return swap


# Signatures

def identity(capacity, person, *chain):
    return SigningIdentity(capacity, person.key, person.certificate,
                           [issuer.certificate for issuer in chain])


def by(w, chain=(), **people):
    """The usual signers, some replaced: by(w, seal=w.expired)."""
    return [identity(i.capacity, people[i.capacity], w.issuing, *chain)
            if i.capacity in people else i for i in w.identities]


def infos(all=None, **one):
    """SignerInfos of the usual signers, with signer_info's arguments for all or by capacity."""
    return lambda w, text: infos_by(w, text, w.identities, all, **one)


def infos_by(w, text, identities, all=None, **one):
    return [signed.signer_info(i, text, w.suite, SIGNED,
                               **{**(all or {}), **one.get(i.capacity, {})}) for i in identities]


def pss(w, salt):
    """The seal's signature by RSASSA-PSS with SHA-256."""
    sha = suites.algorithm(suites.SHA256, der.null())
    algorithm = suites.algorithm(suites.RSA_PSS, der.seq(
        der.context(0, sha), der.context(1, suites.algorithm(suites.MGF1, sha)),
        *([] if salt == 20 else [der.context(2, der.integer(salt))])))
    scheme = rsa_padding.PSS(rsa_padding.MGF1(hashes.SHA256()), salt)
    people = by(w, seal=w.rsa_signer)
    return build(w, identities=people, infos=lambda w, text: infos_by(w, text, people, seal={
        "signature_algorithm": algorithm,
        "sign": lambda message: w.rsa_signer.key.key.sign(message, scheme, hashes.SHA256())}))


def signing_certificate(w, person):
    return signed.signing_certificate(w.suite, person.certificate.raw)


def weak_digest(name, octets):
    return hashlib.new(name, octets).digest()


def zero_signature(_):
    return der.seq(der.integer(1), der.integer(1))


def bare_sm2(key):
    return lambda message: sm2.sign_digest(key.key, sm2.bare_digest(message))


def other_id_sm2(key):
    return lambda message: sm2.sign(key.key, sm2.multiply(key.key, sm2.G), message, b"")


def altered_content(w):
    """JSON that the signatures were not made for."""
    kept = []

    def alter(text):
        kept.append(text)
        return text.replace(b'"mark": "internal"', b'"mark": "public"  ')
    return build(w, json=alter, infos=lambda w, _: infos()(w, kept[0]))


def attributes_as_content(w):
    """The DER of true signed attributes as content: without attributes the signature holds."""
    kept = []

    def swap(text):
        info = der.parse(signed.signer_info(w.identities[2], text, w.suite, SIGNED))
        kept.append(info)
        return der.retag(der.SET, info.children[3].raw)

    def bare(w, _):
        fields = kept[0].children
        return [der.seq(*(f.raw for f in fields[:3]), fields[4].raw, fields[5].raw)]
    return build(w, json=swap, infos=bare)


def other_suite(w):
    """A package of the other suite in an envelope of this one."""
    kept = []
    build(world(other(w.suite).name), package=lambda p: kept.append(p) or p)
    return envelope.seal(kept[0], [w.centre1.certificate, w.centre2.certificate], w.suite)


# Envelope

def _recipient(w, person, key, **how):
    return envelope.recipient_info(person.certificate, key, **how)


def addressed(w, people):
    """Encrypted to these people, whatever the manifest says."""
    key = os.urandom(w.suite.key_size)
    return {"content_key": key, "recipient_infos": [_recipient(w, p, key) for p in people]}


def _both_with(w, **how):
    key = os.urandom(w.suite.key_size)
    return build(w, sealing={"content_key": key, "recipient_infos": [
        _recipient(w, p, key, **how) for p in (w.centre1, w.centre2)]})


def transport(w, oid):
    return _both_with(w, transport=oid)


def agreement(w, digest):
    return _both_with(w, kdf={d: oid for oid, d in suites.ECDH_KDFS.items()}[digest])


def with_recipient(w, info):
    """A further RecipientInfo, beside those that are right."""
    key = os.urandom(w.suite.key_size)
    return build(w, sealing={"content_key": key, "recipient_infos": [
        _recipient(w, p, key) for p in (w.centre1, w.centre2)] + [info]})


def transported(w, oid):
    """A KeyTransRecipientInfo by another algorithm, for somebody else."""
    return der.seq(der.integer(0), w.stranger.certificate.issuer_and_serial,
                   suites.algorithm(oid), der.octets(bytes(256)))


def agreement_with(w, ukm=False, wrap=suites.AES256_WRAP):
    """A KeyAgreeRecipientInfo that differs in one place from what the table has."""
    info = der.parse(_recipient(w, w.centre1, bytes(32))).children
    algorithm = suites.algorithm(suites.ECDH_SHA256, suites.algorithm(wrap))
    return with_recipient(w, der.context(
        1, info[0].raw, info[1].raw, *([der.context(1, der.octets(b"ukm"))] if ukm else []),
        algorithm, info[3].raw))


def sealed(w, package, change):
    """Ciphertext changed after the tag was made."""
    key, nonce = os.urandom(w.suite.key_size), os.urandom(12)
    ciphertext, tag = gcm.GCM(w.suite.cipher, key).seal(nonce, package)
    return {"content_key": key, "nonce": nonce, "sealed": (change(ciphertext), tag)}


def flip(region):
    """Inverts one bit of a bundle in the definite form (of every encrypted key)."""
    def change(bundle):
        parsed = envelope.parse(bundle)
        content = parsed.ciphertext
        start = bundle.index(content[:64])
        places = {"first": start, "mimetype": start + 40, "manifest": start + 300,
                 "middle": start + len(content) // 2, "end": start + len(content) - 1,
                 "tag": len(bundle) - 1, "nonce": bundle.index(parsed.nonce) + 3,
                 "encrypted-key": [bundle.index(r.encrypted_key) + len(r.encrypted_key) - 1
                                   for r in parsed.recipients]}[region]
        changed = bytearray(bundle)
        for place in places if isinstance(places, list) else [places]:
            changed[place] ^= 1
        return bytes(changed)
    return change


def _with_content(w, content, stream=True):
    return build(w, sealing={"stream": stream, "content": content})


def _split(ciphertext, size=512):
    return [ciphertext[i:i + size] for i in range(0, len(ciphertext), size)]


def segments(w, change):
    """Segments of equal size, rearranged."""
    return _with_content(w, lambda c: der.indefinite(
        0xA0, *(der.octets(s) for s in change(_split(c)))))


def empty_segments(w):
    return _with_content(w, lambda c: der.indefinite(
        0xA0, *(der.octets(s) + der.octets(b"") for s in _split(c))))


def nested_segments(w):
    return _with_content(w, lambda c: der.indefinite(
        0xA0, der.indefinite(0x24, *(der.octets(s) for s in _split(c)))))


def definite_constructed(w):
    return _with_content(w, lambda c: der.context(0, *(der.octets(s) for s in _split(c))), False)


def long_lengths(w, count=8):
    """Every length around the content in so many octets."""
    def wrap(tag, *parts):
        body = b"".join(parts)
        return bytes([tag, 0x80 + count]) + len(body).to_bytes(count, "big") + body
    return build(w, sealing={"wrap": wrap})


def long_head(w):
    key = os.urandom(w.suite.key_size)
    bulk = der.seq(der.integer(0), w.centre2.certificate.issuer_and_serial,
                   suites.algorithm(suites.SM2_ENCRYPT), der.octets(bytes(1 << 20)))
    return build(w, sealing={"content_key": key, "recipient_infos": [
        _recipient(w, w.centre1, key), bulk]})


def large_info(w):
    """A RecipientInfo that is only too large, for somebody else."""
    info = der.parse(_recipient(w, w.centre2, bytes(w.suite.key_size)))
    name = der.seq(*[x509.name("n" * 100)[2:] for _ in range(150)])
    fields = [f.raw for f in info.children]
    if w.suite is suites.SM:
        fields[1] = der.seq(name, der.integer(1))
    else:
        fields[3] = der.seq(der.seq(der.seq(name, der.integer(1)), der.octets(bytes(40))))
    return with_recipient(w, der.tlv(info.tag, *fields))


def deep(w):
    nested = der.seq()
    for _ in range(2000):
        nested = der.seq(nested)
    return build(w, sealing={"recipient_infos": [nested]})


def other_key_for_reader(w):
    key = os.urandom(w.suite.key_size)
    return build(w, sealing={"content_key": key, "recipient_infos": [
        _recipient(w, w.centre1, os.urandom(w.suite.key_size)), _recipient(w, w.centre2, key)]})


def short_key(w):
    size = {16: 24, 32: 16}[w.suite.key_size]
    return build(w, sealing={"recipient_infos": [
        _recipient(w, p, os.urandom(size)) for p in (w.centre1, w.centre2)]})


def rsa_pkcs1(w):
    key = os.urandom(w.suite.key_size)
    certificate = w.rsa_reader.certificate
    info = der.seq(der.integer(0), certificate.issuer_and_serial,
                   suites.algorithm(suites.RSA, der.null()),
                   der.octets(certificate.key.key.encrypt(key, rsa_padding.PKCS1v15())))
    return build(w, recipients=[w.rsa_reader],
                 sealing={"content_key": key, "recipient_infos": [info]})


def enveloped_cbc(w):
    """A correct EnvelopedData with CBC, as GB/T 35275 and older mail programs make it."""
    kept, key, iv = [], os.urandom(w.suite.key_size), os.urandom(16)
    build(w, package=lambda p: kept.append(p) or p)
    sm = w.suite is suites.SM
    count = 16 - len(kept[0]) % 16
    cipher = Cipher(algorithms.SM4(key) if sm else algorithms.AES(key), modes.CBC(iv))
    content = cipher.encryptor().update(kept[0] + bytes([count]) * count)
    oid = "1.2.156.10197.1.104.2" if sm else suites.AES256_CBC
    infos_ = der.set_of([_recipient(w, p, key) for p in (w.centre1, w.centre2)])
    body = der.seq(der.integer(0 if sm else 2), infos_, der.seq(
        der.oid(suites.DATA), suites.algorithm(oid, der.octets(iv)),
        der.context(0, content, constructed=False)))
    return der.seq(der.oid(suites.ENVELOPED_DATA), der.context(0, body))


def two_keys(w):
    """One ciphertext whose tag holds under two keys: GCM does not commit to its key.

    Recipient 1 gets key 2, under which the content is noise; recipient 2 gets key 1, under which
    it is a package. One block of the padding is chosen so that both GHASH values agree.
    """
    suite, nonce = w.suite, os.urandom(12)
    one, two = os.urandom(suite.key_size), os.urandom(suite.key_size)

    def sealing(w, package):
        first, second = gcm.GCM(suite.cipher, one), gcm.GCM(suite.cipher, two)
        content = bytearray(first.counter(nonce, package))
        content += bytes(-len(content) % 16)
        free = len(content) // 16 - 1
        content[16 * free:] = bytes(16)
        difference = int.from_bytes(first.tag(nonce, bytes(content)), "big") \
            ^ int.from_bytes(second.tag(nonce, bytes(content)), "big")
        exponent = len(content) // 16 - free + 1
        factor = gcm.power(first.h, exponent) ^ gcm.power(second.h, exponent)
        block = gcm.multiply(difference, gcm.inverse(factor))
        content[16 * free:] = block.to_bytes(16, "big")
        tag = first.tag(nonce, bytes(content))
        assert tag == second.tag(nonce, bytes(content))
        return {"nonce": nonce, "sealed": (bytes(content), tag), "recipient_infos": [
            _recipient(w, w.centre1, two), _recipient(w, w.centre2, one)]}
    return build(w, sealing=sealing)


# Package

def documents_with(w, *names):
    return {**w.documents, **{name: ("evidence", "text/plain", b"text %d" % i)
                              for i, name in enumerate(names)}}


def local(**changes):
    return {"local": {FORM: changes}}


def central(**changes):
    return {"central": {FORM: changes}}


def both(**changes):
    return {**local(**changes), **central(**changes)}


def entry_named(entry_name, /, **changes):
    """Header values of one entry."""
    def change(entries):
        for e in entries:
            if e.name == entry_name:
                for field, value in changes.items():
                    setattr(e, field, value)
    return change


def rename(old, new):
    return entry_named(old, name=new)


def replace_entry(name, change):
    """Other octets under the same name, with right sizes and CRC-32."""
    def swap(entries):
        return [zip_profile.entry(name, change(zip_profile.content(e)), e.method == 8)
                if e.name == name else e for e in entries]
    return swap


def insert_entry(place, name, octets):
    return lambda entries: entries.insert(place, zip_profile.entry(name, octets))


def again(index):
    """An entry a second time, right after the first."""
    return lambda entries: entries.insert(index + 1, copy.copy(entries[index]))


def deflate_manifest(entries):
    octets = entries[1].data
    entries[1] = zip_profile.entry(entries[1].name, octets, deflate=True)
    assert entries[1].method == zip_profile.DEFLATED


def deflate_data(change):
    def swap(entries):
        e = entries[2]
        assert e.method == zip_profile.DEFLATED
        e.data = change(e.data)
        e.compressed_size = len(e.data)
    return swap


def unused_bit(data):
    """The highest bit that the last block leaves alone, set."""
    for bit in (0x80, 0x40, 0x20, 0x10, 8, 4, 2, 1):
        changed = data[:-1] + bytes([data[-1] | bit])
        if changed != data:
            stream = zlib.decompressobj(-15)
            if stream.decompress(changed) == zlib.decompress(data, -15) and stream.eof:
                return changed
    raise AssertionError("the last octet is used up")


def bomb(size):
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(bytes(size)) + compressor.flush()


def announced_bomb(w):
    size = 70 << 20

    def swap(entries):
        e = entries[2]
        e.data = bomb(size)
        e.compressed_size, e.size, e.crc = len(e.data), size, zlib.crc32(bytes(size))
    return build(w, entries=swap, manifest=row(size=size, digest=w.suite.digest(bytes(size))))


def padding(make, deflate=False):
    def swap(entries):
        entries[-1] = zip_profile.entry(zip_profile.PADDING_NAME, make(entries[-1].size), deflate)
    return swap


def padding_of_next_step(entries):
    """More zeros than the smallest Padmé length asks for, and again a Padmé length."""
    length = zip_profile.padme(len(zip_profile.write(entries)) + 1)
    return [*entries[:-1], zip_profile.entry(zip_profile.PADDING_NAME, bytes(
        entries[-1].size + length - len(zip_profile.write(entries))))]


def hidden_file(listing):
    hidden = zip_profile.entry("data/hidden.txt", b"not in the central directory")
    return {"gaps": {FORM: zip_profile.local_header(hidden) + hidden.data}}


def same_offset(listing):
    zip_profile.write(listing)
    return {"offsets": {listing[3].name: listing[2].offset}}


def needless_zip64(listing):
    e = listing[2]
    sizes = struct.pack("<QQ", e.size, e.compressed_size)
    changes = {"needed": 45, "size": zip_profile.ALL32, "compressed": zip_profile.ALL32,
               "extra": struct.pack("<HH", 1, 16) + sizes}
    return both(**changes)


def end_field(offset, delta):
    """Adds to a field of the end record."""
    def change(package):
        place = len(package) - 22 + offset
        value = struct.unpack_from("<H", package, place)[0] + delta & 0xFFFF
        return package[:place] + struct.pack("<H", value) + package[place + 2:]
    return change
