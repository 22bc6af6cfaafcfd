"""The two suites (section 3) and every object identifier that the format knows."""

from . import der, sm2

DATA, SIGNED_DATA, ENVELOPED_DATA = (f"1.2.840.113549.1.7.{n}" for n in (1, 2, 3))
AUTH_ENVELOPED = "1.2.840.113549.1.9.16.1.23"
CONTENT_TYPES = {DATA, SIGNED_DATA, ENVELOPED_DATA, AUTH_ENVELOPED}

SM3, SHA256 = "1.2.156.10197.1.401", "2.16.840.1.101.3.4.2.1"
SHA384, SHA512 = "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"
MD5, SHA1 = "1.2.840.113549.2.5", "1.3.14.3.2.26"
DIGEST_NAMES = {SM3: "sm3", SHA256: "sha256", SHA384: "sha384", SHA512: "sha512"}

SM2_SM3, SM2_SIGN = "1.2.156.10197.1.501", "1.2.156.10197.1.301.1"
SM2_CURVE, SM2_ENCRYPT = "1.2.156.10197.1.301", "1.2.156.10197.1.301.3"
SM2_TRANSPORT = {SM2_CURVE, "1.2.156.10197.1.301.2", SM2_ENCRYPT, "1.2.156.10197.1.301.3.2.1"}
ECDSA_SHA256, ECDSA_SHA384 = "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3"
RSA, RSA_PSS, RSA_OAEP = (f"1.2.840.113549.1.1.{n}" for n in (1, 10, 7))
RSA_SHA = {"1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384",
           "1.2.840.113549.1.1.13": "sha512"}
MGF1, ED25519 = "1.2.840.113549.1.1.8", "1.3.101.112"
WEAK_SIGNATURES = {"1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1",
                   "1.3.14.3.2.29", "1.2.840.113549.1.1.2", "1.2.840.10040.4.3"}

SM4_GCM, AES256_GCM, AES256_CBC = ("1.2.156.10197.1.104.8", "2.16.840.1.101.3.4.1.46",
                                   "2.16.840.1.101.3.4.1.42")
AES256_WRAP = "2.16.840.1.101.3.4.1.45"
ECDH_KDFS = {"1.3.132.1.11.1": "sha256", "1.3.132.1.11.2": "sha384",
             "1.3.133.16.840.63.0.2": "sha1"}
ECDH_SHA256 = "1.3.132.1.11.1"
EC_KEY, P256, P384 = "1.2.840.10045.2.1", "1.2.840.10045.3.1.7", "1.3.132.0.34"

CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME = (f"1.2.840.113549.1.9.{n}" for n in (3, 4, 5))
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
ALGORITHM_PROTECTION = "1.2.840.113549.1.9.52"
COMMITMENT = "1.2.840.113549.1.9.16.2.16"
CAPACITIES = {"1.2.840.113549.1.9.16.6.6": "preparer", "1.2.840.113549.1.9.16.6.5": "approver",
              "1.2.840.113549.1.9.16.6.1": "seal", "1.2.840.113549.1.9.16.6.2": "receipt"}
COMMITMENT_OF = {name: oid for oid, name in CAPACITIES.items()}


class Suite:
    """A row of the table in section 3."""

    def __init__(self, name, digest_name, digest, signature, content, cipher, key_size):
        self.name, self.digest_name, self.digest_oid = name, digest_name, digest
        self.signature_oid, self.content_oid = signature, content
        self.cipher, self.key_size = cipher, key_size

    def hash(self, data):
        return sm2.hash_by_name(self.digest_name, data)

    def digest(self, data):
        """A digest as JSON has it: name, colon, hexadecimal."""
        return f"{self.digest_name}:{self.hash(data).hex()}"

    @property
    def digest_algorithm(self):
        return algorithm(self.digest_oid)


SM = Suite("sm", "sm3", SM3, SM2_SM3, SM4_GCM, "sm4", 16)
NIST = Suite("nist", "sha256", SHA256, ECDSA_SHA256, AES256_GCM, "aes", 32)
SUITES = {"sm": SM, "nist": NIST}


def algorithm(oid, *parameters):
    """An AlgorithmIdentifier."""
    return der.seq(der.oid(oid), *parameters)


def read_algorithm(node):
    """Object identifier and parameters (None: absent)."""
    parts = node.items(low=1, high=2)
    return parts[0].oid(), parts[1] if len(parts) == 2 else None


def absent_or_null(parameters):
    return parameters is None or parameters.raw == der.null()
