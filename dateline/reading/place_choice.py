"""Which names are places at all, and which place each means: decided over the whole document."""

from __future__ import annotations

import math
from collections import defaultdict

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_found import HYPHENS, LARGE, Found, is_capital
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_keys import fold, loosen
from dateline.tables.places import Candidate, prominence
from dateline.values.geometry import distance_km

# A name is a place from this much evidence on. Measured on the development split of GeoVirus: see docs/gazetteer.md.
ENOUGH = 2.0
NEAR_KM = 250.0
# A province wider than this is no town's hinterland: 'Ontario' is not the town in it.
# A province this wide is as well known as a town of half a million.
WIDE_KM = 100.0
VAST_KM = 300.0
TOWN = 20_000
LAYERS = {"project": 20.0, "user": 19.0, "supplement": 0.5, "embedded": 0.0}


class Context(Struct, frozen=True, eq=False):
    """What the document as a whole says: share of votes by country, points of sure places, names of persons, names
    that stand somewhere with strong evidence.
    """

    votes: dict[str, float]
    anchors: tuple[tuple[float, float], ...]
    persons: frozenset[str]
    sure: frozenset[str]


class Choice(Struct, frozen=True):
    """What a name means (None: a place that no layer knows), and why."""

    place: Candidate | None
    basis: str


def context_of(parses: tuple[Parse, ...], found: list[Found], gazetteer: Gazetteer) -> Context:
    """What the document says as a whole, from every possible name in it."""
    persons = person_names(parses, found, gazetteer)
    weights: defaultdict[str, float] = defaultdict(float)
    anchors = []
    sure = set()
    for name in found:
        if name.person:
            continue
        if name.support >= 3:
            sure.add(name.key)
        countries = {c.country for c in name.candidates}
        if name.row is not None:
            if name.row.id.startswith("iso:") and len(countries) <= 1 + (not name.demonym):
                weights[name.row.id[4:]] += 2 if name.demonym else 3
        elif len(countries) == 1 and name.key not in persons:
            best = name.candidates[0]
            # A small town may be a namesake from anywhere, so it has no vote.
            if best.country and (prominence(best) >= LARGE or best.curated):
                weights[best.country] += 1 + min(2.0, max(0.0, math.log10(prominence(best) + 1) - 4))
                if best.latitude is not None and best.longitude is not None and name.support >= 1:
                    anchors.append((best.latitude, best.longitude))
    total = sum(weights.values()) or 1
    return Context(
        {c: n / total for c, n in weights.items()}, tuple(dict.fromkeys(anchors))[:40], persons, frozenset(sure)
    )


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
    if name.row is not None:
        return True
    score = prior(name) + name.support
    if name.key in context.sure and name.support < 3:
        score += 2
    if any(c.country in context.votes for c in name.candidates):
        score += 0.7
    if name.key in context.persons:
        score -= 4
    if name.key in gazetteer.words.given or name.key in gazetteer.words.common:
        score -= 2
    if name.organisation and prominence_of(name) < LARGE:
        score -= 3
    if parse.pos[name.first] not in {"PROPN", "NOUN", "ADJ", "X"}:
        score -= 1.5
    if name.key in gazetteer.countries.seats:
        score += 2
    elif name.government and prominence_of(name) < 1_000_000:
        score -= 1.5
    if name.support < 3 and name.candidates and all(is_foreign(c, context) for c in name.candidates):
        score -= 2
    return score >= ENOUGH


def prominence_of(name: Found) -> int:
    """People of the best candidate, 0 for none."""
    return prominence(name.candidates[0]) if name.candidates else 0


def choose(name: Found, container: Candidate | None, context: Context) -> Choice:
    """The place that the name means here, by container in the text, country vote, nearness, people, kind."""
    fitting = [c for c in name.candidates if can_mean(c, name, container, context)]
    if not fitting:
        return unknown(name, container)
    scored = sorted(
        ((score(c, name, container, context), c) for c in fitting), key=lambda s: (-s[0], s[1].gazetteer_id)
    )
    best = namesake(scored[0][1], name, fitting)
    reasons = [f"{len(scored)} places of this name" if len(scored) > 1 else "the only place of this name"]
    if container is not None and within(best, container):
        reasons.append(f"stands with {container.name}")
    elif len(scored) > 1 and context.votes.get(best.country or "", 0) > 0.2:
        reasons.append(f"{best.country} is the document's country")
    elif len(scored) > 1:
        reasons.append("the best known")
    return Choice(best, ", ".join(reasons))


def can_mean(candidate: Candidate, name: Found, container: Candidate | None, context: Context) -> bool:
    """Whether a name can mean a candidate at all: no hamlet of a country that the document has nothing to do with, and
    for a quarter of a town nothing outside that town.
    """
    if name.row is not None and name.row.precision == "country" and candidate.gazetteer_id != name.row.id:
        # 'Georgia', 'Lebanon': of a country's namesakes only those of the very name, towns only where the text says so.
        stated = container is not None and container.precision != "country" and within(candidate, container)
        if fold(candidate.name) != name.key or not (stated or candidate.precision == "admin1"):
            return False
    if container is not None and container.precision == "settlement" and name.noun in {"part_of_settlement", "admin2"}:
        return within(candidate, container)
    return not is_foreign(candidate, context) or (container is not None and within(candidate, container))


