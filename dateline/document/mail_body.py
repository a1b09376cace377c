"""The text of a mail: its own words, what it quotes, what it passes on, and what signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parseaddr

from msgspec import Struct

from dateline.document.lines import Line, unwrapped

QUOTED = re.compile(r"^\s?>")
# What mail programs write above the mail that is answered.
ANSWERED = re.compile(
    r"^(?:On\b.{6,120}\bwrote:|.{0,60}\bschrieb\b.{0,60}:|Le\b.{6,120}\ba écrit\s?:)\s*$",
    re.IGNORECASE,
)
# What they write above a mail that is passed on; Outlook writes the last form above answered mails, too.
FORWARDED = re.compile(r"^-{2,}\s*Forwarded (?:message|by)\b|^Begin forwarded message:\s*$", re.IGNORECASE)
ORIGINAL = re.compile(r"^-{2,}\s*Original Message\s*-{2,}\s*$", re.IGNORECASE)
INNER_HEADER = re.compile(r"^[*\s]*(?P<name>From|To|Cc|Date|Sent|Subject|Reply-To):\*?\s*(?P<value>.*)$", re.IGNORECASE)
DATES = frozenset({"date", "sent"})
SIGNATURE = "-- "
# Where the lines of each part of a mail stand.
TAGS = {"quoted": "blockquote", "signature": "footer", "inner": "footer"}


class Body(Struct, frozen=True):
    """The lines of a mail's text, and from whom the mail came that it passes on; None where it passes on none."""

    lines: tuple[Line, ...]
    passed_on_from: tuple[str, str] | None


def body_of(text: str, *, forwards: bool) -> Body:
    """The text of a mail by its lines; `forwards`: its subject says that it passes another mail on."""
    lines: list[Line] = []
    plain: list[str] = []
    source: tuple[str, str] | None = None
    for line, tag, header in _told(text, forwards=forwards):
        if header is not None and header["name"].casefold() == "from":
            source = parseaddr(header["value"])
        if tag is None:
            plain.append(line)
            continue
        lines.extend(map(Line, unwrapped("\n".join(plain))))
        plain = []
        lines.append(Line(line, tag))
    lines.extend(map(Line, unwrapped("\n".join(plain))))
    return Body(tuple(lines), source)


def _told(text: str, *, forwards: bool) -> Iterator[tuple[str, str | None, re.Match[str] | None]]:
    """Each line with its tag (None for running text), and the header that it is of a mail passed on."""
    state, headers = "", 0
    for line in text.splitlines():
        header = INNER_HEADER.match(line) if state == "inner" else None
        if FORWARDED.match(line) or (forwards and ORIGINAL.match(line)):
            state, headers = "inner", 0
        elif ORIGINAL.match(line):
            state = "quoted"
        elif state == "inner" and header is None and (line.strip() or headers):
            state = ""
        elif state != "quoted" and line == SIGNATURE:
            state = "signature"
        headers += header is not None
        if state != "quoted" and (QUOTED.match(line) or ANSWERED.match(line)):
            yield line, TAGS["quoted"], None
        elif header is not None and header["name"].casefold() in DATES:
            yield line, "time", header
        else:
            yield line, TAGS.get(state), header
