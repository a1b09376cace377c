"""A place: what the gazetteer says of it, the events there, near it, in it, and in the wider area around it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from msgspec import Struct
from starlette.responses import Response

from dateline.engine.case import Case
from dateline.export.report.rows import precision_words
from dateline.model.mention import Place
from dateline.model.span import Span
from dateline.store.query import Query
from dateline.store.whereabouts import fine_places, ids, inner, number, place_of, whereabouts
from dateline.tables.gazetteer import Gazetteer, load
from dateline.tables.places import Candidate, load_supplement
from dateline.web.address import changed, to
from dateline.web.desk import TheCase, page
from dateline.web.event_lines import EventLine, lines
from dateline.web.record import TheRecord

router = APIRouter()
MOST = 50
"""Events of a group, or places in a place, that are listed unless all of it is asked for."""
PLACES = "places"
"""Asked for: all places that lie in the place."""
LAYERS = {
    "project": "the case’s own gazetteer", "user": "your gazetteer", "supplement": "places that Dateline adds",
    "embedded": "the gazetteer that comes with Dateline",
}  # fmt: skip
GROUPS = {
    "here": ("There", "at the place itself, or somewhere in it where the place is an area"),
    "near": ("Only near it", "told as near the place, so not counted as at it"),
    "inside": ("In it", "at places that lie in it"),
    "around": ("Perhaps here", "known only to a wider area in which the place lies"),
}


class Group(Struct, frozen=True):
    """Events that lie to a place in one way; `every`: the address of all where only the first are listed."""

    name: str
    says: str
    events: tuple[EventLine, ...]
    total: int
    every: str


class Origin(Struct, frozen=True):
    """Where the gazetteer has a place from."""

    layer: str
    source: str
    licence: str


@router.get("/places/{item:path}")
def place(request: Request, case: TheCase, query: TheRecord, item: str, every: str = "") -> Response:
    """A place by its id in the gazetteer."""
    found = place_of(query, item)
    candidate = candidate_of(case, item, found)
    if found is None and candidate is None:
        raise HTTPException(404)
    place = found or as_place(candidate)
    around = whereabouts(item, place, parts_of(case, query, item, place))
    groups = []
    for name, (title, says) in GROUPS.items():
        lying = getattr(around, name)
        total = number(query, lying)
        if total:
            shown = ids(query, lying, total if every == name else MOST)
            href = changed(request, every=name) if len(shown) < total else ""
            groups.append(Group(title, says, lines(query, shown), total, href))
    within = inner(query, around.inside)
    return page(
        request,
        "place.html",
        item=item,
        place=place,
        candidate=candidate,
        precision=precision_words(place),
        whole=whole_of(candidate) if candidate else None,
        origin=origin_of(case, candidate) if candidate else None,
        groups=groups,
        inner=within if every == PLACES else within[:MOST],
        within=len(within),
        every_place=changed(request, every=PLACES) + "#in-h",
        explore=to("explore", place=place.name or place.text, status="all"),
    )


def candidate_of(case: Case, item: str, found: Place | None) -> Candidate | None:
    """The place of an id in the gazetteer and its layers; None where they do not have it (any more)."""
    gazetteer = the_gazetteer(*case.layers())
    named = gazetteer.find(found.name or found.text) if found else ()
    return next((one for one in named if one.gazetteer_id == item), None) or gazetteer.get(item)


def parts_of(case: Case, query: Query, item: str, place: Place) -> tuple[str, ...]:
    """The ids of the spots and parts of a town of which the gazetteer says that they lie in it."""
    if place.precision not in ("settlement", "part_of_settlement"):
        return ()
    gazetteer = the_gazetteer(*case.layers())
    known = fine_places(query, place.country)
    found = (one for name, part in known for one in gazetteer.find(name) if one.gazetteer_id == part)
    return tuple(dict.fromkeys(one.gazetteer_id for one in found if whole_of(one) == item))


def whole_of(candidate: Candidate) -> str | None:
    """The id of the town of which a place is a part; a layer of yours names it by the id in its own file."""
    whole = candidate.part_of
    if whole is None or ":" in whole:
        return whole
    return f"{candidate.gazetteer_id.partition(':')[0]}:{whole}"


@lru_cache(maxsize=2)
def the_gazetteer(project: Path | None, user: Path | None) -> Gazetteer:
    """The gazetteer with these layers; it is read once."""
    return load(project, user)


def as_place(candidate: Candidate | None) -> Place:
    """A place of the gazetteer at which no event is."""
    assert candidate is not None
    same = ("name", "latitude", "longitude", "radius_km", "precision", "gazetteer_id", "admin1", "admin2", "admin3")
    return Place(
        span=Span(0, 0),
        text=candidate.name,
        **{name: getattr(candidate, name) for name in same},
        pcode=candidate.pcode,
        country=candidate.country,
        use="location",
        basis="gazetteer",
    )


def origin_of(case: Case, candidate: Candidate) -> Origin:
    """The layer, source and licence of a place of the gazetteer."""
    layer = LAYERS.get(candidate.layer, candidate.layer)
    rows, _ = load_supplement()
    row = next((one for one in rows if one.id == candidate.gazetteer_id), None)
    if row is not None:
        return Origin(layer, f"{row.source}: {row.origin}", row.licence)
    kind = candidate.gazetteer_id.partition(":")[0]
    for name, source, licence, attribution in the_gazetteer(*case.layers()).layers():
        if kind.partition("-")[0] in (name, name.partition("-")[0]):
            return Origin(layer, f"{source} ({attribution})", licence)
    return Origin(layer, f"imported from {kind}", "as its source says")
