"""Writes messages as Python's email package writes them: one folder a case.

write_messages.py PAYLOAD FOLDER: every message carries the payload once."""
import mailbox
import os
import sys
from email import encoders, policy
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

payload = open(sys.argv[1], "rb").read()
folder = sys.argv[2]

POLICIES = {
    "default": policy.default,
    "SMTP": policy.SMTP,
    "SMTPUTF8": policy.SMTPUTF8,
    "HTTP": policy.HTTP,
    "strict": policy.strict,
    "compat32": policy.compat32,
    "long": policy.default.clone(max_line_length=900),
    "CRLF 8bit": policy.SMTP.clone(cte_type="8bit"),
}
NAMES = {
    "ascii": "volume-1-of-5.fnv",
    "chinese": "某某医院 自查材料（第1卷）.fnv",
    "long": "河南省卫生厅信息安全检查报送材料" * 8 + ".fnv",
    "quotes": 'a "quoted" name;with=signs.fnv',
}


def case(name, data):
    path = os.path.join(folder, name.replace("/", "-"))
    os.makedirs(path)
    with open(os.path.join(path, "message.eml"), "wb") as file:
        file.write(data)


def modern(used, name, cte, maintype="application", subtype="octet-stream"):
    message = EmailMessage(policy=used)
    message["From"] = "经办人 <unit@example.org>"
    message["To"] = "centre@example.org"
    message["Subject"] = "报送 1/5"
    message.set_content("您好：\n附件请查收。\nFrom now on at 12:00 all goes by mail.\n")
    message.add_alternative("<p>您好</p>", subtype="html")
    message.add_attachment(b"\x89PNG\r\n", "image", "png", filename="logo.png")
    message.add_attachment(payload, maintype, subtype, cte=cte, filename=name)
    return message


def old(name, encoder, subtype="octet-stream", charset=None):
    message = MIMEMultipart()
    message["From"] = "unit@example.org"
    message["To"] = "centre@example.org"
    message["Subject"] = "1/5"
    message.attach(MIMEText("您好", "plain", "gb2312"))
    part = MIMEApplication(payload, subtype, encoder)
    if charset:
        part.add_header("Content-Disposition", "attachment", filename=(charset, "", name))
    elif name:
        part.add_header("Content-Disposition", "attachment", filename=name)
    message.attach(part)
    return message


for label, used in POLICIES.items():
    for kind, name in NAMES.items():
        for cte in ("base64", "quoted-printable"):
            # The one has no modern interface, the other no limit that its content manager knows.
            if label in ("compat32", "HTTP"):
                continue
            case(f"{label} {kind} {cte}", modern(used, name, cte).as_bytes())
    text = modern(policy.default, "a.fnv", "base64")
    case(f"{label} flattened", text.as_bytes(policy=used))

for charset in ("utf-8", "gbk", "gb18030"):
    case(f"RFC 2231 {charset}", old(NAMES["chinese"], encoders.encode_base64, charset=charset).as_bytes())
case("no name", old(None, encoders.encode_base64).as_bytes())
case("no policy", old("a.fnv", encoders.encode_base64).as_bytes(policy=policy.SMTP))

text = MIMEMultipart("related")
part = MIMEBase("text", "plain")
part.set_payload(payload)
encoders.encode_base64(part)
text.attach(part)
case("text plain", text.as_bytes())

inner = modern(policy.default, NAMES["chinese"], "base64")
for depth in (1, 3, 10):
    outer = inner
    for _ in range(depth):
        forwarded = MIMEMultipart()
        forwarded["Subject"] = "Fwd"
        forwarded.attach(MIMEText("forwarded", "plain"))
        forwarded.attach(MIMEMessage(outer))
        outer = forwarded
    case(f"forwarded {depth}", outer.as_bytes())

forwarded = EmailMessage(policy=policy.SMTP)
forwarded["Subject"] = "Fwd"
forwarded.set_content("see below")
forwarded.add_attachment(inner)
case("forwarded modern", forwarded.as_bytes())

attached = MIMEMultipart()
part = MIMEApplication(inner.as_bytes(policy=policy.SMTP), "octet-stream")
part.add_header("Content-Disposition", "attachment", filename="原始邮件.eml")
attached.attach(part)
case("attached eml", attached.as_bytes())

alone = EmailMessage()
alone["Subject"] = "alone"
alone.set_content(payload, "application", "octet-stream")
case("attachment alone", alone.as_bytes())

for kind in ("mbox", "maildir", "twice"):
    path = os.path.join(folder, "box " + kind)
    os.makedirs(path)
    box = (
        mailbox.Maildir(os.path.join(path, "Maildir"))
        if kind == "maildir"
        else mailbox.mbox(os.path.join(path, "Inbox"))
    )
    other = EmailMessage()
    other["Subject"] = "other"
    other.set_content("Hello,\n\nFrom here on\n>From there on\n\nFrom unit Mon Aug 27 16:00:00 2012\n")
    box.add(mailbox.mboxMessage(other) if kind != "maildir" else other)
    for _ in range(2 if kind == "twice" else 1):
        box.add(inner)
        box.add(modern(policy.default, "other name.fnv", "quoted-printable"))
    box.add(other)
    box.flush()
    box.close()
