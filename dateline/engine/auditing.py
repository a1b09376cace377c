"""`audit`: a sample of the pages that the prefilter passed over, read in full: how many events were lost?"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.engine.jobs import Done, Shard, job, result, shard_of
from dateline.engine.pages import Page, body_of, read_capture
from dateline.engine.settings import load_settings
from dateline.engine.state import State
from dateline.model.errors import UsageError
from dateline.model.report import Report
from dateline.model.sifting import PassedOver
from dateline.store.listing import HAPPENED
from dateline.store.sifting import passed_over

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.engine.executor import Executor
    from dateline.engine.flow import Progress
    from dateline.engine.work import Work

FOREIGN = "other language"
NO_EVENT = "political.statement"
# Of the normal distribution: the interval holds the true share in 95 of 100 audits.
Z = 1.96
MOST_QUOTES = 3


class Told(Struct, frozen=True):
    """What a page tells that the record would count: types of events, and the words of the first of them."""

    types: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class AuditRow(Struct, frozen=True, kw_only=True):
    """A page of the sample that tells of an event."""

    path: str  #: the page, relative to what was added
    url: str | None  #: its address
    reason: str  #: why it was passed over
    score: float  #: what its words weigh
    types: tuple[str, ...]  #: the types of events that it tells of
    quotes: tuple[str, ...]  #: the words that tell of the first of them


class Audit(Struct, frozen=True, kw_only=True):
    """What a sample of the pages that were passed over holds."""

    passed: int  #: pages that were passed over
    foreign: int  #: of them in other languages, which are not read anyway and are no part of the sample
    sampled: int  #: pages of the sample
    failed: tuple[str, ...]  #: pages of it that could not be read, with the reason; they count for nothing below
    telling: int  #: pages that tell of an event that the record would count
    low: float  #: the share of such pages is at least this, with 95 in 100 certainty
    high: float  #: and at most this
    rows: tuple[AuditRow, ...]  #: these pages, by path


def read_for_audit(state: State, payload: Page) -> Told:
    """The events that a page tells of; nothing of it is kept."""
    data = body_of(state, payload.capture.blob, payload.body)
    reports = [
        report
        for document in read_capture(payload.capture, data, state.reader, state.setup.limits)
        for report in document.reports
        if would_count(report)
    ]
    quotes = dict.fromkeys(report.evidence[0].quote for report in reports if report.evidence)
    return Told(tuple(sorted({report.type for report in reports})), tuple(quotes)[:MOST_QUOTES])


def would_count(report: Report) -> bool:
    """Whether a report is of something that happened; a statement reports no happening of its own."""
    return report.status in HAPPENED and report.type != NO_EVENT


def audit(case: Case, sample: int, progress: Progress) -> Audit:
    """Read a sample of the pages that were passed over: those whose bytes have the lowest hash of their digest."""
    from dateline.engine.work import Work

    if sample < 1:
        raise UsageError(f"a sample of {sample} pages tells nothing; ask for one or more")
    found = passed_over(case.store.query)
    chosen = sampled((one for one in found if not one.reason.startswith(FOREIGN)), sample)
    work = Work(case, load_settings(case.folder, {}))
    told: dict[str, Told] = {}
    failed: dict[str, str] = {}
    with closing(work.executor(len(chosen))) as executor:
        for number, done in enumerate(executor.run(shards(work, chosen, executor)), 1):
            take(done, told, failed)
            progress(number, len(chosen))
    rows = [row_of(one, told[one.capture]) for one in chosen if told.get(one.capture, Told()).types]
    low, high = wilson(len(rows), len(told))
    return Audit(
        passed=len(found),
        foreign=sum(one.reason.startswith(FOREIGN) for one in found),
        sampled=len(chosen),
        failed=tuple(f"{one.path}: {failed[one.capture]}" for one in chosen if one.capture in failed),
        telling=len(rows),
        low=low,
        high=high,
        rows=tuple(rows),
    )


def sampled(pages: Iterable[PassedOver], number: int) -> tuple[PassedOver, ...]:
    """So many of the pages, always the same ones of the same pages; by path."""
    lowest = sorted(pages, key=lambda one: (drawn(one.blob), one.capture))[:number]
    return tuple(sorted(lowest, key=lambda one: (one.path, one.capture)))


def drawn(blob: str) -> str:
    """By what a page is drawn: a hash of the digest of its bytes, so that no page is likelier than another."""
    return hashlib.sha256(blob.encode()).hexdigest()


def shards(work: Work, chosen: tuple[PassedOver, ...], executor: Executor) -> Iterator[Shard]:
    """A shard for each page of the sample."""
    captures = {one.id: one for one in work.captures}
    for one in chosen:
        page = Page(captures[one.capture], work.body(one.blob, executor))
        yield shard_of([job("audit", one.capture, page)], work.digest)


def take(done: Done, told: dict[str, Told], failed: dict[str, str]) -> None:
    """What came of one page: what it tells, or why that is not known."""
    if done.result is None:
        failed[done.job] = done.reason or "unknown"
    else:
        told[done.job] = result(done, Told)


def row_of(page: PassedOver, told: Told) -> AuditRow:
    """A page with what it tells."""
    return AuditRow(
        path=page.path, url=page.url, reason=page.reason, score=page.score, types=told.types, quotes=told.quotes
    )


def wilson(hits: int, number: int) -> tuple[float, float]:
    """Between which shares the true one lies by Wilson's interval, where so many of a number were hits.

    >>> wilson(0, 100), wilson(5, 100), wilson(0, 0)
    ((0.0, 0.037), (0.0215, 0.1118), (0.0, 1.0))
    """
    if number == 0:
        return 0.0, 1.0
    share = hits / number
    middle = share + Z * Z / (2 * number)
    spread = Z * math.sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    scale = 1 + Z * Z / number
    return round(max(0.0, (middle - spread) / scale), 4), round(min(1.0, (middle + spread) / scale), 4)
