"""PDF: text by its place on the pages, in reading order, with the headline told by its size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import structs

from dateline.document.errors import DocumentError
from dateline.document.layout import Facts, Page, Stated
from dateline.document.lines import LEAST_NAMED, Line, page_of_lines, stated_facts
from dateline.document.page_view import squeezed
from dateline.document.pdf_lines import lines_of, pieces_of, regions
from dateline.document.pdf_margins import Sheet, furniture, printed_from
from dateline.document.pdf_paragraphs import Paragraph, mended, paragraphs
from dateline.document.runs import word_count

# A headline is set at least this much larger than the text; 1.2 is the smallest step of common style sheets.
LARGER = 1.2
HEADLINE_WORDS = 4
BROWSER = re.compile(r"mozilla|chromium|headlesschrome|firefox|safari|webkit|wkhtml", re.IGNORECASE)
# A PDF that holds more characters than this is an attack or a dump; the longest books have some millions.
HARD_LIMIT = 5_000_000
# Signs in the area for private use, and what could not be decoded; more than this share and nobody can read the rest.
NAMELESS, MOST_NAMELESS = re.compile(r"[\ue000-\uf8ff\ufffd\x01-\x1f]"), 0.2
# 'D:20161020072300+05'30'' is how a PDF writes a time.
TIME = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
# What programs put there when nobody gave a title.
NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) - .*|untitled|\(?anonymous\)?|.*\.(?:docx?|pdf|indd|qxp|html?))$",
    re.IGNORECASE,
)


@lru_cache(maxsize=2)
def pdf_page(data: bytes) -> Page:
    """The text of a PDF: its story, then what stands in the margins; raises DocumentError when it cannot be read."""
    with opened(data) as document:
        sheets = _sheets(document)
        info = document.get_metadata_dict()
    margins = furniture(sheets)
    text = [
        (number, region)
        for number, (sheet, margin) in enumerate(zip(sheets, margins, strict=True))
        for region in regions(piece for piece in sheet.pieces if piece not in margin)
    ]
    told = mended(paragraphs(text))
    title = headline(told, info)
    lines = [Line(one.text, "h1" if one is title else "", one.linked) for one in told]
    lines += [Line(line.text, "footer") for margin in margins for line in lines_of(list(margin))]
    if not lines:
        raise DocumentError("a PDF without text (a scan); run it through text recognition (OCR) first")
    return page_of_lines(lines, _facts(info, sheets))


def refuse_long(data: bytes, most: int) -> None:
    """Raises DocumentError when a PDF has more than `most` pages, is locked or damaged."""
    with opened(data) as document:
        if len(document) > most:
            raise DocumentError(f"{len(document):,} pages, {most:,} allowed; split the PDF or raise max_pages")


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A PDF, closed again in the end; raises DocumentError when it is locked or damaged."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = "password" in str(error).casefold()
        reason = (
            "a PDF locked with a password; save it without" if locked else f"a damaged PDF ({error}); save it again"
        )
        raise DocumentError(reason) from error
    try:
        yield document
    except PdfiumError as error:
        raise DocumentError(f"a damaged PDF ({error}); save it again") from error
    finally:
        document.close()


def _sheets(document: Any) -> list[Sheet]:  # noqa: ANN401
    """The pages; raises DocumentError where they hold too much, or characters that their fonts do not name."""
    sheets: list[Sheet] = []
    characters = nameless = 0
    for number in range(len(document)):
        page = document[number]
        sheets.append(Sheet(page.get_height(), pieces_of(page)))
        page.close()
        for piece in sheets[-1].pieces:
            characters += len(piece.text)
            nameless += len(NAMELESS.findall(piece.text))
        if characters > HARD_LIMIT:
            raise DocumentError(f"more than {HARD_LIMIT:,} characters; split the PDF")
    if nameless > MOST_NAMELESS * characters:
        raise DocumentError("a PDF whose fonts do not say what their signs mean; run it through text recognition (OCR)")
    return sheets


def headline(told: Sequence[Paragraph], info: dict[str, str]) -> Paragraph | None:
    """The headline: what the file's own title repeats, else the largest text of the first page, of four words at best.

    A browser writes the title of the page into the file, the name of the site behind it, and may print menus for
    pages before the story comes: there the largest text of the file counts.
    """
    browser = BROWSER.search(_program(info)) is not None
    sizes: Counter[float] = Counter()
    for one in told:
        sizes[one.size] += len(one.text)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    large = [one for one in told if (browser or one.page == 0) and one.size >= LARGER * usual]
    title = squeezed(info.get("Title", ""))
    named = [one for one in large if len(line := squeezed(one.text)) >= LEAST_NAMED and line in title]
    long = [one for one in large if word_count(one.text) >= HEADLINE_WORDS]
    return max(named or long or large, key=lambda one: one.size, default=None)


def _program(info: dict[str, str]) -> str:
    """The programs that made a file."""
    return f"{info.get('Creator', '')} {info.get('Producer', '')}"


def _facts(info: dict[str, str], sheets: Sequence[Sheet]) -> Facts:
    title = " ".join(info.get("Title", "").split())
    address = printed_from(sheets)
    # A browser makes the file when it prints the page, which stood there at that time.
    what = "archived" if address is not None or BROWSER.search(_program(info)) else "created"
    stated = [Stated(what, iso_time(info.get("CreationDate", "")), "PDF CreationDate")]
    facts = stated_facts(None if NO_TITLE.match(title) else title or None, (one for one in stated if one.value))
    return structs.replace(facts, canonical=address)


def iso_time(value: str) -> str:
    """The day of a PDF's time as ISO; empty where there is none."""
    found = TIME.match(value)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found is not None else ""
    except ValueError:
        return ""
