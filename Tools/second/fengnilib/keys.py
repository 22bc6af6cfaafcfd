"""Private and public keys of both suites behind two small classes, and encrypted PKCS #8."""

import base64
import hashlib
import os
import re

from cryptography import exceptions
from cryptography.hazmat.primitives import hashes, keywrap, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import der, sm2, suites

HASHES = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384,
          "sha512": hashes.SHA512}
HASH_OIDS = {suites.SHA256: "sha256", suites.SHA384: "sha384", suites.SHA512: "sha512"}
PBES2, PBKDF2 = "1.2.840.113549.1.5.13", "1.2.840.113549.1.5.12"
HMAC_SHA256 = "1.2.840.113549.2.9"
MAX_ITERATIONS = 10_000_000


class KeyError_(Exception):
    """A key or a password that can't be used."""


# PEM

def read_pem(text, *labels):
    """The bodies of all PEM blocks with one of the labels, in order."""
    out = []
    for label, body in re.findall(r"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", text, re.S):
        if label in labels:
            out.append((label, base64.b64decode("".join(body.split()))))
    return out


def write_pem(label, body):
    text = base64.b64encode(body).decode()
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


# Public keys

class PublicKey:
    """A SubjectPublicKeyInfo: `kind` is sm2, p256, p384, rsa, ed25519 or other."""

    def __init__(self, spki):
        self.spki = spki
        algorithm, bits = der.parse(spki).items(low=2, high=2)
        oid, parameters = suites.read_algorithm(algorithm)
        self.bits, self.kind, self.key = bits.bits(), "other", None
        try:
            if oid == suites.EC_KEY and parameters is not None and parameters.tag == der.OID:
                curve = parameters.oid()
                if curve == suites.SM2_CURVE:
                    self.kind, self.key = "sm2", sm2.decode_point(self.bits)
                elif curve in (suites.P256, suites.P384):
                    self.kind = "p256" if curve == suites.P256 else "p384"
                    self.key = serialization.load_der_public_key(spki)
            elif oid == suites.RSA:
                self.key = serialization.load_der_public_key(spki)
                self.kind = "rsa"
            elif oid == suites.ED25519:
                self.key = serialization.load_der_public_key(spki)
                self.kind = "ed25519"
        except (ValueError, exceptions.UnsupportedAlgorithm) as error:
            raise der.DerError(f"public key: {error}") from error

    def verify(self, algorithm, message, signature):
        """None if the signature holds, else "weak", "unknown", "bad" or "bare" (SM2 without Z).

        `algorithm` is the AlgorithmIdentifier node, or `(node, digest name)` for a SignerInfo, whose
        digest must be the scheme's.
        """
        cms_digest = None
        if isinstance(algorithm, tuple):
            algorithm, cms_digest = algorithm
        oid, parameters = suites.read_algorithm(algorithm)
        if oid in suites.WEAK_SIGNATURES or self.kind == "rsa" and self.key.key_size < 2048:
            return "weak"
        if oid in (suites.SM2_SM3, suites.SM2_SIGN) and self.kind == "sm2":
            if not suites.absent_or_null(parameters):
                return "unknown"
            if sm2.verify(self.key, message, signature):
                return None
            bare = sm2.verify_digest(self.key, sm2.bare_digest(message), signature)
            return "bare" if bare else "bad"
        try:
            arguments = self._arguments(oid, parameters, cms_digest)
            if arguments is None or cms_digest and self._digest_name(arguments) != cms_digest:
                return "unknown"
            self.key.verify(signature, message, *arguments)
        except (exceptions.InvalidSignature, ValueError):
            return "bad"
        return None

    @staticmethod
    def _digest_name(arguments):
        """The digest of a scheme as `_arguments` has it (Ed25519 in CMS: RFC 8419)."""
        if not arguments:
            return "sha512"
        last = arguments[-1]
        return (last.algorithm if isinstance(last, ec.ECDSA) else last).name

    def _arguments(self, oid, parameters, cms_digest):
        pair = (oid, self.kind)
        if pair == (suites.ECDSA_SHA256, "p256") and parameters is None:
            return (ec.ECDSA(hashes.SHA256()),)
        if pair == (suites.ECDSA_SHA384, "p384") and parameters is None:
            return (ec.ECDSA(hashes.SHA384()),)
        if pair == (suites.ED25519, "ed25519") and parameters is None:
            return ()
        if self.kind != "rsa":
            return None
        if oid in suites.RSA_SHA and suites.absent_or_null(parameters):
            return (padding.PKCS1v15(), HASHES[suites.RSA_SHA[oid]]())
        if oid == suites.RSA and cms_digest and suites.absent_or_null(parameters):
            return (padding.PKCS1v15(), HASHES[cms_digest]())
        if oid == suites.RSA_PSS and parameters is not None and parameters.tag == der.SEQUENCE:
            return _pss(parameters)
        return None


