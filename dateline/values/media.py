"""What kind of bytes these are, told from the bytes."""

from __future__ import annotations

import codecs
import re

HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|h1|article|meta|title)[\s>]", re.IGNORECASE
)
CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
HEAD = 4096


def media_of(data: bytes) -> str | None:
    """`text/html`, `text/plain`, or None for what is neither.

    NUL bytes outside UTF-16/32, or more than 1 in 50 control characters in the first 4 kB, make it binary.
    """
    head = data[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        head = head.replace(b"\0", b"")
    if b"\0" in head or sum(byte in CONTROL for byte in head) * 50 > len(head):
        return None
    return "text/html" if HTML.search(head) else "text/plain"
