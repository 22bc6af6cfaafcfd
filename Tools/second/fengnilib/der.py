"""DER and BER (X.690), strict and bounded: enough for CMS and X.509, nothing more.

Tags are single octets (no tag number above 30 occurs). `parse` refuses everything that is not DER
unless `ber` is given, which lets in indefinite and long-form lengths.
"""

import datetime

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
UTF8_STRING, PRINTABLE_STRING, UTC_TIME, GENERALIZED_TIME = 0x0C, 0x13, 0x17, 0x18
SEQUENCE, SET = 0x30, 0x31
MAX_DEPTH, MAX_NODES = 32, 200_000


class DerError(Exception):
    """The octets are not the ASN.1 that was asked for."""


class EarlyEnd(DerError):
    """The input ends within a value that its container has room for."""


class Node:
    """One value: its tag octet, where it stands in `data`, and its children if constructed."""

    __slots__ = ("tag", "data", "start", "body", "body_end", "end", "children")

    def __init__(self, tag, data, start, body, body_end, end, children):
        self.tag, self.data, self.start, self.body = tag, data, start, body
        self.body_end, self.end, self.children = body_end, end, children

    @property
    def raw(self):
        """Header and body."""
        return self.data[self.start:self.end]

    @property
    def value(self):
        """The body."""
        return self.data[self.body:self.body_end]

    def expect(self, tag):
        if self.tag != tag:
            raise DerError(f"tag 0x{self.tag:02x} where 0x{tag:02x} must stand, octet {self.start}")
        return self

    def items(self, tag=SEQUENCE, low=0, high=None):
        """The children, after a look at tag and count."""
        self.expect(tag)
        if not low <= len(self.children) <= (MAX_NODES if high is None else high):
            raise DerError(f"{len(self.children)} members at octet {self.start}")
        return self.children

    def oid(self):
        return decode_oid(self.expect(OID).value)

    def integer(self):
        body = self.expect(INTEGER).value
        if not body or len(body) > 1 and (body[0] == 0 and body[1] < 128
                                          or body[0] == 255 and body[1] > 127):
            raise DerError("INTEGER is not minimal")
        return int.from_bytes(body, "big", signed=True)

    def octets(self):
        return self.expect(OCTET_STRING).value

    def bits(self):
        """A BIT STRING of whole octets."""
        body = self.expect(BIT_STRING).value
        if not body or body[0] != 0:
            raise DerError("BIT STRING with unused bits")
        return body[1:]

    def time(self):
        """UTCTime or GeneralizedTime in the DER form (seconds, Z) as an aware datetime."""
        text = self.value.decode("ascii", "replace")
        if self.tag == UTC_TIME and len(text) == 13:
            text = ("20" if text[:2] < "50" else "19") + text
        elif self.tag != GENERALIZED_TIME:
            raise DerError("no time")
        if len(text) != 15 or not text[:14].isdigit() or text[14] != "Z":
            raise DerError("time is not in the DER form")
        try:
            moment = datetime.datetime.strptime(text, "%Y%m%d%H%M%SZ")
        except ValueError as error:
            raise DerError("no such time") from error
        return moment.replace(tzinfo=datetime.timezone.utc)


def read_header(data, pos, end, ber=False):
    """Tag, length (None: indefinite) and the place of the body.

    `end` is where the container ends, by what its header says; the data may end before."""
    def need(count):
        if count > end - pos:
            raise DerError(f"a value goes beyond its container, octet {pos}")
        if count > len(data) - pos:
            raise EarlyEnd(f"the input ends within a value, octet {pos}")

    need(2)
    tag, length, pos = data[pos], data[pos + 1], pos + 2
    if tag & 31 == 31:
        raise DerError("tag number above 30")
    if length == 0x80:
        if not ber or not tag & 32:
            raise DerError("indefinite length")
        return tag, None, pos
    if length > 0x80:
        count = length & 127
        if count == 127:
            raise DerError("length of the length")
        need(count)
        length = int.from_bytes(data[pos:pos + count], "big")
        if not ber and (length < 128 or length >> 8 * (count - 1) == 0):
            raise DerError("length is not minimal")
        pos += count
    if not tag & 32 or not ber:
        need(length)
    elif length > end - pos:
        raise DerError(f"a value goes beyond its container, octet {pos}")
    return tag, length, pos


