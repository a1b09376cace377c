"""The matrix of disagreements: events against fields or relations; a cell opens on the values that compete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from msgspec import Struct
from starlette.responses import Response

from dateline.export.report import words
from dateline.store import disputes
from dateline.store.disputes import Tally, Wanted
from dateline.store.query import Query
from dateline.web.address import changed, of_event, of_review
from dateline.web.desk import HTMX, page
from dateline.web.lines import headings
from dateline.web.pages.documents import Choice
from dateline.web.paging import PageNumber, pages
from dateline.web.quarrelling import quarrels
from dateline.web.record import TheRecord

router = APIRouter()
SIZE = 50
"""Rows on a page."""
OFFERED = 300
"""Names that a field of the filter offers at most; any part of a name may be typed."""


class Look(Struct, frozen=True, kw_only=True):
    """The shape of the matrix, and the cell that is open: an event, a column of it or `*` for all."""

    rows: str = "event"
    columns: str = "field"
    event: str = ""
    cell: str = ""


class Cell(Struct, frozen=True):
    """The worst relation, how many relate so and how many otherwise, where it leads, what it is called."""

    relation: str
    number: int
    more: int
    clashes: bool
    href: str
    key: str


class Row(Struct, frozen=True):
    """A row of the matrix, a cell (or None) a column."""

    id: str
    name: str
    note: str
    href: str
    cells: tuple[Cell | None, ...]


@router.get("/disagreements")
def disagreements(
    request: Request,
    query: TheRecord,
    wanted: Annotated[Wanted, Depends()],
    look: Annotated[Look, Depends()],
    number: PageNumber = 1,
) -> Response:
    """The matrix, and the cell that is open."""
    event, cell = look.event, look.cell
    known = [name for name, _ in disputes.fields(query)]
    shown = tuple(name for name in known if cell in (column_of(name), "*")) if event else ()
    opened = quarrels(query, event, shown)
    heading = headings(query, [event]).get(event)
    about: dict[str, object] = {
        "opened": opened, "event": event, "title": heading.title if heading else "", "cell": cell
    }  # fmt: skip
    close = changed(request, event="", cell="")
    if HTMX in request.headers and event:
        return page(request, "cell.html", about=about, close=close, of_event=of_event, of_review=of_review)
    found = disputes.tallies(query, wanted)
    by_field = look.rows == "field"
    keys = worst_first(found) if not by_field else columns_of(found)
    listed = pages(request, len(keys), number, SIZE)
    on_page = keys[max(0, listed.first - 1) : listed.last]
    heads = relations_of(found) if by_field or look.columns == "relation" else columns_of(found)
    made = field_rows(request, found, on_page, heads) if by_field else event_rows(request, query, found, on_page, heads)
    return page(
        request,
        "disagreements.html",
        about=about,
        close=close,
        of_event=of_event,
        of_review=of_review,
        heads=[words.said("relation", one) if one in words_of_relations() else words.field_words(one) for one in heads],
        rows=made,
        by_field=by_field,
        pages=listed,
        shapes=shapes(request, by_field, look.columns),
        total=sum(disputes.relations(query).values()),
        clashes=sum(one.number for one in found if one.relation in words.CLASHES),
        milder=sum(one.number for one in found if one.relation not in words.CLASHES),
        relations=relation_choices(query),
        fields=field_choices(known, report=True),
        outcomes=field_choices(known, report=False),
        names=disputes.names(query, OFFERED),
        wanted=wanted,
        kept={"rows": look.rows if by_field else "", "columns": look.columns if look.columns == "relation" else ""},
    )


def words_of_relations() -> tuple[str, ...]:
    """The relations, the worst first."""
    return ("conflict", "divergent", "update", "correction", "subset", "definition", "incomparable")


def column_of(field: str) -> str:
    """The column of a field; of several outcomes that differ, the gravest."""
    return min(field.split(", "), key=lambda one: (words.place_in("outcome", one), one))


def columns_of(found: Iterable[Tally]) -> list[str]:
    """The columns that have disagreements: fields of reports, then outcomes, the gravest first."""
    order = words.fields()
    names = {column_of(one.field) for one in found}
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), words.place_in("outcome", n), n))


def relations_of(found: Iterable[Tally]) -> list[str]:
    """The relations that occur, the worst first."""
    there = {one.relation for one in found}
    return [one for one in words_of_relations() if one in there]


def worst_first(found: Iterable[Tally]) -> list[str]:
    """The events with the most contradictions first, then those with the most other differences, then as linked."""
    clashes: dict[str, int] = {}
    others: dict[str, int] = {}
    for one in found:
        kind = clashes if one.relation in words.CLASHES else others
        kind[one.event] = kind.get(one.event, 0) + one.number
    events = dict.fromkeys(one.event for one in found)
    return sorted(events, key=lambda one: (-clashes.get(one, 0), -others.get(one, 0)))


def event_rows(
    request: Request, query: Query, found: Iterable[Tally], events: list[str], heads: list[str]
) -> list[Row]:
    """A row an event."""
    told = headings(query, events)
    cells: dict[tuple[str, str], list[Tally]] = {}
    for one in found:
        for head in {column_of(one.field), one.relation} & set(heads):
            cells.setdefault((one.event, head), []).append(one)

    def cell(event: str, head: str) -> Cell | None:
        tallied = cells.get((event, head))
        if tallied is None:
            return None
        name = "*" if head in words_of_relations() else head
        return made(tallied, changed(request, event=event, cell=name) + "#cell-h", f"{event}-{head}")

    return [
        Row(one, told[one].title, told[one].when, of_event(one), tuple(cell(one, head) for head in heads))
        for one in events
    ]


def field_rows(request: Request, found: Iterable[Tally], names: list[str], heads: list[str]) -> list[Row]:
    """A row a field; its cells lead to the events."""
    cells: dict[tuple[str, str], list[Tally]] = {}
    for one in found:
        cells.setdefault((column_of(one.field), one.relation), []).append(one)

    def asked(name: str, relation: str) -> str:
        kind = "field" if name in words.fields() else "outcome"
        return changed(request, **{"rows": "", "relation": relation, kind: name, "event": "", "cell": ""})

    def cell(name: str, head: str) -> Cell | None:
        tallied = cells.get((name, head))
        return made(tallied, asked(name, head), f"{name}-{head}") if tallied else None

    return [
        Row(name, words.field_words(name), "", asked(name, ""), tuple(cell(name, head) for head in heads))
        for name in names
    ]


def made(tallied: list[Tally], href: str, key: str) -> Cell:
    """A cell over some disagreements."""
    worst = min((one.relation for one in tallied), key=words_of_relations().index)
    number = sum(one.number for one in tallied if one.relation == worst)
    more = sum(one.number for one in tallied) - number
    return Cell(worst, number, more, worst in words.CLASHES, href, key)


def shapes(request: Request, by_field: bool, columns: str) -> list[tuple[str, str, bool]]:
    """The shapes that the matrix may have: name, address, whether it has it."""
    by_relation = columns == "relation"
    return [
        ("Events by field", changed(request, rows="", columns="", event="", cell=""), not by_field and not by_relation),
        (
            "Events by relation",
            changed(request, rows="", columns="relation", event="", cell=""),
            not by_field and by_relation,
        ),
        ("Fields by relation", changed(request, rows="field", columns="", event="", cell=""), by_field),
    ]


def relation_choices(query: Query) -> tuple[Choice, ...]:
    """The relations that occur, with how many disagreements."""
    counts = disputes.relations(query)
    return tuple(Choice(one, words.said("relation", one), counts[one]) for one in words_of_relations() if one in counts)


def field_choices(known: Iterable[str], *, report: bool) -> tuple[Choice, ...]:
    """The fields of reports, or the outcomes, on which there are disagreements."""
    names = {part for name in known for part in name.split(", ") if (part in words.fields()) == report}
    ordered = sorted(names, key=lambda one: (words.place_in("field" if report else "outcome", one), one))
    return tuple(Choice(one, words.field_words(one)) for one in ordered)
