"""What kind of bytes these are, told from the bytes."""

from __future__ import annotations

import codecs
import re

HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|h1|article|meta|title)[\s>]", re.IGNORECASE
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"))
MARKS = (*WIDE, (codecs.BOM_UTF16_BE, "utf-16"))
HEAD = 4096


def media_of(data: bytes) -> str | None:
    """`text/html`, `text/plain`, or None for what is neither.

    A NUL, or more than 1 in 50 control characters in the first 4 kB, makes it binary.
    """
    head = data[:HEAD]
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "latin-1")
    text = head.decode(encoding, "replace")
    if "\0" in text or len(CONTROL.findall(text)) * 50 > len(text):
        return None
    return "text/html" if HTML.search(text) else "text/plain"
