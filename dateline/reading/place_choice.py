"""Which place a name means, decided by what the text puts it in and what the document speaks of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from dateline.reading.place_found import LARGE, Found
from dateline.tables.place_keys import fold, loosen
from dateline.tables.places import Candidate, prominence
from dateline.values.geometry import distance_km

NEAR_KM = 250.0
# A province wider than this is no town's hinterland: 'Ontario' is not the town in it.
# A province this wide is as well known as a town of half a million.
WIDE_KM = 100.0
VAST_KM = 300.0
TOWN = 10_000
LAYERS = {"project": 20.0, "user": 19.0, "supplement": 0.5, "embedded": 0.0}
OWN = {"project": "the case's own gazetteer", "user": "your own gazetteer"}


class Context(Struct, frozen=True, eq=False):
    """What the document as a whole says: share of votes by country, whether any came from a place rather than from a
    people, points of sure places, names of persons, names that stand somewhere with strong evidence.
    """

    votes: dict[str, float]
    placed: bool
    anchors: tuple[tuple[float, float], ...]
    persons: frozenset[str]
    sure: frozenset[str]


class Choice(Struct, frozen=True):
    """What a name means (None: a place that no layer knows), and why."""

    place: Candidate | None
    basis: str


class Ground(NamedTuple):
    """One reason for a candidate: its kind, and its weight."""

    what: str
    weight: float


class Weighed(Struct, frozen=True):
    """A candidate with what speaks for and against it."""

    place: Candidate
    grounds: tuple[Ground, ...]

    @property
    def total(self) -> float:
        """The sum of the weights."""
        return sum(ground.weight for ground in self.grounds)


def prominence_of(name: Found) -> int:
    """People of the best candidate, 0 for none."""
    return prominence(name.candidates[0]) if name.candidates else 0


def choose(name: Found, container: Candidate | None, context: Context) -> Choice:
    """The place that the name means here, by container in the text, country vote, nearness, people, kind."""
    weighed = weigh(name, container, context)
    if not weighed:
        return unknown(name, container)
    best = namesake(weighed[0].place, name, weighed)
    reasons = [f"{len(weighed)} places of this name" if len(weighed) > 1 else "the only place of this name"]
    if container is not None and within(best, container):
        reasons.append(f"stands with {container.name}")
    elif len(weighed) > 1 and context.votes.get(best.country or "", 0) > 0.2:
        reasons.append(f"{best.country} is the document's country")
    elif len(weighed) > 1:
        reasons.append("the best known")
    if best.layer in OWN:
        reasons.append(f"from {OWN[best.layer]}")
    return Choice(best, ", ".join(reasons))


def weigh(name: Found, container: Candidate | None, context: Context) -> list[Weighed]:
    """The candidates that the name can mean here, best first."""
    weighed = [
        Weighed(candidate, tuple(grounds(candidate, name, container, context)))
        for candidate in name.candidates
        if can_mean(candidate, name, container, context)
    ]
    return sorted(weighed, key=lambda w: (-w.total, w.place.gazetteer_id))


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
    inside = container is not None and within(candidate, container)
    if name.inside and container is not None and not inside and is_small(candidate):
        # 'X in Rakhine': no village of that name elsewhere, even where the gazetteer knows no other.
        return False
    return inside or not is_foreign(candidate, context)


def is_small(candidate: Candidate) -> bool:
    """Whether a place is a town that few know, so that its name may be another's."""
    return not candidate.curated and candidate.precision == "settlement" and prominence(candidate) < LARGE


def is_foreign(candidate: Candidate, context: Context) -> bool:
    """Whether a small place lies in a country and a part of the world that the document does not otherwise name."""
    if candidate.curated or not context.placed or prominence(candidate) >= LARGE:
        return False
    if candidate.country in context.votes or candidate.latitude is None:
        return False
    return not is_near(candidate, context)


def is_near(candidate: Candidate, context: Context, more: float = 0.0) -> bool:
    """Whether a place lies within NEAR_KM, and `more`, of one that the document is sure of."""
    if candidate.latitude is None or candidate.longitude is None:
        return False
    latitude, longitude, reach = candidate.latitude, candidate.longitude, NEAR_KM + more
    return any(
        # A degree of latitude is at least 110 km: most are told to be far off by that alone.
        110.0 * abs(latitude - north) < reach and distance_km(latitude, longitude, north, east) < reach
        for north, east in context.anchors
    )


def namesake(best: Candidate, name: Found, weighed: list[Weighed]) -> Candidate:
    """Of a province and the town it is named after the town, unless a noun says otherwise or the province is vast."""
    if best.precision != "admin1" or name.noun is not None or name.direction is not None:
        return best
    vast = (best.radius_km or 0) >= VAST_KM
    own_name = fold(best.name)
    for town in (w.place for w in weighed):
        named = fold(town.name)
        # 'Timbuktu' is no vast province of another name; 'Kharkov' is a town as much as 'Kharkiv' is.
        alike = named == name.key != own_name if vast else named == name.key or loosen(named) == loosen(own_name)
        if (
            town.precision == "settlement"
            and alike
            and town.country == best.country
            and (town.population or 0) >= TOWN
            and within(town, best)
        ):
            return town
    return best


def unknown(name: Found, container: Candidate | None) -> Choice:
    """A place that no layer knows: its name alone, or with the circle of what the text puts it in."""
    why = f"{name.why or 'a place by its context'}; not in the gazetteer"
    if name.candidates:
        why = f"{name.why or 'a place by its context'}; the gazetteer knows the name only elsewhere"
    if container is None or container.latitude is None or container.precision == "international":
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


def grounds(candidate: Candidate, name: Found, container: Candidate | None, context: Context) -> Iterator[Ground]:
    """How well a candidate fits: powers of ten of its people, plus what the context adds."""
    yield Ground("known", size(candidate))
    layer = LAYERS["embedded" if candidate.bulk else candidate.layer]
    if layer:
        yield Ground("layer", layer)
    if name.row is not None and candidate.gazetteer_id == name.row.id and candidate.precision != "country":
        yield Ground("world", 4.0)
    own = name.row is not None and candidate.gazetteer_id == name.row.id
    if own or loosen(fold(candidate.name)) == loosen(name.key):
        yield Ground("spelling", 1.4)
    if name.seat is not None and name.seat[4:] == candidate.country and candidate.precision == "settlement":
        yield Ground("seat", 6.0 if name.government else 1.5)
    vote = context.votes.get(candidate.country or "", 0.0)
    if vote:
        yield Ground("country", (4.0 if candidate.precision != "settlement" else 3.0) * vote)
    named_country = name.row is not None and candidate.precision != "admin1"
    if container is not None and not named_country and within(candidate, container):
        yield Ground("container", 8.0)
    if name.noun is not None:
        yield Ground("noun", fits(candidate.precision, name.noun))
    if candidate.precision != "country" and is_near(candidate, context, candidate.radius_km or 0.0):
        yield Ground("near", 1.5)


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
