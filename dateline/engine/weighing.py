"""Why an event needs a person's eye, and how much: the order of the queue, with its reasons in words.

The weights are editorial, unverified: what divides sources before what is merely thin, what is thin before what is
only told with care. They are added up, so that an event with several doubts comes before one with a single one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from dateline.model.event import Event
from dateline.model.report import When

CONTESTED = 10.0
CONFLICT = 4.0
"""Each of up to `MOST` disagreements between numbers that exclude each other."""
DIVERGENT = 2.0
"""Each of up to `MOST` pairs of open numbers that are far apart."""
MOST = 3
UNNAMED = 3.0
NO_PLACE, INHERITED_PLACE = 3.0, 2.0
NO_DATE, INHERITED_DATE = 3.0, 2.0
WIDE = 1.5
"""Days that span more than `WIDE_DAYS`."""
WIDE_DAYS = 7
DEADLY = 2.0
"""Somebody was killed: what is wrong there is wrong in every sum."""
WEAK = 1.0
HEDGED = 1.0
INHERITED = ("publication date", "story place", "paragraph")
"""How the basis of a time or place begins that is not of the happening's own words."""


class Weighed(Struct, frozen=True):
    """How much an event needs a person's eye, and why, the weightiest first."""

    priority: float
    reasons: tuple[str, ...]


def weighed(event: Event) -> Weighed:
    """The sum of what speaks for looking at an event, each with its words."""
    found = sorted(_reasons(event), key=lambda one: (-one[0], one[1]))
    return Weighed(round(sum(weight for weight, _ in found), 3), tuple(says for _, says in found))


def _reasons(event: Event) -> Iterable[tuple[float, str]]:
    if event.contested:
        yield CONTESTED, "contested: affirmed by some and denied by others"
    found = Counter(one.relation for one in event.disagreements)
    for relation, weight, says in (
        ("conflict", CONFLICT, "claims exclude each other"),
        ("divergent", DIVERGENT, "numbers are far apart"),
    ):
        if found[relation]:
            yield weight * min(found[relation], MOST), f"{says} ({found[relation]} {relation})"
    if all(one.institution == "unknown" for one in event.claimants):
        yield UNNAMED, "no named source"
    yield from _when(event)
    yield from _where(event)
    if any(one.outcome == "killed" and (one.high or one.best or one.low) for one in event.estimates):
        yield DEADLY, "somebody was killed"
    if event.grade.startswith("weak"):
        yield WEAK, event.grade
    told = [claim for claim in event.claims if claim.field == "occurrence"]
    if told and all(claim.certainty != "stated" for claim in told):
        yield HEDGED, "told at a distance by all"


def _when(event: Event) -> Iterable[tuple[float, str]]:
    when = event.when
    if when is None or (when.earliest is None and when.latest is None):
        yield NO_DATE, "no date"
    elif when.basis.startswith(INHERITED):
        yield INHERITED_DATE, f"its date is taken from the {when.basis.split(';')[0]}"
    elif _days(when) > WIDE_DAYS:
        yield WIDE, f"its date is {_days(when)} days wide" if when.earliest and when.latest else "its date is open"


def _days(when: When) -> int:
    if when.earliest is None or when.latest is None:
        return 10**6
    return (date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])).days + 1


def _where(event: Event) -> Iterable[tuple[float, str]]:
    where = event.where
    if where is None:
        yield NO_PLACE, "no place"
    elif where.gazetteer_id is None and where.latitude is None:
        yield NO_PLACE, "its place is on no map"
    elif where.basis.startswith(INHERITED):
        yield INHERITED_PLACE, f"its place is taken from the {where.basis.split(';')[0]}"


def label_of(event: Event) -> str:
    """What an event is called in a list: type, place, days."""
    when, where = event.when, event.where
    days = ""
    if when is not None and (when.earliest or when.latest):
        days = when.earliest or "" if when.earliest == when.latest else f"{when.earliest or ''}..{when.latest or ''}"
    place = (where.name or where.text) if where is not None else ""
    return ", ".join(part for part in (event.type, place, days) if part)
