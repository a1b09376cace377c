"""Figures over time: a series as a chart with its table, claimant by claimant, each point with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from msgspec import Struct, structs
from starlette.responses import Response

from dateline.export.report import words
from dateline.export.report.series import amount, notes
from dateline.model.event import Series, SeriesPoint
from dateline.store.disputes import Voiced, voiced
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.web.address import of_event, of_passage, to
from dateline.web.charting import chart, marks_of, shape_of
from dateline.web.desk import page
from dateline.web.pages.documents import Choice
from dateline.web.paging import PageNumber, pages
from dateline.web.record import TheRecord

router = APIRouter()
SIZE = 40
"""Series in the list on a page."""
KINDS = {
    "stock": "How many there are at a time. Points of one claimant are joined; between them nobody counted.",
    "flow": "How many were added in a period. Each column covers its period and begins at nothing.",
    "cumulative": "How many in all so far. The line of a claimant stays until the claimant gives another number.",
    "incident": "The toll of one happening, by the day on which each claimant gave it.",
}


class Key(Struct, frozen=True, kw_only=True):
    """What an address names a series by."""

    outcome: str = ""
    population: str = ""
    party: str = ""
    measure: str = ""
    scope: str = ""


class Listed(Struct, frozen=True):
    """A series in the list: its heading, what it measures, how many points, its address."""

    heading: str
    measure: str
    points: int
    href: str
    chosen: bool


class Line(Struct, frozen=True):
    """A row of the table: a point with what is known of it."""

    number: int
    when: str
    amount: str
    claimant: str
    mark: str
    about: str
    notes: tuple[str, ...]
    quote: str
    href: str
    outlet: str
    event: str | None


@router.get("/figures")
def figures(
    request: Request, query: TheRecord, key: Annotated[Key, Depends()], show: str = "", number: PageNumber = 1
) -> Response:
    """The series that is picked, the first by default, and the list of all."""
    every = query.series()
    asked = key != Key()
    chosen = next((one for one in every if key_of(one) == key), None) if asked else first_of(every, show)
    shown = [one for one in every if not show or one.outcome == show]
    listed = pages(request, len(shown), number, SIZE)
    told = voiced(query, [point.claim for point in chosen.points]) if chosen else {}
    return page(
        request,
        "figures.html",
        chosen=chosen,
        asked=asked,
        heading=heading(chosen) if chosen else "",
        kind=KINDS.get(chosen.measure, "") if chosen else "",
        chart=chart(chosen) if chosen else None,
        marks=marks_of(chosen) if chosen else {},
        names={point.claimant: claimant(point, told.get(point.claim)) for point in chosen.points} if chosen else {},
        shapes=shape_of,
        lines=lines(query, chosen, told) if chosen else (),
        listed=tuple(in_list(one, chosen, show) for one in shown[max(0, listed.first - 1) : listed.last]),
        pages=listed,
        show=show,
        outcomes=outcomes(every),
        total=len(every),
    )


def first_of(every: Iterable[Series], show: str) -> Series | None:
    """The series that is shown where none is picked: the one with the most points."""
    wanted = [one for one in every if not show or one.outcome == show]
    return max(wanted, key=lambda one: len(one.points), default=None)


def key_of(series: Series) -> Key:
    """What an address names a series by."""
    return Key(**{name: getattr(series, name) or "" for name in Key.__struct_fields__})


def heading(series: Series) -> str:
    """What is counted, of whom, where."""
    population = f": {words.isolated(series.population)}" if series.population else ""
    scope = f" in {words.isolated(series.scope)}" if series.scope else ""
    party = f" ({words.said('party', series.party)})" if series.party in ("a", "b") else ""
    return f"{words.field_words(series.outcome)}{population}{party}{scope}"


def in_list(series: Series, chosen: Series | None, show: str) -> Listed:
    """A series in the list."""
    return Listed(
        heading(series),
        words.said("measure", series.measure),
        len(series.points),
        to("figures", **structs.asdict(key_of(series)), show=show),
        series is chosen,
    )


def outcomes(every: Iterable[Series]) -> tuple[Choice, ...]:
    """The outcomes that are counted, the gravest first, with how many series."""
    counts: dict[str, int] = {}
    for one in every:
        counts[one.outcome] = counts.get(one.outcome, 0) + 1
    ordered = sorted(counts, key=lambda one: (words.place_in("outcome", one), one))
    return tuple(Choice(one, words.field_words(one), counts[one]) for one in ordered)


def lines(query: Query, series: Series, told: dict[str, Voiced]) -> tuple[Line, ...]:
    """The rows of the table."""
    marks, events = marks_of(series), events_of(query, series)
    return tuple(line(n, point, told.get(point.claim), marks, events) for n, point in enumerate(series.points, 1))


def line(number: int, point: SeriesPoint, told: Voiced | None, marks: dict[str, str], events: dict[str, str]) -> Line:
    """A row of the table."""
    holder = (told.claim or told.figure) if told else None
    evidence = holder.evidence if holder else None
    parts = (point.population, point.scope)
    event = events.get(point.claim)
    return Line(
        number=number,
        when=words.date_words(point.earliest, point.latest),
        amount=amount(point),
        claimant=claimant(point, told),
        mark=marks[point.claimant],
        about=", ".join(words.isolated(part) for part in parts if part),
        notes=tuple(notes(point)),
        quote=evidence.quote if evidence else "",
        href=of_passage(told.document, evidence) if told else "",
        outlet=f"{outlet_of(told)}, {words.date_words(told.published.earliest, told.published.latest)}" if told else "",
        event=of_event(event) if event else None,
    )


def claimant(point: SeriesPoint, told: Voiced | None) -> str:
    """Who gives a number; a story without an outlet goes by what it has instead."""
    return outlet_of(told) if told and point.claimant == f"document {told.document}" else point.claimant


def outlet_of(told: Voiced) -> str:
    """Whose story it is."""
    return told.publisher or told.agency or told.path or told.document


def events_of(query: Query, series: Series) -> dict[str, str]:
    """The event of each claim of a series."""
    sql = """SELECT claims.id AS claim, event FROM claims JOIN event_reports ON event_reports.report = claims.report
     WHERE claims.id IN (SELECT value FROM json_each(?))"""
    return {row["claim"]: row["event"] for row in query.rows(sql, [json([point.claim for point in series.points])])}
