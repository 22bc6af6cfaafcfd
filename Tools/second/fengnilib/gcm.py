"""GCM (NIST SP 800-38D) for both block ciphers; GHASH in Python, for SM4 (RFC 8998)."""

import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

POLYNOMIAL = 0xE1 << 120
_REDUCE = []


def multiply(x, y):
    """The product in GF(2^128), bit 0 of the field being the leftmost bit of the block."""
    z = 0
    for bit in range(127, -1, -1):
        if x >> bit & 1:
            z ^= y
        y = y >> 1 ^ POLYNOMIAL if y & 1 else y >> 1
    return z


def power(x, exponent):
    out = 1 << 127
    while exponent:
        if exponent & 1:
            out = multiply(out, x)
        x, exponent = multiply(x, x), exponent >> 1
    return out


def inverse(x):
    return power(x, (1 << 128) - 2)


def _tables(h):
    """For each octet position p, the 256 products of (octet at p) by h."""
    powers, y = [], h
    for _ in range(128):
        powers.append(y)
        y = y >> 1 ^ POLYNOMIAL if y & 1 else y >> 1
    tables = []
    for position in range(16):
        table = [0] * 256
        for bit in range(8):
            table[128 >> bit] = powers[8 * position + bit]
        for value in range(1, 256):
            low = value & -value
            if value != low:
                table[value] = table[value ^ low] ^ table[low]
        tables.append(table)
    return tables


def ghash(h, data, additional=b""):
    """GHASH, the length block included. The format has no additional data; test vectors have."""
    t = _tables(h)
    t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, ta, tb, tc, td, te, tf = t
    padded = additional + bytes(-len(additional) % 16) + data + bytes(-len(data) % 16) \
        + struct.pack(">QQ", 8 * len(additional), 8 * len(data))
    y, from_bytes = 0, int.from_bytes
    for offset in range(0, len(padded), 16):
        b = (y ^ from_bytes(padded[offset:offset + 16], "big")).to_bytes(16, "big")
        y = (t0[b[0]] ^ t1[b[1]] ^ t2[b[2]] ^ t3[b[3]] ^ t4[b[4]] ^ t5[b[5]] ^ t6[b[6]] ^ t7[b[7]]
             ^ t8[b[8]] ^ t9[b[9]] ^ ta[b[10]] ^ tb[b[11]] ^ tc[b[12]] ^ td[b[13]] ^ te[b[14]]
             ^ tf[b[15]])
    return y


class GCM:
    """GCM with a 12-octet nonce, no additional data and a 16-octet tag."""

    def __init__(self, cipher, key):
        self._algorithm = {"sm4": algorithms.SM4, "aes": algorithms.AES}[cipher](key)
        self.h = int.from_bytes(self.block(bytes(16)), "big")

    def block(self, block):
        return Cipher(self._algorithm, modes.ECB()).encryptor().update(block)

    def counter(self, nonce, data, first=2):
        """CTR from a counter value; 32 bits never wrap below 64 GiB."""
        start = nonce + struct.pack(">I", first)
        return Cipher(self._algorithm, modes.CTR(start)).encryptor().update(data)

    def j0(self, nonce):
        """The first counter block; for nonces other than 12 octets it is hashed."""
        if len(nonce) == 12:
            return nonce + b"\0\0\0\1"
        return ghash(self.h, nonce).to_bytes(16, "big")

    def tag(self, nonce, ciphertext, additional=b""):
        mask = int.from_bytes(self.block(self.j0(nonce)), "big")
        return (ghash(self.h, ciphertext, additional) ^ mask).to_bytes(16, "big")

    def seal(self, nonce, plaintext):
        """Ciphertext and tag."""
        if len(nonce) == 12:
            ciphertext = self.counter(nonce, plaintext)
        else:
            j0 = int.from_bytes(self.j0(nonce), "big")
            start = j0 >> 32 << 32 | (j0 + 1) & 0xFFFFFFFF
            ciphertext = Cipher(self._algorithm, modes.CTR(start.to_bytes(16, "big"))
                                ).encryptor().update(plaintext)
        return ciphertext, self.tag(nonce, ciphertext)

    def open(self, nonce, ciphertext, tag):
        """Plaintext and whether the tag held."""
        return (self.counter(nonce, ciphertext),
                hmac.compare_digest(self.tag(nonce, ciphertext), tag))
