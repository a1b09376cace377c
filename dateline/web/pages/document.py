"""One document: its text with the evidence lit, its masthead and why, its page, its reports, who took from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from dateline.engine.judging import exclusions
from dateline.engine.page_versions import changes, versions_of
from dateline.export.report import words
from dateline.export.report.citing import published_words, says
from dateline.export.report.evidence import Mark
from dateline.model.document import Candidate, Document
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.store.document_listing import document_rows
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.store.taking import takings
from dateline.web.address import changed, of_event, of_passage, of_review, to
from dateline.web.desk import TheCase, TheOptions, page
from dateline.web.lighting import PASSAGE, MarkedSegment, evidence_marks, marked, run
from dateline.web.record import TheRecord

router = APIRouter()
MASTHEAD = ("title", "publisher", "agency", "byline", "language")
AROUND = 600
"""Code points shown on each side of a passage that lies outside of the story."""


class Look(Struct, frozen=True, kw_only=True):
    """What is lit: the run from `start` to `end` (code points of the rendition), or all that a report rests on."""

    start: int = -1
    end: int = -1
    report: str = ""


class Line(Struct, frozen=True):
    """A report in a line, with where it leads."""

    id: str
    title: str
    when: str
    who: str
    said: str
    status: str
    event: str | None
    here: str


class Entry(Struct, frozen=True):
    """A field of the masthead: what it holds, and everything that the page offers for it."""

    name: str
    value: str
    candidates: tuple[Candidate, ...]


@router.get("/documents/{item}")
def document(
    request: Request,
    case: TheCase,
    query: TheRecord,
    options: TheOptions,
    item: str,
    look: Annotated[Look, Depends()],
) -> Response:
    """A document whole, with a part of it lit."""
    found = the_document(query, item)
    reports = found.reports if found.coding is not None else ()
    chosen = [one for one in reports if one.id == look.report]
    passage = passage_of(found, look, chosen)
    laid = evidence_marks(found, chosen or reports)
    if passage is not None:
        laid.append(Mark(passage.start, passage.end, PASSAGE, ""))
    segments = marked(found, laid)
    events = events_of(query, reports)
    # The versions of a page are in the archive, which cannot be masked.
    versions = None if options.masked else versions_of(case, found.capture)
    return page(
        request,
        "document.html",
        document=found,
        published=published_words(found),
        blob=found.rendition.blob,
        row=document_rows(query, [found.id])[found.id],
        segments=segments,
        elsewhere=elsewhere(found, passage, segments),
        reports=tuple(line(one, found, events.get(one.id), request) for one in reports),
        chosen=chosen[0].id if chosen else "",
        whole=changed(request, report="", start="", end=""),
        masthead=tuple(masthead(found)),
        others=others(query, found),
        takings=takings(query, found.id),
        versions=versions,
        diff=changes(case, found.capture or "") if versions and "changes" in request.query_params else None,
        with_changes=changed(request, changes="shown") + "#versions",
        out=any(one.capture == found.capture and one.quote is None for one in exclusions(case.store.judgements())),
        of_event=of_event,
        of_review=of_review,
        of_passage=of_passage,
    )


@router.get("/captures/{item}")
def capture(query: TheRecord, item: str) -> Response:
    """The first document of a capture."""
    rows = query.rows("SELECT id FROM documents WHERE capture = ? ORDER BY ordinal LIMIT 1", [item])
    if not rows:
        raise HTTPException(404)
    return RedirectResponse(to("documents", rows[0]["id"]), 303)


def the_document(query: Query, item: str) -> Document:
    """The document of an id; no page where there is none."""
    found = query.documents(item)
    if not found:
        raise HTTPException(404)
    return found[0]


def passage_of(found: Document, look: Look, chosen: list[Report]) -> Span | None:
    """The run that the address points to, cut to the text; None where it points to none."""
    if chosen and look.start < 0:
        return chosen[0].evidence[0].span if chosen[0].evidence else None
    end = min(look.end, len(found.text))
    return Span(look.start, end) if 0 <= look.start < end else None


def elsewhere(found: Document, passage: Span | None, segments: tuple[MarkedSegment, ...]) -> MarkedSegment | None:
    """The passage with what is around it, where it lies in no segment of the story."""
    if passage is None or any(one.span.overlaps(passage) for one in segments):
        return None
    around = Span(max(0, passage.start - AROUND), min(len(found.text), passage.end + AROUND))
    html = run(found.text, around, [Mark(passage.start, passage.end, PASSAGE, "")])
    return MarkedSegment(role="elsewhere on the page", html=html, span=around, language=None, quiet=False)


def events_of(query: Query, reports: Iterable[Report]) -> dict[str, str]:
    """The event of each report."""
    sql = "SELECT report, event FROM event_reports WHERE report IN (SELECT value FROM json_each(?))"
    return {row["report"]: row["event"] for row in query.rows(sql, [json([one.id for one in reports])])}


def line(report: Report, found: Document, event: str | None, request: Request) -> Line:
    """A report in a line."""
    place = report.where.name or report.where.text if report.where else ""
    who = " → ".join(
        ", ".join(dict.fromkeys(words.isolated(one.name) for one in actors))
        for actors in (report.initiators, report.targets or report.victims)
        if actors
    )
    when = report.when
    return Line(
        id=report.id,
        title=words.type_words(report.type) + (f" in {words.isolated(place)}" if place else ""),
        when=words.date_words(when.earliest, when.latest) if when else "date unknown",
        who=who,
        said=says(report.attribution, found),
        status="" if report.status in words.COUNTED else words.said("status", report.status),
        event=event,
        here=changed(request, report=report.id, start="", end="") + "#passage",
    )


def masthead(found: Document) -> Iterator[Entry]:
    """The fields of the masthead, each with its candidates, the times last."""
    for name in MASTHEAD:
        yield Entry(name, getattr(found, name) or "", tuple(one for one in found.masthead if one.field == name))
    times = tuple(one for one in found.candidates if one.field not in MASTHEAD)
    yield Entry("published", published_words(found).removeprefix("published "), times)


def others(query: Query, found: Document) -> tuple[tuple[str, str], ...]:
    """Ids and titles of the other stories of the page."""
    sql = "SELECT id, title FROM documents WHERE capture = ? AND id != ? ORDER BY ordinal"
    return tuple((row["id"], row["title"] or "Untitled story") for row in query.rows(sql, [found.capture, found.id]))