def parse_at(data, pos, end, ber=False, depth=0, budget=None):
    """The value that begins at `pos`."""
    budget = [MAX_NODES] if budget is None else budget
    budget[0] -= 1
    if depth > MAX_DEPTH or budget[0] < 0:
        raise DerError("nested too deep, or too many values")
    start = pos
    tag, length, pos = read_header(data, pos, end, ber)
    body = pos
    children = None
    if length is None:
        children = []
        while not at_end_of_contents(data, pos, end):
            node = parse_at(data, pos, end, ber, depth + 1, budget)
            children.append(node)
            pos = node.end
        return Node(tag, data, start, body, pos, pos + 2, children)
    stop = pos + length
    if tag & 32:
        children = []
        while pos < stop:
            node = parse_at(data, pos, stop, ber, depth + 1, budget)
            children.append(node)
            pos = node.end
    elif tag in (SEQUENCE & ~32, SET & ~32) or tag == 0:
        raise DerError("a primitive value with a constructed tag")
    return Node(tag, data, start, body, stop, stop, children)


def at_end_of_contents(data, pos, end):
    """Whether a value of indefinite length ends here."""
    if end - pos < 2:
        raise DerError("a value without its end-of-contents")
    if len(data) - pos < 2:
        raise EarlyEnd("the input ends before the end-of-contents")
    return data[pos:pos + 2] == b"\0\0"


def parse(data, ber=False):
    """The one value that `data` is."""
    node = parse_at(data, 0, len(data), ber)
    if node.end != len(data):
        raise DerError("octets after the value")
    return node


def is_sorted_set(node):
    """Whether the members of a SET OF stand in the order that DER asks for."""
    raws = [child.raw for child in node.children]
    return raws == sorted(raws)


def decode_oid(body):
    if not body or body[-1] & 128 or len(body) > 64:
        raise DerError("OBJECT IDENTIFIER")
    arcs, value, fresh = [], 0, True
    for octet in body:
        if fresh and octet == 0x80:
            raise DerError("OBJECT IDENTIFIER is not minimal")
        value, fresh = value << 7 | octet & 127, not octet & 128
        if fresh:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first] + arcs[1:]))


# Writing

def tlv(tag, *parts):
    body = b"".join(parts)
    length = len(body)
    if length < 128:
        return bytes([tag, length]) + body
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(size)]) + size + body


def indefinite(tag, *parts):
    return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"


def seq(*parts):
    return tlv(SEQUENCE, *parts)


def set_of(items, tag=SET, sort=True):
    return tlv(tag, *(sorted(items) if sort else items))


def octets(body):
    return tlv(OCTET_STRING, body)


def integer(value):
    return tlv(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def bits(body, unused=0):
    return tlv(BIT_STRING, bytes([unused]), body)


def null():
    return tlv(NULL)


def boolean(value):
    return tlv(BOOLEAN, b"\xff" if value else b"\0")


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    out = bytearray()
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        group = [arc & 127]
        while arc := arc >> 7:
            group.append(128 | arc & 127)
        out += bytes(reversed(group))
    return tlv(OID, bytes(out))


def context(number, *parts, constructed=True):
    return tlv(0x80 | (32 if constructed else 0) | number, *parts)


def time(moment):
    """UTCTime until 2049, then GeneralizedTime."""
    if moment.year < 2050:
        return tlv(UTC_TIME, moment.strftime("%y%m%d%H%M%SZ").encode())
    return tlv(GENERALIZED_TIME, moment.strftime("%Y%m%d%H%M%SZ").encode())


def retag(tag, encoded):
    """The same body under another tag (IMPLICIT tagging)."""
    return bytes([tag]) + encoded[1:]
