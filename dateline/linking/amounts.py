"""How two amounts of one thing relate: the same, an update, a correction, another one."""

from __future__ import annotations

from msgspec import Struct

from dateline.linking.claimants import OWN, UNKNOWN
from dateline.linking.told import Told, interval, is_later, is_zero
from dateline.model.mention import Figure

COMPATIBLE, CONFLICT, DIVERGENT, UPDATE = "compatible", "conflict", "divergent", "update"
CORRECTION, SUBSET, DEFINITION, INCOMPARABLE = "correction", "subset", "definition", "incomparable"
# Open floors that differ by this factor or more are divergent (design.md, promise 5).
TWOFOLD = 2.0
# 'Thousands' and '20,000 to 30,000' overlap, and yet who counts tens of thousands does not say thousands. Editorial.
TENFOLD = 10.0
SIDES = {"party_a", "party_b"}


class Relation(Struct, frozen=True):
    """How two figures relate, and why."""

    kind: str
    why: str


def amounts(a: Told, b: Told) -> Relation:
    """Two amounts of one thing: a holds for no later day than b."""
    one, other = interval(a.figure), interval(b.figure)
    if one is None or other is None:
        return Relation(COMPATIBLE, "no number to compare")
    if one == other:
        return Relation(COMPATIBLE, "the same amount")
    if _is_replaced(a, b) or _is_replaced(b, a):
        return Relation(CORRECTION, "one is told to hold instead of the other")
    rises = other[0] > one[0]
    if one[1] is None and rises and is_later(a, b) and _passes_on(a, b):
        return Relation(UPDATE, "told later and higher")
    if one[1] is None and other[1] is None:
        low, high = sorted((one[0], other[0]))
        far = high >= TWOFOLD * max(low, 1.0)
        return Relation(DIVERGENT if far else COMPATIBLE, "open floors that differ twofold" if far else "open floors")
    for floor, amount in ((one, other), (other, one)):
        if floor[1] is None and amount[0] >= TENFOLD * max(floor[0], 1.0):
            return Relation(DIVERGENT, "a floor, and ten times as many")
    if _meet(one, other):
        return Relation(COMPATIBLE, "the intervals overlap")
    return _revised(a, b, rises)


def _is_replaced(wrong: Told, right: Told) -> bool:
    """Whether a story puts one number right by the other, or one number that is like the other one of the two."""
    return right.remark.replaced_by is None and (
        _agree(wrong.remark.replaced_by, right.figure)
        or (_agree(right.remark.instead_of, wrong.figure) and not is_later(right, wrong))
    )


def _agree(told: Figure | None, figure: Figure) -> bool:
    one, other = None if told is None else interval(told), interval(figure)
    return one is not None and other is not None and _meet(one, other)


def _meet(one: tuple[float, float | None], other: tuple[float, float | None]) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _revised(a: Told, b: Told, rises: bool) -> Relation:
    if is_later(a, b) and b.remark.admitted and _passes_on(a, b):
        return Relation(CORRECTION, "an earlier count is owned to be wrong")
    if is_later(a, b) and rises and not _gainsays(a, b):
        return Relation(UPDATE, "told later and higher")
    if is_later(a, b) and a.claimant.institution == b.claimant.institution != UNKNOWN:
        return Relation(CORRECTION, "lowered later by the same institution")
    return Relation(CONFLICT, "other amounts of the same thing")


def _gainsays(a: Told, b: Told) -> bool:
    """Whether a later number cannot be what the first became: the other side's, or one where another saw nobody."""
    if a.claimant.institution == b.claimant.institution != UNKNOWN:
        return False
    return is_zero(a) or {a.claimant.side, b.claimant.side} == SIDES


def _passes_on(a: Told, b: Told) -> bool:
    """Whether one count goes on in the other: of one institution, or told by an outlet that names no other one."""
    anonymous = any(one.claimant.side == OWN or one.claimant.institution == UNKNOWN for one in (a, b))
    return anonymous or a.claimant.institution == b.claimant.institution
