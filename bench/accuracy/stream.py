"""The generated stream: are its reports put together as the truth has them, its claimants counted, its numbers related?

The truth is the generator's (bench/stream/truth.py). Claimants are compared by institution for each true happening, on
the event that has most of its reports. Relations are compared for each two unlike numbers of a happening: what the
record says of them against what the generator meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from bench.stream import quoting, stream, texts, wire
from bench.stream.known import Truth, truth_of
from bench.stream.prose import Written
from bench.stream.reading import read_texts
from bench.stream.truth import RELATIONS, Account, Number
from dateline.engine.reader import default_reader
from dateline.linking.identity import Identities
from dateline.linking.link import link
from dateline.model.event import Event, Record

EVENTS, READ_EVENTS = 2000, 70
UNKNOWN = "unknown"
Pair = frozenset[Number]
# Stands for the pair of those who say that somebody did it and those who deny it.
DENIAL: Pair = frozenset()


def score(_: Path | None) -> dict[str, object]:
    """Percentages over the documents of 2,000 happenings, and over the texts of 80 as they are really read."""
    made, written = stream(EVENTS), texts(READ_EVENTS)
    tables = default_reader().tables
    figures = figures_of(truth_of(made.written, made.documents), link(made.documents, tables, Identities(), ()).record)
    documents, tables = read_texts(written)
    truth = truth_of(written, documents)
    read = figures_of(truth, link(documents, tables, Identities(), ()).record)
    told = sum(len(one.told) for one in written)
    read = {"accounts read": percent(len(truth.accounts), told), **read}
    return {
        **figures,
        "one wire story on ten sites: claimants": claimants_of(wire(10)),
        "three outlets quoting one spokesman: claimants": claimants_of(quoting(3)),
        **{f"read from text: {name}": value for name, value in read.items()},
    }


def figures_of(truth: Truth, record: Record) -> dict[str, object]:
    """The figures for a linked stream."""
    home = {report: event for event in record.events for report in event.reports}
    exact = claimants(truth, home)
    related = relations(truth, home)
    return {
        **b_cubed(truth, home),
        "claimant counts exact": percent(exact[True], exact.total()),
        "claimant counts exact, of happenings put together rightly": whole_claimants(truth, home),
        "relation labels right": percent(related["right"], related.total()),
        "relations": dict(sorted(related.items())),
        "events": len(record.events),
        "happenings": len(truth.reports),
        "reports": len(truth.accounts),
        "documents": truth.documents,
        "copies": truth.copies,
    }


def claimants_of(written: Sequence[Written]) -> int:
    """The claimants of what all these stories tell, read from text; 0 where they are not put together."""
    documents, tables = read_texts(written)
    events = link(documents, tables, Identities(), ()).record.events
    return next((len(one.claimants) for one in events if len(one.documents) == len(written)), 0)


def b_cubed(truth: Truth, home: Mapping[str, Event]) -> dict[str, object]:
    """B-cubed precision, recall and F1 over the reports."""
    precision = recall = 0.0
    for one, account in truth.accounts.items():
        mine, event = truth.reports[account.happening.number], home[one]
        right = sum(1 for other in mine if home[other] is event)
        precision += right / sum(1 for other in event.reports if other in truth.accounts)
        recall += right / len(mine)
    precision, recall = (100 * share / len(truth.accounts) for share in (precision, recall))
    return {
        "B-cubed F1": round(2 * precision * recall / (precision + recall), 1),
        "B-cubed precision": round(precision, 1),
        "B-cubed recall": round(recall, 1),
    }


def main_event(reports: Sequence[str], home: Mapping[str, Event]) -> Event:
    """The event that has most of the reports, the one of the most reports among equals."""
    counts = Counter(home[report].id for report in reports)
    events = {home[report].id: home[report] for report in reports}
    return events[min(counts, key=lambda id_: (-counts[id_], -len(events[id_].reports), id_))]


def institutions(accounts: Sequence[Account]) -> frozenset[str]:
    """Who says that it happened, who did it or how many, by institution; copies and outlets add none that is quoted.

    An outlet counts only where nobody is quoted for the happening; who has no name only where nobody else is, those
    who deny it left aside.
    """
    voices = [one.voice for one in accounts if one.voice is not None]
    counts = [one.counts for one in accounts if one.counts is not None]
    found = {voice.body for voice in (*voices, *counts)}
    if not any(one.voice is not None and not one.denies for one in accounts):
        found |= {one.agency or one.outlet for one in accounts if not one.denies}
    denying = {one.voice.body for one in accounts if one.denies and one.voice is not None}
    named = frozenset(body for body in found if body is not None)
    return named if named - denying or None not in found else named | {UNKNOWN}


def claimants(truth: Truth, home: Mapping[str, Event]) -> Counter[bool]:
    """How many happenings have as many institutions as the truth, and how many do not."""
    return Counter(
        counted(main_event(reports, home)) == len(institutions(truth.first[number]))
        for number, reports in truth.reports.items()
    )


def counted(event: Event) -> int:
    """The institutions that an event counts."""
    return len({one.institution for one in event.claimants})


def whole_claimants(truth: Truth, home: Mapping[str, Event]) -> float | None:
    """The same share of those happenings whose event has all their reports and no other."""
    right = [
        counted(event) == len(institutions(truth.first[number]))
        for number, reports in truth.reports.items()
        if set((event := main_event(reports, home)).reports) & truth.accounts.keys() == set(reports)
    ]
    return percent(sum(right), len(right))


def relations(truth: Truth, home: Mapping[str, Event]) -> Counter[str]:
    """How many pairs of unlike numbers, and denials, are labelled as meant, and what the others are called.

    A pair counts when the event has both of its numbers; a disagreement between reports of two happenings is wrong.
    """
    found: Counter[str] = Counter()
    for reports in truth.reports.values():
        event = main_event(reports, home)
        mine = set(reports) & set(event.reports)
        said = labels(event, mine, truth)
        for pair, meant in meant_labels(mine, truth).items():
            told = said.pop(pair, "nothing")
            found["right" if told == meant else f"{meant} called {told}"] += 1
        found.update(f"nothing called {told}" for told in said.values())
    for event in {id(event): event for event in home.values()}.values():
        for row in event.disagreements:
            from_reports = {truth.claims[claim] for claim in row.claims if claim in truth.claims}
            if len({truth.accounts[report].happening.number for report in from_reports}) > 1:
                found[f"two happenings called {row.relation}"] += 1
    return found


def meant_labels(reports: Iterable[str], truth: Truth) -> dict[Pair, str]:
    """The relation of each two unlike numbers that these reports of one happening give, and of its denials."""
    accounts = [truth.accounts[report] for report in reports]
    numbers = {account.number for account in accounts if account.number is not None}
    label = RELATIONS.get(accounts[0].happening.storyline, "")
    found: dict[Pair, str] = {frozenset(pair): label for pair in combinations(numbers, 2)}
    if any(one.denies for one in accounts) and not all(one.denies for one in accounts):
        found[DENIAL] = "conflict"
    return found


def labels(event: Event, reports: Container[str], truth: Truth) -> dict[Pair, str]:
    """The relations that an event's disagreements give to the numbers of these reports, and to denials."""
    found: dict[Pair, set[str]] = defaultdict(set)
    for row in event.disagreements:
        claims = [claim for claim in row.claims if truth.claims.get(claim) in reports]
        if row.field in ("occurrence", "initiators"):
            if len(claims) == len(row.claims):
                found[DENIAL].add(row.relation)
            continue
        for pair in combinations({truth.numbers[claim] for claim in claims if claim in truth.numbers}, 2):
            found[frozenset(pair)].add(row.relation)
    return {pair: " and ".join(sorted(kinds)) for pair, kinds in found.items()}


def percent(right: int, of: int) -> float | None:
    """A share in percent, None of nothing."""
    return round(100 * right / of, 1) if of else None
