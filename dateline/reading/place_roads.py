"""Places that a text names only as the ends of something: 'the road from A to B', 'between A and B', 'the A-B road'."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_found import HYPHENS
from dateline.reading.place_resolving import Resolved
from dateline.tables.place_words import PlaceWords
from dateline.tables.places import Candidate
from dateline.values.geometry import distance_km

ENDS = frozenset({"settlement", "part_of_settlement", "point", "near"})
# Two towns farther apart than this bound no area that is of use; a road may be longer.
BETWEEN_KM = 250.0
ROAD_KM = 600.0
# As far as 'near' reaches.
NEAR_KM = 25.0


def between(
    resolved: tuple[Resolved, ...], parses: tuple[Parse, ...], words: PlaceWords
) -> dict[int, tuple[Candidate, str]]:
    """For the number of each name that is an end: the area between the two, and why."""
    found: dict[int, tuple[Candidate, str]] = {}
    for n, (one, other) in enumerate(pairwise(resolved)):
        a, b = one.choice.place, other.choice.place
        if a is None or b is None or a.precision not in ENDS or b.precision not in ENDS or n in found:
            continue
        parse = parses[one.name.parse]
        if one.name.parse != other.name.parse or parse.sentences[one.name.first] != parse.sentences[other.name.last]:
            continue
        reach = joined(parse, one, other, words)
        if reach and a.gazetteer_id != b.gazetteer_id:
            for k, end in ((n, a), (n + 1, b)):
                area = amid(a, b, end, reach)
                if area is not None:
                    found[k] = (area, f"between {a.name} and {b.name}")
    return found


def joined(parse: Parse, one: Resolved, other: Resolved, words: PlaceWords) -> float:
    """How many kilometres apart two neighbouring names may be to bound an area; 0 where the text does not say so."""
    gap = [form.lower() for form in parse.forms[one.name.last + 1 : other.name.first]]
    first, after = one.name.first, other.name.last + 1
    before = [form.lower() for form in parse.forms[max(0, first - 4) : first]]
    lead = before[-1] if before else ""
    road = any(word in words.roads for word in before[:-1])
    if (
        after < len(parse)
        and parse.forms[after].lower() in words.roads
        and (gap == ["to"] or all(g in HYPHENS for g in gap))
        and gap
    ):
        return ROAD_KM
    if gap == ["to"] and lead == "from" and road:
        return ROAD_KM
    if gap == ["and"] and lead in {"between", "linking", "connecting", "links", "connects"}:
        if road or lead != "between":
            return ROAD_KM
        apart = set(before[:-1]) & words.dealings
        return 0.0 if apart or one.name.government or other.name.government else BETWEEN_KM
    return 0.0


def amid(a: Candidate, b: Candidate, end: Candidate, reach: float) -> Candidate | None:
    """The circle over two places, under the name of one of them; None where they are too far apart."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    apart = distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
    if apart > reach or abs(a.longitude - b.longitude) > 180:
        return None
    radius = round(apart / 2, 1)
    return replace(
        end,
        latitude=round((a.latitude + b.latitude) / 2, 4),
        longitude=round((a.longitude + b.longitude) / 2, 4),
        radius_km=max(radius, 2.0),
        precision="near" if radius <= NEAR_KM else "region",
    )
