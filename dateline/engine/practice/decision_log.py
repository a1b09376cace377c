"""The decision log: every judgement in order, with who, when, why, and the codebook by which it was made."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from dateline.engine.exporting import log_export, view_of
from dateline.engine.practice.codebooks import codebooks, in_force
from dateline.export.delimited import safe
from dateline.export.outcome import ExportReport
from dateline.model.event import Judgement
from dateline.model.practice import Codebook

if TYPE_CHECKING:
    from dateline.engine.case import Case


class LogFilter(Struct, frozen=True, kw_only=True):
    """Which judgements to list; what is empty lets all pass."""

    by: str | None = None  #: who decided
    field: str | None = None  #: the field; `event` for decisions on a whole event
    since: str | None = None  #: day (ISO): made then or later
    until: str | None = None  #: day (ISO): made then or earlier


class Logged(Struct, frozen=True, kw_only=True):
    """One judgement of the log."""

    number: int  #: orders judgements
    at: str  #: when (ISO)
    by: str  #: who decided
    decision: str  #: `accept`, `reject`, `edit`, `same`, `different`, `unsure`, `added`, `excluded`, `undone`
    field: str  #: the field it is about
    type: str  #: the event type of what it is about, where it names one
    value: str  #: the value it sets
    why: str  #: the reason
    codebook: str  #: the codebook by which it was made; empty where none was in force
    version: str  #: its version
    capture: str  #: id of the capture it is about
    quote: str  #: the words it is about


def logged(judgements: Iterable[Judgement], known: tuple[Codebook, ...], wanted: LogFilter) -> tuple[Logged, ...]:
    """The judgements that pass, in order."""
    rows = (row_of(one, in_force(known, one.number)) for one in judgements)
    return tuple(row for row in rows if passes(row, wanted))


def row_of(one: Judgement, codebook: Codebook | None) -> Logged:
    """A judgement as a line of the log."""
    field, _, kind = (one.field or "").partition(":")
    return Logged(
        number=one.number,
        at=one.at,
        by=one.by,
        decision=one.decision,
        field=field,
        type=kind,
        value=one.value or "",
        why=one.why,
        codebook=codebook.name if codebook else "",
        version=codebook.version if codebook else "",
        capture=one.capture or "",
        quote=one.quote or "",
    )


def passes(row: Logged, wanted: LogFilter) -> bool:
    """Whether a line is wanted."""
    day = row.at[:10]
    return (
        wanted.by in (None, row.by)
        and wanted.field in (None, row.field)
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
    )


def decisions(case: Case, wanted: LogFilter) -> tuple[Logged, ...]:
    """The decision log of a case, names as they are: for those who work in it."""
    return logged(case.store.judgements(), codebooks(case), wanted)


def write_decisions(case: Case, out: BinaryIO, wanted: LogFilter, *, masked: bool) -> ExportReport:
    """Write the log as CSV, safe to open in a spreadsheet, without what is about restricted sources."""
    view = view_of(case, masked=masked)
    rows = logged(view.judgements, codebooks(case), wanted)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(Logged.__struct_fields__)
    for row in rows:
        writer.writerow([safe(getattr(row, name)) for name in Logged.__struct_fields__])
    out.write(text.getvalue().encode())
    log_export(case, "decisions", f"{len(rows)} rows", masked=masked)
    withheld = len(decisions(case, wanted)) - len(rows)
    return ExportReport(
        len(rows) + withheld, len(rows), {"judgements from restricted sources": withheld} if withheld else {}
    )
