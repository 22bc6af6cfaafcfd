"""The package (section 5): a ZIP file with exactly one encoding for a given list of entries.

The reader goes from octet 0 on and compares every header with the one it would have written.
"""

import struct
import unicodedata
import zlib

from .errors import Refusal

MIMETYPE_NAME, MIMETYPE = "mimetype", b"application/vnd.fengni.package+zip"
MANIFEST_NAME, PADDING_NAME = "META-INF/manifest.p7s", "META-INF/padding"
FIRST_OCTETS = bytes.fromhex(
    "504b03040a0000080000000021009a7e1b732200000022000000080000006d696d65747970656170706c69636174"
    "696f6e2f766e642e66656e676e692e7061636b6167652b7a6970")
MAX_ENTRIES, MAX_MANIFEST = 20_000, 16 << 20
ALL16, ALL32 = 0xFFFF, 0xFFFFFFFF
LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
END64, LOCATOR = b"PK\6\6", b"PK\6\7"
STORED, DEFLATED = 0, 8
ATTRIBUTES, DATE, UTF8_FLAG, MADE_BY = 0x81800000, 0x0021, 0x0800, 0x031E


class Entry:
    """A file of a package: what its headers say, and its octets as they stand in the file."""

    def __init__(self, name, method, crc, compressed_size, size, data=b"", offset=0):
        self.name, self.method, self.crc = name, method, crc
        self.compressed_size, self.size = compressed_size, size
        self.data, self.offset = data, offset

    @property
    def needed(self):
        if max(self.compressed_size, self.size, self.offset) >= ALL32:
            return 45
        return 20 if self.method == DEFLATED else 10


# Names (section 5.6)

_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
             *(f"{port}{digit}" for port in ("COM", "LPT") for digit in
               "0123456789\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")}


def check_name(name):
    """FN405 for a name that some system would not keep."""
    def refuse(why):
        raise Refusal("FN405", f"name: {why}", document=ascii(name))
    encoded = name.encode("utf-8", "surrogatepass")
    components = name.split("/")
    if not name or len(encoded) > 1024 or len(components) > 16:
        refuse("length")
    if unicodedata.normalize("NFC", name) != name:
        refuse("not NFC")
    for character in name:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") \
                or character in '\\:*?"<>|':
            refuse(f"character U+{ord(character):04X}")
    for component in components:
        if component in ("", ".", "..") or len(component.encode()) > 255:
            refuse("component")
        if component[0] == " " or component[-1] in " .":
            refuse("space or dot at an end")
        if component.split(".")[0].upper() in _RESERVED:
            refuse("reserved by Windows")


def fold(name):
    def nfkc(text):
        return unicodedata.normalize("NFKC", text)
    return nfkc(nfkc(name).upper().lower())


def check_names(names):
    """Every name for itself, then all together (FN406)."""
    seen = set()
    for name in names:
        check_name(name)
        if fold(name) in seen:
            raise Refusal("FN406", "two names that differ in form only", document=name)
        seen.add(fold(name))
    for name in seen:
        parts = name.split("/")
        for count in range(1, len(parts)):
            if "/".join(parts[:count]) in seen:
                raise Refusal("FN406", "a name is a leading path of another", document=name)


# Writing

def entry(name, content, deflate=False):
    """An entry of content; `deflate` takes effect only where it saves octets."""
    crc = zlib.crc32(content)
    if deflate:
        compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = compressor.compress(content) + compressor.flush()
        if len(data) < len(content):
            return Entry(name, DEFLATED, crc, len(data), len(content), data)
    return Entry(name, STORED, crc, len(content), len(content), content)


def local_header(e, **changes):
    large = e.size >= ALL32 or e.compressed_size >= ALL32
    extra = struct.pack("<HHQQ", 1, 16, e.size, e.compressed_size) if large else b""
    sizes = (ALL32, ALL32) if large else (e.compressed_size, e.size)
    name = e.name.encode("utf-8", "surrogateescape")
    f = {"needed": e.needed, "flags": UTF8_FLAG,
         "method": e.method, "time": 0, "date": DATE, "crc": e.crc, "compressed": sizes[0],
         "size": sizes[1], "name": name, "extra": extra, **changes}
    return LOCAL + struct.pack("<HHHHHIIIHH", f["needed"], f["flags"], f["method"], f["time"],
                               f["date"], f["crc"], f["compressed"], f["size"], len(f["name"]),
                               len(f["extra"])) + f["name"] + f["extra"]


