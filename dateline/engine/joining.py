"""`merge` and `split`: which reports tell of one happening, as a person decides it; appended, and undoable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.judging import JudgementError, capture_of, next_number
from dateline.engine.sealing import changing
from dateline.linking.judged import Address, addressed, own_address, standing
from dateline.model.event import Judgement

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
    with changing(case):
        first, *others = [founder(case, item) for item in events]
        pairs = [Pair(one, first) for one in others]
        if undo:
            gone = [j for j in in_force(case, "same") if is_about(j, frozenset(pairs))]
            undone(case, checked(gone, events), by=by, why=why)
            return f"took back the merging of {', '.join(events)}"
        reports = [reports_of(case, item) for item in events]
        across = [Pair(a, b) for one, other in combinations(reports, 2) for a in one for b in other]
        append(case, "same", pairs, across, by=by, why=why)
    return f"merged {', '.join(events)}"


def split(case: Case, event: str, items: Sequence[str], *, why: str, by: str, undo: bool) -> str:
    """Append judgements that take reports out of an event, or take them back; returns what was judged, in words.

    Several reports become one event of their own. Raises JudgementError for a report of another event, for all of an
    event's reports, or a missing reason.
    """
    with changing(case):
        out = [address_of(case, item) for item in items]
        if undo:
            gone = [j for j in in_force(case, "different") if own_address(j) in out]
            undone(case, checked(gone, items), by=by, why=why)
            return f"took back the splitting of {', '.join(items)}"
        found = case.store.event(event)
        foreign = [item for item in items if case.store.report(item).id not in found.reports]
        if foreign:
            raise JudgementError(f"{foreign[0]} is no report of {event}; see: dateline show {case.folder} {event}")
        rest = [one for one in reports_of(case, event) if one not in out]
        if not rest or not out:
            raise JudgementError(f"{event} has {len(found.reports)} reports: some must go and some must stay")
        apart = [Pair(one, other) for one in out for other in rest]
        append(case, "different", apart, apart, by=by, why=why)
        append(case, "same", [Pair(one, out[0]) for one in out[1:]], [], by=by, why=why)
    return f"split {', '.join(items)} from {event}"


def append(case: Case, decision: str, pairs: Sequence[Pair], against: Iterable[Pair], *, by: str, why: str) -> None:
    """Append the decision for each pair, and take back what was decided otherwise `against` any of these pairs."""
    if not why.strip():
        raise JudgementError("a judgement needs a reason: --why TEXT")
    undone(case, [j for j in in_force(case, OPPOSITE[decision]) if is_about(j, frozenset(against))], by=by, why=why)
    number = next_number(case)
    for offset, pair in enumerate(pairs):
        judgement = Judgement(
            number=number + offset,
            decision=decision,
            capture=pair.one.capture,
            quote=pair.one.quote,
            field=f"event:{pair.one.type}",
            value=str(pair.other),
            by=by,
            at=case.now(),
            why=why,
        )
        case.store.judge(judgement)


def checked(found: Sequence[Judgement], items: Sequence[str]) -> Sequence[Judgement]:
    """The judgements, if there are any; raises JudgementError otherwise."""
    if not found:
        raise JudgementError(f"nothing of the kind is judged about {', '.join(items)}")
    return found


def undone(case: Case, judgements: Sequence[Judgement], *, by: str, why: str) -> None:
    """Append an undoing of each judgement."""
    number = next_number(case)
    for offset, one in enumerate(judgements):
        case.store.judge(
            replace(
                one, number=number + offset, decision="undone", value=str(one.number), by=by, at=case.now(), why=why
            )
        )


def in_force(case: Case, decision: str) -> list[Judgement]:
    """The judgements of this decision that nothing has taken back."""
    return [judgement for judgement in standing(case.store.judgements()) if judgement.decision == decision]


def is_about(judgement: Judgement, pairs: frozenset[Pair]) -> bool:
    """Whether a judgement joins or parts one of the pairs, in either order."""
    one, other = own_address(judgement), addressed(judgement.value or "")
    return one is not None and other is not None and not pairs.isdisjoint((Pair(one, other), Pair(other, one)))


def founders(case: Case) -> dict[str, Address]:
    """Where the founding report of every event stands, also of those merged away or withdrawn."""
    return {row.event: Address(row.capture, row.quote, row.type) for row in reversed(case.store.ledger())}


def founder(case: Case, item: str) -> Address:
    """Where the founding report of an event stands; raises StoreError when there is no such event."""
    known = founders(case)
    return known[item] if item in known else known[case.store.event(item).id]


def reports_of(case: Case, item: str) -> list[Address]:
    """Where the reports of an event stand; its founding one alone where it has been merged away."""
    if item in {stone.id for stone in case.store.tombstones()}:
        return [founder(case, item)]
    return [address_of(case, report) for report in case.store.event(item).reports]


def address_of(case: Case, item: str) -> Address:
    """Where a report stands."""
    report = case.store.report(item)
    return Address(capture_of(case, report.document), report.evidence[0].quote, report.type)
