"""Bytes to text: byte order mark, UTF-8, the page's own declaration, detection; in that order."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from resiliparse.parse.encoding import map_encoding_to_html5

from dateline.document.errors import DocumentError

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]{0,80}?encoding=["']([\w.-]+)""", re.IGNORECASE
)
SAMPLE = 65_536
# A page cut off in the middle of a character, or with one foreign quotation in it, is still UTF-8: up to one
# broken sequence in a thousand characters is shown as U+FFFD. A page in another encoding breaks far more often.
TOLERATED = 1_000
# The encodings that browsers know; without the list the detector proposes code pages of old mainframes.
WEB_ENCODINGS = [
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1256",
    "cp1255",
    "cp1253",
    "cp1254",
    "cp1257",
    "cp1258",
    "cp874",
    "iso8859_2",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "iso8859_8",
    "iso8859_15",
    "koi8_r",
    "koi8_u",
    "mac_cyrillic",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "iso2022_jp",
    "euc_kr",
]


def decode(data: bytes) -> str:
    """The text of a page, line breaks and a UTF-8 byte order mark (as U+FEFF) kept.

    Raises DocumentError when no encoding fits.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, f"begins with a byte order mark of {encoding}, but is none")
    declared = declared_encoding(data)
    if declared == "iso-2022-jp":
        return _strictly(data, declared, "declares iso-2022-jp, but is none")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)


def decode_as(data: bytes, charset: str | None) -> str:
    """The text of a part whose header states its character set, as that where it fits, else as `decode` finds it.

    Any bytes fit Latin-1 and its kin, which many programs state without looking: `decode` tries UTF-8 before them.
    """
    known = map_encoding_to_html5(charset, False) if charset else None
    if known and known != "windows-1252":
        try:
            return data.decode(str(known))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the first kilobytes of a page state, by its WHATWG name, or None."""
    found = DECLARED.search(data[:4096])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace")
    known = map_encoding_to_html5(name, False)
    return str(known) if known else None


def _strictly(data: bytes, encoding: str, problem: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(f"the page {problem} (byte {error.start}); save it again as UTF-8") from error


def _not_utf8(data: bytes, declared: str | None) -> str:
    if declared is not None and declared != "utf-8":
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    tolerant = data.decode("utf-8", "replace")
    if tolerant.count("�") * TOLERATED <= len(tolerant):
        return tolerant
    best = from_bytes(data[:SAMPLE], cp_isolation=WEB_ENCODINGS, enable_fallback=False).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except UnicodeDecodeError:
            pass
    raise DocumentError("no known text encoding fits the bytes; save the page again as UTF-8")
