"""The decision log, the sourcing log, and the sources that stay in the case."""

from __future__ import annotations

import io
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from dateline.engine.case import Case
from dateline.engine.practice import restricting, sourcing
from dateline.engine.practice.decision_log import LogFilter, decisions, write_decisions
from dateline.web.address import to
from dateline.web.desk import TheCase, page
from dateline.web.fields import label_of
from dateline.web.paging import PageNumber, pages
from dateline.web.practice_desk import TABS, done
from dateline.web.reserved import ReviewersOnly
from dateline.web.saying import said_setting
from dateline.web.somebody import Somebody

router = APIRouter(prefix="/practice")
SIZE = 100
"""Rows on a page."""
SOURCING, RESTRICTED = "/practice/sourcing", "/practice/restricted"


def the_filter(by: str = "", field: str = "", since: str = "", until: str = "") -> LogFilter:
    """The decisions that an address asks for."""
    return LogFilter(by=by or None, field=field or None, since=since or None, until=until or None)


TheFilter = Annotated[LogFilter, Depends(the_filter)]


@router.get("/decisions")
def log(request: Request, case: TheCase, allowed: ReviewersOnly, wanted: TheFilter, number: PageNumber = 1) -> Response:
    """Every judgement that passes, in order."""
    asked = {name: getattr(wanted, name) or "" for name in LogFilter.__struct_fields__}
    every = decisions(case, LogFilter())
    found = decisions(case, wanted)
    listed = pages(request, len(found), number, SIZE)
    return page(
        request,
        "practice_decisions.html",
        tabs=TABS,
        wanted=asked,
        people=sorted({one.by for one in every if one.by}),
        fields=sorted({one.field for one in every if one.field}),
        found=found[max(0, listed.first - 1) : listed.last],
        documents=documents_of(case),
        pages=listed,
        existing=len(every),
        field_label=label_of,
        said_setting=said_setting,
        download=to("practice", "decisions.csv", **asked),
    )


@router.get("/decisions.csv")
def log_csv(case: TheCase, allowed: ReviewersOnly, wanted: TheFilter) -> Response:
    """The log to hand on: private people masked, what is about restricted sources left out."""
    out = io.BytesIO()
    write_decisions(case, out, wanted, masked=True)
    return Response(
        out.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="decisions.csv"'},
    )


def documents_of(case: Case) -> dict[str, str]:
    """A document of each capture."""
    rows = case.store.query.rows("SELECT capture, min(id) AS id FROM documents GROUP BY capture")
    return {str(row["capture"]): str(row["id"]) for row in rows}


@router.get("/sourcing")
def looked(request: Request, case: TheCase, allowed: ReviewersOnly, since: str = "", until: str = "") -> Response:
    """What was looked at, and the days that nobody looked at."""
    found = sourcing.checks(case)
    publishers = case.store.query.rows("SELECT DISTINCT publisher FROM documents WHERE publisher IS NOT NULL")
    known = {str(row["publisher"]) for row in publishers} | {one.source for one in found}
    return page(
        request,
        "practice_sourcing.html",
        tabs=TABS,
        found=tuple(reversed(found)),
        sources=sorted(known),
        results=sourcing.RESULTS,
        since=since,
        until=until,
        gaps=sourcing.gaps(case, since, until) if since and until else None,
        done=request.query_params.get("done", ""),
    )


@router.post("/sourcing")
def check(
    case: TheCase,
    name: Somebody,
    source: Annotated[str, Form()],
    first: Annotated[str, Form()],
    last: Annotated[str, Form()] = "",
    result: Annotated[str, Form()] = sourcing.NOTHING,
    note: Annotated[str, Form()] = "",
) -> Response:
    """Note that somebody looked at a source; raises SourcingError for what is no check."""
    made = sourcing.check(case, source, (first, last or first), result=result, by=name, note=note)
    return done(SOURCING, f"Noted: {made.source}, {made.earliest} to {made.latest}: {made.result}.")


@router.get("/restricted")
def restricted(request: Request, case: TheCase, allowed: ReviewersOnly) -> Response:
    """What never leaves the case."""
    held = restricting.hidden(case)
    captures = {capture.id: capture.path for capture in case.store.captures()}
    rows = case.store.query.rows("SELECT id, title, path, publisher FROM documents ORDER BY path, id")
    return page(
        request,
        "practice_restricted.html",
        tabs=TABS,
        found=[(one, captures.get(one.item, one.item)) for one in restricting.standing_restrictions(case)],
        documents=[dict(row) for row in rows if row["id"] in held.documents],
        captures=len(held.captures),
        publishers=sorted({str(row["publisher"]) for row in rows if row["publisher"]}),
        done=request.query_params.get("done", ""),
    )


@router.post("/restricted")
def restrict(
    case: TheCase,
    name: Somebody,
    item: Annotated[str, Form()],
    why: Annotated[str, Form()],
    kind: Annotated[str, Form()] = "page",
    undo: Annotated[bool, Form()] = False,
) -> Response:
    """Keep a page or a publisher in the case, or free it; raises RestrictionError without a reason."""
    restricting.restrict(case, item.strip(), publisher=kind == "publisher", why=why, by=name, undo=undo)
    return done(RESTRICTED, f"{'Free again' if undo else 'Stays in the case'}: {item}.")
