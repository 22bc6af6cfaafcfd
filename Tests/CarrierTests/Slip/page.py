"""Reads a slip as a browser's parser would: prints what is on it, fails on what may not be there.

page.py FILE SVG: writes the QR code's SVG beside."""
import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "br"}
ALLOWED = set(
    "html head meta title style body main header div svg rect path h1 p span i b table thead tbody"
    " tr th td br".split()
)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.text = [], []

    def handle_starttag(self, tag, attributes):
        assert tag in ALLOWED, tag
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("src", "href", "style"), name
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag in ("rect", "path"), tag

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.text.append(data)


page = open(sys.argv[1], encoding="utf-8").read()
reader = Reader()
reader.feed(page)
reader.close()
assert reader.open == []
assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", page)
open(sys.argv[2], "w").write(re.search(r"<svg.*?</svg>", page, re.S).group())
print(re.sub(r"\s+", " ", " ".join(reader.text)))
