"""PNG (ISO/IEC 15948): a small drawing, and grey noise of a wanted size.

Deflate data are written as stored blocks by hand: what a zlib makes of them depends on its version,
and the samples must be the same octets everywhere.
"""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
STORED = 0xFFFF


def _chunk(kind, data):
  return b"".join((
    struct.pack(">I", len(data)), kind, data,
    struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))))


def _stored(raw):
  parts = [b"\x78\x01"]
  for start in range(0, len(raw), STORED):
    block = raw[start:start + STORED]
    last = start + STORED >= len(raw)
    parts.append(struct.pack("<BHH", last, len(block), len(block) ^ 0xFFFF))
    parts.append(block)
  parts.append(struct.pack(">I", zlib.adler32(raw)))
  return b"".join(parts)


def _file(width, height, depth, colour, raw, palette=None):
  chunks = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))]
  if palette:
    chunks.append(_chunk(b"PLTE", bytes(palette)))
  chunks += [_chunk(b"IDAT", _stored(raw)), _chunk(b"IEND", b"")]
  return SIGNATURE + b"".join(chunks)


class Drawing:
  """A canvas of 16 colours, two pixels an octet."""

  def __init__(self, width, height):
    self.width, self.height = width, height
    self.rows = [bytearray(width) for _ in range(height)]

  def box(self, left, top, width, height, colour, fill=None):
    for y in range(top, top + height):
      edge = y in (top, top + height - 1)
      for x in range(left, left + width):
        if edge or x in (left, left + width - 1):
          self.rows[y][x] = colour
        elif fill is not None:
          self.rows[y][x] = fill

  def line(self, x, y, x2, y2, colour):
    for step in range(max(abs(x2 - x), abs(y2 - y)) + 1):
      span = max(abs(x2 - x), abs(y2 - y), 1)
      self.rows[y + (y2 - y) * step // span][x + (x2 - x) * step // span] = colour

  def encoded(self, palette):
    raw = bytearray()
    for row in self.rows:
      raw.append(0)
      raw += bytes(a << 4 | b for a, b in zip(row[::2], row[1::2], strict=True))
    return _file(self.width, self.height, 4, 3, bytes(raw), palette)


PALETTE = bytes.fromhex("ffffff 202020 3366aa cfe0f5 aa3333 f5d0cf 338844 d2efd8 888888 eeeeee")


def topology(seed, systems):
  """A drawing of firewall, core switch and one box for each system."""
  drawing = Drawing(480, 300)
  drawing.box(0, 0, 480, 300, 8)
  drawing.box(200, 16, 80, 30, 4, 5)
  drawing.line(240, 46, 240, 90, 1)
  drawing.box(180, 90, 120, 36, 2, 3)
  step = 440 // max(systems, 1)
  for number in range(systems):
    left = 20 + number * step
    drawing.line(240, 126, left + step // 2 - 8, 196, 8)
    drawing.box(left, 196, step - 12, 40 + (seed + number * 7) % 24, 6, 7)
  return drawing.encoded(PALETTE)


def table(seed, rows):
  """A drawing of a filled table, as of a screen shot."""
  drawing = Drawing(400, 40 + rows * 24)
  drawing.box(8, 8, 384, 24, 2, 3)
  for number in range(rows):
    top = 32 + number * 24
    drawing.box(8, top, 384, 24, 8, 9 if number % 2 else None)
    for cell in range(4):
      drawing.box(20 + cell * 94, top + 9, 30 + (seed + number * 13 + cell * 29) % 46, 6, 1, 1)
  return drawing.encoded(PALETTE)


def noise(random, octets):
  """A grey picture of pseudo-random pixels, at least `octets` long and not 5 KiB more.

  It can't be compressed, like a photograph, and yet every decoder opens it.
  """
  width = 4095
  rows = max(1, -(-octets // (width + 1)))
  raw = bytearray(random.randbytes(rows * (width + 1)))
  raw[::width + 1] = bytes(rows)
  return _file(width, rows, 8, 0, bytes(raw))
