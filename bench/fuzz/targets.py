"""What is fuzzed. A new decoder or reader is one more line in TARGETS.

A target takes any bytes. It may refuse them with an error of the house (DatelineError), which names reason and remedy;
any other exception is a fault, and so is a span whose text is not what stands there.
"""

from __future__ import annotations

import gzip as gzipping
import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import zstandard
from msgspec import Struct
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.archive.contents import Contents
from dateline.archive.custody import Log
from dateline.archive.feeds import listing_kind, listing_of, unpacked
from dateline.archive.fetching import Answer
from dateline.archive.http_body import content
from dateline.archive.limits import Limits
from dateline.archive.manners import rules_of
from dateline.archive.origin import web_address
from dateline.archive.wacz_check import check
from dateline.archive.web_records import message
from dateline.document.decode import decode
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.model.errors import DatelineError
from dateline.model.source import Capture
from dateline.model.span import Span
from dateline.tables.load import Tables, load
from dateline.values.carrying import Carried, Carrier, is_same
from dateline.values.media import CSV, DOCX, EML, HTML, JSON, MHTML, PDF

BLOB = "0" * 64
# Small limits, so that what is over them is reached.
LIMITS = Limits(
    max_bytes=200_000,
    max_nodes=20_000,
    max_characters=100_000,
    max_pages=20,
    max_unpacked=500_000,
    max_archive=5_000_000,
    max_entries=2_000,
)
PAGES = Path(__file__).parents[2] / "examples" / "exercise" / "pages"
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


class Target(Struct, frozen=True):
    """One thing that reads bytes, and the files that fuzzing begins with."""

    name: str
    reads: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


class FaultError(AssertionError):
    """A promise was broken."""


def tried(target: Target, data: bytes) -> None:
    """One input; raises for a fault only."""
    try:
        target.reads(data)
    except DatelineError as error:
        if not str(error):
            raise FaultError("refused without a reason") from error


@cache
def tables() -> Tables:
    """The tables, loaded once."""
    return load()


def page(media: str | None) -> Callable[[bytes], None]:
    """Reads a page of one medium: rendition, segments, stories."""

    def reads(data: bytes) -> None:
        rendition = render(data, BLOB, media, LIMITS)
        capture = Capture(id="cap-0", blob=BLOB, path="page", media=media, size=len(data))
        for document in documents(rendition, data, capture, tables(), LIMITS.columns):
            for segment in document.segments:
                if segment.span.of(rendition.text) != segment.text or not segment.text:
                    raise FaultError(f"{segment.role} {segment.span} is not its text")

    return reads


def archive(name: str) -> Callable[[bytes], None]:
    """Reads what a file of that name holds: records, messages, members, and what is in those."""

    def reads(data: bytes) -> None:
        for one in Contents(LIMITS).of(io.BytesIO(data), name):
            if not one.path.startswith(name):
                raise FaultError(f"{one.path} is not in {name}")

    return reads


def feed(data: bytes) -> None:
    """Reads a feed, a sitemap or an index of them, packed or not, whichever it is, else as all three."""
    plain = unpacked(data, LIMITS)
    kind = listing_kind(plain)
    for one in (kind,) if kind is not None else ("feed", "sitemap", "sitemap index"):
        listing = listing_of(plain, one, "feed", "https://a.example/feed", LIMITS)
        if any(web_address(named.url) is None for named in listing.named):
            raise FaultError("a page that is not of the web")


def answer(data: bytes) -> None:
    """Reads the answer of a server: headers, and the body with its encodings undone; and as a robots.txt."""
    headers, body = message(data)
    rules = rules_of(Answer("https://a.example/robots.txt", 200, headers, body))
    if rules is not None:
        rules.can_fetch("https://a.example/x", "Dateline")
        rules.crawl_delay("Dateline")
    if len(content(headers, body, LIMITS.max_bytes)) > LIMITS.max_bytes:
        raise FaultError("more than the limit")


