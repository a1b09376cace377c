"""Review: the queue, and the screen of one event with its forms. Decisions are taken by `pages/decisions.py`."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request
from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import RedirectResponse, Response

from dateline.engine.case import Case
from dateline.engine.practice.matched_rows import EVENT_STATES
from dateline.engine.queue import coded_counts, queue
from dateline.export.report import words
from dateline.model.event import Event
from dateline.store.selecting import NOBODY
from dateline.web.desk import TheCase, page
from dateline.web.fields import label_of
from dateline.web.panels import panel
from dateline.web.rebuild import state_of
from dateline.web.reserved import ReviewersOnly
from dateline.web.screen import Look, screen
from dateline.web.somebody import Somebody
from dateline.web.telling import Telling

router = APIRouter()
WAITING = ("undecided", "edited", "new evidence")
STATES = (*WAITING, "unsure", "accepted", "rejected")
PAGE = 50
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?")


def the_look(  # noqa: PLR0913  (a parameter a part of the address)
    document: str | None = None,
    field: str | None = None,
    do: str | None = None,
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
    assigned: str = "",
    coded: Annotated[list[str] | None, Query()] = None,
    claim: str | None = None,
) -> Look:
    """What of an event is to be seen, and of which queue it is, as the address says."""
    kept = tuple(one for one in EVENT_STATES if one in (coded or ()))
    of_queue = Look(assigned=assigned or None, coded=kept)
    return replace(of_queue, document=document, field=field, do=do, start=start, end=end, claim=claim)


TheLook = Annotated[Look, Depends(the_look)]


class Narrowed(Struct, frozen=True, kw_only=True):
    """Which events of the queue are to be seen, as the address says."""

    states: tuple[str, ...]
    asked: tuple[str, ...]
    by: str
    after: str | None

    def query(self, look: Look, after: str) -> str:
        """The query of an address of what follows an event."""
        return urlencode({"state": self.asked, "by": self.by, "after": after}, doseq=True) + f"&{look.query()}"


def the_narrowed(
    state: Annotated[list[str] | None, Query()] = None, by: str = "", after: str | None = None
) -> Narrowed:
    """The filters of the queue."""
    states = tuple(one for one in state or () if one in STATES) or WAITING
    return Narrowed(states=states, asked=tuple(state or ()), by=by, after=after)


@router.get("/review")
def waiting(
    request: Request,
    case: TheCase,
    allowed: ReviewersOnly,
    wanted: Annotated[Narrowed, Depends(the_narrowed)],
    look: TheLook,
    said: str = "",
) -> Response:
    """The queue: what waits, in the order in which it is worth looking at, and why."""
    narrowed = replace(look.waiting, states=wanted.states, limit=PAGE, after=wanted.after, by=wanted.by or None)
    found = queue(case, narrowed)
    return page(
        request,
        "review_queue.html",
        queue=found,
        counts=found.counts,
        wanted=wanted,
        look=look.alone(),
        people=people(case),
        nobody=NOBODY,
        coded=coded_counts(case),
        all_states=STATES,
        field_label=label_of,
        titled=titled,
        said=said,
        after=found.rows[-1].event if len(found.rows) == PAGE and found.total > PAGE else None,
        rebuild=state_of(request),
    )


def people(case: Case) -> dict[str, int]:
    """Who has events assigned, by name, with how many."""
    sql = "SELECT person, count(*) AS n FROM assignments GROUP BY person ORDER BY person"
    return {row["person"]: row["n"] for row in case.store.query.rows(sql)}


@router.get("/review/{event_id}")
def one(request: Request, case: TheCase, name: Somebody, look: TheLook, event_id: str, said: str = "") -> Response:
    """The screen of an event; the name of who decides is asked first."""
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
