"""What can be listed: for each list its lines, its parameters, and how a page of it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from dateline.engine.selecting import BY_NAME
from dateline.engine.shown import Shown
from dateline.export import lines
from dateline.store import paging
from dateline.store.browsing import browse
from dateline.store.deleted import Deleted, deleted
from dateline.web.api.parameters import PAGING, Asked

Row = TypeVar("Row")
SELECTING = tuple(name for name in BY_NAME if name != "sort")


class Listed(Struct, Generic[Row], frozen=True, kw_only=True):
    """A page of a list."""

    total: int  #: rows that pass the filters
    count: int  #: rows on this page
    limit: int  #: rows that were asked for
    next: str | None  #: the cursor of the next page; empty on the last one
    left_out: dict[str, int]  #: rows that do not pass: their number by reason
    data: Sequence[Row]  #: the rows


Read = Callable[[Shown, Asked], Listed[Struct]]


class Resource(Struct, frozen=True, kw_only=True):
    """A list: the line of a row, what its rows are, the parameters that it takes, how it is read."""

    line: type[Struct]
    meaning: str
    parameters: tuple[str, ...]
    read: Read
    suffixes: tuple[str, ...] = ("json", "csv")


def events(shown: Shown, one: Asked) -> Listed[Struct]:
    """Events that pass, in the order asked for."""
    found = browse(shown.query, one.selection, one.part.limit, one.part.cursor, one.part.skip)
    rows = shown.events([row.event.id for row in found.rows])
    return Listed(
        total=found.total,
        count=len(rows),
        limit=one.part.limit,
        next=found.next,
        left_out=found.left_out,
        data=rows,
    )


def belonging(kind: str) -> Read:
    """What belongs to events."""

    def read(shown: Shown, one: Asked) -> Listed[Struct]:
        page = paging.paged(shown.query, kind, one.selection, one.own, one.part)
        keys = page.keys
        rows: Sequence[Struct]
        match kind:
            case "claims":
                rows = shown.claims(keys)
            case "figures":
                rows = shown.figures(keys)
            case "documents":
                rows = shown.documents([str(key[0]) for key in keys])
            case "reports":
                rows = shown.reports([str(key[0]) for key in keys])
            case "disagreements":
                rows = shown.disagreements([key[0] for key in keys])
            case _:
                rows = shown.sources([key[0] for key in keys])
        return Listed(
            total=page.total,
            count=len(rows),
            limit=one.part.limit,
            next=page.next,
            left_out=page.left_out,
            data=rows,
        )

    return read


def named(kind: str) -> Read:
    """Names of events."""

    def read(shown: Shown, one: Asked) -> Listed[Struct]:
        if kind == "places":
            rows, total, following = paging.places(shown.query, one.selection, one.part)
            return whole(rows, total, following, one)
        found, total, following = paging.names(shown.query, kind, one.selection, one.part)
        return whole(found, total, following, one)

    return read


def gone(shown: Shown, one: Asked) -> Listed[Struct]:
    """Ids that are no longer used."""
    rows, total, left_out, following = deleted(shown.query, one.selection.updated_since, one.part)
    return msgspec.structs.replace(whole(rows, total, following, one), left_out=left_out)


def whole(rows: Sequence[Struct], total: int, following: str | None, one: Asked) -> Listed[Struct]:
    """A page of a list that leaves nothing out."""
    return Listed(total=total, count=len(rows), limit=one.part.limit, next=following, left_out={}, data=rows)


OF_EVENT = (*SELECTING, "event", *PAGING)
RESOURCES = {
    "events": Resource(
        line=lines.EventLine,
        meaning="What happened, or is said to; without `status` what occurred or is ongoing",
        parameters=(*SELECTING, "sort", *PAGING),
        read=events,
        suffixes=("json", "csv", "geojson"),
    ),
    "reports": Resource(
        line=lines.ReportLine,
        meaning="What one document says about one happening",
        parameters=(*SELECTING, "event", "document", *PAGING),
        read=belonging("reports"),
    ),
    "claims": Resource(
        line=lines.ClaimLine,
        meaning="One field of one report, with its evidence",
        parameters=(*SELECTING, "event", "report", *PAGING),
        read=belonging("claims"),
    ),
    "figures": Resource(
        line=lines.FigureLine,
        meaning="Quantities, as intervals",
        parameters=(*SELECTING, "event", "document", *PAGING),
        read=belonging("figures"),
    ),
    "documents": Resource(
        line=lines.DocumentLine,
        meaning="The stories that tell of the events",
        parameters=OF_EVENT,
        read=belonging("documents"),
    ),
    "sources": Resource(
        line=lines.SourceEdgeLine,
        meaning="Which document takes from which",
        parameters=OF_EVENT,
        read=belonging("sources"),
    ),
    "disagreements": Resource(
        line=lines.DisagreementLine,
        meaning="Where claims about an event differ, and how",
        parameters=OF_EVENT,
        read=belonging("disagreements"),
    ),
    "places": Resource(
        line=paging.PlaceName,
        meaning="Where events happened",
        parameters=(*SELECTING, *PAGING),
        read=named("places"),
        suffixes=("json", "csv", "geojson"),
    ),
    **{
        kind: Resource(line=paging.Name, meaning=meaning, parameters=(*SELECTING, *PAGING), read=named(kind))
        for kind, meaning in (
            ("actors", "Who did it, to whom, or who was harmed, by any report"),
            ("claimants", "Who says so: speakers and institutions"),
            ("publishers", "The outlets that tell of it"),
        )
    },
    "deleted": Resource(
        line=Deleted,
        meaning="Event ids that are no longer used",
        parameters=("updated_since", *PAGING),
        read=gone,
    ),
}
"""Every list, by its name in the address."""
