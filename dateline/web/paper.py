"""The text of a page with what carries an event lit: nested marks, laid on the server by code points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from dateline.export.report.evidence import Mark, nested
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.mention import Figure
from dateline.model.report import Claim, Report
from dateline.model.span import Evidence, Span

NOISE = frozenset({"caption", "credit", "related", "comment", "boilerplate"})
"""Roles of what is no text of the story."""
LOOKS = {"when": "when", "where": "where", "initiators": "who", "targets": "who", "victims": "who", "weapons": "who"}
WHOLE = {"occurrence": "status", "type": "type"}
"""Claims that rest on the whole clause, and the field of the screen that shows them."""
END = re.compile(r"[.!?…。؟۔։][\"'”’»)\]]*(?=\s)")


class Block(Struct, frozen=True):
    """A line of the page: where it begins, its HTML, the role of its segment; `other`: it is of another story."""

    start: int
    html: Markup
    role: str
    other: bool = False

    @property
    def noise(self) -> bool:
        """Whether it is greyed."""
        return self.role in NOISE


class Run(Struct, frozen=True):
    """Lines of one kind that follow one another; those of other stories are folded."""

    other: bool
    blocks: tuple[Block, ...]

    @property
    def size(self) -> int:
        """How many lines."""
        return len(self.blocks)


def runs(document: Document, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """The whole page, in its order."""
    found: list[list[Block]] = []
    for block in blocks(document, list(marks)):
        if not found or found[-1][0].other != block.other:
            found.append([])
        found[-1].append(block)
    return tuple(Run(several[0].other, tuple(several)) for several in found)


def blocks(document: Document, marks: Sequence[Mark]) -> Iterator[Block]:
    """Every line of the rendition that holds a letter, with its marks."""
    for span, role in pieces(document):
        for line in lines(document.text, span):
            here = [m for m in marks if m.start < line.end and line.start < m.end]
            yield Block(line.start, nested(document.text, line, here), role, other=not role)


def pieces(document: Document) -> Iterator[tuple[Span, str]]:
    """The segments of the story in order with their roles, and what lies between them, without a role."""
    at = 0
    for segment in sorted(document.segments, key=lambda one: one.span):
        if segment.span.start > at:
            yield Span(at, segment.span.start), ""
        if segment.span.end > at:
            yield Span(max(at, segment.span.start), segment.span.end), segment.role
        at = max(at, segment.span.end)
    if at < len(document.text):
        yield Span(at, len(document.text)), ""


def lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a span that hold more than spaces."""
    at = span.start
    while at < span.end:
        end = text.find("\n", at, span.end)
        end = span.end if end < 0 else end
        if text[at:end].strip():
            yield Span(at, end)
        at = end + 1


def sentence_at(text: str, span: Span) -> Span:
    """The sentence or sentences that hold a span, within their line."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end
    for found in END.finditer(text, start, end):
        if found.end() <= span.start:
            start = found.end()
        elif found.end() >= span.end:
            end = found.end()
            break
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, end)


def marks_of(document: Document, event: Event, reports: Sequence[Report], lit: str | None) -> tuple[Mark, ...]:
    """What carries the event in a document; the marks of the field `lit` stand out."""
    figures = {figure.id: figure for figure in document.figures} if document.reading else {}
    found = {_mark(e, "clause", "", lit) for report in reports for e in report.evidence}
    for claim in event.claims:
        if claim.evidence is not None and claim.evidence.rendition == document.rendition:
            found |= set(_of_claim(claim, claim.evidence, figures, lit))
    return tuple(sorted(found))


def _of_claim(claim: Claim, at: Evidence, figures: dict[str, Figure], lit: str | None) -> Iterator[Mark]:
    figure = figures.get(claim.value) if claim.field == "figure" else None
    field = (figure.outcome if figure else None) or WHOLE.get(claim.field, claim.field)
    look = "clause" if claim.field in WHOLE else LOOKS.get(claim.field, "figure")
    yield _mark(at, "denied" if claim.stance == "denies" else look, field, lit)
    said = claim.attribution
    if claim.field == "occurrence" and said is not None and said.source is not None:
        yield Mark(said.source.start, said.source.end, "says", "")


def _mark(at: Evidence, look: str, field: str, lit: str | None) -> Mark:
    kind = f"{look} f-{field}" if field else look
    return Mark(at.start, at.end, f"{kind} lit" if field and field == lit else kind, "")