def is_foreign(candidate: Candidate, context: Context) -> bool:
    """Whether a small place lies in a country and a part of the world that the document does not otherwise name."""
    if candidate.curated or not context.votes or prominence(candidate) >= LARGE:
        return False
    if candidate.country in context.votes or candidate.latitude is None or candidate.longitude is None:
        return False
    here = (candidate.latitude, candidate.longitude)
    return not any(distance_km(*here, *anchor) < NEAR_KM for anchor in context.anchors)


def namesake(best: Candidate, name: Found, fitting: list[Candidate]) -> Candidate:
    """Of a province and the town it is named after the town, unless a noun says otherwise or the province is vast."""
    if (
        best.precision != "admin1"
        or name.noun is not None
        or name.direction is not None
        or (best.radius_km or 0) >= VAST_KM
    ):
        return best
    towns = [
        c for c in fitting if c.precision == "settlement" and c.country == best.country and fold(c.name) == name.key
    ]
    near = (c for c in towns if (c.population or 0) >= TOWN and within(c, best))
    return next(near, best)


def unknown(name: Found, container: Candidate | None) -> Choice:
    """A place that no layer knows: its name alone, or with the circle of what the text puts it in."""
    why = f"{name.why or 'a place by its context'}; not in the gazetteer"
    if name.candidates:
        why = f"{name.why or 'a place by its context'}; the gazetteer knows the name only elsewhere"
    if container is None or container.latitude is None or container.precision in {"country", "international"}:
        return Choice(None, why)
    inside = replace(
        container,
        name=name.key,
        gazetteer_id="",
        precision="part_of_settlement" if container.precision == "settlement" else container.precision,
        population=None,
        part_of=container.gazetteer_id,
    )
    return Choice(inside, f"{why}; the text puts it in {container.name}, so somewhere there")


def score(candidate: Candidate, name: Found, container: Candidate | None, context: Context) -> float:
    """How well a candidate fits: powers of ten of its people, plus what the context adds."""
    total = size(candidate) + LAYERS["embedded" if candidate.bulk else candidate.layer]
    if name.row is not None and candidate.gazetteer_id == name.row.id and candidate.precision != "country":
        total += 4.0
    if loosen(fold(candidate.name)) == loosen(name.key):
        total += 1.4
    total += (4.0 if candidate.precision != "settlement" else 3.0) * context.votes.get(candidate.country or "", 0.0)
    if (
        container is not None
        and within(candidate, container)
        and not (name.row is not None and candidate.precision != "admin1")
    ):
        total += 8.0
    if name.noun is not None:
        total += fits(candidate.precision, name.noun)
    if candidate.latitude is not None and candidate.longitude is not None and candidate.precision != "country":
        here = (candidate.latitude, candidate.longitude)
        reach = NEAR_KM + (candidate.radius_km or 0.0)
        if any(distance_km(*here, *anchor) < reach for anchor in context.anchors):
            total += 1.5
    return total


def size(candidate: Candidate) -> float:
    """Powers of ten of how widely known a place is; provinces by their extent, a capital below its country."""
    known = math.log10(prominence(candidate) + 10)
    if candidate.precision == "admin1":
        return known + min(1.0, max(0.0, math.log10((candidate.radius_km or 50.0) / 50.0)))
    return min(7.0 if candidate.precision in {"country", "international"} else 6.3, known)


def within(candidate: Candidate, container: Candidate) -> bool:
    """Whether a candidate lies in what the text puts it in."""
    if candidate.gazetteer_id == container.gazetteer_id:
        return False
    if container.precision == "country":
        return candidate.country == container.country
    if candidate.part_of == container.gazetteer_id:
        return True
    if candidate.country != container.country:
        return False
    if container.precision == "admin1" and candidate.admin1 is not None and candidate.admin1 == container.admin1:
        return True
    if None in (candidate.latitude, candidate.longitude, container.latitude, container.longitude):
        return False
    reach = 1.5 * (container.radius_km or 0.0) + 10.0
    return (
        distance_km(
            candidate.latitude or 0.0, candidate.longitude or 0.0, container.latitude or 0.0, container.longitude or 0.0
        )
        <= reach
    )


def fits(precision: str, noun: str) -> float:
    """How a candidate's kind agrees with the noun beside the name ('Idlib province', 'the town of Bol')."""
    if precision == noun or {precision, noun} <= {"admin1", "admin2", "admin3"}:
        return 4.0 if precision == noun else 2.5
    if precision == "country":
        return -4.0 if noun in {"settlement", "admin1", "admin2", "part_of_settlement"} else 0.0
    return 0.0