def central_record(e, **changes):
    extra, fields = b"", []
    for value in (e.size, e.compressed_size, e.offset):
        if value >= ALL32:
            extra += struct.pack("<Q", value)
        fields.append(min(value, ALL32))
    if extra:
        extra = struct.pack("<HH", 1, len(extra)) + extra
    name = e.name.encode("utf-8", "surrogateescape")
    f = {"made": MADE_BY, "needed": e.needed, "flags": UTF8_FLAG, "method": e.method, "time": 0,
         "date": DATE, "crc": e.crc, "compressed": fields[1], "size": fields[0], "name": name,
         "extra": extra, "comment": b"", "disk": 0, "internal": 0, "attributes": ATTRIBUTES,
         "offset": fields[2], **changes}
    return CENTRAL + struct.pack(
        "<HHHHHHIIIHHHHHII", f["made"], f["needed"], f["flags"], f["method"], f["time"], f["date"],
        f["crc"], f["compressed"], f["size"], len(f["name"]), len(f["extra"]), len(f["comment"]),
        f["disk"], f["internal"], f["attributes"], f["offset"]
    ) + f["name"] + f["extra"] + f["comment"]


def end_records(count, size, offset, comment=b""):
    out = b""
    if count >= ALL16 or size >= ALL32 or offset >= ALL32:
        out = END64 + struct.pack("<QHHIIQQQQ", 44, MADE_BY, 45, 0, 0, count, count, size, offset)
        out += LOCATOR + struct.pack("<IQI", 0, offset + size, 1)
    return out + END + struct.pack("<HHHHIIH", 0, 0, min(count, ALL16), min(count, ALL16),
                                   min(size, ALL32), min(offset, ALL32), len(comment)) + comment


def write(entries, local=None, central=None, end_comment=b"", gaps=None, offsets=None,
          central_order=None):
    """The package of a list of entries; the other arguments write what the profile forbids:
    changed header fields and gaps by name, an order of the central directory by index."""
    local, central, gaps, offsets = local or {}, central or {}, gaps or {}, offsets or {}
    out = bytearray()
    for e in entries:
        out += gaps.get(e.name, b"")
        e.offset = len(out)
        out += local_header(e, **local.get(e.name, {})) + e.data
    start = len(out)
    for e in central_order or entries:
        changes = dict(central.get(e.name, {}))
        if e.name in offsets:
            changes["offset"] = offsets[e.name]
        out += central_record(e, **changes)
    out += end_records(len(entries), len(out) - start, start, end_comment)
    return bytes(out)


def padme(length):
    """The smallest Padmé length that holds `length` octets."""
    if length < 2:
        return length
    e = length.bit_length() - 1
    s = e.bit_length()
    mask = (1 << e - s) - 1
    return length + mask & ~mask


def padding_entry(entries):
    """META-INF/padding for the entries before it."""
    empty = len(write([*entries, entry(PADDING_NAME, b"")]))
    return entry(PADDING_NAME, bytes(padme(empty) - empty))


# Reading

def second_entry(package):
    """The octets of META-INF/manifest.p7s: all that is read before provenance held."""
    e, _ = _read_local(package, len(FIRST_OCTETS))
    if e is None or e.name != MANIFEST_NAME or e.method != STORED or e.size > MAX_MANIFEST:
        raise Refusal("FN410", "the second entry is not the manifest, stored, at most 16 MiB")
    if zlib.crc32(e.data) != e.crc:
        raise Refusal("FN413", "CRC-32", document=e.name)
    return e.data


