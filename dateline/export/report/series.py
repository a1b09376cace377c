"""Figures over time: what each claimant gives for each period, drawn on one scale."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.citing import named
from dateline.export.report.quarrels import BEYOND, Reach
from dateline.export.view import ExportView
from dateline.model.document import Document
from dateline.model.event import Series, SeriesPoint


class Point(Struct, frozen=True):
    """One value: period, amount, place on the scale, who gives it, the event it stands in, what to keep in mind."""

    when: str
    number: str
    reach: Reach
    claimant: str
    event: str | None
    notes: tuple[str, ...]


class Line(Struct, frozen=True):
    """A series under its heading."""

    heading: str
    measure: str
    points: tuple[Point, ...]


def lines(view: ExportView) -> tuple[Line, ...]:
    """All series of a case."""
    documents = {document.id: document for document in view.documents}
    events = {claim.id: event.id for event in view.record.events for claim in event.claims}
    return tuple(line(one, documents, events) for one in view.record.series)


def line(series: Series, documents: dict[str, Document], events: dict[str, str]) -> Line:
    """One series; bars reach from the lowest to the highest amount, on a scale from nothing to the highest told."""
    top = max((bound for point in series.points for bound in bounds(point) if bound is not None), default=0.0) or 1.0
    top *= BEYOND if any(bounds(point)[1] is None for point in series.points) else 1.0
    population = f": {words.isolated(series.population)}" if series.population else ""
    scope = f" in {words.isolated(series.scope)}" if series.scope else ""
    return Line(
        f"{words.field_words(series.outcome)}{population}{scope}",
        words.said("measure", series.measure),
        tuple(
            Point(
                words.date_words(point.earliest, point.latest),
                amount(point),
                reach(point, top),
                named(point.claimant, documents),
                events.get(point.claim),
                tuple(notes(point)),
            )
            for point in series.points
        ),
    )


def notes(point: SeriesPoint) -> Iterator[str]:
    """What a point's flags mean, in words."""
    for flag in point.flags:
        if flag == "narrower":
            yield f"only {words.isolated(point.scope or '')}"
        else:
            yield words.said("flag", flag)


def bounds(point: SeriesPoint) -> tuple[float | None, float | None]:
    """Least and most; a bare best is both."""
    return (
        point.low if point.low is not None else point.best,
        point.high if point.high is not None else point.best,
    )


def reach(point: SeriesPoint, top: float) -> Reach:
    """Where an amount lies on the scale; an open end runs to the side."""
    low, high = bounds(point)
    start, end = 100 * (low or 0.0) / top, 100.0 if high is None else 100 * high / top
    return Reach(f"{start:.1f}", f"{max(0.0, end - start):.1f}", high is None)


def amount(point: SeriesPoint) -> str:
    """The amount of a point in words."""
    low, high = bounds(point)
    if low is not None and high is not None:
        same = words.number_words(low)
        return same if low == high else f"{same} to {words.number_words(high)}"
    if low is not None:
        return f"at least {words.number_words(low)}"
    return f"up to {words.number_words(high)}" if high is not None else "no number"
