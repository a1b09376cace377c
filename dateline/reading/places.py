"""Place mentions: found against the gazetteer, weighed by context, resolved over the whole document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.document import Document
from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.place_areas import area_of
from dateline.reading.place_choice import Context
from dateline.reading.place_context import is_base
from dateline.reading.place_evidence import context_of, is_place
from dateline.reading.place_found import Found, is_capital
from dateline.reading.place_lowercase import with_capitals
from dateline.reading.place_nominals import nominals
from dateline.reading.place_resolving import DISTRICT_KM, Resolved, resolve
from dateline.reading.place_roads import between
from dateline.reading.place_spans import find_spans
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.places import Candidate

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# How far from the town that it is named after a base or airport lies at most (an editor's estimate).
NAMED_KM = 20.0
# What a district or region is of which only the town is known that it is named after.
AROUND = {"admin2": "admin2", "admin1": "region"}


class Sense(Struct, frozen=True, eq=False):
    """What was made of the names of a document: all that may be places, the context, those that are, resolved."""

    parses: tuple[Parse, ...]
    found: tuple[Found, ...]
    context: Context
    resolved: tuple[Resolved, ...]


def find_places(document: Document, parses: tuple[Parse, ...], tables: Tables) -> tuple[Place, ...]:
    """The place mentions of headline, dateline, body and captions, in text order, without overlaps."""
    gazetteer, text = tables.gazetteer, document.text
    sense = make_sense(parses, text, gazetteer)
    ends = between(sense.resolved, sense.parses, gazetteer.words)
    places = [
        place_of(item, sense.parses[item.name.parse], text, gazetteer, ends.get(n))
        for n, item in enumerate(sense.resolved)
    ]
    places += [
        mention(sense.parses[n.name.parse].span_of(n.name.first, n.name.last), text, n.place, "location", n.why)
        for n in nominals(sense.parses, sense.resolved, sense.context, gazetteer)
    ]
    return without_overlaps(sorted(places, key=lambda p: p.span))


def make_sense(parses: tuple[Parse, ...], text: str, gazetteer: Gazetteer) -> Sense:
    """The names of a document, which of them are places, and what each means."""
    parses = tuple(with_capitals(parse, text, gazetteer) for parse in parses)
    found = [name for n, parse in enumerate(parses) for name in find_spans(n, parse, text, gazetteer)]
    context = context_of(parses, found, gazetteer)
    kept = [name for name in found if is_place(name, parses[name.parse], context, gazetteer)]
    return Sense(parses, tuple(found), context, resolve(kept, parses, text, context, gazetteer))


def without_overlaps(places: list[Place]) -> tuple[Place, ...]:
    """The places in order, of two that share characters the first."""
    kept: list[Place] = []
    for place in places:
        if not kept or not kept[-1].span.overlaps(place.span):
            kept.append(place)
    return tuple(kept)


def use_of(name: Found, place: Candidate | None, gazetteer: Gazetteer) -> str:
    """location, government, demonym or organisation."""
    if name.demonym or name.adjective:
        return "demonym"
    if name.organisation:
        return "organisation"
    stands_for = name.row is not None or name.key in gazetteer.countries.seats
    if name.government and (stands_for or (place is not None and place.precision == "country")):
        return "government"
    return "location"


def place_of(item: Resolved, parse: Parse, text: str, gazetteer: Gazetteer, end: tuple[Candidate, str] | None) -> Place:
    """The mention of a resolved name; `end`: the area that it bounds with another name, and why."""
    name, place = item.name, item.choice.place
    use = use_of(name, place, gazetteer)
    first, basis = name.first, item.choice.basis
    if end is not None and use == "location":
        place, basis = end[0], f"{basis}; {end[1]}"
    elif place is not None and use == "location":
        if item.container is None or item.container.precision != "settlement":
            place, basis = named_after(place, name, basis, is_far_off(parse, name.last + 1, gazetteer))
        area = area_of(place, name, parse, gazetteer)
        place, first = area.place, area.first
        basis = f"{basis}; {area.why}" if area.why else basis
    span = parse.span_of(first, name.last)
    return mention(span, text, place, use, basis)


def is_far_off(parse: Parse, k: int, gazetteer: Gazetteer) -> bool:
    """Whether a base or an airport stands at token k, be it behind further names."""
    if k >= len(parse):
        return False
    while k + 1 < len(parse) and is_capital(parse.forms[k]) and is_capital(parse.forms[k + 1]):
        k += 1
    return parse.forms[k].lower() in gazetteer.words.far_off or is_base(parse, k, gazetteer.words)


def named_after(place: Candidate, name: Found, basis: str, far_off: bool) -> tuple[Candidate, str]:
    """What is only named after the place: a base or airport lies somewhere about it, a district around it."""
    if place.precision == "settlement" and name.noun in AROUND and not far_off:
        radius = max(DISTRICT_KM, place.radius_km or 0.0)
        wide = replace(place, precision=AROUND[name.noun], radius_km=radius)
        return wide, f"{basis}; a district or region named after it"
    if name.noun == "point" and far_off and place.precision in {"settlement", "part_of_settlement"}:
        wide = replace(place, precision="near", radius_km=NAMED_KM + (place.radius_km or 0.0))
        return wide, f"{basis}; named after it, so somewhere about it"
    return place, basis


def mention(span: Span, text: str, place: Candidate | None, use: str, basis: str) -> Place:
    """The record of a mention."""
    return Place(
        span=span,
        text=span.of(text),
        name=place.name if place else span.of(text),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        radius_km=place.radius_km if place else None,
        precision=place.precision if place else None,
        gazetteer_id=place.gazetteer_id or None if place else None,
        admin1=place.admin1 if place else None,
        admin2=place.admin2 if place else None,
        admin3=place.admin3 if place else None,
        pcode=place.pcode if place else None,
        country=place.country if place else None,
        use=use,
        basis=basis,
    )
