"""A mail, and a page saved as MHTML, as pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.message import Message
from functools import lru_cache

from dateline.document.decode import decode_as
from dateline.document.errors import DocumentError
from dateline.document.layout import Facts, Page, Stated
from dateline.document.lines import Line, headed, page_of_lines, stated_facts, unwrapped
from dateline.document.markup import page_of
from dateline.values.mail import MailError, Part, header, parsed, parts, sender, sent_at

REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|rv|antw)\s*:\s*)+", re.IGNORECASE)
QUOTED = re.compile(r"^\s?>")
# What mail programs write above the mail that is answered.
ANSWERED = re.compile(
    r"^(?:On\b.{6,120}\bwrote:|.{0,60}\bschrieb\b.{0,60}:|Le\b.{6,120}\ba écrit\s?:"
    r"|-{2,}\s*Original Message\s*-{2,})\s*$",
    re.IGNORECASE,
)
FORWARDED = re.compile(r"^-{2,}\s*Forwarded (?:message|by)\b.*$|^Begin forwarded message:\s*$", re.IGNORECASE)
INNER_HEADER = re.compile(r"^\*?(?:From|To|Cc|Date|Sent|Subject|Reply-To):\*?\s", re.IGNORECASE)
SIGNATURE = "-- "
# A text part with less than this share of the HTML part's characters says no more than 'see the HTML version'.
WHOLE = 0.5


@lru_cache(maxsize=2)
def mhtml_page(data: bytes) -> Page:
    """The HTML page in a MHTML file; raises DocumentError when it holds none."""
    pages = [part for part in _parts(_message(data)) if part.media in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise DocumentError("a MHTML file without an HTML page; save the page again, as HTML")
    return page_of(_utf8(pages[0]))


@lru_cache(maxsize=2)
def mail_page(data: bytes) -> Page:
    """A mail with its subject as title; its text part, or its HTML part where that says more."""
    message = _message(data)
    top, facts = list(_head(message)), _facts(message)
    held = [part for part in _parts(message) if not part.attached]
    plain = [_text(part) for part in held if part.media == "text/plain" and part.name is None]
    hypertexts = [part for part in held if part.media == "text/html" and part.name is None]
    hypertext = page_of(_utf8(hypertexts[0])) if hypertexts else None
    if hypertext is not None and sum(map(len, plain)) < WHOLE * len(hypertext.text):
        return headed(top, hypertext, facts)
    return page_of_lines([*top, *(line for text in plain for line in body_lines(text))], facts)


def _message(data: bytes) -> Message:
    try:
        return parsed(data)
    except MailError as error:
        raise DocumentError(str(error)) from error


def _parts(message: Message) -> Iterable[Part]:
    return parts(message)


def _text(part: Part) -> str:
    return decode_as(part.data, part.charset).removeprefix("\ufeff")


def _utf8(part: Part) -> bytes:
    """The part as UTF-8 behind a byte order mark, which ranks above what the page declares of itself."""
    return ("\ufeff" + _text(part)).encode("utf-8", "replace")


def title_of(message: Message) -> str | None:
    """The subject without the marks of answers and forwarded mails."""
    return REPLY.sub("", header(message, "Subject") or "").strip() or None


def _head(message: Message) -> Iterator[Line]:
    yield Line(title_of(message) or "", "h1")
    for name, tag in (("From", "header"), ("Date", "time")):
        value = header(message, name)
        if value:
            yield Line(f"{name}: {value}", tag)


def _facts(message: Message) -> Facts:
    name, address = sender(message)
    sent, organisation = sent_at(message), header(message, "Organization")
    stated = [
        Stated("published", sent or "", "mail Date"),
        Stated("publisher", organisation or "", "mail Organization"),
        Stated("sender", name, "mail From"),
        Stated("sender", address.rpartition("@")[2], "mail From, domain"),
    ]
    language = (header(message, "Content-Language") or "")[:2].casefold()
    return stated_facts(title_of(message), (one for one in stated if one.value), language or None)


def body_lines(text: str) -> Iterator[Line]:
    """The lines of a mail's text: what is quoted from an earlier mail is comment, what signs it is furniture."""
    quoting = signing = False
    plain: list[str] = []
    for line in text.splitlines():
        forwarded, answered = FORWARDED.match(line), ANSWERED.match(line)
        if forwarded is not None:
            quoting = signing = False
        quoted = QUOTED.match(line) is not None
        if answered is not None and "original" in line.casefold():
            quoting = True
        signing = (signing or line == SIGNATURE) and not quoted
        tag = ""
        if quoting or quoted or answered is not None:
            tag = "blockquote"
        elif signing or forwarded is not None or INNER_HEADER.match(line):
            tag = "footer"
        if tag:
            yield from map(Line, unwrapped("\n".join(plain)))
            plain = []
            yield Line(line, tag)
        else:
            plain.append(line)
    yield from map(Line, unwrapped("\n".join(plain)))
