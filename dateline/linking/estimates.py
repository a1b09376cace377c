"""The numbers of an event by the named policies: views over its figures, which they leave as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from dateline.linking.admissions import OWN_PARTY
from dateline.linking.amounts import SIDES
from dateline.linking.claimants import UNKNOWN
from dateline.linking.disagreement import originals
from dateline.linking.relations import APART
from dateline.linking.told import Told, amount_of, interval, is_partial, is_zero
from dateline.model.event import Estimate
from dateline.model.policy import Policy
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import conservative

OPPOSITE = {"party_a": "b", "party_b": "a"}
NEVER = "9999"


class Key(Struct, frozen=True, order=True):
    """What the figures of one estimate share."""

    outcome: str
    people: str
    party: str
    measure: str


class Count(Struct, frozen=True, kw_only=True):
    """One number as the policies see it; `house`: with vague words by what ACLED writes for them; `upto`: its day."""

    low: float | None
    best: float | None
    high: float | None
    house: float | None
    institution: str
    side: str
    upto: str

    @property
    def number(self) -> float | None:
        """The number itself, its floor where it is open."""
        return self.low if self.best is None else self.best


class Bounds(Struct, frozen=True):
    """What a policy makes of some figures, and by which rule."""

    low: float | None
    best: float | None
    high: float | None
    rule: str


def estimates(told: Sequence[Told], words: QuantityWords) -> tuple[Estimate, ...]:
    """Low, best and high of each count of people, by each policy, in order.

    What copies repeat counts once. A number that a later one has overtaken, that a story puts right, that is a part
    of another or that counts on paper competes no more.
    """
    groups: dict[Key, list[Told]] = defaultdict(list)
    wrong = _put_right(told)
    for one in originals(told):
        if _competes(one) and not _is_put_right(one, wrong):
            figure = one.figure
            groups[Key(one.outcome or "", one.people, figure.party, figure.measure)].append(one)
    found = []
    for key, several in sorted(_by_party(groups).items()):
        standing = tuple(_standing(several))
        counts = [_count(one, words) for one in standing]
        for policy, bounds in POLICIES.items():
            made = bounds(key, counts)
            found.append(
                Estimate(
                    outcome=key.outcome, people=key.people, party=key.party, measure=key.measure, policy=policy,
                    low=made.low, best=made.best, high=made.high, rule=made.rule,
                    claims=tuple(sorted({one.claim for one in standing})),
                )
            )  # fmt: skip
    return tuple(found)


def _put_right(told: Sequence[Told]) -> dict[tuple[str | None, float | None], str]:
    """The numbers that some story says to be wrong, by outcome, and the last day on which one says so."""
    found: dict[tuple[str | None, float | None], str] = {}
    for one in told:
        if one.remark.instead_of is not None:
            key = one.outcome, one.remark.instead_of.best
            found[key] = max(found.get(key, ""), one.asof.earliest or NEVER)
    return found


def _is_put_right(one: Told, wrong: dict[tuple[str | None, float | None], str]) -> bool:
    """Whether a number is one that was said to be wrong since; who repeats it later stands by it."""
    said = wrong.get((one.outcome, one.figure.best)) if one.figure.best is not None else None
    return said is not None and (one.asof.earliest or "") <= said


def _count(one: Told, words: QuantityWords) -> Count:
    figure = one.figure
    vague = None if figure.vague_class is None else conservative(figure.vague_class, words)
    number = figure.low if figure.best is None else figure.best
    return Count(
        low=figure.low, best=figure.best, high=figure.high, house=number if vague is None else vague,
        institution=one.claimant.institution, side=one.claimant.side, upto=one.asof.latest or "",
    )  # fmt: skip


def _competes(one: Told) -> bool:
    figure, said = one.figure, one.remark
    overtaken = said.replaced_by is not None or said.kind in APART
    counts = one.outcome is not None and figure.counted == "persons" and interval(figure) is not None
    return counts and not overtaken and not is_partial(one)


def _by_party(groups: dict[Key, list[Told]]) -> dict[Key, list[Told]]:
    """The groups, those whose side is not told with the one side that lost such people, where it is one."""
    sides: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key in groups:
        if key.party != UNKNOWN:
            sides[key.outcome, key.people, key.measure].append(key.party)
    found: dict[Key, list[Told]] = defaultdict(list)
    for key, several in groups.items():
        known = sides[key.outcome, key.people, key.measure]
        party = known[0] if key.party == UNKNOWN and len(known) == 1 else key.party
        found[Key(key.outcome, key.people, party, key.measure)] += several
    return found


def _standing(told: Iterable[Told]) -> Iterator[Told]:
    """Those that nothing told later and higher has overtaken; the other side's number overtakes none."""
    ordered = sorted(told, key=lambda one: (one.asof.earliest or "", one.claim), reverse=True)
    waiting: list[Told] = []
    later: dict[str, float] = {}
    for one in sorted(told, key=lambda one: (one.asof.latest or NEVER, one.claim), reverse=True):
        while len(waiting) < len(ordered) and (ordered[len(waiting)].asof.earliest or "") > (one.asof.latest or NEVER):
            above = ordered[len(waiting)]
            side = above.claimant.side
            later[side] = max(later.get(side, 0.0), (interval(above.figure) or (0.0, None))[0])
            waiting.append(above)
        against = SIDES - {one.claimant.side} if one.claimant.side in SIDES else set()
        highest = max((n for side, n in later.items() if side not in against), default=0.0)
        if is_zero(one) or highest <= amount_of(one):
            yield one


