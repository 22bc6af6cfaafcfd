"""Reads messages strictly and writes what they carry.

read_messages.py FOLDER OUTPUT: fails on any defect."""
import os
import re
import sys
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

strict = policy.default.clone(raise_on_defect=True)
for name in sorted(os.listdir(sys.argv[1])):
    data = open(os.path.join(sys.argv[1], name), "rb").read()
    assert re.fullmatch(rb"[\x20-\x7e\r\n]*", data), "not 7-bit clean"
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r"), "not CRLF"
    assert max(map(len, data.split(b"\r\n"))) <= 78, "a line is too long"
    message = message_from_bytes(data, policy=strict)
    for part in message.walk():
        assert not part.defects, part.defects
        for header, value in part.items():
            assert not value.defects, (header, value.defects)
    assert parsedate_to_datetime(message["Date"]).utcoffset().total_seconds() == 28800
    assert parsedate_to_datetime(message["Date"]).timestamp() == 1346054400
    text, attachment = message.iter_parts()
    assert text.get_content_type() == "text/plain" and "加密" in text.get_content()
    assert attachment.get_content_type() == "application/octet-stream"
    assert attachment.get_filename().isascii()
    print(message["Subject"], len(data), attachment.get_filename(), sep="\t")
    with open(os.path.join(sys.argv[2], name), "wb") as file:
        file.write(attachment.get_content())
