"""The page of an event: what, when, where, who says so, where reports differ, and the passages that show it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from dateline.engine.case import Case
from dateline.export.report import load_basemap
from dateline.export.report import map as maps
from dateline.export.report.basemap import Basemap
from dateline.export.report.dossier import Desk
from dateline.export.report.page import assets
from dateline.export.view import ExportView
from dateline.model.event import Event
from dateline.model.span import Span
from dateline.store.browsing import Selection
from dateline.store.query import Query
from dateline.web.address import of_event, of_review, to
from dateline.web.asked import address
from dateline.web.decisions import Told, about
from dateline.web.desk import TheCase, TheOptions, page
from dateline.web.event_view import parts_of, row_in, view_of, whole_of
from dateline.web.record import TheRecord

router = APIRouter()
A_DAY = "max-age=86400"


@router.get("/style/dossier.css")
def style() -> Response:
    """The style of an event in the report: the same event looks the same here."""
    return Response(assets("style", ("dossier.css",)), media_type="text/css", headers={"Cache-Control": A_DAY})


@router.get("/events/{item}")
def event(request: Request, case: TheCase, query: TheRecord, options: TheOptions, item: str) -> Response:
    """One event; an id that was replaced leads to the one in its place."""
    found = query.events(item)
    if not found:
        return gone(query, item)
    view = view_of(query, found[0])
    shown = view.record.events[0]
    row = row_in(view)
    parts, number = parts_of(query, shown)
    return page(
        request,
        "event.html",
        event=shown,
        row=row,
        d=Desk.of(view, (row,)).dossier(row),
        whole=whole_of(query, shown),
        parts_listed=parts,
        parts_number=number,
        drawing=maps.drawing((row,), ground(case)),
        why_not=maps.why_not(shown.where),
        history=() if options.masked else history(case, view, found[0]),
        state=state_of(query, item),
        same_place=address("/explore", Selection(place=(row.place,))) if row.place else "",
        in_document=None if options.masked else in_document,
        of_event=of_event,
        of_review=of_review,
        as_json=to("api", "v1", "events", item),
    )


def gone(query: Query, item: str) -> Response:
    """Where an event went that there is no more; raises 404 where there never was one, or nothing took its place."""
    rows = query.rows("SELECT replaced_by FROM tombstones WHERE id = ?", [item])
    if rows and rows[0]["replaced_by"]:
        return RedirectResponse(of_event(rows[0]["replaced_by"]), 303)
    raise HTTPException(404, f"Event {item} was withdrawn." if rows else f"There is no event {item}.")


def in_document(document: str, span: Span | None = None) -> str:
    """The document, opened where a passage stands."""
    if span is None:
        return to("documents", document)
    return to("documents", document, start=span.start, end=span.end) + "#passage"


def ground(case: Case) -> Basemap:
    """What the inset is drawn on."""
    path = case.folder / "coastline.geojson"
    return shipped().with_coastline(path.read_bytes()) if path.is_file() else shipped()


@cache
def shipped() -> Basemap:
    """The countries, read once."""
    return load_basemap()


def state_of(query: Query, item: str) -> tuple[str, str]:
    """How the event was decided, and by whom; empty where nobody did."""
    rows = query.rows("SELECT state, made_by FROM review WHERE event = ? AND state != 'undecided'", [item])
    return (rows[0]["state"], rows[0]["made_by"] or "") if rows else ("", "")


def history(case: Case, view: ExportView, event: Event) -> tuple[Told, ...]:
    """What people decided about the words that tell of the event, and about its pages as a whole."""
    captures = [document.capture for document in view.documents if document.capture]
    return about(case, captures, frozenset(quotes(view, event)))


def quotes(view: ExportView, event: Event) -> Iterator[str]:
    """Everything that is evidence of the event."""
    for claim in event.claims:
        if claim.evidence is not None:
            yield claim.evidence.quote
    for document in view.documents:
        for report in document.reports if document.coding else ():
            if report.id in event.reports:
                yield from (one.quote for one in report.evidence)
