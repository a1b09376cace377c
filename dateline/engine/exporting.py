"""`export` and `report`: the record out of the case, masked unless asked otherwise, with a line in the custody log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from dateline import __version__
from dateline.engine.settings import load_settings
from dateline.export.view import ExportView
from dateline.model.errors import UsageError
from dateline.model.policy import Policy

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.export.outcome import ExportReport


WACZ = "wacz"


class FormatError(UsageError):
    """An export format that does not exist."""


def export(case: Case, format: str, out: BinaryIO, *, masked: bool, policy: Policy | None = None) -> ExportReport:
    """Write the whole record in one format; `policy`: by which rule tables sum deaths up, else the case's setting.

    `wacz` is the archived pages themselves, never masked.
    """
    from dateline.export import csv, geojson, jsonl

    if format == WACZ:
        from dateline.engine.handing import hand_on

        if masked:
            raise FormatError("wacz hands on the archived pages as they came, private people named: add --unmasked")
        return hand_on(case, out)
    writers = {"jsonl": jsonl.write, "csv": csv.write, "geojson": geojson.write}
    if format not in writers:
        raise FormatError(f"no export format {format}; there are {', '.join(sorted([*writers, WACZ]))}")
    chosen = load_settings(case.folder, {"policy": policy}).policy
    view = msgspec.structs.replace(view_of(case, masked=masked), policy=chosen)
    made = counted(writers[format](view, out), view.withheld)
    log_export(case, format, f"{made.written} rows", masked=masked)
    return made


def export_release(case: Case, name: str, out: BinaryIO, *, masked: bool) -> ExportReport:
    """Write a release, in its one format, jsonl."""
    from dateline.engine.releasing import write_release
    from dateline.export.outcome import ExportReport

    rows = write_release(case, name, out, masked=masked)
    log_export(case, f"release {name}", f"{rows} rows", masked=masked)
    return ExportReport(rows, rows, {})


def report(case: Case, out: BinaryIO, *, masked: bool, title: str | None) -> ExportReport:
    """Write the case as one HTML page under `title`, the folder's name by default."""
    from dateline.export.report import load_basemap, write

    basemap, coastline = load_basemap(), case.folder / "coastline.geojson"
    if coastline.is_file():
        basemap = basemap.with_coastline(coastline.read_bytes())
    view = view_of(case, masked=masked)
    made = write(view, out, basemap=basemap, title=title or case.folder.resolve().name)
    made = counted(made, view.withheld)
    log_export(case, "report", f"{made.written} events", masked=masked)
    return made


def view_of(case: Case, *, masked: bool) -> ExportView:
    """Everything of a case that can leave it: nothing of restricted sources, no private people's names when `masked`.

    Raises RestrictionError where the record cannot be made without the restricted sources.
    """
    from dateline.export.masking import masked as with_masks

    view = unrestricted(case, whole_view(case))
    return with_masks(view) if masked else view


def unrestricted(case: Case, view: ExportView) -> ExportView:
    """The view without the restricted sources of its case."""
    from dateline.engine.practice.restricting import hidden

    found = hidden(case)
    if not found:
        return view
    from dateline.engine.practice.withholding import relinked, withheld

    captures = [one for one in case.store.captures() if one.id in found.captures]
    places = sorted({place for one in captures for place in (one.path, one.url) if place})
    return withheld(view, found, lambda: relinked(case, found), places)


def whole_view(case: Case) -> ExportView:
    """Everything of a case, also what may not leave it."""
    store = case.store
    meta = store.meta()
    return ExportView(
        dateline=meta.get("dateline", __version__),
        tables=meta.get("tables", ""),
        documents=store.documents(),
        record=store.record(),
        failures=store.failures(),
        judgements=store.judgements(),
    )


def counted(made: ExportReport, withheld: Mapping[str, int]) -> ExportReport:
    """What an exporter reports, with what it was not given."""
    left_out = dict(sorted({**made.left_out, **withheld}.items()))
    return msgspec.structs.replace(made, existing=made.existing + sum(withheld.values()), left_out=left_out)


def log_export(case: Case, what: str, amount: str, *, masked: bool) -> None:
    """A line in the custody log for what went out, and whether private people were named in it."""
    case.log.append(case.now(), [("exported", f"{what}, {'masked' if masked else 'UNMASKED'}, {amount}")])
