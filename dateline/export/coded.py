"""An event with what its rows in the data sets of the field are made of: reports, stories, sides, days, place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from dateline.export.deaths import Toll, toll
from dateline.export.happenings import HAPPENED
from dateline.export.outcome import Omitted
from dateline.export.parties import Sides, sides_of
from dateline.export.view import ExportView, in_order
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.mention import Place
from dateline.model.report import Report
from dateline.tables.schemes import Country, Precision, countries, place_precision, time_precision


class Days(Struct, frozen=True):
    """First and last possible day."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The middle day, the earlier of two."""
        return self.first + timedelta(days=(self.length - 1) // 2)


class Coded(Struct, frozen=True, kw_only=True, eq=False):
    """One event, ready to be a row: `country` None where the tables do not know it.

    `unnumbered`: words for the dead that are no number, such as 'several'.
    """

    event: Event
    reports: tuple[Report, ...]
    documents: tuple[Document, ...]
    sides: Sides
    toll: Toll
    unnumbered: tuple[str, ...]
    days: Days | None
    country: Country | None

    @property
    def time(self) -> Precision | None:
        """How well its time is known; None where unknown or longer than any data set writes."""
        return time_precision(self.days.length) if self.days else None

    @property
    def place(self) -> Precision | None:
        """How well its place is known."""
        where = self.event.where
        return place_precision(where.precision) if where else None

    @property
    def of_its_type(self) -> tuple[Report, ...]:
        """The reports that have its type; none where a person set another one."""
        return tuple(report for report in self.reports if report.type == self.event.type)

    @property
    def quote(self) -> str:
        """The words of the first report, in one line."""
        quotes = (evidence.quote for report in self.reports for evidence in report.evidence)
        return " ".join(next(quotes, "").split())


def coded(view: ExportView) -> Iterator[Coded]:
    """Every event of a view, by time and id."""
    documents = {document.id: document for document in in_order(view.documents)}
    order = {item: number for number, item in enumerate(documents)}
    words = unnumbered(documents.values())
    reports = {report.id: report for d in documents.values() if d.coding for report in d.reports}
    for event in sorted(view.record.events, key=by_time):
        own = tuple(reports[item] for item in event.reports if item in reports)
        told_in = sorted((item for item in event.documents if item in order), key=order.__getitem__)
        yield Coded(
            event=event,
            reports=own,
            documents=tuple(documents[item] for item in told_in),
            sides=sides_of(event, own),
            toll=toll(event, view.policy),
            unnumbered=tuple(dict.fromkeys(words[item] for one in own for item in one.figures if item in words)),
            days=days_of(event),
            country=countries().get((event.where.country or "") if event.where else ""),
        )


def unnumbered(documents: Iterable[Document]) -> dict[str, str]:
    """By figure the words that tell of dead without a number."""
    return {
        one.id: one.vague_class or one.text
        for document in documents
        for one in (document.figures if document.reading else ())
        if one.outcome == "killed" and (one.low, one.best, one.high) == (None, None, None)
    }


def by_time(event: Event) -> tuple[bool, str, str]:
    """The order of rows: by the first day, those without one last; then by id."""
    first = event.when.earliest if event.when else None
    return first is None, first or "", event.id


def days_of(event: Event) -> Days | None:
    """The days of an event; None where one end is unknown."""
    when = event.when
    if when is None or when.earliest is None or when.latest is None:
        return None
    return Days(date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10]))


def sifted(found: Sequence[Coded], reason: Callable[[Coded], str | None]) -> tuple[list[Coded], list[Omitted]]:
    """The events that become rows, and the others: what did not happen, what `reason` refuses,
    campaigns, and totals beside their parts.
    """
    kept, omitted = [], []
    for one in found:
        why = f"events that are {one.event.status}" if one.event.status not in HAPPENED else reason(one)
        if why is None and one.event.level == "campaign":
            why = "campaigns, which are many events"
        if why is None:
            kept.append(one)
        else:
            omitted.append(Omitted(why, one.event.id))
    wholes = {one.event.part_of for one in kept}
    omitted += [Omitted("totals whose parts are listed", one.event.id) for one in kept if one.event.id in wholes]
    return [one for one in kept if one.event.id not in wholes], omitted


def place_name(where: Place) -> str:
    """The name of a place, else its words."""
    return where.name or where.text


def most_given(values: Sequence[str]) -> str | None:
    """The value that most reports give, of several the first in the alphabet; None of none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default=None)
