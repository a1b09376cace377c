"""The paragraphs that carry a report, with the evidence marked in them.

Marks are laid here, by code points; a browser would count UTF-16 units and drift.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape
from msgspec import Struct

from dateline.model.document import Document
from dateline.model.span import Span

# Longer paragraphs are cut to this many code points on each side of what is marked in them.
LONGEST = 1200
AROUND = 320


class Mark(Struct, frozen=True, order=True):
    """A run to mark, the kind that gives its look, and the label that says what it is evidence of."""

    start: int
    end: int
    kind: str
    label: str


class Passage(Struct, frozen=True):
    """A paragraph at `span` with its marks as HTML; `role` is that of its segment where it is not the body."""

    role: str
    html: Markup
    span: Span


def passages(document: Document, marks: Iterable[Mark]) -> tuple[Passage, ...]:
    """The paragraphs of a document that hold a mark, in the order of the text, each once."""
    wanted = sorted(set(marks))
    if not wanted:
        return ()
    return tuple(
        Passage(
            "" if role == "body" else role,
            excerpt(document.text, paragraph, [m for m in wanted if paragraph.overlaps(Span(m.start, m.end))]),
            paragraph,
        )
        for role, paragraph in paragraphs(document, wanted)
    )


def paragraphs(document: Document, marks: list[Mark]) -> list[tuple[str, Span]]:
    """The lines of the rendition that hold a mark, with the role of the segment each lies in."""
    text, found = document.text, []
    for mark in marks:
        at = mark.start
        while at < mark.end:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = len(text) if end < 0 else end
            role = next((s.role for s in document.segments if s.span.start <= at < s.span.end), "body")
            home = next((s.span for s in document.segments if s.span.start <= at < s.span.end), Span(start, end))
            span = Span(max(start, home.start), max(at, min(end, home.end)))
            if span.of(text).strip():
                found.append((span, role))
            at = max(span.end, at) + 1
    return [(role, span) for span, role in sorted(set(found))]


def excerpt(text: str, paragraph: Span, marks: list[Mark]) -> Markup:
    """A paragraph with its marks; a very long one is cut around them, and says so with [...]."""
    start, end = paragraph.start, paragraph.end
    if len(paragraph) > LONGEST:
        first, last = min(m.start for m in marks), max(m.end for m in marks)
        if first - start > AROUND:
            start = text.rfind(" ", start, first - AROUND) + 1 or first
        if end - last > AROUND:
            found = text.find(" ", last + AROUND, end)
            end = found if found > 0 else end
    html = nested(text, Span(max(start, paragraph.start), end), marks)
    before = Markup("[…] ") if start > paragraph.start else Markup("")
    return before + html + (Markup(" […]") if end < paragraph.end else Markup(""))


def nested(text: str, span: Span, marks: Iterable[Mark]) -> Markup:
    """`text` at `span` with marks as properly nested elements; one that crosses the end of another is split there.

    Only the last piece of a split mark bears its label. Taking out the tags gives the text back.
    """
    cut = [(max(m.start, span.start), min(m.end, span.end), m) for m in marks]
    waiting = sorted(((s, -e, m) for s, e, m in cut if s < e), reverse=True)
    stack: list[tuple[int, Markup]] = []
    parts: list[Markup] = []
    at = span.start
    while waiting or stack:
        start = waiting[-1][0] if waiting else span.end
        if stack and stack[-1][0] <= start:
            end, closing = stack.pop()
            parts += [escape(text[at:end]), closing]
            at = end
            continue
        start, minus_end, mark = waiting.pop()
        parts.append(escape(text[at:start]))
        at, end = start, -minus_end
        split = stack and end > stack[-1][0]
        if split:
            waiting.append((stack[-1][0], -end, mark))
            waiting.sort(reverse=True)
            end = stack[-1][0]
        parts.append(opening(mark, labelled=not split))
        stack.append((end, Markup("</mark>")))
    return Markup("").join([*parts, escape(text[at : span.end])])


def opening(mark: Mark, *, labelled: bool) -> Markup:
    """The start tag of a mark; its label is shown by the style sheet, so that copied text stays the source's."""
    if not labelled or not mark.label:
        return Markup('<mark class="{}">').format(mark.kind)
    return Markup('<mark class="{}" data-l="{}">').format(mark.kind, mark.label)
