"""Frames and volumes (SPEC 14): cutting and joining, in plain Python, for small files."""

import hashlib

from . import sm2
from .errors import Refusal

MAGIC = bytes.fromhex("89464e560d0a1a0a")
HEADER = 128
DIGESTS = {1: sm2.sm3, 2: lambda data: hashlib.sha256(data).digest()}


# --- 14.3, checksum

def _crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0xC96C5795D7870F42 if byte & 1 else 0)
        table.append(byte)
    return table


_CRC = _crc_table()


def checksum(data):
    value = 0xFFFFFFFFFFFFFFFF
    for byte in data:
        value = _CRC[(value ^ byte) & 255] ^ value >> 8
    return value ^ 0xFFFFFFFFFFFFFFFF


# --- 14.4, field

def _multiply_slowly(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 256:
            a ^= 0x11D
        b >>= 1
    return product


_PRODUCTS = [bytes(_multiply_slowly(a, b) for b in range(256)) for a in range(256)]
_INVERSES = [0] + [row.index(1) for row in _PRODUCTS[1:]]


def scaled(factor, data):
    """Every octet times the factor."""
    return data.translate(_PRODUCTS[factor])


def added(a, b):
    return (int.from_bytes(a, "big") ^ int.from_bytes(b, "big")).to_bytes(len(a), "big")


def coefficient(k, i, j):
    return _INVERSES[k + i ^ j]


def inverted(matrix):
    size = len(matrix)
    rows = [list(row) + [int(i == j) for j in range(size)] for i, row in enumerate(matrix)]
    for column in range(size):
        pivot = next(i for i in range(column, size) if rows[i][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        factor = _INVERSES[rows[column][column]]
        rows[column] = [_PRODUCTS[factor][value] for value in rows[column]]
        for i in range(size):
            factor = rows[i][column]
            if i != column and factor:
                rows[i] = [a ^ _PRODUCTS[factor][b] for a, b in zip(rows[i], rows[column])]
    return [row[size:] for row in rows]


def recovery_column(k, i, data):
    total = bytes(len(data[0]))
    for j, column in enumerate(data):
        total = added(total, scaled(coefficient(k, i, j), column))
    return total


def complete(k, columns):
    """The data columns of a stripe, from any k of its columns by index; None if there are fewer."""
    missing = [j for j in range(k) if j not in columns]
    helpers = [c for c in sorted(columns) if c >= k][:len(missing)]
    if len(helpers) < len(missing):
        return None
    rests = []
    for helper in helpers:
        rest = columns[helper]
        for j in range(k):
            if j in columns:
                rest = added(rest, scaled(coefficient(k, helper - k, j), columns[j]))
        rests.append(rest)
    solution = inverted([[coefficient(k, helper - k, j) for j in missing] for helper in helpers])
    found = dict(columns)
    for j, factors in zip(missing, solution):
        total = bytes(len(rests[0]))
        for factor, rest in zip(factors, rests):
            total = added(total, scaled(factor, rest))
        found[j] = total
    return [found[j] for j in range(k)]


# --- 14.2, 14.3, frames

class Set:
    """What octets 8 to 63 of a header say."""

    def __init__(self, k, m, frame_size, length, per_volume, algorithm, digest):
        self.k, self.m, self.frame_size, self.length = k, m, frame_size, length
        self.per_volume, self.algorithm, self.digest = per_volume, algorithm, digest
        self.payload = frame_size - HEADER
        if not (1 <= k and k + m <= 255 and frame_size % 512 == 0 and 512 <= frame_size <= 1 << 18
                and 1 <= length <= 1 << 40 and algorithm in DIGESTS and len(digest) == 32):
            raise ValueError("outside the limits")
        self.stripes = -(-length // (k * self.payload))
        self.frames = (k + m) * self.stripes
        if not (self.frames <= 1 << 22 and 1 <= per_volume <= self.frames):
            raise ValueError("outside the limits")

    def octets(self):
        return (bytes([1, self.k, self.m, self.algorithm]) + self.frame_size.to_bytes(4, "big")
                + self.length.to_bytes(8, "big") + self.per_volume.to_bytes(4, "big") + bytes(4)
                + self.digest)

    @property
    def short_code(self):
        return self.digest.hex()[:16]

    def frame(self, column, stripe, payload):
        header = (MAGIC + self.octets() + bytes([column, 0, 0, 0]) + stripe.to_bytes(4, "big")
                  + checksum(payload).to_bytes(8, "big") + bytes(40))
        return header + checksum(header).to_bytes(8, "big") + payload


def read_header(data):
    """(set, column, stripe, checksum of the payload), or None where there is no header."""
    if len(data) < HEADER or data[:8] != MAGIC or data[8] != 1:
        return None
    if int.from_bytes(data[120:128], "big") != checksum(data[:120]):
        return None
    if any(data[28:32]) or any(data[65:68]) or any(data[80:120]):
        return None
    number = lambda start, end: int.from_bytes(data[start:end], "big")  # noqa: E731
    try:
        found = Set(data[9], data[10], number(12, 16), number(16, 24), number(24, 28), data[11],
                    data[32:64])
    except ValueError:
        return None
    column, stripe = data[64], number(68, 72)
    if column >= found.k + found.m or stripe >= found.stripes:
        return None
    return found, column, stripe, number(72, 80)


# --- 14.1, 14.5, cutting

def split(content, k, m, frame_size, per_volume=None, algorithm=2):
    """Names and contents of all volumes."""
    if not content:
        raise Refusal("FN103", "empty")
    payload = frame_size - HEADER
    stripes = -(-len(content) // (k * payload))
    cut = Set(k, m, frame_size, len(content), per_volume or (k + m) * stripes, algorithm,
              DIGESTS[algorithm](content))
    padded = content + bytes(stripes * k * payload - len(content))
    frames = [None] * cut.frames
    for stripe in range(stripes):
        start = stripe * k * payload
        data = [padded[start + j * payload:start + (j + 1) * payload] for j in range(k)]
        columns = data + [recovery_column(k, i, data) for i in range(m)]
        for column, octets in enumerate(columns):
            frames[column * stripes + stripe] = cut.frame(column, stripe, octets)
    volumes = -(-cut.frames // cut.per_volume)
    return {
        f"{cut.short_code}-{v + 1:0{len(str(volumes))}}-of-{volumes}.fnv":
            b"".join(frames[v * cut.per_volume:(v + 1) * cut.per_volume])
        for v in range(volumes)}


# --- 14.6, joining

def scan(data):
    """Every frame in the octets: (set, column, stripe, payload)."""
    position = data.find(MAGIC)
    while position >= 0:
        header = read_header(data[position:position + HEADER])
        step = 1
        if header:
            found, column, stripe, expected = header
            payload = data[position + HEADER:position + found.frame_size]
            if len(payload) == found.payload and checksum(payload) == expected:
                yield found, column, stripe, payload
                step = found.frame_size
        position = data.find(MAGIC, position + step)


def join(files):
    """The one file that can be put together from these octets."""
    sets, frames = {}, {}
    for data in files:
        for found, column, stripe, payload in scan(data):
            key = found.octets()
            sets[key] = found
            places = frames.setdefault(key, {}).setdefault(stripe, {})
            places.setdefault(column, set()).add(payload)
    if not sets:
        raise Refusal("FN110", "no frame")
    joined = {}
    lacking = False
    forged = False
    for key, found in sets.items():
        content = _content(found, frames[key])
        if content is None:
            lacking = True
        elif DIGESTS[found.algorithm](content) != found.digest:
            forged = True
        else:
            joined[found.digest] = content
    if len(joined) > 1:
        raise Refusal("FN112", "several files")
    if joined:
        return next(iter(joined.values()))
    raise Refusal("FN113" if forged and not lacking else "FN111", "not enough sound frames")


def _content(found, stripes):
    parts = []
    for stripe in range(found.stripes):
        places = stripes.get(stripe, {})
        sure = {column: next(iter(p)) for column, p in places.items() if len(p) == 1}
        doubtful = {column: sorted(p)[0] for column, p in places.items() if len(p) > 1}
        while len(sure) < found.k and doubtful:
            column, payload = doubtful.popitem()
            sure[column] = payload
        data = complete(found.k, sure)
        if data is None:
            return None
        parts += data
    return b"".join(parts)[:found.length]
