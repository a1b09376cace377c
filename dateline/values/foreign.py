"""What files are that Dateline does not read, and what to do about each."""

from __future__ import annotations

from dateline.values.media import SOURCES, is_binary, suffix_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE = "no text in it; add the page that shows it"
# First bytes, what they are the mark of, and the remedy.
SIGNS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG image", PICTURE),
    (b"\x89PNG", "a PNG image", PICTURE),
    (b"GIF8", "a GIF image", PICTURE),
    (b"II*\x00", "a TIFF image", PICTURE),
    (b"MM\x00*", "a TIFF image", PICTURE),
    (b"\x00\x00\x01\x00", "an icon", PICTURE),
    (b"wOF", "a font", "no text in it"),
    (b"\x00\x01\x00\x00", "a font", "no text in it"),
    (b"OTTO", "a font", "no text in it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and add what it holds"),
    (b"BZh", "a bzip2 archive", "unpack it and add what it holds"),
    (b"\xfd7zXZ", "an xz archive", "unpack it and add what it holds"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and add what it holds"),
    (b"Rar!", "a RAR archive", "unpack it and add what it holds"),
    (b"bplist00", "a Safari web archive or property list", "save the page as HTML"),
    (b"SQLite format 3", "an SQLite database", "export its stories as CSV or JSONL"),
    (b"PAR1", "a Parquet table", "export its stories as CSV or JSONL"),
    (OLE, "an old Office file (.doc, .xls, .ppt, .msg)", "save it as DOCX, CSV or PDF, a mail as EML"),
    (b"{\\rtf", "an RTF text", "save it as DOCX or text"),
    (b"%!PS", "PostScript", "save it as PDF"),
    (b"RIFF", "a sound, film or WebP image", "no text in it; add a transcript"),
    (b"ID3", "a sound", "no text in it; add a transcript"),
    (b"OggS", "a sound or film", "no text in it; add a transcript"),
)
# Names inside ZIP files that tell what they are.
PACKED: tuple[tuple[bytes, str, str], ...] = (
    (b"xl/workbook", "an Excel workbook", "save the sheet as CSV"),
    (b"ppt/presentation", "a PowerPoint presentation", "save it as PDF"),
    (b"opendocument.text", "an OpenDocument text", "save it as DOCX or PDF"),
    (b"opendocument.spreadsheet", "an OpenDocument sheet", "save it as CSV"),
    (b"application/epub", "an EPUB book", "save its pages as HTML"),
)
STYLE = frozenset({"css", "xsl", "xslt"})


# A tar says so here.
USTAR = slice(257, 262)


def is_folder(data: bytes) -> bool:
    """Whether bytes are a ZIP or tar file of anything, or compressed, and no document that is packed so."""
    packed = data.startswith((b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"))
    return (packed and not any(mark in data for mark, _, _ in PACKED)) or data[USTAR] == b"ustar"


def foreign_of(data: bytes, name: str = "") -> str:
    """What bytes are for which `media_of` gives None, and what to do."""
    if data.startswith(b"PK"):
        packed = next((f"{what}; {remedy}" for mark, what, remedy in PACKED if mark in data), None)
        return packed or "a ZIP archive; unpack it and add what it holds"
    known = next((f"{what}; {remedy}" for mark, what, remedy in SIGNS if data.startswith(mark)), None)
    if known is not None:
        return known
    if data[4:8] == b"ftyp":
        return "a film or AVIF image; no text in it; add a transcript"
    suffix = suffix_of(name)
    if is_binary(data):
        return "binary data, no page, text, mail or table; save the page as HTML or text"
    if suffix in SOURCES:
        what = "style sheet" if suffix in STYLE else "script or setting"
        return f"a {what} (.{suffix}), no page; rename it to .txt if it is one"
    if suffix == "json":
        return "JSON without objects; store a list of objects with a text each"
    return "XML that is no page; add a feed or sitemap by its own name or address to fetch the pages that it names"
