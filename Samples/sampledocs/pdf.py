"""PDF 1.4 (ISO 32000) from blocks: Chinese text in STSong-Light, a font that readers bring along.

Nothing is embedded; text is UCS-2 in the predefined CMap UniGB-UCS2-H of the collection Adobe-GB1.
Streams are not compressed, so that the file can be read with the eye.
"""

import hashlib

PAGE = (595, 842)
LEFT, RIGHT, TOP, BOTTOM = 74, 74, 92, 82
WIDTH = PAGE[0] - LEFT - RIGHT
SIZE = {"title": 18, "to": 13, "h1": 14, "h2": 13, "p": 13, "sign": 13, "cell": 9.5}
# No line begins with one of these (GB/T 15834-2011, section 5).
NO_START = "，。；：、！？）》〕”%"


def _width(text, size):
  """Of a text in points: ASCII is half an em, as the font's /W says, all else one em."""
  return sum(size / 2 if character < "\x7f" else size for character in text)


def wrap(text, size, width, indent=0):
  """The text in lines no wider than `width`, the first shortened by `indent`."""
  lines, line, room = [], "", width - indent
  for character in text:
    if line and _width(line + character, size) > room:
      if character in NO_START:
        # The line gives its last character away rather than begin the next with a comma.
        line, character = line[:-1], line[-1] + character
      lines.append(line)
      line, room = "", width
    line += character
  return lines + [line]


def _number(value):
  return f"{value:.2f}".rstrip("0").rstrip(".")


def _show(x, y, size, text):
  return (f"BT /F1 {_number(size)} Tf {_number(x)} {_number(y)} Td "
          f"<{text.encode('utf-16-be').hex().upper()}> Tj ET")


class _Pages:
  """Content streams that fill from the top."""

  def __init__(self):
    self.pages = []
    self.turn()

  def turn(self):
    self.pages.append([])
    self.y = PAGE[1] - TOP

  def room(self, height):
    if self.y - height < BOTTOM:
      self.turn()

  def text(self, kind, text):
    size = SIZE[kind]
    indent = 2 * size if kind in ("p", "h1", "h2") else 0
    self.room(size * 4 if kind in ("h1", "h2") else size * 2)
    for number, line in enumerate(wrap(text, size, WIDTH, indent)):
      self.room(size * 1.8)
      self.y -= size * 1.8
      shift = indent if number == 0 else 0
      if kind == "title":
        shift = (WIDTH - _width(line, size)) / 2
      elif kind == "sign":
        shift = WIDTH - _width(line, size) - 2 * size
      self.pages[-1].append(_show(LEFT + shift, self.y, size, line))
    if kind == "title":
      self.y -= size

  def table(self, widths, rows):
    size, line = SIZE["cell"], SIZE["cell"] * 1.5
    self.y -= 6
    for row in rows:
      cells = [wrap(text, size, WIDTH * share / 100 - 8)
               for share, text in zip(widths, row, strict=True)]
      height = max(map(len, cells)) * line + 6
      self.room(height)
      x = LEFT
      for share, lines in zip(widths, cells, strict=True):
        width = WIDTH * share / 100
        self.pages[-1].append(
          f"{_number(x)} {_number(self.y - height)} {_number(width)} {_number(height)} re S")
        for number, text in enumerate(lines):
          self.pages[-1].append(_show(x + 4, self.y - (number + 1) * line, size, text))
        x += width
      self.y -= height
    self.y -= 6


def _string(text):
  return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def write(blocks, author, day):
  """The file as octets; `day` is an ISO date."""
  pages = _Pages()
  for block in blocks:
    if block[0] == "table":
      pages.table(block[1], block[2])
    else:
      pages.text(block[0], block[1])
  streams = []
  for number, lines in enumerate(pages.pages, 1):
    foot = f"— {number} —"
    lines.append(_show((PAGE[0] - _width(foot, 10)) / 2, 50, 10, foot))
    streams.append("\n".join(["0.5 w", *lines]).encode("ascii"))

  first = 7  # object number of the first page; each page is followed by its content
  kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(streams)))
  stamp = "D:" + day.replace("-", "") + "160000+08'00'"
  objects = [
    b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>",
    f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H "
    b"/Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R "
    b"/DW 1000 /W [1 95 500] >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
    b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    f"<< /Title {_string(blocks[0][1])} /Author {_string(author)} /Producer (sampledocs) "
    f"/CreationDate ({stamp}) /ModDate ({stamp}) >>".encode(),
  ]
  for number, stream in enumerate(streams):
    objects.append(
      f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Resources "
      f"<< /Font << /F1 3 0 R >> >> /Contents {first + 2 * number + 1} 0 R >>".encode())
    objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
  return _file(objects)


def _file(objects):
  """Header, objects 1 to n, cross-reference table, trailer; root is 1, information 6."""
  out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
  offsets = []
  for number, content in enumerate(objects, 1):
    offsets.append(len(out))
    out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
  start = len(out)
  out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
  for offset in offsets:
    out += b"%010d 00000 n \n" % offset
  # The identifier should differ between files and be the same on every run.
  identifier = hashlib.sha256(out).hexdigest()[:32].encode()
  out += (b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R /ID [<%b> <%b>] >>\n"
          b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, identifier, identifier, start))
  return bytes(out)