def docx(data: bytes) -> None:
    """Reads the bytes as the story of a Word document, so that mutations reach its XML."""
    page(DOCX)(docx_of(data))


def docx_of(story: bytes) -> bytes:
    """A Word document with this story."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml"):
            packed.writestr(name, story)
    return out.getvalue()


def log(data: bytes) -> None:
    """Reads a custody log."""
    with tempfile.TemporaryDirectory() as folder:
        held = Log(Path(folder) / "custody.jsonl")
        held.path.write_bytes(data)
        held.problems(held.head())
        list(held.entries())


def package(data: bytes) -> None:
    """Checks a WACZ."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.wacz"
        path.write_bytes(data)
        check(path, head=None, key=None)


def carrying(data: bytes) -> None:
    """Carries every word of one text over to another; both are in the bytes, parted by a line."""
    old, _, new = data.decode("utf-8", "replace").partition("\n--\n")
    carrier, at = Carrier(old, new), 0
    for word in old.split(" "):
        span, at = Span(at, at + len(word)), at + len(word) + 1
        found = carrier.carry(span)
        if isinstance(found, Carried) and not is_same(span.of(old), found.span.of(new), found.how):
            raise FaultError(f"{span.of(old)!r} was carried over to {found.span.of(new)!r}")


def examples(*suffixes: str) -> tuple[bytes, ...]:
    """The pages of the example with these suffixes."""
    return tuple(path.read_bytes() for path in sorted(PAGES.iterdir()) if path.suffix in suffixes)


def warc(*, gzip: bool) -> bytes:
    """A WARC of a response and a record of a page found unchanged."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for kind in ("response", "revisit"):
        body = io.BytesIO(b"<p>The bridge fell.</p>" if kind == "response" else b"")
        writer.write_record(writer.create_warc_record("https://a.example/", kind, payload=body, http_headers=http))
    return out.getvalue()


def zipped() -> bytes:
    """A ZIP of a page and of a ZIP."""
    inner, out = io.BytesIO(), io.BytesIO()
    for held, name, data in ((inner, "a/b.html", b"<p>The bridge fell.</p>"), (out, "b.zip", inner)):
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, data.getvalue() if isinstance(data, io.BytesIO) else data)
    return out.getvalue()


def tarred() -> bytes:
    """A tar of a page."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        info = tarfile.TarInfo("a/b.txt")
        info.size = 16
        packed.addfile(info, io.BytesIO(b"The bridge fell."))
    return out.getvalue()


