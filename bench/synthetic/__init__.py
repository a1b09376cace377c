"""A case of any size, made from nothing: every name, place and happening is invented, in three scripts.

The same number of events gives the same case. It holds what strains a page: long names, text from right to left,
events without a date or a place, denials, competing numbers, many figures, totals with parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bench.synthetic.events import event_of
from bench.synthetic.stories import PER_STORY, story
from bench.synthetic.text import SPEAKERS
from dateline.export.view import ExportView
from dateline.model.document import Document
from dateline.model.event import Record, Series, SeriesPoint, SourceEdge
from dateline.model.report import Report
from dateline.model.source import Failure
from dateline.model.span import Evidence


def view(events: int) -> ExportView:
    """A case of `events` events."""
    wanted = [(event, nth) for event in range(events) for nth in range(reports_of(event))]
    made = [story(number, wanted[at : at + PER_STORY]) for number, at in enumerate(range(0, len(wanted), PER_STORY))]
    told: dict[int, list[tuple[Document, Report]]] = {}
    for one in made:
        for event, report in one.told:
            told.setdefault(event, []).append((one.document, report))
    found = tuple(event_of(number, told[number]) for number in sorted(told))
    documents = tuple(one.document for one in made)
    return ExportView(
        dateline="0.1.0",
        tables="synthetic",
        documents=documents,
        record=Record(
            events=found,
            series=series(documents),
            disagreements=tuple(d for event in found for d in event.disagreements),
            sources=copies(documents),
        ),
        failures=(Failure(capture=None, path="pages/empty.html", stage="document", reason="no text was found"),),
    )


def reports_of(event: int) -> int:
    """How many stories tell of an event: mostly one or two, seldom many."""
    return 9 if event % 97 == 3 else (1, 2, 1, 4, 3, 1, 2)[event % 7]


def series(documents: Sequence[Document]) -> tuple[Series, ...]:
    """A running total told by several voices."""
    points = tuple(
        SeriesPoint(
            earliest=d.published.earliest, latest=d.published.latest, low=100.0 + 35 * n, best=None,
            high=140.0 + 50 * n, claimant=SPEAKERS[n % len(SPEAKERS)][1], claim=d.reports[0].claims[0].id,
        )
        for n, d in enumerate(documents[:8])
    )  # fmt: skip
    return (
        Series(outcome="killed", population="civilians", party="civilians", measure="cumulative", scope="Dor",
               points=points),
    )  # fmt: skip


def copies(documents: Sequence[Document]) -> tuple[SourceEdge, ...]:
    """Every fifth story copies the one before it."""
    return tuple(
        SourceEdge(source=one.id, target=other.id, relation="copy", evidence=(Evidence(other.rendition, 0, 4),))
        for n, (one, other) in enumerate(pairwise(documents))
        if n % 5 == 0
    )
