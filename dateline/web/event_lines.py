"""Events in a line each, as the pages of sources, actors and places list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dateline.export.report import words
from dateline.store.browsing import BrowsedRow, rows_of
from dateline.store.query import Query
from dateline.web.address import of_event, of_review


class EventLine(Struct, frozen=True, kw_only=True):
    """An event with its addresses, and a note on what it is listed for."""

    id: str
    title: str
    when: str
    where: str
    status: str
    documents: int
    grade: str
    contested: bool
    review: str
    note: str
    href: str
    review_href: str


def lines(query: Query, ids: Sequence[str], notes: Mapping[str, str] | None = None) -> tuple[EventLine, ...]:
    """These events, in this order."""
    return tuple(line(row, (notes or {}).get(row.event.id, "")) for row in rows_of(query, list(ids)))


def line(row: BrowsedRow, note: str) -> EventLine:
    """One event."""
    event = row.event
    return EventLine(
        id=event.id,
        title=words.type_words(event.type),
        when=words.date_words(event.earliest, event.latest),
        where=words.isolated(event.place_name) if event.place_name else "",
        status="" if event.status in words.COUNTED else words.said("status", event.status),
        documents=event.document_count,
        grade=words.grade_of(event.grade)[0],
        contested=event.contested,
        review=row.review,
        note=note,
        href=of_event(event.id),
        review_href=of_review(event.id),
    )
