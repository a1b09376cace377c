"""The dead of an event by a named policy: all of them, and those of each side."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.model.event import Estimate, Event
from dateline.model.policy import Policy

PARTIES = ("a", "b", "civilians")


class Toll(Struct, frozen=True, kw_only=True):
    """The dead of an event; None where nobody counts them. `sides`: those of `a`, `b` and `civilians`, where told."""

    low: float | None
    best: float | None
    high: float | None
    sides: dict[str, float]
    rules: tuple[str, ...]

    @property
    def number(self) -> int:
        """The best number, else what is sure, else none."""
        return int(next((one for one in (self.best, self.low) if one is not None), 0))


def toll(event: Event, policy: Policy) -> Toll:
    """The dead of an event by a policy."""
    parts = counted(event, policy)
    low, best, high = (added(getattr(one, name) for one in parts) for name in ("low", "best", "high"))
    found = killed(event, policy)
    sides: dict[str, float] = {}
    for party in PARTIES:
        own = [one for one in found if one.party == party and one.people != "some"]
        number = added(one.low if one.best is None else one.best for one in own[:1])
        if number is not None:
            sides[party] = number
    return Toll(low=low, best=best, high=high, sides=sides, rules=tuple(dict.fromkeys(one.rule for one in parts)))


def deaths(event: Event, policy: Policy) -> tuple[float | None, float | None, float | None]:
    """Low, best and high of the deaths in an event by a policy; all None where nobody counts them."""
    made = toll(event, policy)
    return made.low, made.best, made.high


def killed(event: Event, policy: Policy) -> list[Estimate]:
    """The estimates of the dead of this event; a running total is that of a total or campaign only."""
    return [
        one
        for one in event.estimates
        if (one.outcome, one.policy) == ("killed", policy) and (one.measure == "incident" or event.level != "incident")
    ]


def counted(event: Event, policy: Policy) -> list[Estimate]:
    """The estimates whose sum is all of the dead.

    Where nobody counts all of the dead together, those of the sides and of civilians are added up.
    """
    found = killed(event, policy)
    whole = [one for one in found if one.people == "everybody"]
    if any(one.party == "unknown" for one in whole):
        return [one for one in whole if one.party == "unknown"]
    # Children are among civilians.
    return whole or [one for one in found if one.people != "some"] or found[:1]


def added(numbers: Iterable[float | None]) -> float | None:
    """The sum; None of nothing, and where one number is not known."""
    given = list(numbers)
    known = [number for number in given if number is not None]
    return sum(known) if known and len(known) == len(given) else None
