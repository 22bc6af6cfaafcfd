"""DOCX (ECMA-376, transitional) from blocks.

Entries are stored, not deflated: what a zlib makes of them depends on its version, and the samples
must be the same octets everywhere.
"""

import io
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TEXT_WIDTH = 8844  # twentieths of a point: A4 less the margins of GB/T 9704-2012

TYPES = HEAD + f"""<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{MAIN}document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{MAIN}styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{MAIN}settings+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{MAIN}footer+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
<Override PartName="/docProps/app.xml" \
ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"""

ROOT = HEAD + f"""<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/>\
<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/>\
</Relationships>"""

PARTS = HEAD + f"""<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>"""

SETTINGS = HEAD + f"""<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/>\
<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>\
</w:settings>"""

FOOTER = HEAD + f"""<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>\
<w:r><w:t xml:space="preserve">— </w:t></w:r>\
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>\
<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>"""

APP = HEAD + """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/\
extended-properties"><Application>sampledocs</Application></Properties>"""


def _style(name, title, paragraph, run, base="Normal"):
  inherits = f'<w:basedOn w:val="{base}"/>' if name != base else ""
  default = ' w:default="1"' if name == base else ""
  return (f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>'
          f"{inherits}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>")


def _face(name, half_points):
  return (f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}"/>'
          f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>')


def _styles():
  spacing = '<w:spacing w:line="560" w:lineRule="exact"/>'
  indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
  heading = lambda level: (
    f'<w:keepNext/>{spacing}{indent}<w:outlineLvl w:val="{level}"/>')
  return HEAD + f'<w:styles xmlns:w="{WORD}">' + "".join((
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>",
    _style("Normal", "Normal", spacing, _face("仿宋", 32)),
    _style("Title", "Title", '<w:spacing w:after="400"/><w:jc w:val="center"/>', _face("宋体", 44)),
    _style("Body", "Body Text", spacing + indent + '<w:jc w:val="both"/>', ""),
    _style("Heading1", "heading 1", heading(0), _face("黑体", 32)),
    _style("Heading2", "heading 2", heading(1), _face("楷体", 32)),
    _style("Cell", "Table Cell", '<w:spacing w:line="320" w:lineRule="exact"/>', _face("宋体", 21)),
    _style("Signature", "Signature", spacing + '<w:ind w:right="640"/><w:jc w:val="right"/>', ""),
  )) + "</w:styles>"


STYLE = {"title": "Title", "to": "Normal", "h1": "Heading1", "h2": "Heading2", "p": "Body",
         "sign": "Signature"}


def _paragraph(style, text):
  return (f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
          f"<w:r><w:t>{escape(text)}</w:t></w:r></w:p>")


def _table(widths, rows):
  width = [share * TEXT_WIDTH // 100 for share in widths]
  edges = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
  parts = [
    f'<w:tbl><w:tblPr><w:tblW w:w="{sum(width)}" w:type="dxa"/><w:tblBorders>{edges}'
    '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>',
    *(f'<w:gridCol w:w="{w}"/>' for w in width), "</w:tblGrid>"]
  for number, row in enumerate(rows):
    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if number == 0 else ""
    parts.append(f"<w:tr>{head}")
    for w, text in zip(width, row, strict=True):
      parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>'
                   f'{_paragraph("Cell", text)}</w:tc>')
    parts.append("</w:tr>")
  # A paragraph after each table: Word joins two tables that touch.
  return "".join(parts) + "</w:tbl>" + _paragraph("Normal", "")


def _core(title, author, moment):
  return HEAD + (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
    f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
    f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
    "</cp:coreProperties>")


def write(blocks, author, day):
  """The file as octets; `day` is an ISO date."""
  body = "".join(
    _table(block[1], block[2]) if block[0] == "table" else _paragraph(STYLE[block[0]], block[1])
    for block in blocks)
  section = ('<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
             '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" '
             'w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
             "</w:sectPr>")
  document = HEAD + (f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}{section}'
                     "</w:body></w:document>")
  parts = {
    "[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": document,
    "word/_rels/document.xml.rels": PARTS, "word/styles.xml": _styles(),
    "word/settings.xml": SETTINGS, "word/footer1.xml": FOOTER,
    "docProps/core.xml": _core(blocks[0][1], author, day + "T08:00:00Z"),
    "docProps/app.xml": APP,
  }
  buffer = io.BytesIO()
  with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
    for name, text in parts.items():
      entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
      entry.create_system = 0
      archive.writestr(entry, text.encode())
  return buffer.getvalue()
