"""Pages made to hurt whoever reads them, for every codec: depth, size, ratio, nesting; each with its file name."""

import base64
import io
import struct
import zipfile
import zlib

WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
P = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
CELL = b"a" * 60_000


def docx(story, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", story)
        for name, data in more.items():
            archive.writestr(f"word/{name}.xml", data)
    return out.getvalue()


def lying_docx():
    """Says that its text unpacks to a thousand bytes; it has a hundred million."""
    data = bytearray(docx(WORD % (P % bytes(b"a" * 100_000_000))))
    size = struct.pack("<I", struct.unpack_from("<I", data, 22)[0])
    return bytes(data).replace(size, struct.pack("<I", 1_000))


def pdf(stream, kids=b"[3 0 R]", count=1):
    """A PDF of one page with a packed content stream."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids %s/Count %d>>" % (kids, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def nested_mail(depth):
    parts = [b"From: a@example.org\nSubject: x\n"]
    parts += [b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)]
    return b"".join(parts) + b"\nThe army retook the bridge.\n"


def mail(body, encoding):
    head = b"From: a@example.org\nTo: b@example.org\nDate: Tue, 2 Mar 2021 10:00:00 +0000\nSubject: Bridge\nMIME-Version: 1.0\n"
    return head + b"Content-Type: text/html\nContent-Transfer-Encoding: %s\n\n%s" % (encoding, body)


PAGES = {
    "deep.html": lambda: b"<html><body>" + b"<div>" * 250_000 + b"The bridge fell.",
    "deep-inline.html": lambda: b"<html><body><p>" + b"<b>" * 250_000 + b"The bridge fell.",
    "deep-table.html": lambda: b"<html><body>" + b"<table><tr><td>" * 60_000 + b"The bridge fell.",
    "deep-lists.html": lambda: b"<html><body>" + b"<ul><li>" * 100_000 + b"The bridge fell.",
    "deep-linked-data.html": lambda: (
        b'<html><script type="application/ld+json">' + b'{"a":[' * 200_000 + b"</script><p>The bridge fell.</p>"
    ),
    "attribute.html": lambda: b'<html><body><p class="' + b"x " * 5_000_000 + b'">The bridge fell.</p>',
    "attributes.html": lambda: b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">The bridge fell.</p>",
    "entities.html": lambda: b"<html><body><p>" + b"&lt;" * 2_000_000,
    "comment.html": lambda: b"<html><!--" + b"-" * 15_000_000 + b"<p>The bridge fell.</p>",
    "tags.html": lambda: b"<html>" + b"<p>a</p>" * 2_000_000,
    "misnested.html": lambda: b"<html><body>" + b"<a><b><p>" * 20_000 + b"The bridge fell.",
    "formatting.html": lambda: b"<html><body>" + b"<font><b><i><u><p>" * 5_000 + b"x</p>" * 5_000,
    "line.txt": lambda: b"The army retook the bridge " * 35_000,
    "numbers.txt": lambda: b"At least 1,000 and " * 40_000,
    "digits.txt": lambda: b"1" * 900_000,
    "quotes.txt": lambda: '“'.encode() * 300_000,
    "brackets.txt": lambda: b"(" * 900_000,
    "days.txt": lambda: b"on Monday, 3 March 2021, " * 35_000,
    "names.txt": lambda: b"Colonel Issa Keita, " * 45_000,
    "spaces.txt": lambda: b"The bridge" + b" " * 900_000 + b"fell.",
    "newlines.txt": lambda: b"The bridge fell." + b"\n" * 900_000,
    "too-long.txt": lambda: b"word " * 3_900_000,
    "wide.txt": lambda: b"\xff\xfe" + "The bridge fell. ".encode("utf-16-le") * 500_000,
    "marks.txt": lambda: ("e" + "\u0301" * 400_000).encode(),
    "bomb.docx": lambda: docx(WORD % (P % bytes(b"a" * 300_000_000))),
    "lying.docx": lying_docx,
    "deep.docx": lambda: docx(WORD % (b"<w:p>" * 300_000 + b"</w:p>" * 300_000)),
    "deep-runs.docx": lambda: docx(WORD % (b"<w:p><w:r>" * 150_000 + b"<w:t>x</w:t>" + b"</w:r></w:p>" * 150_000)),
    "entities.docx": lambda: docx(b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]>' + WORD % (P % b"&a;")),
    "parts.docx": lambda: docx(WORD % (P % b"The bridge fell."), **{f"header{n}": WORD % (P % b"x") for n in range(5_000)}),
    "deep.eml": lambda: nested_mail(50_000),
    "deep-few.eml": lambda: nested_mail(140),
    "base64.eml": lambda: mail(base64.encodebytes(b"<p>The bridge fell.</p>" * 500_000), b"base64"),
    "quoted.eml": lambda: mail(b"=3Cp=3EThe bridge fell." * 500_000, b"quoted-printable"),
    "soft.eml": lambda: mail(b"=\n" * 5_000_000, b"quoted-printable"),
    "header.eml": lambda: b"From: a@example.org\nSubject: " + b"=?utf-8?q?x?= " * 500_000 + b"\nDate: x\n\nThe bridge fell.\n",
    "parameters.eml": lambda: b"From: a@example.org\nTo: b@c.d\nSubject: x\nContent-Type: text/plain" + b"; a*0=b" * 300_000 + b"\n\nThe bridge fell.\n",
    "deep.json": lambda: b'[{"text": "The bridge fell.", "a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}]",
    "deep-lines.jsonl": lambda: b'{"text": "The bridge fell.", "a": ' + b'{"a":' * 200_000 + b"1" + b"}" * 200_001 + b"\n",
    "number.jsonl": lambda: b'{"text": "The bridge fell.", "a": ' + b"9" * 1_000_000 + b"}\n",
    "columns.csv": lambda: b"text," + b"a," * 400_000 + b"b\nThe bridge fell.\n",
    "field.csv": lambda: b"text,date\n\"" + b"The bridge fell. " * 1_000_000 + b"\",2021-03-02\n",
    "quotes.csv": lambda: b'text,date\n"' + b'""' * 5_000_000,
    "bomb.pdf": lambda: pdf(b"BT /F 12 Tf 10 10 Td (a) Tj ET " * 6_000_000),
    "blank-bomb.pdf": lambda: pdf(b" " * 400_000_000),
    "states.pdf": lambda: pdf(b"q " * 5_000_000),
    "pages.pdf": lambda: pdf(b"BT (a) Tj ET", kids=b"[" + b"3 0 R " * 100_000 + b"]", count=100_000),
    "loop.pdf": lambda: pdf(b"BT (a) Tj ET", kids=b"[2 0 R]"),
}  # fmt: skip
