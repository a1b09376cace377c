"""The numbers of an event by the named policies, in words."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct

from dateline.export.report import words
from dateline.model.event import Estimate, Event
from dateline.values.wording import bounds_value


class Ruled(Struct, frozen=True):
    """What one policy makes of a count, and how."""

    policy: str
    amount: str
    rule: str


class Estimated(Struct, frozen=True):
    """One count of an event by the policies."""

    what: str
    rules: tuple[Ruled, ...]


def estimated(event: Event) -> tuple[Estimated, ...]:
    """The counts of an event, each by the policies."""
    groups = groupby(event.estimates, key=lambda one: (one.outcome, one.people, one.party, one.measure))
    counts = [tuple(group) for _, group in groups]
    return tuple(Estimated(what_words(count[0]), rules(count)) for count in counts)


def rules(count: tuple[Estimate, ...]) -> tuple[Ruled, ...]:
    """What each policy makes of a count; one line where all make the same of it."""
    if len({(one.low, one.best, one.high) for one in count}) > 1:
        return tuple(ruled(one) for one in count)
    last = ruled(count[-1])
    return (Ruled("Every rule", last.amount, last.rule),)


def ruled(one: Estimate) -> Ruled:
    """One policy's numbers in words."""
    amount = bounds_value(one.low, one.best, one.high, words.number_words)
    return Ruled(words.said("policy", one.policy), amount, one.rule)


def what_words(one: Estimate) -> str:
    """What is counted, whom, and on which side."""
    whom = "" if one.people == "everybody" else words.said("people", one.people)
    side = words.said("party", one.party) if one.party in ("a", "b") else ""
    return ", ".join(part for part in (words.said("outcome", one.outcome), whom, side) if part)
