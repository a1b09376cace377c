"""Every name of a document with its meaning: what contains it, whose it is, one sense a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_areas import area_of
from dateline.reading.place_choice import Choice, Context, choose
from dateline.reading.place_found import APOSTROPHES, JOINTS, Found
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.places import Candidate
from dateline.values.geometry import bearing_of

# How far a district reaches that only its town is known of (an editor's estimate).
DISTRICT_KM = 30.0
WHOLE = frozenset({"country", "international"})


class Resolved(Struct, frozen=True):
    """A name with what it means, and the place that the text puts it in, if any."""

    name: Found
    choice: Choice
    container: Candidate | None = None
    inside: bool = False


def resolve(
    kept: list[Found], parses: tuple[Parse, ...], text: str, context: Context, gazetteer: Gazetteer
) -> tuple[Resolved, ...]:
    """Every name with its meaning; one that stands before its container ('Mosul, Iraq') is read with it."""
    resolved: list[Resolved] = []
    after: Resolved | None = None
    for name in reversed(kept):
        further = resolved[-2] if len(resolved) > 1 else None
        after = with_container(name, narrowed(after, further, parses), parses, context, gazetteer)
        after = labelled(after, parses[name.parse], text)
        resolved.append(after)
    resolved.reverse()
    city: Candidate | None = None
    for n, item in enumerate(resolved):
        owner = owner_before(resolved[n - 1], item.name, parses) if n else None
        if owner is None and item.choice.place is None and item.name.noun == "part_of_settlement":
            owner = city
        if owner is not None:
            item = owned(item.name, owner, resolved[n - 1].name, context, gazetteer)
            resolved[n] = labelled(item, parses[item.name.parse], text)
        place = resolved[n].choice.place
        if place is not None and place.precision == "settlement" and not item.name.organisation:
            city = place
    return tuple(one_sense(resolved))


def labelled(item: Resolved, parse: Parse, text: str) -> Resolved:
    """The same, a place that no gazetteer knows under the name that the text gives it."""
    place = item.choice.place
    if place is None or place.gazetteer_id:
        return item
    name = parse.span_of(item.name.first, item.name.last).of(text)
    return replace(item, choice=Choice(replace(place, name=name), item.choice.basis))


def narrowed(after: Resolved | None, further: Resolved | None, parses: tuple[Parse, ...]) -> Resolved | None:
    """The next name, meaning what it owns where it owns the one after it: 'X, a town in Ethiopia's Tigray region'."""
    if after is None or further is None or owner_before(after, further.name, parses) is None:
        return after
    inner = further.choice.place
    return replace(after, choice=further.choice) if inner is not None and inner.gazetteer_id else after


def owned(name: Found, owner: Candidate, before: Found, context: Context, gazetteer: Gazetteer) -> Resolved:
    """A name read with its owner; "Marib's Harib district" lies in the province of that name, not in the town."""
    inside = replace(name, inside=True)
    choice = meaning(inside, owner, context, gazetteer)
    known = choice.place is not None and choice.place.gazetteer_id
    if not known and owner.precision == "settlement" and name.noun in {"admin2", "admin3", "settlement", "region"}:
        for province in before.candidates:
            if province.precision == "admin1" and province.country == owner.country:
                return Resolved(name, meaning(inside, province, context, gazetteer), province, True)
    return Resolved(name, choice, owner, True)


def with_container(
    name: Found, after: Resolved | None, parses: tuple[Parse, ...], context: Context, gazetteer: Gazetteer
) -> Resolved:
    """A name read with the next one, which may say what it lies in or how far off."""
    container, inside = container_after(name, after, parses, gazetteer.words.nouns)
    choice = meaning(replace(name, inside=inside) if inside else name, container, context, gazetteer)
    if choice.place is None and after is not None:
        choice = off(name, after, parses[name.parse], gazetteer) or choice
    return Resolved(name, choice, container, inside)


