"""Which names are places at all: what the document says as a whole, and the evidence for each name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from dateline.model.parse import Parse
from dateline.reading.place_choice import WIDE_KM, Context, Ground, is_foreign, is_near, prominence_of
from dateline.reading.place_found import HYPHENS, LARGE, Found, is_capital
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_keys import fold
from dateline.tables.places import prominence

# A name is a place from this much evidence on. Measured on the development split of GeoVirus: see docs/gazetteer.md.
ENOUGH = 2.0


def context_of(parses: tuple[Parse, ...], found: list[Found], gazetteer: Gazetteer) -> Context:
    """What the document says as a whole, from every possible name in it."""
    persons = person_names(parses, found, gazetteer)
    weights: defaultdict[str, float] = defaultdict(float)
    anchors = []
    sure = set()
    placed = False
    for name in found:
        if name.person:
            continue
        if name.support >= 3:
            sure.add(name.key)
        countries = {c.country for c in name.candidates}
        if name.row is not None:
            if name.row.id.startswith("iso:") and (len(countries) <= 1 + (not name.demonym) or is_plain(name)):
                weights[name.row.id[4:]] += 2 if name.demonym else 3
                placed = placed or not name.demonym
        elif len(countries) == 1 and name.key not in persons:
            best = name.candidates[0]
            if best.curated and best.latitude is not None and best.longitude is not None and not best.country:
                anchors.append((best.latitude, best.longitude))
            # A small town may be a namesake from anywhere, so it has no vote.
            if best.country and (prominence(best) >= LARGE or best.curated):
                placed = True
                weights[best.country] += 1 + min(2.0, max(0.0, math.log10(prominence(best) + 1) - 4))
                if best.latitude is not None and best.longitude is not None and name.support >= 1:
                    anchors.append((best.latitude, best.longitude))
    total = sum(weights.values()) or 1
    votes = {country: weight / total for country, weight in weights.items()}
    return Context(votes, placed, tuple(dict.fromkeys(anchors))[:40], persons, frozenset(sure))


def is_plain(name: Found) -> bool:
    """Whether a country's name is that of no wide province elsewhere: 'Colombia' and 'Armenia', but not 'Georgia'."""
    assert name.row is not None
    others = (c for c in name.candidates if c.country != name.row.id[4:] and fold(c.name) == name.key)
    return not any(c.precision == "admin1" and (c.radius_km or 0.0) >= WIDE_KM for c in others)


def person_names(parses: tuple[Parse, ...], found: list[Found], gazetteer: Gazetteer) -> frozenset[str]:
    """The folded words of what must be persons' names: after titles and given names, across the document."""
    words = gazetteer.words
    names: set[str] = {name.key for name in found if name.person and name.support < 3 and prominence_of(name) < LARGE}
    for parse in parses:
        for i, form in enumerate(parse.forms[:-1]):
            word = form.lower().rstrip(".")
            if not is_capital(form) or not (word in words.titles or word in words.given):
                continue
            k = i + 1
            while k < len(parse) and (
                is_capital(parse.forms[k]) or parse.forms[k] in HYPHENS or parse.forms[k] in {"al", "el", "bin"}
            ):
                if len(parse.forms[k]) > 2 and parse.forms[k].lower() not in words.common:
                    names.add(fold(parse.forms[k]))
                k += 1
    return frozenset(name for name in names if name not in gazetteer.countries.names)


def prior(name: Found) -> float:
    """How likely the name is a place before any context: countries and cities are, hamlets seldom."""
    if name.row is not None:
        return 5.0
    if not name.candidates:
        return 0.0
    best = name.candidates[0]
    if best.curated:
        return 2.5
    if any(
        c.precision == "admin1" and (c.radius_km or 0) >= WIDE_KM and fold(c.name) == name.key for c in name.candidates
    ):
        return ENOUGH
    size = math.log10(max(prominence(c) for c in name.candidates) + 1)
    return min(3.0, max(0.0, size - 3.3)) + (0.7 if name.last > name.first else 0.0)


def is_place(name: Found, parse: Parse, context: Context, gazetteer: Gazetteer) -> bool:
    """Whether the evidence for a place is enough."""
    if name.person:
        return name.row is not None and name.row.precision == "country" and name.key not in gazetteer.words.given
    return name.row is not None or sum(g.weight for g in evidence(name, parse, context, gazetteer)) >= ENOUGH


def evidence(name: Found, parse: Parse, context: Context, gazetteer: Gazetteer) -> Iterator[Ground]:
    """What speaks for and against a name's being a place here."""
    yield Ground("how well places of this name are known", prior(name))
    yield Ground("the words beside it", name.support)
    if name.key in context.sure and name.support < 3:
        yield Ground("a place elsewhere in the text", 2.0)
    if any(c.country in context.votes for c in name.candidates):
        yield Ground("in a country that the text names", 0.7)
        if any(is_near(c, context) for c in name.candidates):
            yield Ground("near other places of the text", 0.5)
    if name.key in context.persons and not (name.noun is not None and prominence_of(name) >= LARGE):
        yield Ground("a person's name in the text", -4.0)
    common = name.key in gazetteer.words.common and name.noun != "settlement"
    if name.key in gazetteer.words.given or common:
        yield Ground("a given name or a common word", -2.0)
    if name.organisation and prominence_of(name) < LARGE:
        yield Ground("in the name of an organisation", -3.0)
    if not any(parse.pos[k] in {"PROPN", "NOUN", "ADJ", "X"} for k in range(name.first, name.last + 1)):
        yield Ground("used like a verb or a small word", -1.5)
    if name.key in gazetteer.countries.seats:
        yield Ground("a seat of government", 2.0)
    elif name.government and prominence_of(name) < 1_000_000 and not any(c.curated for c in name.candidates):
        yield Ground("it speaks or acts, as a person does", -1.5)
    if name.support < 3 and name.candidates and all(is_foreign(c, context) for c in name.candidates):
        yield Ground("only in countries that the text has nothing to do with", -2.0)
