"""`export`: the record out of the case, masked unless asked otherwise, with a line in the custody log."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from dateline import __version__
from dateline.export.view import ExportView
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.export.outcome import ExportReport


class FormatError(UsageError):
    """An export format that does not exist."""


def export(case: Case, format: str, out: BinaryIO, *, masked: bool) -> ExportReport:
    """Write the whole record in one format. What goes out unmasked is logged."""
    from dateline.export import csv, geojson, jsonl
    from dateline.export.masking import masked as with_masks

    writers = {"jsonl": jsonl.write, "csv": csv.write, "geojson": geojson.write}
    if format not in writers:
        raise FormatError(f"no export format {format}; there are {', '.join(sorted(writers))}")
    view = view_of(case)
    report = writers[format](with_masks(view) if masked else view, out)
    case.log.append(
        case.now(), [("exported", f"{format}, {'masked' if masked else 'UNMASKED'}, {report.written} rows")]
    )
    return report


def view_of(case: Case) -> ExportView:
    """Everything of a case that can leave it."""
    store = case.store
    return ExportView(
        dateline=store.meta().get("dateline", __version__),
        tables=store.meta().get("tables", ""),
        documents=store.documents(),
        record=store.record(),
        failures=store.failures(),
        judgements=store.judgements(),
    )
