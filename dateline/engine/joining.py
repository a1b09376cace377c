"""`merge` and `split`: which reports tell of one happening, as a person decides it; appended, and undoable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.judging import JudgementError, capture_of
from dateline.engine.sealing import judging, sealed_again
from dateline.linking.judged import Address, addressed, in_force, own_address
from dateline.model.event import Judgement
from dateline.store.desk import Desk, desk
from dateline.store.records import judgement_of

if TYPE_CHECKING:
    from dateline.engine.case import Case

OPPOSITE = {"same": "different", "different": "same"}


class Pair(Struct, frozen=True, order=True):
    """Two reports that a person joins or keeps apart."""

    one: Address
    other: Address


def merge(case: Case, events: Sequence[str], *, why: str, by: str, undo: bool) -> str:
    """Append judgements that make several events one, or take them back; returns what was judged, in words.

    Whole events are joined at the next build, whatever rules say of their reports. The oldest id is kept, the others
    become tombstones that name it. Raises JudgementError for fewer than two events, or a missing reason.
    """
    if len(events) < 2:
        raise JudgementError("name two events or more that are one")
    with tying(case, by, why) as ties:
        first, *others = [founder(case, item) for item in events]
        pairs = [Pair(one, first) for one in others]
        if undo:
            ties.take_back(checked([j for j in ties.standing("same") if is_about(j, frozenset(pairs))], events))
            return f"took back the merging of {', '.join(events)}"
        reports = [reports_of(case, item) for item in events]
        across = [Pair(a, b) for one, other in combinations(reports, 2) for a in one for b in other]
        ties.tie("same", pairs, across)
    return f"merged {', '.join(events)}"


def split(case: Case, event: str, items: Sequence[str], *, why: str, by: str, undo: bool) -> str:
    """Append judgements that take reports out of an event, or take them back; returns what was judged, in words.

    Several reports become one event of their own. Raises JudgementError for a report of another event, for all of an
    event's reports, or a missing reason.
    """
    with tying(case, by, why) as ties:
        out = [address_of(case, item) for item in items]
        if undo:
            ties.take_back(checked([j for j in ties.standing("different") if own_address(j) in out], items))
            return f"took back the splitting of {', '.join(items)}"
        found = case.store.event(event)
        foreign = [item for item in items if case.store.report(item).id not in found.reports]
        if foreign:
            raise JudgementError(f"{foreign[0]} is no report of {event}; see: dateline show {case.folder} {event}")
        rest = [one for one in reports_of(case, event) if one not in out]
        if not rest or not out:
            raise JudgementError(f"{event} has {len(found.reports)} reports: some must go and some must stay")
        apart = [Pair(one, other) for one in out for other in rest]
        ties.tie("different", apart, apart)
        ties.tie("same", [Pair(one, out[0]) for one in out[1:]], [])
    return f"split {', '.join(items)} from {event}"


@contextmanager
def tying(case: Case, by: str, why: str) -> Iterator[Tying]:
    """One act of joining and parting, appended when the block ends; nothing is where it fails."""
    with judging(case) as log, desk(case.store.path) as open_desk:
        ties = Tying(open_desk, by, why, case.now())
        yield ties
        log.judged(ties.at, open_desk.act(ties.made))
    sealed_again(case)


class Tying:
    """The judgements of one act of joining and parting, as they gather."""

    def __init__(self, open_desk: Desk, by: str, why: str, at: str) -> None:
        """None yet; `by` decides."""
        self.by, self.why, self.at = by, why, at
        self.made: list[Judgement] = []
        found = open_desk.rows("SELECT * FROM judgements WHERE decision IN ('same', 'different', 'undone')")
        self._tied = in_force(map(judgement_of, found))

    def standing(self, decision: str) -> list[Judgement]:
        """The judgements of this decision that nothing has taken back, each time that it was judged."""
        return [one for one in self._tied if one.decision == decision]

    def tie(self, decision: str, pairs: Sequence[Pair], against: Iterable[Pair]) -> None:
        """Judge so of each pair, and take back what was decided otherwise `against` any of these pairs."""
        if not self.why.strip():
            raise JudgementError("a judgement needs a reason: --why TEXT")
        self.take_back([j for j in self.standing(OPPOSITE[decision]) if is_about(j, frozenset(against))])
        self.made += [
            Judgement(
                number=-1,
                decision=decision,
                capture=pair.one.capture,
                quote=pair.one.quote,
                field=f"event:{pair.one.type}",
                value=str(pair.other),
                by=self.by,
                at=self.at,
                why=self.why,
            )
            for pair in pairs
        ]

    def take_back(self, judgements: Iterable[Judgement]) -> None:
        """Take back each judgement."""
        self.made += [
            replace(one, number=-1, decision="undone", value=str(one.number), by=self.by, at=self.at, why=self.why)
            for one in judgements
        ]


def checked(found: Sequence[Judgement], items: Sequence[str]) -> Sequence[Judgement]:
    """The judgements, if there are any; raises JudgementError otherwise."""
    if not found:
        raise JudgementError(f"nothing of the kind is judged about {', '.join(items)}")
    return found


def is_about(judgement: Judgement, pairs: frozenset[Pair]) -> bool:
    """Whether a judgement joins or parts one of the pairs, in either order."""
    one, other = own_address(judgement), addressed(judgement.value or "")
    return one is not None and other is not None and not pairs.isdisjoint((Pair(one, other), Pair(other, one)))


def founder(case: Case, item: str) -> Address:
    """Where the founding report of an event stands, also of one merged away or withdrawn.

    Raises StoreError when there is no such event.
    """
    found = case.store.query.anchor(item) or case.store.query.anchor(case.store.event(item).id)
    assert found is not None
    return Address(found.capture, found.quote, found.type)


def reports_of(case: Case, item: str) -> list[Address]:
    """Where the reports of an event stand; its founding one alone where it has been merged away."""
    if case.store.query.is_buried(item):
        return [founder(case, item)]
    return [address_of(case, report) for report in case.store.event(item).reports]


def address_of(case: Case, item: str) -> Address:
    """Where a report stands."""
    report = case.store.report(item)
    return Address(capture_of(case, report.document), report.evidence[0].quote, report.type)
