"""Place mentions: found against the gazetteer, weighed by context, resolved over the whole document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.document import Document
from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.place_areas import area_of
from dateline.reading.place_choice import Choice, Context, choose, context_of, is_place
from dateline.reading.place_found import APOSTROPHES, Found
from dateline.reading.place_spans import find_spans
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.places import Candidate
from dateline.values.geometry import bearing_of

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# How far from the town that it is named after a base or airport lies at most (an editor's estimate).
NAMED_KM = 20.0
OLD_CITY = frozenset({"old city", "old town"})


class Resolved(Struct, frozen=True):
    """A name with what it means."""

    name: Found
    choice: Choice


def find_places(document: Document, parses: tuple[Parse, ...], tables: Tables) -> tuple[Place, ...]:
    """The place mentions of headline, dateline, body and captions, in text order, without overlaps."""
    gazetteer = tables.gazetteer
    text = document.text
    found = [name for n, parse in enumerate(parses) for name in find_spans(n, parse, text, gazetteer)]
    context = context_of(parses, found, gazetteer)
    kept = [name for name in found if is_place(name, parses[name.parse], context, gazetteer)]
    resolved = resolve(kept, parses, context, gazetteer)
    places = [place_of(item, parses[item.name.parse], text, gazetteer) for item in resolved]
    places += old_cities(parses, text, resolved, [p.span for p in places], gazetteer)
    return without_overlaps(sorted(places, key=lambda p: p.span))


def without_overlaps(places: list[Place]) -> tuple[Place, ...]:
    """The places in order, of two that share characters the first."""
    kept: list[Place] = []
    for place in places:
        if not kept or not kept[-1].span.overlaps(place.span):
            kept.append(place)
    return tuple(kept)


def resolve(kept: list[Found], parses: tuple[Parse, ...], context: Context, gazetteer: Gazetteer) -> list[Resolved]:
    """Every name with its meaning; one that stands before its container ('Mosul, Iraq') is read with it."""
    resolved: list[Resolved] = []
    after: Resolved | None = None
    for name in reversed(kept):
        container = container_after(name, after, parses)
        choice = meaning(name, container, context, gazetteer)
        after = Resolved(name, choice)
        resolved.append(after)
    resolved.reverse()
    for n in range(1, len(resolved)):
        owner = owner_before(resolved[n - 1], resolved[n].name, parses)
        if owner is not None:
            resolved[n] = Resolved(resolved[n].name, meaning(resolved[n].name, owner, context, gazetteer))
    return one_sense(resolved)


def owner_before(before: Resolved, name: Found, parses: tuple[Parse, ...]) -> Candidate | None:
    """The place in whose possession the name stands: "Mogadishu's Hamar Jajab district"."""
    if name.demonym or before.name.demonym or before.name.parse != name.parse or name.first - before.name.last != 2:
        return None
    return before.choice.place if parses[name.parse].forms[name.first - 1] in APOSTROPHES else None


def container_after(name: Found, after: Resolved | None, parses: tuple[Parse, ...]) -> Candidate | None:
    """The place that the next name puts this one in: 'X, Y', 'X in Y', 'X, in the east of Y', 'X (Y)'."""
    if after is None or after.name.parse != name.parse or after.name.demonym:
        return None
    parse = parses[name.parse]
    gap = range(name.last + 1, after.name.first)
    if not gap or len(gap) > 7 or parse.sentences[name.last] != parse.sentences[after.name.first]:
        return None
    words = [parse.forms[k].lower() for k in gap]
    beside = words[-1] == "of" and len(words) > 1 and bearing_of(words[-2]) is not None and "in" not in words
    if beside or after.name.key == name.key:
        return None
    if words in ([","], ["("], ["in"], [",", "in"]) or (
        words[-1] in {"in", "of"} and all(parse.pos[k] != "VERB" for k in gap)
    ):
        return after.choice.place
    return None


def meaning(name: Found, container: Candidate | None, context: Context, gazetteer: Gazetteer) -> Choice:
    """What a name means; a demonym means its country."""
    if name.demonym and name.row is not None:
        return Choice(gazetteer.country(name.row), f"demonym of {name.row.name}")
    return choose(name, container, context)


def one_sense(resolved: list[Resolved]) -> list[Resolved]:
    """One sense a document: a name put in a container once means the same elsewhere, unless put elsewhere itself."""
    stated = {r.name.key: r.choice for r in reversed(resolved) if "stands with" in r.choice.basis}
    return [
        Resolved(r.name, Choice(stated[r.name.key].place, "as where the document says what it lies in"))
        if r.name.key in stated and "stands with" not in r.choice.basis and r.name.noun is None
        else r
        for r in resolved
    ]


def main_city(resolved: list[Resolved]) -> Candidate | None:
    """The settlement that the document names most, the first of equals."""
    counts: Counter[str] = Counter()
    cities: dict[str, Candidate] = {}
    for item in resolved:
        place = item.choice.place
        if place is not None and place.precision == "settlement" and not item.name.organisation:
            counts[place.gazetteer_id] += 1
            cities.setdefault(place.gazetteer_id, place)
    return cities[max(cities, key=lambda c: counts[c])] if cities else None


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


def place_of(item: Resolved, parse: Parse, text: str, gazetteer: Gazetteer) -> Place:
    """The mention of a resolved name."""
    name, place = item.name, item.choice.place
    use = use_of(name, place, gazetteer)
    first, basis = name.first, item.choice.basis
    if place is not None and use == "location":
        after = parse.forms[name.last + 1].lower() if name.last + 1 < len(parse) else ""
        place, basis = named_after(place, name, basis, after in gazetteer.words.far_off)
        area = area_of(place, name, parse, gazetteer)
        place, first = area.place, area.first
        basis = f"{basis}; {area.why}" if area.why else basis
    span = parse.span_of(first, name.last)
    return mention(span, text, place, use, basis)


def named_after(place: Candidate, name: Found, basis: str, far_off: bool) -> tuple[Candidate, str]:
    """A base or an airport beside the name lies somewhere about the place that gives it its name."""
    if name.noun == "point" and far_off and place.precision in {"settlement", "part_of_settlement"}:
        wide = replace(place, precision="near", radius_km=NAMED_KM + (place.radius_km or 0.0))
        return wide, f"{basis}; named after it, so somewhere about it"
    return place, basis


def mention(span: Span, text: str, place: Candidate | None, use: str, basis: str) -> Place:
    """The record of a mention."""
    return Place(
        span=span,
        text=span.of(text),
        name=place.name if place and place.gazetteer_id else span.of(text),
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


def old_cities(
    parses: tuple[Parse, ...], text: str, resolved: list[Resolved], taken: list[Span], gazetteer: Gazetteer
) -> list[Place]:
    """'the Old City' and 'the old town' as a quarter of the city named right before, else of the story's city."""
    city = main_city(resolved)
    owners = {(r.name.parse, r.name.last): r.choice.place for r in resolved if r.choice.place is not None}
    places = []
    for number, parse in enumerate(parses):
        for i in range(len(parse) - 1):
            if f"{parse.forms[i]} {parse.forms[i + 1]}".lower() not in OLD_CITY:
                continue
            span = parse.span_of(i, i + 1)
            owner = owners.get((number, i - 2)) if i > 1 and parse.forms[i - 1] in APOSTROPHES else None
            whole = owner or city
            if whole is None or any(span.overlaps(other) for other in taken):
                continue
            why = "which is named before it" if owner else "which the document names most"
            places.append(
                mention(span, text, old_city(whole, gazetteer), "location", f"the old city of {whole.name}, {why}")
            )
    return places


def old_city(city: Candidate, gazetteer: Gazetteer) -> Candidate:
    """The old city's own entry, else a part of the city of unknown place within it."""
    own = (c for c in gazetteer.find(f"Old City of {city.name}") if c.part_of == city.gazetteer_id)
    part = replace(city, name=f"Old City of {city.name}", precision="part_of_settlement", part_of=city.gazetteer_id)
    return next(own, part)
