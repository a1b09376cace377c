"""What a web page says, quickly and roughly: enough to tell what it is about, never enough to quote from.

A page of today is two thirds scripts. They are cut out of the bytes before anything is parsed; then most pages give
their text by their paragraphs, and only the others are parsed. Whatever the bytes, time grows with their number only.
"""

from __future__ import annotations

import re
from html import unescape

from msgspec import Struct
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from dateline.document.decode import BOMS, declared_encoding
from dateline.values.media import HTML

# Elements whose text is none of the page's story; bytes of small letters only are compared.
OPENING = re.compile(rb"<(?:!--|(script|style|svg|noscript|template|nav|footer|aside|form)(?=[\s>]))")
PARAGRAPH = re.compile(rb"<p(?:\s[^<>]*)?>")
ENDS = re.compile(rb"</(?:p|div|td|li|article|section|main|blockquote)\b")
HEADLINE = re.compile(rb"<(title|h1)(?:\s[^<>]*)?>(.{0,2000}?)</\1", re.DOTALL)
SUMMARY = re.compile(rb"<meta\s[^<>]{0,500}?(?:name|property)\s*=\s*[\"'](?:og:)?description[\"'][^<>]{0,2000}>")
CONTENT = re.compile(rb"content\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
TAG = re.compile(rb"<[^<>]*>")
# Shorter paragraphs are labels, bylines, notices; measured on pages/fundus: their loss changes no verdict.
LEAST_BYTES = 40
# With less text in paragraphs, the page is parsed: its text stands in lines, cells or divisions.
ENOUGH = 500
# So much of the text is looked at; the first words of news tell what it is about.
MOST = 12_000
# Headline and summary stand in the first bytes.
HEAD = 100_000
# More tags than this are not parsed (a tree of 50,000 nested elements takes half a minute) but stripped.
MOST_TAGS = 20_000


class QuickText(Struct, frozen=True):
    """The headline with the page's own summary, and the text."""

    head: str
    body: str


def quick_text(data: bytes, media: str | None) -> QuickText:
    """What the bytes of a web page or plain text say, in small letters."""
    if media != HTML:
        return QuickText("", decoded(data[: 4 * MOST], None).lower())
    encoding = declared_encoding(data)
    if any(data.startswith(mark) for mark, _ in BOMS):
        data, encoding = decoded(data, None).encode("utf-8", "replace"), "utf-8"
    page = without(data.lower())
    head = [text_of(found[2]) for found in HEADLINE.finditer(page, 0, HEAD)]
    summary = SUMMARY.search(page, 0, HEAD)
    content = CONTENT.search(summary[0]) if summary else None
    if content is not None:
        head.append(content[1] or content[2] or b"")
    body = b"\n".join(paragraphs(page))
    text = unescape(decoded(body, encoding))
    if len(text) < ENOUGH:
        text = max(text, parsed(page, encoding), key=len)
    return QuickText(unescape(decoded(b"\n".join(head), encoding)), text[:MOST])


def without(page: bytes) -> bytes:
    """A page in small letters without its comments, scripts, styles, menus and forms; each up to its closing tag.

    >>> without(b"a <nav x>b</nav> c <navy> d<!-- e --><script>f")
    b'a   c <navy> d <script>f'
    """
    kept: list[bytes] = []
    unclosed: set[bytes | None] = set()
    start = at = 0
    while found := OPENING.search(page, at):
        name: bytes | None = found[1]
        closing = b"-->" if name is None else b"</" + name
        # What is not closed once is closed nowhere below: looking again each time would take time by the square.
        end = -1 if name in unclosed else page.find(closing, found.end())
        if end < 0:
            unclosed.add(name)
            at = found.end()
            continue
        kept.append(page[start : found.start()])
        close = page.find(b">", end)
        start = at = close + 1 if close >= 0 else len(page)
    return b" ".join((*kept, page[start:]))


def paragraphs(page: bytes) -> list[bytes]:
    """The text of the longer paragraphs of a page, as many as are looked at."""
    found: list[bytes] = []
    size = 0
    for part in PARAGRAPH.split(page)[1:]:
        end = ENDS.search(part)
        text = text_of(part[: end.start()] if end else part)
        if len(text) >= LEAST_BYTES:
            found.append(text)
            size += len(text)
            if size > MOST:
                break
    return found


def text_of(markup: bytes) -> bytes:
    """Markup without its tags and with single spaces."""
    return b" ".join(TAG.sub(b" ", markup).split()) if b"<" in markup else b" ".join(markup.split())


def parsed(page: bytes, encoding: str | None) -> str:
    """The main text of a page that has few paragraphs; all its text where it has too many tags to parse."""
    if page.count(b"<") > MOST_TAGS:
        return unescape(decoded(text_of(page), encoding))
    return str(extract_plain_text(HTMLTree.parse(decoded(page, encoding)), main_content=True))


def decoded(data: bytes, encoding: str | None) -> str:
    """Text in what encoding the bytes are, UTF-8 first; what fits nothing is shown as U+FFFD."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(encoding if encoding not in (None, "utf-8") else "windows-1252", "replace")
