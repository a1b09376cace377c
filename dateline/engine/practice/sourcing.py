"""The sourcing log: who looked at which source for which days, what came of it, and which days nobody looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.engine.practice.recording import recording
from dateline.model.errors import UsageError
from dateline.model.practice import Check
from dateline.store import practice

if TYPE_CHECKING:
    from dateline.engine.case import Case

NOTHING, FOUND, UNREACHABLE = "nothing found", "found", "not reachable"
RESULTS = (NOTHING, FOUND, UNREACHABLE)
DAY = timedelta(days=1)


class SourcingError(UsageError):
    """A line that the sourcing log cannot hold; says what is wrong with it."""


class Days(Struct, frozen=True, order=True):
    """From the first day to the last."""

    first: date
    last: date


class Gap(Struct, frozen=True, kw_only=True):
    """Days for which nobody looked at a source, and from which the case has no story of it."""

    source: str  #: the source
    earliest: str  #: first day (ISO)
    latest: str  #: last day (ISO)
    days: int  #: how many days
    why: str  #: `not checked`, or `not reachable` where somebody tried


def check(case: Case, source: str, days: Sequence[str], *, result: str, by: str, note: str = "") -> Check:
    """Note that somebody looked at a source for one day, or from one to another; raises SourcingError."""
    if not source.strip():
        raise SourcingError("name the source that was looked at: an outlet, an address or a place")
    if result not in RESULTS:
        raise SourcingError(f"no result {result!r}; there are: {', '.join(RESULTS)}")
    first, last = day_of(days[0]), day_of(days[-1])
    if last < first:
        raise SourcingError(f"{last} is before {first}; give the earlier day first")
    with recording(case):
        made = Check(
            number=practice.next_number(case.store.query, Check),
            source=source.strip(),
            earliest=first.isoformat(),
            latest=last.isoformat(),
            result=result,
            by=by,
            at=case.now(),
            note=note,
        )
        practice.append(case.store, [made])
    return made


def day_of(text: str) -> date:
    """A day; raises SourcingError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourcingError(f"no day {text}; write it as 2016-10-17") from error


def checks(case: Case) -> tuple[Check, ...]:
    """The sourcing log, in order."""
    return practice.read(case.store.query, Check)


def gaps(case: Case, since: str, until: str) -> tuple[Gap, ...]:
    """The days between two for which a source of the log has neither a check nor a story in the case, by source."""
    window = Days(day_of(since), day_of(until))
    told: dict[str, list[Days]] = {}
    sql = "SELECT publisher, earliest, latest FROM documents WHERE publisher IS NOT NULL AND earliest IS NOT NULL"
    for row in case.store.query.rows(sql):
        first = date.fromisoformat(row["earliest"][:10])
        last = date.fromisoformat((row["latest"] or row["earliest"])[:10])
        told.setdefault(key_of(row["publisher"]), []).append(Days(first, last))
    return tuple(found_gaps(checks(case), told, window))


def key_of(source: str) -> str:
    """A source as it is compared."""
    return " ".join(source.casefold().split())


def found_gaps(log: Iterable[Check], told: dict[str, list[Days]], window: Days) -> Iterator[Gap]:
    """The gaps of each source of the log; `told`: by source, the days of its stories; those count as looked at."""
    by_source: dict[str, list[Check]] = {}
    for one in log:
        by_source.setdefault(key_of(one.source), []).append(one)
    for key, lines in sorted(by_source.items()):
        looked = [days_of(one) for one in lines if one.result != UNREACHABLE] + told.get(key, [])
        tried = [days_of(one) for one in lines if one.result == UNREACHABLE]
        for run in without(window, looked):
            unreached = [part for one in tried if (part := common(run, one)) is not None]
            parts = [(one, UNREACHABLE) for one in joined(unreached)]
            parts += [(one, "not checked") for one in without(run, unreached)]
            for days, why in sorted(parts):
                length = (days.last - days.first).days + 1
                first, last = days.first.isoformat(), days.last.isoformat()
                yield Gap(source=lines[0].source, earliest=first, latest=last, days=length, why=why)


def days_of(one: Check) -> Days:
    """The days of a check."""
    return Days(date.fromisoformat(one.earliest), date.fromisoformat(one.latest))


def common(one: Days, other: Days) -> Days | None:
    """The days that two share."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Days(first, last) if first <= last else None


def joined(found: Iterable[Days]) -> list[Days]:
    """Days in order, those that touch as one."""
    runs: list[Days] = []
    for one in sorted(found):
        if runs and one.first <= runs[-1].last + DAY:
            runs[-1] = Days(runs[-1].first, max(runs[-1].last, one.last))
        else:
            runs.append(one)
    return runs


def without(window: Days, taken: Iterable[Days]) -> Iterator[Days]:
    """The days of a window that none of the others has."""
    first = window.first
    for one in joined(taken):
        if one.last < first or one.first > window.last:
            continue
        if one.first > first:
            yield Days(first, one.first - DAY)
        first = max(first, one.last + DAY)
    if first <= window.last:
        yield Days(first, window.last)
