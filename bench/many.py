"""A case of very many events, written piece by piece with the rows, the schema and the indexes of the real store.

The stories are those of the generated stream; which reports are of one event is taken from its truth, so that nothing
need be linked. The same number of events gives the same case.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from bench.stream.built import document_of
from bench.stream.known import pairs
from bench.stream.prose import write
from bench.stream.truth import SEED, Account, Happening, Piece, happenings, pieces
from dateline.engine.case import Case
from dateline.model.document import Document
from dateline.model.event import Claimant, Disagreement, Estimate, Event, Record, Value
from dateline.model.policy import Policy
from dateline.model.report import Claim, Report
from dateline.model.source import Capture
from dateline.model.span import content_id
from dateline.store import browsing_index, index, rows, schema
from dateline.store.renewal import add_renditions, driver_of, fill
from dateline.store.write import transaction

AT = "2031-12-31T00:00:00+00:00"
AT_ONCE = 8_000
"""Stories that are in memory together, and a little more: a town is never parted."""
POLICIES: tuple[Policy, Policy, Policy] = ("acled_conservative", "ucdp_blh", "ibc_minmax")
GRADES = ("weak: one institution", "weak: one institution", "fair: 2 independent institutions", "confirmed: 3")


class Told(Struct, frozen=True):
    """An account with the report that was made of it."""

    account: Account
    report: Report


def many_events(folder: Path, count: int) -> Case:
    """A case of `count` events in a new folder."""
    case = Case.create(folder)
    rng = random.Random(SEED)
    found = happenings(count, rng)
    before = 0
    for part in parted(pieces(found, rng)):
        before += written(case, part, before)
    with transaction(case.store.engine) as connection:
        browsing_index.refresh(driver_of(connection), frozenset())
        browsing_index.touch(driver_of(connection), (event_id(one) for one in found), AT)
        connection.exec_driver_sql("ANALYZE")
    return case


def parted(found: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The stories in parts, all of a town in one."""
    part: list[Piece] = []
    for _, of_town in groupby(found, key=lambda piece: piece.accounts[0].happening.town.name):
        part += of_town
        if len(part) >= AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def written(case: Case, part: list[Piece], before: int) -> int:
    """Write some stories and the events that they tell of; returns how many stories there were."""
    stories = [write(piece) for piece in part]
    documents = tuple(document_of(one) for one in stories)
    of_event: dict[Happening, list[Told]] = defaultdict(list)
    for story, document in zip(stories, documents, strict=True):
        for told, report in pairs(story, document):
            of_event[told.account.happening].append(Told(told.account, report))
    numbers = {figure.id: figure.best for document in documents for figure in document.figures}
    events = tuple(event_of(one, told, numbers) for one, told in of_event.items())
    differing = tuple(one for event in events for one in event.disagreements)
    record = Record(events=events, series=(), disagreements=differing, sources=())
    case.store.add_captures(capture_of(document) for document in documents)
    with transaction(case.store.engine) as connection:
        add_renditions(connection, (document.rendition for document in documents))
        fill(
            connection, schema.documents, [rows.document_row(before + n, one, None) for n, one in enumerate(documents)]
        )
        fill(connection, schema.reports, [rows.report_row(n, report) for n, report in rows.reports_of(documents)])
        fill(connection, schema.claims, list(rows.claims_of(documents, {})))
        fill(connection, schema.figures, list(rows.figures_of(documents)))
        for name, made in rows.record_rows(record):
            if name == "disagreements":
                made = [{**row, "ordinal": before * 2 + n} for n, row in enumerate(made)]
            fill(connection, schema.metadata.tables[name], made)
        index.Refreshing(connection, AnyDocument()).put(documents)
    return len(documents)


class AnyDocument(frozenset[str]):
    """Every document: none of those in the index is gone."""

    def __contains__(self, item: object) -> bool:
        return True


def capture_of(document: Document) -> Capture:
    """Where a story came from."""
    return Capture(
        id=document.capture or "",
        blob=document.rendition.blob,
        path=document.path or "",
        media="text/plain",
        size=len(document.text),
    )


def event_id(one: Happening) -> str:
    """The id of a happening's event."""
    return content_id("evt", one.number)


def event_of(one: Happening, told: list[Told], numbers: dict[str, float | None]) -> Event:
    """The event of a happening: a view over the claims of its reports, cut short."""
    reports, claims = [each.report for each in told], [claim for each in told for claim in each.report.claims]
    deaths = {claim.id: numbers.get(claim.value) for claim in claims if claim.field == "figure"}
    counts = sorted({number for number in deaths.values() if number is not None})
    denied = any(each.account.denies for each in told)
    claimants = sorted({claimant_of(each.account) for each in told})
    first = min(reports, key=lambda report: ((report.when and report.when.earliest) or "~", report.id))
    return Event(
        id=event_id(one),
        revision=1 + one.number % 3,
        type=one.kind.type,
        status="planned" if one.number % 23 == 0 else "ongoing" if one.number % 17 == 0 else "occurred",
        contested=denied,
        level="aggregate" if one.number % 41 == 0 else "incident",
        part_of=None,
        when=None if one.number % 101 == 0 else first.when,
        where=None if one.number % 67 == 0 else first.where,
        reports=tuple(report.id for report in reports),
        claims=tuple(claims),
        documents=tuple(dict.fromkeys(report.document for report in reports)),
        publishers=tuple(sorted({each.account.outlet for each in told})),
        claimants=tuple(claimants),
        values=values_of(claims, numbers, one.kind.outcome),
        estimates=tuple(estimates_of(one.kind.outcome, counts, tuple(deaths))),
        disagreements=disagreement_of(event_id(one), deaths, counts),
        grade="contested: denied" if denied else GRADES[min(len(claimants), len(GRADES)) - 1],
    )


def claimant_of(account: Account) -> Claimant:
    """Who says it."""
    voice = account.voice
    if voice is None:
        return Claimant(account.outlet, account.outlet, "own_observation")
    side = "party_a" if voice in account.happening.doer.voices else "third_party"
    return Claimant(voice.name or voice.words[0], voice.body or "unknown", side)


def values_of(claims: list[Claim], numbers: dict[str, float | None], outcome: str) -> dict[str, tuple[Value, ...]]:
    """Every value by field; figures under what they count."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        field, value = claim.field, claim.value
        if field == "figure":
            field, value = outcome, f"{numbers.get(claim.value) or 0:.0f}"
        found[field][value].append(claim.id)
    return {
        field: tuple(Value(value, tuple(ids)) for value, ids in of_field.items()) for field, of_field in found.items()
    }


def estimates_of(outcome: str, counts: list[float], claims: tuple[str, ...]) -> Iterator[Estimate]:
    """The number by each policy."""
    if not counts:
        return
    low, high = counts[0], counts[-1]
    for policy, best in zip(POLICIES, (low, counts[len(counts) // 2], high), strict=True):
        yield Estimate(
            outcome=outcome, people="everybody", party="unknown", measure="incident", policy=policy, low=low, best=best,
            high=high, rule="generated", claims=claims,
        )  # fmt: skip


def disagreement_of(event: str, deaths: dict[str, float | None], counts: list[float]) -> tuple[Disagreement, ...]:
    """That the counts differ, where they do."""
    if len(counts) < 2:
        return ()
    says = f"{counts[0]:.0f} against {counts[-1]:.0f}"
    return (Disagreement(event=event, field="figure", relation="conflict", claims=tuple(deaths), says=says),)
