"""The generated files as what they claim to be: DOCX, PDF, PNG."""

import io
import re
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from . import expect

DOCX_PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml",
              "word/_rels/document.xml.rels", "word/styles.xml", "docProps/core.xml")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def docx(data):
  """Returns the text of the body."""
  with zipfile.ZipFile(io.BytesIO(data)) as archive:
    expect(archive.testzip() is None, "a CRC of the ZIP is wrong")
    names = archive.namelist()
    expect(len(set(names)) == len(names), "an entry stands twice")
    for part in DOCX_PARTS:
      expect(part in names, f"{part} is missing")
    trees = {name: ElementTree.fromstring(archive.read(name)) for name in names}
  _targets(trees, names)
  types = trees["[Content_Types].xml"]
  typed = {tree.get("PartName") for tree in types.iter(CONTENT_TYPES + "Override")}
  by_extension = {tree.get("Extension") for tree in types.iter(CONTENT_TYPES + "Default")}
  for part in typed:
    expect(part.removeprefix("/") in names, f"content type of a missing part {part}")
  for name in names:
    if name != "[Content_Types].xml":
      known = "/" + name in typed or name.rpartition(".")[2] in by_extension
      expect(known, f"{name} has no content type")
  body = trees["word/document.xml"]
  styles = {s.get(WORD + "styleId") for s in trees["word/styles.xml"].iter(WORD + "style")}
  used = {s.get(WORD + "val") for s in body.iter(WORD + "pStyle")}
  expect(used <= styles, f"styles {used - styles} are not defined")
  for table in body.iter(WORD + "tbl"):
    columns = len(list(table.iter(WORD + "gridCol")))
    for row in table.iter(WORD + "tr"):
      expect(len(row.findall(WORD + "tc")) == columns, "a table row has a wrong number of cells")
  return "\n".join("".join(t.text or "" for t in p.iter(WORD + "t")) for p in body.iter(WORD + "p"))


def _targets(trees, names):
  for name, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
    for relation in trees[name].iter(RELATIONSHIPS):
      expect(folder + relation.get("Target") in names, f"{relation.get('Target')} is missing")


def pdf(data):
  """Returns the text that the pages show, without line ends."""
  expect(data.startswith(b"%PDF-1.4\n%"), "no PDF header")
  tail = re.search(rb"trailer\n<< /Size (\d+) /Root (\d+) 0 R .*>>\nstartxref\n(\d+)\n%%EOF\n\Z",
                   data, re.DOTALL)
  expect(tail, "no trailer")
  size, start = int(tail[1]), int(tail[3])
  table = data[start:tail.start()]
  head = b"xref\n0 %d\n" % size
  expect(table.startswith(head), "startxref points elsewhere")
  rows = table[len(head):]
  expect(len(rows) == 20 * size, "the cross-reference table has another length")
  expect(rows[:20] == b"0000000000 65535 f \n", "object 0 is not free")
  offsets = []
  for number in range(1, size):
    row = re.fullmatch(rb"(\d{10}) 00000 n \n", rows[20 * number:20 * number + 20])
    expect(row, f"row {number} of the cross-reference table")
    offsets.append(int(row[1]))
    expect(data.startswith(b"%d 0 obj\n" % number, int(row[1])), f"offset of object {number}")
  expect(offsets == sorted(offsets), "objects are out of order")
  objects = [data[a:b] for a, b in zip(offsets, offsets[1:] + [start])]
  _references(objects, size)
  return "".join(filter(None, map(_shown, objects)))


def _references(objects, size):
  for number, content in enumerate(objects, 1):
    expect(content.endswith(b"endobj\n"), f"object {number} does not end")
    for target in re.findall(rb"(\d+) 0 R", content.partition(b"stream\n")[0]):
      expect(0 < int(target) < size, f"object {number} refers to {target}")
  pages = re.search(rb"/Kids \[(.*?)\] /Count (\d+)", objects[1])
  kids = re.findall(rb"(\d+) 0 R", pages[1])
  expect(len(kids) == int(pages[2]) > 0, "/Count is not the number of kids")
  for kid in kids:
    expect(b"/Type /Page /Parent 2 0 R" in objects[int(kid) - 1], f"kid {kid} is no page")


def _shown(content):
  found = re.search(rb"<< /Length (\d+) >>\nstream\n(.*)\nendstream\nendobj\n\Z", content,
                    re.DOTALL)
  if not found:
    return None
  expect(len(found[2]) == int(found[1]), "/Length of a stream")
  return "".join(bytes.fromhex(text.decode()).decode("utf-16-be")
                 for text in re.findall(rb"<([0-9A-F]+)> Tj", found[2]))


def png(data):
  """Chunks, CRCs, and as many octets of pixels as the header says."""
  expect(data.startswith(b"\x89PNG\r\n\x1a\n"), "no PNG signature")
  place, kinds, pixels = 8, [], []
  while place < len(data):
    length, kind = struct.unpack_from(">I4s", data, place)
    body = data[place + 8:place + 8 + length]
    crc, = struct.unpack_from(">I", data, place + 8 + length)
    expect(crc == zlib.crc32(kind + body), f"CRC of {kind}")
    kinds.append(kind)
    if kind == b"IHDR":
      width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", body)
      expect(rest == [0, 0, 0], "compression, filter or interlace")
    elif kind == b"PLTE":
      expect(length % 3 == 0 and length <= 3 << depth, "palette")
    elif kind == b"IDAT":
      pixels.append(body)
    place += 12 + length
  expect(place == len(data), "octets after the last chunk")
  expect(kinds[0] == b"IHDR" and kinds[-1] == b"IEND", "first or last chunk")
  expect((b"PLTE" in kinds) == (colour == 3), "palette and colour type")
  row = (width * depth + 7) // 8 + 1
  raw = zlib.decompress(b"".join(pixels))
  expect(len(raw) == row * height, "number of pixels")
  expect(set(raw[::row]) == {0}, "filter of a row")
