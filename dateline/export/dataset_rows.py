"""Which folder and which partition each line of the record goes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

import msgspec
from msgspec import Struct

from dateline.export import lines

MONTH = len("2016-10")
UNKNOWN = "unknown"
"""The folder of what has no month or no country; in the rows themselves both stay empty.

Not `__HIVE_DEFAULT_PARTITION__`, by which Hive and Spark mean null: pandas cannot read a folder that has it
(https://github.com/pandas-dev/pandas/issues/55400), and Arrow cannot tell the type of a column of nothing else.
"""


class Kind(Struct, frozen=True):
    """A kind of line: its folder, what one row is written from, by what it is parted."""

    folder: str
    line: type[Struct]
    parted_by: tuple[str, ...]


PLACED = ("month", "country")
KINDS = {
    str(kind.line.__struct_config__.tag): kind
    for kind in (
        Kind("events", lines.EventLine, PLACED),
        Kind("reports", lines.ReportLine, PLACED),
        Kind("claims", lines.ClaimLine, PLACED),
        Kind("figures", lines.FigureLine, PLACED),
        Kind("disagreements", lines.DisagreementLine, PLACED),
        Kind("documents", lines.DocumentLine, PLACED[:1]),
        Kind("source_edges", lines.SourceEdgeLine, PLACED[:1]),
        Kind("series", lines.SeriesLine, ()),
        Kind("failures", lines.FailureLine, ()),
        Kind("judgements", lines.JudgementLine, ()),
        Kind("tombstones", lines.TombstoneLine, ()),
    )
}
"""By the `kind` of the JSONL record. Documents and what they take from each other are in no country."""


class Row(Struct, frozen=True):
    """A line on its way to a file."""

    kind: Kind
    partition: tuple[str | None, ...]
    cells: dict[str, object]


class Home(Struct, frozen=True):
    """The month and the country of something that was written already."""

    month: str | None = None
    country: str | None = None


NOWHERE = Home()


def rows_of(record: Iterable[lines.Line]) -> Iterator[Row]:
    """The lines of a record as rows, in their order.

    An event and a report have the month of their first possible day and the country of their place; claims and figures
    those of their report, a figure of none those of its period and scope; a disagreement those of its event; a document
    the month in which it was published, an edge that of the document that takes.
    """
    homes: dict[str, Home] = {}
    for line in record:
        kind = KINDS[str(line.__struct_config__.tag)]
        home = home_of(line, homes)
        if isinstance(line, (lines.DocumentLine, lines.ReportLine, lines.EventLine)):
            homes[line.id] = home
        yield Row(kind, (home.month, home.country)[: len(kind.parted_by)], cells_of(line))


def home_of(line: lines.Line, homes: dict[str, Home]) -> Home:
    """The month and the country of a line; `homes` has those of the documents, reports and events before it."""
    if isinstance(line, (lines.EventLine, lines.ReportLine)):
        return Home(month_of(line.when.earliest if line.when else None), line.where.country if line.where else None)
    if isinstance(line, lines.DocumentLine):
        return Home(month_of(line.published.earliest))
    if isinstance(line, lines.ClaimLine):
        return homes.get(line.report, NOWHERE)
    if isinstance(line, lines.FigureLine):
        own = Home(month_of(line.period.earliest if line.period else None), line.scope.country if line.scope else None)
        return homes.get(line.report or "", own)
    if isinstance(line, lines.DisagreementLine):
        return homes.get(line.event, NOWHERE)
    if isinstance(line, lines.SourceEdgeLine):
        return homes.get(line.target, NOWHERE)
    return NOWHERE


def month_of(day: str | None) -> str | None:
    """The month of an ISO day or time.

    >>> month_of("2016-10-17T05:00"), month_of(None)
    ('2016-10', None)
    """
    return day[:MONTH] if day else None


def cells_of(line: lines.Line) -> dict[str, object]:
    """The keys of a line and what they hold, its kind aside, which the folder tells."""
    cells: dict[str, object] = msgspec.to_builtins(line)
    del cells["kind"]
    return cells


def folder_of(kind: Kind, partition: tuple[str | None, ...]) -> str:
    """Where the files of a partition stand, values written so that no character of them can leave the folder.

    >>> folder_of(KINDS["event"], ("2016-10", None))
    'events/month=2016-10/country=unknown'
    >>> folder_of(KINDS["event"], ("../up", "N A"))
    'events/month=..%2Fup/country=N%20A'
    """
    named = zip(kind.parted_by, partition, strict=True)
    return "/".join([kind.folder, *(f"{name}={quote(value, safe='') if value else UNKNOWN}" for name, value in named)])
