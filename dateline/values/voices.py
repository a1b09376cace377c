"""Counting those who say so: institutions as a range where some have no name, and by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.model.event import Claimant, Unnamed

UNKNOWN = "unknown"
# The order in which sides are told.
SIDES = ("party_a", "party_b", "third_party", "own_observation", UNKNOWN)


def institutions(claimants: Sequence[Claimant], unnamed: Sequence[Unnamed]) -> tuple[int, int]:
    """How many independent institutions say so: at least, at most.

    A source without a name may speak for one that is named, so it adds none at least and one at most; several that
    have no name at all are one at least.

    >>> army, clinic = Claimant("Reed", "Army", "party_a"), Claimant("Holt", "Clinic", "third_party")
    >>> institutions([army, clinic], [Unnamed("officials", "doc-1")])
    (2, 3)
    """
    named = {one.institution for one in claimants if one.institution != UNKNOWN}
    least = len(named) or min(len(claimants), 1)
    return least, max(len(named) + len(unnamed), least)


def by_side(claimants: Sequence[Claimant]) -> tuple[tuple[str, int], ...]:
    """The sides that speak, each with how many institutions speak for it.

    >>> by_side([Claimant("Reed", "Army", "party_a"), Claimant("Orr", "Army", "party_a")])
    (('party_a', 1),)
    """
    found: dict[str, set[str]] = defaultdict(set)
    for one in claimants:
        found[one.side].add(one.speaker if one.institution == UNKNOWN else one.institution)
    return tuple((side, len(found[side])) for side in SIDES if side in found)


def range_words(least: int, most: int) -> str:
    """A range of counts in words.

    >>> range_words(2, 2), range_words(1, 3)
    ('2', '1 to 3')
    """
    return str(least) if least == most else f"{least} to {most}"
