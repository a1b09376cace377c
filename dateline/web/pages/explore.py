"""Explore: the events as a table, on a map and over time, all of one selection that stands in the address."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from dateline.store.browsing import SORTS, Browsed, Selection, browse, facets, map_points, timeline
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.store.selecting import has
from dateline.web import exploring
from dateline.web.asked import AskedError, address, box, selection_of
from dateline.web.desk import HTMX, page
from dateline.web.lines import lines_of
from dateline.web.record import TheRecord

router = APIRouter()
PART = 100
"""Events of one page of the table."""
MANY = 20_000
"""From this many events on the choices of the filters come after the table: counting them takes 0.1 s for 100,000."""
RESTORED = "hx-history-restore-request"
FARTHEST = 24.0
OF_THE_TABLE = frozenset({"cursor", "from", "token"})
OF_THE_MAP = frozenset({"view", "zoom"})
NEAR = 0.000_011
"""Degrees by which the middle of a spot may differ from the place of one of its events (it is rounded to 0.00001)."""


class Part(Struct, frozen=True):
    """Where the shown part of the table begins and ends, counted from 1; the addresses of the next and the first."""

    first: int
    last: int
    following: str
    beginning: str


@router.get("/explore")
def explore(request: Request, query: TheRecord) -> Response:
    """The whole page, or, for htmx, what a filter changes."""
    asked = request.query_params
    wanted = selection_of(asked.multi_items(), OF_THE_TABLE)
    clean = address("/explore", wanted, cursor=asked.get("cursor"), **{"from": asked.get("from")})
    if HTMX not in request.headers and any(not value for value in asked.values()):
        return RedirectResponse(clean, 303)
    found = browse(query, wanted, PART, asked.get("cursor"))
    later = address("/explore/facets", wanted) if found.existing >= MANY else ""
    answer = page(
        request,
        "explore.html",
        HTTPStatus.OK,
        found=found,
        lines=lines_of(query, found.rows),
        part=part_of(wanted, found, asked.get("from")),
        unmapped=exploring.unmapped_of(query, wanted),
        sorted_by=exploring.sorted_by,
        **choices(query, wanted, later),
    )
    if RESTORED not in request.headers:
        answer.headers["HX-Push-Url"] = clean
    answer.headers["Vary"] = HTMX
    return answer


def choices(query: Query, wanted: Selection, later: str) -> dict[str, object]:
    """What the filters show; `later`: the address from which their choices come after the page (empty: here)."""
    counted = {} if later else facets(query, wanted)
    groups = exploring.groups_of(wanted, counted)
    return {
        "wanted": wanted,
        "chips": exploring.chips_of(wanted),
        "groups": groups,
        "hidden": list(exploring.hidden_of(wanted, groups)),
        "sorts": [(sort, exploring.SORT_WORDS[sort]) for sort in SORTS if sort != "priority" or has(query, "review")],
        "later": later,
    }


@router.get("/explore/facets")
def the_facets(request: Request, query: TheRecord) -> Response:
    """The choices of the filters by themselves."""
    wanted = selection_of(request.query_params.multi_items(), OF_THE_TABLE)
    given = choices(query, wanted, "")
    return page(request, "explore_facets.html", HTTPStatus.OK, **given)


def part_of(wanted: Selection, found: Browsed, begins: str | None) -> Part:
    """The shown part of the table."""
    first = int(begins) if begins and begins.isdecimal() else 1
    last = first + len(found.rows) - 1
    beginning = address("/explore", wanted)
    following = address("/explore", wanted, cursor=found.next, **{"from": str(last + 1)}) if found.next else ""
    return Part(first, last, following, beginning)


@router.get("/explore/map.json")
def on_the_map(request: Request, query: TheRecord) -> Response:
    """The selection as spots and areas in the part of the map that is looked at."""
    wanted = selection_of(request.query_params.multi_items(), OF_THE_MAP)
    asked = request.query_params.get("view")
    view = box("view", asked) if asked else None
    found = map_points(query, wanted, view, zoom_of(request.query_params.get("zoom") or "0"))
    names = names_of(query, [one.event for one in found.spots] + [one.event for one in found.areas])
    return answered({
        "spots": [
            (one.longitude, one.latitude, one.count, one.event, near(names.get(one.event), one.longitude, one.latitude))
            for one in found.spots
        ],
        "areas": [
            (one.longitude, one.latitude, one.count, one.event, names[one.event][0] if one.event in names else "",
             one.radius_km)
            for one in found.areas
        ],
        "total": found.total, "shown": found.shown, "outside": found.outside, "more": found.more,
        "unmapped": sum(found.not_mapped.values()),
    })  # fmt: skip


def zoom_of(given: str) -> float:
    """How near the map is looked at."""
    try:
        return max(0.0, min(FARTHEST, float(given)))
    except ValueError as error:
        raise AskedError(f"zoom={given}: write a number") from error


def names_of(query: Query, events: list[str]) -> dict[str, tuple[str, float, float]]:
    """The names of the places of events, with where they are."""
    sql = """SELECT id, place_name, longitude, latitude FROM events
     WHERE id IN (SELECT value FROM json_each(?)) AND place_name IS NOT NULL"""
    return {item: (name, east, north) for item, name, east, north in query.rows(sql, [json(events)])}


def near(known: tuple[str, float, float] | None, longitude: float, latitude: float) -> str:
    """The name of the place of a spot, if all of its events are there: then its middle is the place itself."""
    if known is None or abs(known[1] - longitude) > NEAR or abs(known[2] - latitude) > NEAR:
        return ""
    return known[0]


@router.get("/explore/timeline.json")
def over_time(request: Request, query: TheRecord) -> Response:
    """The selection by days, months or years."""
    wanted = selection_of(request.query_params.multi_items(), frozenset())
    found = timeline(query, wanted)
    return answered({
        "unit": found.unit, "total": found.total, "undated": found.undated,
        "intervals": [(one.first, one.last, one.count) for one in found.intervals],
    })  # fmt: skip


def answered(found: dict[str, object]) -> Response:
    """JSON that is asked for anew each time: the record may have changed."""
    return Response(msgspec.json.encode(found), media_type="application/json", headers={"Cache-Control": "no-store"})
