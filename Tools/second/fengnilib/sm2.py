"""SM2 (GB/T 32918): signature, public-key encryption and their DER, in plain Python.

Not constant-time; for tests and comparison only.
"""

import hashlib
import secrets

from cryptography.hazmat.primitives import hashes

from . import der

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
SIGNER_ID = b"1234567812345678"


def sm3(*parts):
    context = hashes.Hash(hashes.SM3())
    for part in parts:
        context.update(part)
    return context.finalize()


def _b(value):
    return value.to_bytes(32, "big")


# Points: affine pairs outside, Jacobian triples inside; z = 0 is infinity.

def on_curve(point):
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x + A) * x - B) % P == 0


def _double(point):
    x, y, z = point
    if z == 0 or y == 0:
        return (1, 1, 0)
    delta, gamma = z * z % P, y * y % P
    beta = x * gamma % P
    alpha = 3 * (x - delta) * (x + delta) % P       # because a = -3
    x3 = (alpha * alpha - 8 * beta) % P
    return (x3, (alpha * (4 * beta - x3) - 8 * gamma * gamma) % P,
            ((y + z) * (y + z) - gamma - delta) % P)


def _add(one, two):
    if one[2] == 0:
        return two
    if two[2] == 0:
        return one
    z1z1, z2z2 = one[2] * one[2] % P, two[2] * two[2] % P
    u1, u2 = one[0] * z2z2 % P, two[0] * z1z1 % P
    s1, s2 = one[1] * two[2] * z2z2 % P, two[1] * one[2] * z1z1 % P
    if u1 == u2:
        return _double(one) if s1 == s2 else (1, 1, 0)
    h, r = u2 - u1, s2 - s1
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x3 = (r * r - hhh - 2 * v) % P
    return (x3, (r * (v - x3) - s1 * hhh) % P, one[2] * two[2] * h % P)


def _affine(point):
    if point[2] == 0:
        return None
    inverse = pow(point[2], -1, P)
    square = inverse * inverse % P
    return (point[0] * square % P, point[1] * square * inverse % P)


def multiply(scalar, point, *more):
    """scalar·point, or the sum of several products; None is infinity."""
    pairs = [(scalar, point), *more]
    total = (1, 1, 0)
    for bit in range(max(s.bit_length() for s, _ in pairs) - 1, -1, -1):
        total = _double(total)
        for s, (x, y) in pairs:
            if s >> bit & 1:
                total = _add(total, (x, y, 1))
    return _affine(total)


# Keys

def generate():
    """A private scalar and its public point."""
    d = 1 + secrets.randbelow(N - 2)
    return d, multiply(d, G)


def encode_point(point):
    return b"\4" + _b(point[0]) + _b(point[1])


def decode_point(octets):
    if len(octets) != 65 or octets[0] != 4:
        raise ValueError("not an uncompressed point")
    point = (int.from_bytes(octets[1:33], "big"), int.from_bytes(octets[33:], "big"))
    if not on_curve(point):
        raise ValueError("not on the curve")
    return point


# Signature (part 2)

def z_value(public, signer=SIGNER_ID):
    return sm3((8 * len(signer)).to_bytes(2, "big"), signer, _b(A), _b(B), _b(G[0]), _b(G[1]),
               _b(public[0]), _b(public[1]))


def digest(public, message, signer=SIGNER_ID):
    """e: the digest that is signed, with the signer's Z before the message."""
    return int.from_bytes(sm3(z_value(public, signer), message), "big")


def bare_digest(message):
    """What some implementations sign by mistake: the digest without Z."""
    return int.from_bytes(sm3(message), "big")


def sign_digest(d, e, k=None):
    """The signature (r, s) in DER."""
    while True:
        nonce = k or 1 + secrets.randbelow(N - 1)
        r = (e + multiply(nonce, G)[0]) % N
        s = pow(1 + d, -1, N) * (nonce - r * d) % N
        if r and s and r + nonce != N:
            return der.seq(der.integer(r), der.integer(s))


def verify_digest(public, e, signature):
    try:
        r, s = (part.integer() for part in der.parse(signature).items(low=2, high=2))
    except der.DerError:
        return False
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N) or t == 0:
        return False
    point = multiply(s, G, (t, public))
    return point is not None and (e + point[0]) % N == r


def sign(d, public, message, signer=SIGNER_ID):
    return sign_digest(d, digest(public, message, signer))


def verify(public, message, signature, signer=SIGNER_ID):
    return verify_digest(public, digest(public, message, signer), signature)


# Encryption (part 4), order C1 C3 C2, result as SM2Cipher

def x963_kdf(digest_function, secret, length, info=b""):
    """ANSI X9.63 KDF; GB/T 32918.4's KDF is the same without info."""
    out, counter = b"", 1
    while len(out) < length:
        out += digest_function(secret + counter.to_bytes(4, "big") + info)
        counter += 1
    return out[:length]


def encrypt(public, message, k=None):
    while True:
        nonce = k or 1 + secrets.randbelow(N - 1)
        x1, y1 = multiply(nonce, G)
        x2, y2 = map(_b, multiply(nonce, public))
        mask = x963_kdf(sm3, x2 + y2, len(message))
        if any(mask):
            break
    c2 = bytes(a ^ b for a, b in zip(message, mask))
    return der.seq(der.integer(x1), der.integer(y1), der.octets(sm3(x2, message, y2)),
                   der.octets(c2))


def decrypt(d, cipher):
    """The message; ValueError when anything does not fit."""
    try:
        x, y, check, c2 = der.parse(cipher).items(low=4, high=4)
        point, check, c2 = (x.integer(), y.integer()), check.octets(), c2.octets()
    except der.DerError as error:
        raise ValueError(str(error)) from error
    if not on_curve(point) or len(check) != 32:
        raise ValueError("no SM2 ciphertext")
    x2, y2 = map(_b, multiply(d, point))
    mask = x963_kdf(sm3, x2 + y2, len(c2))
    message = bytes(a ^ b for a, b in zip(c2, mask))
    if not any(mask) or sm3(x2, message, y2) != check:
        raise ValueError("no SM2 ciphertext for this key")
    return message


def hash_by_name(name, data):
    """Digest under a name as JSON writes it."""
    return sm3(data) if name == "sm3" else hashlib.new(name, data).digest()