def small_package() -> bytes:
    """A WACZ of two members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "datapackage.json", '{"resources": [{"path": "archive/a.warc", "hash": "sha256:0", "bytes": 9}]}'
        )
        packed.writestr("archive/a.warc", "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\na\r\n\r\n")
    return out.getvalue()


MAIL = b"""From: a@b.c
To: d@e.f
Date: Tue, 2 Mar 2021 10:00:00 +0000
Subject: =?utf-8?q?Br=C3=BCcke?=
MIME-Version: 1.0
"""
PARTS = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThe bridge fell.\n--b--\n'
STORY = (
    WORD
    + b'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The bridge fell</w:t></w:r></w:p></w:body></w:document>'
)
MINIMAL_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 51>>stream
BT /F 12 Tf 10 99 Td (The bridge at Aden fell.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>The bridge fell</title>
<link>https://a.example/1</link><pubDate>Tue, 02 Mar 2021 10:00:00 +0000</pubDate></item></channel></rss>
"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>The bridge fell</title>
<link href="/1"/><updated>2021-03-02T10:00:00Z</updated><author><name>A. B.</name></author></entry></feed>
"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/1</loc>
<lastmod>2021-03-02</lastmod></url></urlset>
"""
ARC = b"""filedesc://a.arc 0.0.0.0 20210302100000 text/plain 69
1 0 Archive
URL IP-address Archive-date Content-type Archive-length

https://a.example/ 1.2.3.4 20210302100000 text/html 60
HTTP/1.1 200 OK
Content-Type: text/html

<p>The bridge fell.</p>
"""
RSS = b"""<rss version="2.0"><channel><item><title>The bridge &lt;b&gt;fell</title><link>/1</link>
<pubDate>Tue, 02 Mar 2021 10:00:00 GMT</pubDate></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>The bridge fell</title><link href="https://a.example/1"/>
<author><name>B</name></author><updated>2021-03-02T10:00:00Z</updated></entry></feed>"""
SITEMAP = b"""<urlset><url><loc>https://a.example/1</loc><lastmod>2021-03-02T10:00:00Z</lastmod></url></urlset>"""
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzipping.compress(b"The bridge fell.", mtime=0)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: br\r\n\r\n9\r\nThe bridg\r\n0\r\n\r\n"
ROBOTS = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a*b$\nCrawl-delay: 1.5\nAllow: /\n"
TABLE = b"date,text,url\n2021-03-02,The bridge fell.,https://a.example\n"
LINES = b'{"text": "The bridge fell.", "date": "2021-03-02"}\n{"text": "It was rebuilt."}\n'
MBOX = (
    b"From a@b.c Tue Mar  2 10:00:00 2021\n"
    + MAIL
    + PARTS
    + b"\nFrom a@b.c Tue Mar  2 10:00:00 2021\n"
    + MAIL
    + b"\nx\n"
)
ENTRY = b'{"number":0,"previous":"' + b"0" * 64 + b'","at":"2021","what":"added","about":"a"}\n'

TARGETS = (
    Target("decode", lambda data: (decode(data), None)[1], ("März\n".encode(), b"\xff\xfea\0", b"\xfb\xf0")),
    Target("any page", page(None), (*examples(".html", ".txt"), MAIL, TABLE, LINES)),
    Target("text", page("text/plain"), examples(".txt")),
    Target("html", page(HTML), examples(".html")),
    Target("mhtml", page(MHTML), (*examples(".mht", ".mhtml"), MAIL + PARTS)),
    Target("mail", page(EML), (*examples(".eml"), MAIL + PARTS)),
    Target("pdf", page(PDF), (*examples(".pdf"), MINIMAL_PDF)),
    Target("docx file", page(DOCX), (docx_of(STORY),)),
    Target("docx story", docx, (STORY,)),
    Target("table", page(CSV), (TABLE,)),
    Target("json", page(JSON), (LINES.splitlines()[0],)),
    Target("held in a file", archive("file"), (MAIL + PARTS, MBOX, LINES)),
    Target("held in a mbox", archive("a.mbox"), (MBOX,)),
    Target("held in a mail", archive("a.eml"), (MAIL + PARTS,)),
    Target("held in a table", archive("a.csv"), (TABLE,)),
    Target("held in lines", archive("a.jsonl"), (LINES,)),
    Target("warc", archive("a.warc"), (warc(gzip=False),)),
    Target("packed warc", archive("a.warc.gz"), (warc(gzip=True), zstandard.compress(warc(gzip=False)))),
    Target("arc", archive("a.arc"), (ARC,)),
    Target("zip", archive("a.zip"), (zipped(), small_package())),
    Target("tar", archive("a.tar"), (tarred(), gzipping.compress(tarred(), mtime=0))),
    Target("feed", feed, (RSS, ATOM, gzipping.compress(RSS, mtime=0))),
    Target("sitemap", feed, (SITEMAP, SITEMAP.replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>"))),
    Target("answer of a server", answer, (ANSWER, CHUNKED, ROBOTS)),
    Target("custody log", log, (ENTRY,)),
    Target("wacz", package, (small_package(),)),
    Target("carrying", carrying, ("On Monday 12 people\n--\nOn  Monday 12 (x) people“".encode(),)),
)  # fmt: skip
