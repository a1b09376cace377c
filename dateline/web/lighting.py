"""The text of a document, segment by segment, with what is evidence marked in it.

Marks are laid here, by code points; a browser would count UTF-16 units and drift.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from dateline.export.report.evidence import Mark, nested
from dateline.export.report.marks import marks, without_twins
from dateline.model.document import Document
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.web.paper import NOISE

PASSAGE = "passage"
"""The look of the run that an address points to; its first mark has this for an id, too."""
OPENING = Markup('<mark class="passage">')


class MarkedSegment(Struct, frozen=True):
    """A segment with its marks as HTML. `language`: where it is not the story's; `quiet`: no part of the story."""

    role: str
    html: Markup
    span: Span
    language: str | None
    quiet: bool


def marked(document: Document, wanted: Iterable[Mark]) -> tuple[MarkedSegment, ...]:
    """Every segment of a document in the order of the text; taking out the tags gives its characters back."""
    laid = sorted(set(wanted))
    segments = sorted(document.segments, key=lambda one: one.span)
    return tuple(
        MarkedSegment(
            role=one.role,
            html=run(document.text, one.span, laid),
            span=one.span,
            language=one.language,
            quiet=one.role in NOISE,
        )
        for one in segments
    )


def run(text: str, span: Span, laid: Iterable[Mark]) -> Markup:
    """A run of a text with the marks that reach into it."""
    inside = [mark for mark in laid if span.overlaps(Span(mark.start, mark.end))]
    return Markup(nested(text, span, inside).replace(OPENING, Markup('<mark class="passage" id="passage">'), 1))


def evidence_marks(document: Document, reports: Iterable[Report]) -> list[Mark]:
    """All that is evidence of these reports of a document."""
    known = {figure.id: figure for figure in (document.figures if document.reading else ())}
    found: set[Mark] = set()
    for report in reports:
        figures = [known[one] for one in report.figures if one in known]
        found |= set(marks(document, report, list(report.claims), figures))
    return without_twins(found)
