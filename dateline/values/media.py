"""What kind of bytes these are: told from the bytes, by the file's name only where they cannot tell."""

from __future__ import annotations

import codecs
import re

from dateline.tables.columns import column_names
from dateline.values.records import RecordError, csv_columns, raw_list, raw_object

TEXT, HTML, MHTML, PDF = "text/plain", "text/html", "multipart/related", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EML, MBOX = "message/rfc822", "application/mbox"
NOTE = "text/x-dateline-note"
JSON, JSONL, CSV = "application/json", "application/jsonl", "text/csv"
# Files of many stories: each of them is taken in by itself.
CONTAINERS = frozenset({MBOX, JSONL, CSV})

MARKUP = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|h1|article|meta|title)[\s>]", re.IGNORECASE
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"))
MARKS = (*WIDE, (codecs.BOM_UTF16_BE, "utf-16"))
HEAD, PDF_START = 4096, 1024
# The line that opens a message of a mbox: an address and the time as C's asctime writes it.
MBOX_LINE = re.compile(
    rb"From \S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d(?::\d\d)? [^\r\n]{0,12}\d{4}[^\r\n]{0,12}\r?\n"
)
HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+(?=\r?\n|\Z)")
HEADER_NAME = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):", re.MULTILINE)
# People write 'From:' and 'Subject:' over memos; these only a mail program writes.
MACHINE = frozenset(b"message-id mime-version received return-path delivered-to dkim-signature x-mailer".split())
LETTER = frozenset(b"from to date subject sender message-id received".split())
RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
# What a browser saves has none of these; a mail with pictures in it is multipart/related, too.
SENT = frozenset(b"to received message-id return-path delivered-to".split())
# Texts that are no pages, which only their names tell.
SOURCES = frozenset(
    "css js mjs cjs ts map svg xsl xslt xsd vtt srt ics vcf py sh bat toml ini cfg yml yaml".split()  # noqa: SIM905
)


def media_of(data: bytes, name: str = "") -> str | None:
    """The media type of a file that Dateline reads, or None for what it does not; `foreign_of` says what that is.

    The suffix of `name` tells a table, a mail or a script from a text that looks like one, and nothing else.
    """
    suffix = suffix_of(name)
    if b"%PDF-" in data[:PDF_START]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return DOCX if b"word/document.xml" in data else None
    if is_binary(data) or suffix in SOURCES:
        return None
    return _mail(data, suffix) or _table(data, suffix) or _page(data, suffix)


def suffix_of(name: str) -> str:
    """What follows the last dot of a name, in small letters."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


def is_binary(data: bytes) -> bool:
    """Whether a NUL, or more than 1 in 50 control characters, stands in the first 4 kB."""
    text = head_of(data)
    return "\0" in text or len(CONTROL.findall(text)) * 50 > len(text)


def head_of(data: bytes) -> str:
    """The first 4 kB as text, good enough to look for marks."""
    head = data[:HEAD]
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "latin-1")
    return head.decode(encoding, "replace")


def _mail(data: bytes, suffix: str) -> str | None:
    """A mbox, a mail or a page saved as MHTML."""
    opening = MBOX_LINE.match(data)
    if opening is not None and HEADER_NAME.match(data, opening.end()):
        return MBOX
    block = HEADERS.match(data.lstrip(b"\r\n")[:65_536])
    if block is None:
        return None
    names = {name.lower() for name in HEADER_NAME.findall(block[0])}
    if suffix in ("mht", "mhtml") or (RELATED.search(block[0]) and not names & SENT):
        return MHTML
    written = len(names & LETTER) >= 2 and (suffix == "eml" or bool(names & MACHINE))
    return EML if written or (b"content-type" in names and b"mime-version" in names) else None


def _table(data: bytes, suffix: str) -> str | None:
    """Records as JSON or as a table: whatever is called so, and what can be nothing else."""
    if suffix in ("jsonl", "ndjson"):
        return JSONL
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if start in (b"{", b"[") and _begins_with_object(data):
        return JSONL
    if suffix in ("csv", "tsv", "tab"):
        return CSV if not head_of(data).lstrip("\ufeff \r\n").startswith("<") else None
    fields = column_names().fields(csv_columns(head_of(data)))
    return CSV if {"text", "title"} <= fields and len(fields) > 2 else None


def _begins_with_object(data: bytes) -> bool:
    """Whether a file is JSON whose first value, or first value of an array, is an object."""
    plain = data.removeprefix(codecs.BOM_UTF8).strip()
    for piece in (plain.partition(b"\n")[0], plain):
        try:
            if piece.startswith(b"{"):
                raw_object(piece)
                return True
            first = raw_list(piece)[:1]
        except RecordError:
            continue
        return bool(first) and first[0].startswith(b"{")
    return False


def _page(data: bytes, suffix: str) -> str | None:
    """An HTML page or a plain text; None for XML of another kind, RTF and JSON that holds no objects."""
    text = head_of(data)
    if MARKUP.search(text):
        return HTML
    start = text.lstrip("\ufeff \r\n\t")
    if start.startswith(("<?xml", "<rss", "<feed", "<svg", "{\\rtf")) or suffix == "json":
        return None
    return TEXT
