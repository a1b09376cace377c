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


def report(case: Case, out: BinaryIO, *, masked: bool, title: str | None) -> ExportReport:
    """Write the case as one HTML page under `title`, the folder's name by default. What goes out unmasked is logged."""
    from dateline.export.masking import masked as with_masks
    from dateline.export.report import load_basemap, write

    basemap, coastline = load_basemap(), case.folder / "coastline.geojson"
    if coastline.is_file():
        basemap = basemap.with_coastline(coastline.read_bytes())
    view = view_of(case)
    made = write(with_masks(view) if masked else view, out, basemap=basemap, title=title or case.folder.resolve().name)
    case.log.append(case.now(), [("exported", f"report, {'masked' if masked else 'UNMASKED'}, {made.written} events")])
    return made


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