def _voices(counts: Iterable[Count]) -> int:
    """How many institutions give the numbers; all without one count for one where nobody else does."""
    return len({one.institution for one in counts if one.institution != UNKNOWN}) or 1


def _weight(counts: Sequence[Count]) -> tuple[int, str]:
    """How many institutions with a name give a number, and when the last one did."""
    named = {one.institution for one in counts if one.institution != UNKNOWN}
    return len(named), max(one.upto for one in counts)


def _said(counts: Sequence[Count]) -> str:
    voices = _voices(counts)
    numbers = "1 count" if len(counts) == 1 else f"{len(counts)} counts"
    return f"{numbers} by {'1 institution' if voices == 1 else f'{voices} institutions'}"


def acled_conservative(_: Key, counts: Sequence[Count]) -> Bounds:
    """The lowest number, vague words by their house values."""
    numbers = [one.house for one in counts if one.house is not None]
    lowest = min(numbers, default=None)
    disputed = "; reports differ" if len(set(numbers)) > 1 else ""
    return Bounds(lowest, lowest, lowest, f"the lowest of {_said(counts)}{disputed}")


def ucdp_blh(key: Key, counts: Sequence[Count]) -> Bounds:
    """Best: what most institutions give, of such numbers the latest; low and high: the extremes of reliable counts.

    A party that counts the other side's losses, or says that it has none, is reliable only where nobody else counts.
    """
    reliable = [one for one in counts if not _is_interested(one, key.party)] or list(counts)
    given: dict[float, list[Count]] = defaultdict(list)
    for one in reliable:
        if one.number is not None:
            given[one.number].append(one)
    best = max(given, key=lambda n: (*_weight(given[n]), -n), default=None)
    highs = [n for one in reliable if (n := one.number if one.high is None else one.high) is not None]
    left = len(counts) - len(reliable)
    aside = f"; {left} by a side with an interest left aside" if left else ""
    rule = f"what most give, of {_said(reliable)}{aside}"
    return Bounds(min(given, default=None), best, max(highs, default=None), rule)


def _is_interested(one: Count, party: str) -> bool:
    return OPPOSITE.get(one.side) == party or (OWN_PARTY.get(one.side) == party and one.number == 0)


def ibc_minmax(_: Key, counts: Sequence[Count]) -> Bounds:
    """Minimum and maximum of all counts, open where one is open; best only where all agree."""
    lows = [one.low for one in counts if one.low is not None]
    highs = [one.high for one in counts if one.high is not None]
    agreed = {one.best for one in counts}
    best = next(iter(agreed)) if len(agreed) == 1 else None
    high = max(highs) if len(highs) == len(counts) else None
    provisional = "; provisional: one institution" if _voices(counts) < 2 else ""
    return Bounds(min(lows, default=None), best, high, f"extremes of {_said(counts)}{provisional}")


POLICIES: dict[Policy, Callable[[Key, Sequence[Count]], Bounds]] = {
    "acled_conservative": acled_conservative,
    "ucdp_blh": ucdp_blh,
    "ibc_minmax": ibc_minmax,
}