def off(name: Found, after: Resolved, parse: Parse, gazetteer: Gazetteer) -> Choice | None:
    """An unknown place of which the text says how far it is from the next: 'X, a village 20 km from Baidoa'."""
    if after.name.parse != name.parse or after.choice.place is None:
        return None
    gap = parse.forms[name.last + 1 : after.name.first]
    if len(gap) > 12 or parse.sentences[name.last] != parse.sentences[after.name.first]:
        return None
    if not gap or not (gap[0] in {",", "("} or any(form.lower() in gazetteer.words.units for form in gap)):
        return None
    if any(parse.pos[k] == "VERB" for k in range(name.last + 1, after.name.first)):
        return None
    area = area_of(after.choice.place, after.name, parse, gazetteer)
    if area.place.precision != "near":
        return None
    place = replace(area.place, name=name.key, gazetteer_id="", population=None)
    return Choice(
        place, f"{name.why or 'a place by its context'}; not in the gazetteer; {area.why} ({after.choice.place.name})"
    )


def owner_before(before: Resolved, name: Found, parses: tuple[Parse, ...]) -> Candidate | None:
    """The place in whose possession the name stands: "Mogadishu's Hamar Jajab district"."""
    if name.demonym or before.name.demonym or before.name.parse != name.parse or name.first - before.name.last != 2:
        return None
    return before.choice.place if parses[name.parse].forms[name.first - 1] in APOSTROPHES else None


def container_after(
    name: Found, after: Resolved | None, parses: tuple[Parse, ...], nouns: Mapping[str, str]
) -> tuple[Candidate | None, bool]:
    """The place that the next name puts this one in: 'X, Y', 'X in Y', 'X, in the east of Y', 'X (Y)', 'X and Z in Y';
    and whether the text says that it lies inside. `nouns`: kinds of place, which may follow the name.
    """
    if after is None or after.name.parse != name.parse or after.name.demonym:
        return None, False
    parse = parses[name.parse]
    gap = range(name.last + 1, after.name.direction if after.name.direction is not None else after.name.first)
    if not gap or len(gap) > 7 or parse.sentences[name.last] != parse.sentences[after.name.first]:
        return None, False
    words = [parse.forms[k].lower() for k in gap]
    if len(words) > 1 and words[0] in nouns:
        # 'Depayin township, Sagaing'
        words = words[1:]
    place = after.choice.place
    if all(word in JOINTS for word in words) and after.inside and after.container is not None:
        return after.container, True
    beside = words[-1] == "of" and len(words) > 1 and bearing_of(words[-2]) is not None and "in" not in words
    if beside or after.name.key == name.key:
        return None, False
    joined = words[-1] in {"in", "of"} and "and" not in words and all(parse.pos[k] != "VERB" for k in gap)
    if place is not None and place.precision == "settlement" and after.name.noun in {"admin1", "admin2"}:
        # 'Masisi territory', of which only the town is known: the village lies around it, not in it.
        place = replace(place, precision="admin2", radius_km=max(DISTRICT_KM, place.radius_km or 0.0))
    if words in ([","], ["("], ["in"], [",", "in"]) or joined:
        area = place is not None and place.precision in {*WHOLE, "admin1", "admin2", "admin3", "region"}
        return place, "in" in words and area
    return None, False


def meaning(name: Found, container: Candidate | None, context: Context, gazetteer: Gazetteer) -> Choice:
    """What a name means; a demonym means its country."""
    if name.demonym and name.row is not None:
        return Choice(gazetteer.country(name.row), f"demonym of {name.row.name}")
    return choose(name, container, context)


def one_sense(resolved: list[Resolved]) -> list[Resolved]:
    """One sense a document: a name put in a container once means the same elsewhere, unless put elsewhere itself."""
    stated = {r.name.key: r.choice for r in reversed(resolved) if "stands with" in r.choice.basis}
    return [
        replace(r, choice=Choice(stated[r.name.key].place, "as where the document says what it lies in"))
        if r.name.key in stated and "stands with" not in r.choice.basis and r.name.noun is None
        else r
        for r in resolved
    ]


def main_city(resolved: tuple[Resolved, ...]) -> Candidate | None:
    """The settlement that the document names most, the first of equals."""
    counts: Counter[str] = Counter()
    cities: dict[str, Candidate] = {}
    for item in resolved:
        place = item.choice.place
        if place is not None and place.precision == "settlement" and not item.name.organisation:
            counts[place.gazetteer_id] += 1
            cities.setdefault(place.gazetteer_id, place)
    return cities[max(cities, key=lambda c: counts[c])] if cities else None