def read(package):
    """All entries, their data still compressed; Refusal of the integrity gate."""
    if package[:len(FIRST_OCTETS)] != FIRST_OCTETS:
        raise Refusal("FN408", "the first entry is not mimetype")
    entries, position = [], 0
    while package[position:position + 4] == LOCAL:
        e, position = _read_local(package, position)
        entries.append(e)
        if len(entries) > MAX_ENTRIES:
            raise Refusal("FN415", "more than 20,000 entries")
    start = position
    if package[position:position + 4] != CENTRAL:
        raise Refusal("FN403", f"neither entry nor central directory at octet {position}")
    for e in entries:
        position = _compare_central(package, position, e)
    if package[position:position + 4] == CENTRAL:
        raise Refusal("FN402", "a central record without a local header")
    want = end_records(len(entries), position - start, start)
    found = package[position:]
    if found[:len(want)] != want:
        if found[:4] == END and len(found) >= 22 and found[20:22] != b"\0\0" \
                and found[:20] == want[:20]:
            raise Refusal("FN407", "archive comment")
        raise Refusal("FN401" if END not in found else "FN403", "end records")
    if len(found) != len(want):
        raise Refusal("FN404", f"{len(found) - len(want)} octets after the end record")
    check_names([e.name for e in entries])
    return entries


def _read_local(package, offset):
    """The entry whose local header stands at `offset`, and the place after its data."""
    head = package[offset:offset + 30]
    if head[:4] != LOCAL or len(head) < 30:
        raise Refusal("FN401", f"no local header at octet {offset}")
    (needed, flags, method, time, date, crc, compressed, size, name_length,
     extra_length) = struct.unpack("<HHHHHIIIHH", head[4:])
    raw_name = package[offset + 30:offset + 30 + name_length]
    extra = package[offset + 30 + name_length:offset + 30 + name_length + extra_length]
    if flags != UTF8_FLAG or method not in (STORED, DEFLATED) or time or date != DATE:
        raise Refusal("FN407", f"flags, method or time of the entry at octet {offset}")
    if extra:
        if len(extra) != 20 or compressed != ALL32 or size != ALL32:
            raise Refusal("FN407", "extra field")
        size, compressed = struct.unpack("<QQ", extra[4:])
    try:
        name = raw_name.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("FN405", "name is not UTF-8", document=ascii(raw_name)) from error
    start = offset + 30 + name_length + extra_length
    data = package[start:start + compressed]
    e = Entry(name, method, crc, compressed, size, data, offset)
    if package[offset:start] != local_header(e):
        raise Refusal("FN407", "local header", document=name)
    if len(data) != compressed:
        raise Refusal("FN403", "the data goes beyond the end", document=name)
    if method == STORED and compressed != size:
        raise Refusal("FN411", "stored, but of two sizes", document=name)
    return e, start + compressed


def _compare_central(package, position, e):
    want = central_record(e)
    found = package[position:position + len(want)]
    if found == want:
        return position + len(want)
    if len(found) < 46 or found[:4] != CENTRAL:
        raise Refusal("FN402", "an entry without central record", document=e.name)
    # these fields have one value whatever the local header says
    fixed = [(4, 6), (8, 10), (12, 16), (30, 46 - 4)]
    if any(found[a:b] != want[a:b] for a, b in fixed):
        raise Refusal("FN407", "central record", document=e.name)
    if found[42:46] != want[42:46]:
        raise Refusal("FN403", "offset in the central record", document=e.name)
    raise Refusal("FN402", "local header and central record differ", document=e.name)


def content(e, size=None):
    """The octets of an entry, checked (FN411, FN413, FN414); `size` as the manifest has it."""
    if size is not None and e.size != size:
        raise Refusal("FN411", f"size {e.size}, {size} in the manifest", document=e.name)
    data = e.data
    if e.method == DEFLATED:
        stream = zlib.decompressobj(-15)
        try:
            data = stream.decompress(e.data, e.size + 1)
        except zlib.error as error:
            raise Refusal("FN414", f"deflate: {error}", document=e.name) from error
        if len(data) > e.size or len(data) < e.size and stream.eof:
            raise Refusal("FN411", "inflates to another size", document=e.name)
        if not stream.eof or stream.unused_data or stream.unconsumed_tail:
            raise Refusal("FN414", "the deflate stream does not end where it must",
                          document=e.name)
    if zlib.crc32(data) != e.crc:
        raise Refusal("FN413", "CRC-32", document=e.name)
    return data
