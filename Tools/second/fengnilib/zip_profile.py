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
               "0123456789\u00b9\u00b2\u00b3")}
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


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
    if any(unicodedata.category(component[0]).startswith("M") for component in components
           if component):
        refuse("a component begins with a combining mark")
    for character in name:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") \
                or character in '\\:*?"<>|':
            refuse(f"character U+{ord(character):04X}")
    for component in components:
        if component in ("", ".", "..") or len(component.encode()) > 255:
            refuse("component")
        if component[0] == " " or component[-1] in " .":
            refuse("space or dot at an end")
        if unicodedata.category(component[0]) in ("Mn", "Mc", "Me"):
            refuse("a combining mark at the beginning")
        if component.split(".")[0].rstrip(" ").translate(_UPPER) in _RESERVED:
            refuse("reserved by Windows")


def fold(name):
    def nfkc(text):
        return unicodedata.normalize("NFKC", text)
    return nfkc(nfkc(name).upper().lower())


class Names:
    """The names of a package so far (FN406)."""

    def __init__(self):
        self._files, self._folders = set(), set()

    def add(self, name):
        check_name(name)
        folded = fold(name)
        parts = folded.split("/")
        above = {"/".join(parts[:count]) for count in range(1, len(parts))}
        if folded in self._files:
            raise Refusal("FN406", "two names that differ in form only", document=name)
        if folded in self._folders or above & self._files:
            raise Refusal("FN406", "a name is a leading path of another", document=name)
        self._files.add(folded)
        self._folders |= above


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


def is_padme(length):
    return padme(length) == length


def padding_entry(entries):
    """META-INF/padding for the entries before it."""
    empty = len(write([*entries, entry(PADDING_NAME, b"")]))
    return entry(PADDING_NAME, bytes(padme(empty) - empty))


# Reading

class Reader:
    """Reads a package from its first octet to its last; Refusal of the integrity gate.

    `next` gives one entry after the other, its data still compressed, None at the central
    directory; `finish` reads that and the rest."""

    def __init__(self, package, max_entries=MAX_ENTRIES, max_octets=1 << 62):
        if package[:len(FIRST_OCTETS)] != FIRST_OCTETS:
            raise Refusal("FN408", "the first entry is not mimetype")
        self._package, self._position, self.size = package, 0, len(package)
        self._names, self.entries = Names(), []
        self._max_entries, self._octets_left = min(max_entries, MAX_ENTRIES), max_octets
        self.next()

    def next(self):
        if self._package[self._position:self._position + 4] == CENTRAL:
            return None
        e, after = _read_local(self._package, self._position)
        self._names.add(e.name)
        self._octets_left -= e.size
        if len(self.entries) == self._max_entries or self._octets_left < 0:
            raise Refusal("FN415", "more entries or octets than allowed", document=e.name)
        _check_data(self._package, e, after)
        self.entries.append(e)
        self._position = after
        return e

    def manifest(self):
        """The octets of META-INF/manifest.p7s: all that is read before provenance held."""
        e = self.next()
        if e is None or e.name != MANIFEST_NAME:
            raise Refusal("FN410", "the second entry is not the manifest")
        if e.method != STORED:
            raise Refusal("FN407", "the manifest is not stored", document=e.name)
        if e.size > MAX_MANIFEST:
            raise Refusal("FN415", "a manifest of more than 16 MiB", document=e.name)
        return content(e)

    def finish(self):
        """After the last entry: the central directory, the end records, nothing more."""
        package, start = self._package, self._position
        position = start
        for e in self.entries:
            position = _compare_central(package, position, e)
        if package[position:position + 4] == CENTRAL:
            raise Refusal("FN402", "a central record without a local header")
        want = end_records(len(self.entries), position - start, start)
        found = package[position:]
        if found[:len(want)] != want:
            raise Refusal(_end_code(found, want), "end records")
        if len(found) != len(want):
            raise Refusal("FN404", f"{len(found) - len(want)} octets after the end record")


def read(package):
    """All entries of a package that is right in itself."""
    reader = Reader(package)
    while reader.next() is not None:
        pass
    reader.finish()
    return reader.entries


def _end_code(found, want):
    """The code of the first octet that differs in the end records."""
    place = next((i for i, (a, b) in enumerate(zip(found, want)) if a != b), None)
    if place is None or len(found) < 4:
        return "FN416"
    place -= len(want) - 22
    return ("FN403" if place < 4 or 12 <= place < 20 else "FN402" if 8 <= place < 12
            else "FN407")


def _read_local(package, offset):
    """The entry whose local header stands at `offset`, and the place after its data."""
    head = package[offset:offset + 30]
    if head[:4] != LOCAL:
        raise Refusal("FN403", f"neither entry nor central directory at octet {offset}")
    if len(head) < 30:
        raise Refusal("FN416", f"the package ends at a local header, octet {offset}")
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
    return e, start + compressed


def _check_data(package, e, after):
    if after > len(package):
        raise Refusal("FN416", "the data goes beyond the end", document=e.name)
    if e.method == STORED and e.compressed_size != e.size:
        raise Refusal("FN411", "stored, but of two sizes", document=e.name)


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
    if found[:42] + want[42:46] + found[46:] == want:
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
        if _has_unused_bits(e.data, data):
            raise Refusal("FN414", "bits after the end of the deflate stream", document=e.name)
    if zlib.crc32(data) != e.crc:
        raise Refusal("FN413", "CRC-32", document=e.name)
    return data


def _has_unused_bits(deflated, inflated):
    """Whether the last octet has a one after the last block's end.

    A bit of the code that ends the block can't change without the block going on: only where the
    highest one is nobody's, the stream without it is the same.
    """
    last = deflated[-1]
    if not last:
        return False
    stream = zlib.decompressobj(-15)
    try:
        same = stream.decompress(
            deflated[:-1] + bytes([last & ~(1 << last.bit_length() - 1)]), len(inflated) + 1)
    except zlib.error:
        return False
    return stream.eof and not stream.unused_data and same == inflated
