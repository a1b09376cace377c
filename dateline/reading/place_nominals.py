"""'the Old City', 'the city', 'the village', 'the capital': places that a text names only by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_areas import area_of
from dateline.reading.place_choice import Context
from dateline.reading.place_found import APOSTROPHES, HYPHENS, Found
from dateline.reading.place_resolving import Resolved, main_city
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.places import Candidate

OLD_CITY = frozenset({"old city", "old town"})
DEFINITE = frozenset({"the", "this"})
OPENERS = frozenset({"the", "The", "THE", "this", "This", "THIS", "old", "Old", "OLD"})
# People from whom on a place is a town or city, from whom on it is no town any more, and up to whom it is a village.
TOWN = 5_000
CITY = 1_000_000
VILLAGE = 20_000
# A place named so often more than the last one is what 'the city' means.
MORE = 3


class Nominal(Struct, frozen=True):
    """A place named by its kind: the tokens with what stands before them, the place, and why it is meant."""

    name: Found
    place: Candidate
    why: str


def nominals(
    parses: tuple[Parse, ...], resolved: tuple[Resolved, ...], context: Context, gazetteer: Gazetteer
) -> Iterator[Nominal]:
    """The places that are named by their kind, each taken for one that is named before it."""
    city = main_city(resolved)
    seat = capital(context, gazetteer)
    before: list[Resolved] = []
    waiting = list(reversed(resolved))
    for number, parse in enumerate(parses):
        for i, form in enumerate(parse.forms[:-1]):
            if form not in OPENERS:
                continue
            while waiting and (waiting[-1].name.parse, waiting[-1].name.last) < (number, i):
                before.append(waiting.pop())
            found = nominal_at(number, parse, i, before, city, seat, gazetteer)
            if found is not None:
                yield found


def nominal_at(
    number: int,
    parse: Parse,
    i: int,
    before: list[Resolved],
    city: Candidate | None,
    seat: Candidate | None,
    gazetteer: Gazetteer,
) -> Nominal | None:
    """The place that tokens i and i + 1 name by its kind, or None."""
    first, second = parse.forms[i].lower(), parse.forms[i + 1].lower()
    name = Found(parse=number, first=i, last=i + 1, key=f"{first} {second}")
    if name.key in OLD_CITY:
        owner = owned_by(before, number, i, parse)
        whole = owner or city
        why = "which is named before it" if owner else "which the document names most"
        if whole is not None:
            return Nominal(name, old_city(whole, gazetteer), f"the old city of {whole.name}, {why}")
    if first not in DEFINITE or is_continued(parse, i + 2):
        return None
    if second == "capital" and seat is not None:
        return area(Nominal(name, seat, f"the capital of {seat.country}, the document's country"), parse, gazetteer)
    if second in {"city", "town", "village"}:
        place = antecedent(before, number, second, city)
        if place is not None:
            return area(Nominal(name, place, f"{place.name}, named before it"), parse, gazetteer)
    return None


def is_continued(parse: Parse, k: int) -> bool:
    """Whether the noun before token k goes on: 'the city of Goma', 'the capital, Bamako', 'the town council'."""
    if k >= len(parse):
        return False
    form = parse.forms[k]
    if form in {",", "("} and k + 1 < len(parse):
        return parse.forms[k + 1][0].isupper()
    return (
        form == "of"
        or form in HYPHENS
        or (form[0].isupper() and form not in APOSTROPHES)
        or parse.pos[k] in {"NOUN", "PROPN"}
    )


def area(nominal: Nominal, parse: Parse, gazetteer: Gazetteer) -> Nominal:
    """The same with direction and distance: '15 km south of the city'."""
    found = area_of(nominal.place, nominal.name, parse, gazetteer)
    return replace(nominal, place=found.place, why=f"{nominal.why}; {found.why}") if found.why else nominal


def antecedent(before: list[Resolved], number: int, kind: str, city: Candidate | None) -> Candidate | None:
    """The place that 'the city' in parse `number` means: the last fitting one named before it; where none stands in the
    same paragraph the one that the story is about, if it is about one.
    """
    counts: Counter[str] = Counter()
    last = None
    for item in before:
        place = item.choice.place
        if place is not None and is_kind(item, place, kind):
            last = item
            counts[place.gazetteer_id or place.name] += 1
    if last is None or last.name.parse == number or city is None:
        return last.choice.place if last is not None else None
    place = last.choice.place
    assert place is not None
    return city if counts[city.gazetteer_id] >= MORE * counts[place.gazetteer_id or place.name] else place


def is_kind(item: Resolved, place: Candidate, kind: str) -> bool:
    """Whether a place can be called a city, a town or a village."""
    if item.name.organisation or item.name.person or item.name.demonym or item.name.government:
        return False
    if place.precision != "settlement":
        return kind == "village" and not place.gazetteer_id and item.name.noun == "settlement"
    if item.name.noun in {"admin1", "admin2"}:
        return False
    people = place.population
    if people is None:
        return True
    if kind == "village":
        return people < VILLAGE
    return people >= TOWN and (kind == "city" or people < CITY)


def capital(context: Context, gazetteer: Gazetteer) -> Candidate | None:
    """The capital of the country that the document speaks of most; None where two are equal."""
    ranked = sorted(context.votes.items(), key=lambda vote: -vote[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    row = gazetteer.countries.rows.get(f"iso:{ranked[0][0]}")
    if row is None or not row.seats:
        return None
    found = gazetteer.find(row.seats[0])
    return next((c for c in found if c.country == ranked[0][0] and c.precision == "settlement"), None)


def owned_by(before: list[Resolved], number: int, i: int, parse: Parse) -> Candidate | None:
    """The place named right before token i in the possessive."""
    if not before or i < 2 or parse.forms[i - 1] not in APOSTROPHES:
        return None
    last = before[-1]
    return last.choice.place if (last.name.parse, last.name.last) == (number, i - 2) else None


def old_city(city: Candidate, gazetteer: Gazetteer) -> Candidate:
    """The old city's own entry, else a part of the city of unknown place within it."""
    own = (c for c in gazetteer.find(f"Old City of {city.name}") if c.part_of == city.gazetteer_id)
    part = replace(city, name=f"Old City of {city.name}", precision="part_of_settlement", part_of=city.gazetteer_id)
    return next(own, part)
