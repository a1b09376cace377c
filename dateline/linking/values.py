"""What an event's reports agree on, and the competing values of each field with the claims that state them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.linking.slots import FINE, INHERITED_PLACE, INHERITED_TIME
from dateline.linking.where import same_place, within
from dateline.model.event import Value
from dateline.model.mention import Figure, Place
from dateline.model.report import Claim, Report, When
from dateline.values.wording import quantity_value

LIKELY = ("occurred", "ongoing", "alleged")
PLACE_ORDER = (
    "point", "part_of_settlement", "settlement", "near", "admin3", "admin2", "region", "admin1", "country",
    "international",
)  # fmt: skip
QUARTERS = frozenset({"part_of_settlement", "point"})
DAYS = 6
NEVER = "9999"
Days = tuple[str | None, str | None]


def values(claims: Sequence[Claim], figures: Mapping[str, Figure]) -> dict[str, tuple[Value, ...]]:
    """Each field with its affirmed values, most stated first; a figure stands under its outcome, as an amount."""
    stated: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        figure = figures.get(claim.value) if claim.field == "figure" else None
        if claim.stance != "affirms" or (claim.field == "figure" and (figure is None or figure.outcome is None)):
            continue
        field, value = (claim.field, claim.value) if figure is None else (figure.outcome or "", quantity_value(figure))
        stated[field][value].append(claim.id)
    return {field: _ranked(found) for field, found in sorted(stated.items())}


def _ranked(found: Mapping[str, Sequence[str]]) -> tuple[Value, ...]:
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Value(value, tuple(sorted(set(claims)))) for value, claims in ordered)


def agreed_type(reports: Sequence[Report]) -> str:
    """The type that most reports give, the first in the alphabet among equals."""
    counts = Counter(report.type for report in reports)
    return min(counts, key=lambda code: (-counts[code], code))


def agreed_status(reports: Sequence[Report]) -> str:
    """`occurred` when any report says so, then `ongoing`, `alleged`; else the status they share."""
    found = {report.status for report in reports}
    return next((status for status in LIKELY if status in found), min(found))


def agreed_level(reports: Sequence[Report]) -> str:
    """`campaign` when any report tells of one, others of its beginning; else the level they share."""
    return "campaign" if any(report.level == "campaign" for report in reports) else reports[0].level


def agreed_when(reports: Sequence[Report]) -> When | None:
    """The days that most stated times share, the narrowest first; where none are stated, the days of the first story.

    The basis says how many of the times meet there.
    """
    stated = [r.when for r in reports if r.when is not None and r.when.earliest and not _inherited(r.when)]
    inherited = [r.when for r in reports if r.when is not None and r.when.earliest and _inherited(r.when)]
    if not stated:
        told = inherited or [r.when for r in sorted(reports, key=lambda r: r.id) if r.when is not None]
        return min(told, key=_order) if inherited else next(iter(told), None)
    counts = Counter((when.earliest, when.latest) for when in stated)
    first: dict[Days, When] = {}
    for when in sorted(stated, key=_order):
        first.setdefault((when.earliest, when.latest), when)
    shared = {days: _shared(days, counts) for days in counts}
    best = min(counts, key=lambda days: (-shared[days][1], _width(first[days]), _order(first[days])))
    (earliest, latest), meeting = shared[best]
    meet = "" if len(stated) == 1 else f"; {meeting} of {len(stated)} stated times meet"
    return When(
        earliest=earliest,
        latest=latest,
        precision=_precision(earliest, latest),
        text=first[best].text,
        basis=f"{first[best].basis}{meet}",
    )


def _shared(days: Days, counts: Mapping[Days, int]) -> tuple[Days, int]:
    """The days that an interval shares with all others that it meets, the narrowest first, and how many these are."""
    earliest, latest = days
    meeting = counts[days]
    for other in sorted(counts, key=lambda one: (_span(one), one[0] or "", one[1] or "")):
        low, high = max(earliest or "", other[0] or ""), min(latest or NEVER, other[1] or NEVER)
        if other != days and low <= high:
            earliest, latest = low, (None if high == NEVER else high)
            meeting += counts[other]
    return (earliest, latest), meeting


def _order(when: When) -> tuple[str, str, str]:
    return when.earliest or "", when.latest or "", when.text or ""


def _inherited(when: When) -> bool:
    return when.basis.startswith(INHERITED_TIME)


def _width(when: When) -> int:
    return _span((when.earliest, when.latest))


def _span(days: Days) -> int:
    earliest, latest = days
    if earliest is None or latest is None:
        return 10**6
    return (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days + 1


def _precision(earliest: str | None, latest: str | None) -> str:
    if earliest is None or latest is None:
        return "range"
    width = (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])) + timedelta(days=1)
    return "day" if width.days == 1 else "days" if width.days <= DAYS else "week" if width.days == 7 else "range"


def agreed_where(reports: Sequence[Report]) -> Place | None:
    """The most precise agreed place: one the happening's own words give before one taken from the story.

    Of names for places of like precision it is the one that most reports give, and of what lies in that one the
    quarter that is named more often than any other. The basis says how many of the places named agree with it.
    """
    places = [report.where for report in reports if report.where is not None]
    if not places:
        return None
    counts = Counter(_key(place) for place in places)

    def rank(place: Place) -> tuple[bool, int, int, str, str]:
        order = PLACE_ORDER.index(place.precision) if place.precision in PLACE_ORDER else len(PLACE_ORDER)
        level = 0 if place.precision in FINE and place.precision != "point" else order
        return place.basis.startswith(INHERITED_PLACE), level, -counts[_key(place)], _key(place), place.text

    best = min(places, key=rank)
    inner = [p for p in places if p.precision in QUARTERS and within(p, best) and not rank(p)[0]]
    named = Counter({_key(place): counts[_key(place)] for place in inner}).most_common(2)
    # Of two quarters named as often, the town is what is agreed.
    if inner and best.precision == "settlement" and (len(named) < 2 or named[0][1] > named[1][1]):
        best = min(inner, key=rank)
    agree = sum(same_place(place, best) or within(best, place) or within(place, best) for place in places)
    told = "" if len(places) == 1 else f"; {agree} of {len(places)} places named agree"
    return replace(best, basis=f"{best.basis}{told}")


def places_told(reports: Sequence[Report]) -> tuple[Place, ...]:
    """Each place in which a report puts the happening in its own words, once."""
    own = [r.where for r in reports if r.where is not None and not r.where.basis.startswith(INHERITED_PLACE)]
    return tuple({_key(place): place for place in own}.values())


def _key(place: Place) -> str:
    return place.gazetteer_id or place.name or place.text
