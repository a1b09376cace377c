"""Events as the lines of a table, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.rows import JOINTS
from dateline.store.browsing import BrowsedRow
from dateline.store.listing import EventRow
from dateline.store.query import Query
from dateline.store.records import from_json
from dateline.store.rows import StoredEvidence, json
from dateline.values.mapped import AREA, POINT, shape_of

QUOTE = 170
"""Code points of the words of an event that a line shows."""
NAMES = 90
"""Code points of the names of those who take part that a line shows."""
FINE = frozenset({"point", "settlement"})
"""Precisions at which how far off a place may be is not worth a line."""


class Line(Struct, frozen=True, kw_only=True):
    """An event in a line of the table.

    `days`: first and last possible day, and `spot`: longitude, latitude and radius (0: a point) as they tie the line
    to the timeline and the map; empty where it has none.
    """

    id: str
    when: str
    days: str
    what: str
    status: str
    level: str
    actors: str
    quote: str
    place: str
    precision: str
    spot: str
    documents: int
    claimants: int
    grade: str
    rule: str
    contested: bool
    review: str


def lines_of(query: Query, rows: Sequence[BrowsedRow]) -> tuple[Line, ...]:
    """The lines of events."""
    quotes = quotes_of(query, [row.event.id for row in rows])
    return tuple(line_of(row, quotes.get(row.event.id, "")) for row in rows)


def line_of(row: BrowsedRow, quote: str) -> Line:
    """One event in a line."""
    event = row.event
    grade, rule = words.grade_of(event.grade)
    return Line(
        id=event.id,
        when=when_words(event),
        days=f"{event.earliest[:10]} {event.latest[:10]}" if event.earliest and event.latest else "",
        what=words.type_words(event.type),
        status="" if event.status in words.COUNTED else words.said("status", event.status),
        level="" if event.level == "incident" else words.said("level", event.level),
        actors=actors_words(event),
        quote=quote,
        place=event.place_name or "",
        precision=precision_words(event),
        spot=spot_of(event),
        documents=event.document_count,
        claimants=event.claimant_count,
        grade=grade,
        rule=rule,
        contested=event.contested,
        review="" if row.review == "undecided" else row.review,
    )


def when_words(event: EventRow) -> str:
    """When the event happened, as an interval."""
    return words.date_words(event.earliest, event.latest)


def actors_words(event: EventRow) -> str:
    """Who did it to whom, as far as anybody says."""
    who, whom = (words.isolated(names) if names else "" for names in (event.initiators, event.targets))
    return shortened(f"{who} → {whom}".strip() if whom else who, NAMES)


def precision_words(event: EventRow) -> str:
    """How exactly the place is known."""
    if event.place_precision is None:
        return ""
    kind = words.said("precision", event.place_precision)
    if event.place_precision in FINE or not event.radius_km or event.radius_km < 1:
        return kind
    return f"{kind}, within {words.number_words(round(event.radius_km))} km"


def spot_of(event: EventRow) -> str:
    """Where the event stands on the map."""
    shape = shape_of(event.place_precision, event.latitude, event.longitude, event.radius_km)
    if shape not in (POINT, AREA):
        return ""
    return f"{event.longitude} {event.latitude} {event.radius_km if shape == AREA else 0}"


def title_of(event: EventRow) -> str:
    """What and where, as a heading."""
    what = words.type_words(event.type)
    if not event.place_name:
        return what
    return f"{what} {JOINTS.get(event.place_precision or '', 'in')} {words.isolated(event.place_name)}"


class Heading(Struct, frozen=True):
    """What and where an event was, and when."""

    title: str
    when: str


def headings(query: Query, events: Iterable[str]) -> dict[str, Heading]:
    """The events of these ids that are in the record, in words."""
    columns = ", ".join(f'"{name}"' for name in EventRow.__struct_fields__)
    sql = f"SELECT {columns} FROM events WHERE id IN (SELECT value FROM json_each(?))"
    rows = (EventRow(**dict(row)) for row in query.rows(sql, [json(sorted(set(events)))]))
    return {row.id: Heading(title_of(row), when_words(row)) for row in rows}


def quotes_of(query: Query, events: list[str]) -> dict[str, str]:
    """The first words that tell of each event, in one line; cut with an ellipsis."""
    sql = """SELECT event_reports.event, reports.evidence FROM event_reports JOIN reports ON reports.id = report
     WHERE event_reports.event IN (SELECT value FROM json_each(?)) ORDER BY 1, event_reports.ordinal"""
    found: dict[str, str] = {}
    for event, evidence in query.rows(sql, [json(events)]):
        if not found.get(event):
            quotes = (" ".join(one.quote.split()) for one in from_json(evidence, tuple[StoredEvidence, ...]))
            found[event] = shortened(next(filter(None, quotes), ""), QUOTE)
    return found


def shortened(text: str, most: int) -> str:
    """A text cut at a space, with an ellipsis."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
