"""What an event's reports agree on, and the competing values of each field with the claims that state them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dateline.linking.slots import FINE, INHERITED_PLACE, INHERITED_TIME
from dateline.linking.where import within
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
    """The days that all stated times share; where none are stated, the days before the first story."""
    stated = [r.when for r in reports if r.when is not None and r.when.earliest and not _inherited(r.when)]
    inherited = [r.when for r in reports if r.when is not None and r.when.earliest and _inherited(r.when)]
    if not stated and not inherited:
        return next((r.when for r in sorted(reports, key=lambda r: r.id) if r.when is not None), None)
    if not stated:
        first = min(inherited, key=lambda w: (w.earliest or "", w.latest or "", w.text or ""))
        return first
    best = min(stated, key=lambda w: (_width(w), w.earliest or "", w.latest or "", w.text or ""))
    earliest, latest = best.earliest, best.latest
    for when in sorted(stated, key=lambda w: (_width(w), w.earliest or "")):
        low, high = max(earliest or "", when.earliest or ""), min(latest or "9999", when.latest or "9999")
        if low <= high:
            earliest, latest = low, (None if high == "9999" else high)
    return When(
        earliest=earliest, latest=latest, precision=_precision(earliest, latest), text=best.text, basis=best.basis
    )


def _inherited(when: When) -> bool:
    return when.basis.startswith(INHERITED_TIME)


def _width(when: When) -> int:
    if when.earliest is None or when.latest is None:
        return 10**6
    return (date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])).days + 1


def _precision(earliest: str | None, latest: str | None) -> str:
    if earliest is None or latest is None:
        return "range"
    width = (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])) + timedelta(days=1)
    return "day" if width.days == 1 else "days" if width.days <= DAYS else "week" if width.days == 7 else "range"


def agreed_where(reports: Sequence[Report]) -> Place | None:
    """The most precise place: one the happening's own words give before one taken from the story.

    Of names for places of like precision it is the one that most reports give, and of what lies in that one the
    quarter that is named most.
    """
    places = [report.where for report in reports if report.where is not None]
    if not places:
        return None
    counts = Counter(place.gazetteer_id or place.name or place.text for place in places)

    def rank(place: Place) -> tuple[bool, int, int, str, str]:
        order = PLACE_ORDER.index(place.precision) if place.precision in PLACE_ORDER else len(PLACE_ORDER)
        key = place.gazetteer_id or place.name or place.text
        level = 0 if place.precision in FINE and place.precision != "point" else order
        return place.basis.startswith(INHERITED_PLACE), level, -counts[key], key, place.text

    best = min(places, key=rank)
    inner = [p for p in places if p.precision in QUARTERS and within(p, best) and not rank(p)[0]]
    return min(inner, key=rank) if inner and best.precision == "settlement" else best
