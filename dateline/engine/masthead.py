"""A document in words for the terminal: its masthead, where every value comes from, and what else was offered."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.engine.case import Case
from dateline.engine.opening import CaseError
from dateline.engine.telling import told
from dateline.export.report.citing import published_words
from dateline.model.document import Candidate, Document

PREFIX = "doc-"
FIELDS = ("title", "publisher", "agency", "byline", "language")
LONGEST_VALUE = 60


def document_at(case: Case, item: str) -> Document | None:
    """The document whose id begins like `item`; None where `item` is no document's id.

    Raises CaseError when no document, or several, have an id that begins so.
    """
    if not item.startswith(PREFIX):
        return None
    found = [exact for table, exact in case.store.matching(item) if table == "documents"]
    if len(found) != 1:
        how = f"{len(found)} ids begin so; give more of it" if found else "no document has that id"
        raise CaseError(f"{item}: {how}; see: dateline report {case.folder}")
    return case.document(found[0])


def document_lines(document: Document) -> Iterator[str]:
    """What a document is: its masthead and what of it was read."""
    yield f"{document.id}  {document.title or 'untitled'}"
    for name in FIELDS[1:]:
        yield told(name, getattr(document, name) or "unknown")
    yield told("date", published_words(document))
    yield told("page", document.path or document.url or "none")
    if document.coding is not None:
        yield told("reports", str(len(document.reports)))
    yield ""
    yield from candidate_lines(document)


def candidate_lines(document: Document) -> Iterator[str]:
    """Every candidate of every field: the chosen one marked, where each was read, why it won or lost."""
    candidates = sorted(document.candidates, key=_place)
    rows = [(_mark(one), one.field.replace("_", " "), _short(one.value), _read(one), one.why) for one in candidates]
    rows.insert(0, ("", "field", "candidate", "read from", "why"))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
    yield ""
    yield told("published", document.published.basis)


def _place(one: Candidate) -> int:
    """Fields in the order of a masthead, then the kinds of times; stable within each."""
    return FIELDS.index(one.field) if one.field in FIELDS else len(FIELDS) + (one.field != "published")


def _mark(one: Candidate) -> str:
    return "*" if one.chosen else " "


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1]}…"


def _read(one: Candidate) -> str:
    said = f" “{_short(one.text)}”" if one.text is not None else ""
    return f"{one.basis}{said}" + (f" at {one.span.start}:{one.span.end}" if one.span is not None else "")