def _pss(parameters):
    """RSASSA-PSS with SHA-2, MGF1 over the same digest, salt of its length."""
    fields = {node.tag: node.children[0] for node in parameters.items() if node.children}
    if 0xA0 not in fields or 0xA1 not in fields or 0xA3 in fields:
        return None
    name = HASH_OIDS.get(suites.read_algorithm(fields[0xA0])[0])
    mask, inner = suites.read_algorithm(fields[0xA1])
    if not name or mask != suites.MGF1 or inner is None \
            or HASH_OIDS.get(suites.read_algorithm(inner)[0]) != name:
        return None
    salt = fields[0xA2].integer() if 0xA2 in fields else 20
    if salt != HASHES[name]().digest_size:
        return None
    return (padding.PSS(padding.MGF1(HASHES[name]()), salt), HASHES[name]())


# Private keys

class PrivateKey:
    """A private key: `kind` as for the public key."""

    def __init__(self, kind, key):
        self.kind, self.key = kind, key

    @classmethod
    def generate(cls, kind):
        if kind == "sm2":
            return cls(kind, sm2.generate()[0])
        if kind == "rsa":
            return cls(kind, rsa.generate_private_key(65537, 2048))
        if kind == "ed25519":
            return cls(kind, ed25519.Ed25519PrivateKey.generate())
        return cls(kind, ec.generate_private_key(ec.SECP256R1() if kind == "p256"
                                                 else ec.SECP384R1()))

    @classmethod
    def from_pkcs8(cls, octets):
        version, algorithm, body = der.parse(octets).items(low=3)[:3]
        oid, parameters = suites.read_algorithm(algorithm)
        if oid == suites.EC_KEY and parameters is not None and parameters.tag == der.OID \
                and parameters.oid() == suites.SM2_CURVE:
            key = der.parse(body.octets()).items(low=2)[1].octets()
            return cls("sm2", int.from_bytes(key, "big"))
        key = serialization.load_der_private_key(octets, None)
        if isinstance(key, rsa.RSAPrivateKey):
            return cls("rsa", key)
        if isinstance(key, ed25519.Ed25519PrivateKey):
            return cls("ed25519", key)
        return cls({"secp256r1": "p256", "secp384r1": "p384"}[key.curve.name], key)

    @classmethod
    def from_pem(cls, text, passphrase=None):
        blocks = read_pem(text, "PRIVATE KEY", "ENCRYPTED PRIVATE KEY")
        if not blocks:
            raise KeyError_("no PKCS #8 key")
        label, body = blocks[0]
        try:
            return cls.from_pkcs8(decrypt_pkcs8(body, passphrase) if "ENC" in label else body)
        except (der.DerError, ValueError, KeyError) as error:
            raise KeyError_("wrong passphrase, or no key of a kind that is known") from error

    def pkcs8(self):
        if self.kind == "sm2":
            point = sm2.encode_point(sm2.multiply(self.key, sm2.G))
            inner = der.seq(der.integer(1), der.octets(self.key.to_bytes(32, "big")),
                            der.context(1, der.bits(point)))
            return der.seq(der.integer(0), suites.algorithm(
                suites.EC_KEY, der.oid(suites.SM2_CURVE)), der.octets(inner))
        return self.key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8,
                                      serialization.NoEncryption())

    def pem(self, passphrase=None):
        if passphrase is None:
            return write_pem("PRIVATE KEY", self.pkcs8())
        return write_pem("ENCRYPTED PRIVATE KEY", encrypt_pkcs8(self.pkcs8(), passphrase))

    def spki(self):
        if self.kind == "sm2":
            point = sm2.encode_point(sm2.multiply(self.key, sm2.G))
            return der.seq(suites.algorithm(suites.EC_KEY, der.oid(suites.SM2_CURVE)),
                           der.bits(point))
        return self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)

    def signature_algorithm(self):
        """The AlgorithmIdentifier that `sign` makes signatures of."""
        oid = {"sm2": suites.SM2_SM3, "p256": suites.ECDSA_SHA256, "p384": suites.ECDSA_SHA384,
               "ed25519": suites.ED25519}.get(self.kind)
        return suites.algorithm(oid) if oid else suites.algorithm("1.2.840.113549.1.1.11",
                                                                  der.null())

    def sign(self, message):
        if self.kind == "sm2":
            return sm2.sign(self.key, sm2.multiply(self.key, sm2.G), message)
        if self.kind == "rsa":
            return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        if self.kind == "ed25519":
            return self.key.sign(message)
        digest = hashes.SHA256() if self.kind == "p256" else hashes.SHA384()
        return self.key.sign(message, ec.ECDSA(digest))


