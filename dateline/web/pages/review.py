"""Review: the queue, and the screen of one event with its forms. Decisions are taken by `pages/decisions.py`."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from dateline.engine.case import Case
from dateline.engine.queue import QueueFilter, counts, queue
from dateline.export.report import words
from dateline.model.event import Event
from dateline.web.desk import HTMX, TheCase, TheName, TheOptions, page
from dateline.web.fields import label_of
from dateline.web.panels import panel
from dateline.web.rebuild import state_of
from dateline.web.screen import Look, screen
from dateline.web.telling import Telling

router = APIRouter()
WAITING = ("undecided", "edited", "new evidence")
STATES = (*WAITING, "unsure", "accepted", "rejected")
PAGE = 50
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?")


def the_look(
    document: str | None = None,
    field: str | None = None,
    do: str | None = None,
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
) -> Look:
    """What of an event is to be seen, as the address says."""
    return Look(document=document, field=field, do=do, start=start, end=end)


TheLook = Annotated[Look, Depends(the_look)]


@router.get("/review")
def waiting(
    request: Request,
    case: TheCase,
    options: TheOptions,
    state: Annotated[list[str] | None, Query()] = None,
    by: str | None = None,
    after: str | None = None,
    said: str = "",
) -> Response:
    """The queue: what waits, in the order in which it is worth looking at, and why."""
    if options.masked:
        return for_reviewers(request)
    states = tuple(one for one in state or () if one in STATES) or WAITING
    found = queue(case, QueueFilter(states=states, limit=PAGE, after=after, by=by or None))
    return page(
        request,
        "review_queue.html",
        queue=found,
        counts=counts(case),
        states=states,
        asked=tuple(state or ()),
        by=by or "",
        all_states=STATES,
        field_label=label_of,
        titled=titled,
        said=said,
        after=found.rows[-1].event if len(found.rows) == PAGE and found.total > PAGE else None,
        rebuild=state_of(request),
    )


@router.get("/review/{event_id}")
def one(
    request: Request, case: TheCase, options: TheOptions, name: TheName, look: TheLook, event_id: str, said: str = ""
) -> Response:
    """The screen of an event; the name of who decides is asked first."""
    if options.masked:
        return for_reviewers(request)
    if not name:
        return to_name(request)
    event = standing_event(case, event_id, said)
    if isinstance(event, Response):
        return event
    return event_page(request, case, event, look, said=said)


def titled(label: str) -> str:
    """A row's label as people write it: its type, its place, its days."""
    kind, *rest = label.split(", ")
    found = DAYS.fullmatch(rest[-1]) if rest else None
    if found:
        rest[-1] = words.date_words(found[1], found[2] or found[1])
    return " · ".join([words.type_words(kind), *(words.isolated(part) for part in rest)])


def event_page(
    request: Request, case: Case, event: Event, look: Look, *, said: str = "", status: int = 200, **more: object
) -> Response:
    """The screen of an event as an answer."""
    given = screen(case, event, look)
    told = given["told"]
    assert isinstance(told, Telling)
    answer = page(
        request,
        "review_event.html",
        status=status,
        panel=panel(case, event, told, look),
        rebuild=state_of(request),
        said=said,
        **given,
        **({"problem": "", "stale": None} | more),
    )
    if status != HTTPStatus.OK:
        # The address of a form that failed is that of the screen it is shown on.
        answer.headers["HX-Replace-Url"] = f"/review/{event.id}?{look.query()}"
    return answer


def standing_event(case: Case, event_id: str, said: str) -> Event | Response:
    """The event; where its id is no longer used, the way to the one that took its place.

    What was `said` of it comes first: an event whose rejection was taken back is there again after the next build.
    """
    found = case.store.query.rows("SELECT replaced_by FROM tombstones WHERE id = ?", [event_id])
    if found:
        other = found[0]["replaced_by"]
        gone = f"{event_id} was merged into this event" if other else f"{event_id} is not in the record now"
        told = quote(f"{said} ({gone})" if said else gone)
        return RedirectResponse(f"/review/{other}?said={told}" if other else f"/review?said={told}", 303)
    return case.event(event_id)


def to_name(request: Request) -> Response:
    """To where the name is asked for, and back."""
    back = quote(request.url.path, safe="")
    if HTMX in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": f"/name?back={back}"})
    return RedirectResponse(f"/name?back={back}", 303)


def for_reviewers(request: Request) -> Response:
    """What readers are told."""
    says = "Review is for those who decide; start the workbench with --role reviewer."
    return page(request, "said.html", status=403, title="Only for reviewers", says=says)
