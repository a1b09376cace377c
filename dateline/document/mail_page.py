"""A mail, and a page saved as MHTML, as pages."""

from __future__ import annotations

import re
from email.message import Message
from functools import lru_cache

from dateline.document.decode import decode_as
from dateline.document.errors import DocumentError
from dateline.document.layout import Facts, Page, Stated
from dateline.document.lines import Line, headed, page_of_lines, stated_facts
from dateline.document.mail_body import body_of
from dateline.document.markup import page_of
from dateline.values.mail import MailError, Part, header, parsed, parts, sender, sent_at

REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|rv|antw)\s*:\s*)+", re.IGNORECASE)
PASSED_ON = re.compile(r"^\s*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
# How mail programs name what they quote, and the line below which everything is quoted.
QUOTE = re.compile(r"\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra)")
ANSWER_BELOW = re.compile(r"\b(?:divRplyFwdMsg|appendonsend|OutlookMessageHeader|reply-intro)\b")
# A text part with less than this share of the HTML part's characters says no more than 'see the HTML version'.
WHOLE = 0.5


@lru_cache(maxsize=2)
def mhtml_page(data: bytes) -> Page:
    """The HTML page in a MHTML file; raises DocumentError when it holds none."""
    pages = [part for part in parts(_message(data)) if part.media in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise DocumentError("a MHTML file without an HTML page; save the page again, as HTML")
    return page_of(_utf8(pages[0]))


@lru_cache(maxsize=2)
def mail_page(data: bytes) -> Page:
    """A mail with its subject as title; its text part, or its HTML part where that says more."""
    message = _message(data)
    held = [part for part in parts(message) if not part.attached and part.name is None]
    plain = "\n\n".join(_text(part) for part in held if part.media == "text/plain")
    hypertexts = [part for part in held if part.media == "text/html"]
    hypertext = page_of(_utf8(hypertexts[0])) if hypertexts else None
    forwards = PASSED_ON.match(header(message, "Subject") or "") is not None
    if hypertext is not None and len(plain) < WHOLE * len(hypertext.text):
        lines = () if forwards else answer_lines(hypertext)
        if lines:
            return page_of_lines([*_head(message, own=True), *lines], _facts(message, own=True))
        return headed(_head(message, own=not forwards), hypertext, _facts(message, own=not forwards))
    body = body_of(plain, forwards=forwards)
    own = not forwards and body.passed_on_from is None
    return page_of_lines([*_head(message, own=own), *body.lines], _facts(message, own=own, source=body.passed_on_from))


def _message(data: bytes) -> Message:
    try:
        return parsed(data)
    except MailError as error:
        raise DocumentError(str(error)) from error


def _text(part: Part) -> str:
    return decode_as(part.data, part.charset).removeprefix("\ufeff")


def _utf8(part: Part) -> bytes:
    """The part as UTF-8 behind a byte order mark, which ranks above what the page declares of itself."""
    return ("\ufeff" + _text(part)).encode("utf-8", "replace")


def title_of(message: Message) -> str | None:
    """The subject without the marks of answers and forwarded mails."""
    return REPLY.sub("", header(message, "Subject") or "").strip() or None


def answer_lines(page: Page) -> tuple[Line, ...]:
    """The lines of an answer as HTML, with what it quotes told apart; none where it quotes nothing."""
    zones, quoted = page.layout.zones, [False] * len(page.layout.zones)
    after = len(zones)
    for number, zone in enumerate(zones):
        if ANSWER_BELOW.search(zone.marks):
            after = min(after, number)
        own = zone.tag == "blockquote" or QUOTE.search(zone.marks) is not None
        quoted[number] = own or number >= after or (zone.parent >= 0 and quoted[zone.parent])
    if not any(quoted):
        return ()
    return tuple(
        Line(page.text[block.start : block.end], "blockquote" if quoted[block.zone] else "", block.linked)
        for block in page.layout.blocks
    )


def _head(message: Message, *, own: bool) -> list[Line]:
    """Subject, sender and date; the date is no one's day of publication where another's mail is passed on."""
    lines = [Line(title_of(message) or "", "h1")]
    for name, tag in (("From", "header"), ("Date", "time" if own else "header")):
        value = header(message, name)
        if value:
            lines.append(Line(f"{name}: {value}", tag))
    return lines


def _facts(message: Message, *, own: bool, source: tuple[str, str] | None = None) -> Facts:
    """What the headers state; `own`: of what the sender wrote; `source`: whose mail is passed on."""
    name, address = source or sender(message)
    stated = [
        Stated("published" if own else "archived", sent_at(message) or "", "mail Date"),
        Stated("publisher", (header(message, "Organization") or "") if own else "", "mail Organization"),
        Stated("sender", name, "mail From"),
        Stated("sender", address.rpartition("@")[2], "mail From, domain"),
    ]
    language = header(message, "Content-Language")
    return stated_facts(title_of(message), (one for one in stated if one.value), language)