# Encrypted PKCS #8 (RFC 8018): PBES2, PBKDF2 with HMAC-SHA-256, AES-256-CBC

def decrypt_pkcs8(octets, passphrase):
    if passphrase is None:
        raise KeyError_("the key is encrypted and there is no passphrase")
    algorithm, body = der.parse(octets).items(low=2, high=2)
    scheme, parameters = suites.read_algorithm(algorithm)
    if scheme != PBES2:
        raise KeyError_("not PBES2")
    derivation, cipher = parameters.items(low=2, high=2)
    kdf, kdf_parameters = suites.read_algorithm(derivation)
    mode, iv = suites.read_algorithm(cipher)
    fields = kdf_parameters.items(low=2, high=4)
    prf = suites.read_algorithm(fields[-1])[0] if fields[-1].tag == der.SEQUENCE else None
    rounds = fields[1].integer()
    if kdf != PBKDF2 or prf != HMAC_SHA256 or mode != suites.AES256_CBC \
            or not 0 < rounds <= MAX_ITERATIONS:
        raise KeyError_("not PBKDF2 with HMAC-SHA-256 and AES-256-CBC")
    key = hashlib.pbkdf2_hmac("sha256", passphrase, fields[0].octets(), rounds, 32)
    padded = Cipher(algorithms.AES(key), modes.CBC(iv.octets())).decryptor().update(body.octets())
    count = padded[-1] if padded else 0
    if not 1 <= count <= 16 or padded[-count:] != bytes([count]) * count:
        raise KeyError_("wrong passphrase")
    return padded[:-count]


def encrypt_pkcs8(octets, passphrase, rounds=10_000):
    salt, iv = os.urandom(16), os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha256", passphrase, salt, rounds, 32)
    count = 16 - len(octets) % 16
    body = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor().update(
        octets + bytes([count]) * count)
    derivation = suites.algorithm(PBKDF2, der.seq(
        der.octets(salt), der.integer(rounds), suites.algorithm(HMAC_SHA256, der.null())))
    cipher = suites.algorithm(suites.AES256_CBC, der.octets(iv))
    return der.seq(suites.algorithm(PBES2, der.seq(derivation, cipher)), der.octets(body))


# Content key under a recipient's key (sections 3 and 4.4)

def shared_info(wrap_algorithm):
    """RFC 5753's ECC-CMS-SharedInfo for a 256-bit wrapping key."""
    return der.seq(wrap_algorithm, der.context(2, der.octets((256).to_bytes(4, "big"))))


def agree(private, public, kdf, wrap_algorithm):
    """The wrapping key of ephemeral-static ECDH."""
    secret = private.exchange(ec.ECDH(), public)
    return sm2.x963_kdf(lambda data: hashlib.new(kdf, data).digest(), secret, 32,
                        shared_info(wrap_algorithm))


def wrap(key, content_key):
    return keywrap.aes_key_wrap(key, content_key)


def unwrap(key, wrapped):
    try:
        return keywrap.aes_key_unwrap(key, wrapped)
    except (keywrap.InvalidUnwrap, ValueError) as error:
        raise ValueError("key wrap") from error
