"""`export` and `report`: the record out of the case, masked unless asked otherwise, with a line in the custody log."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from dateline import __version__
from dateline.engine.settings import load_settings
from dateline.export.conflicts import CONFLICTS, read_conflicts
from dateline.export.view import ExportView
from dateline.model.errors import UsageError
from dateline.model.policy import Policy
from dateline.store.sifting import passed_by_reason

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.export.outcome import ExportReport


WACZ = "wacz"
DATASET = "dataset"
WHOLE = frozenset({"jsonl", DATASET})
"""The formats that have every row of the record, not those of events alone."""
WRITERS = {
    "jsonl": "dateline.export.jsonl",
    "csv": "dateline.export.csv",
    "acled": "dateline.export.acled",
    "ucdp": "dateline.export.ucdp",
    "plover": "dateline.export.plover",
    "geojson": "dateline.export.geojson",
    "parquet": "dateline.export.parquet",
    "hxl": "dateline.export.hxl",
    "xlsx": "dateline.export.xlsx",
}
"""The module that writes each format, imported only when asked for."""
POLICIES: dict[str, Policy] = {"acled": "acled_conservative", "ucdp": "ucdp_blh"}
"""By which rule these formats count the dead unless another is asked for: it is the rule of their codebook."""


class FormatError(UsageError):
    """An export format that does not exist."""


def export(
    case: Case, format: str, out: BinaryIO | Path, *, masked: bool, policy: Policy | None = None
) -> ExportReport:
    """Write the record in one format; `policy`: by which rule tables sum deaths up, else the format's own, else the
    case's setting.

    `wacz` is the archived pages themselves, never masked. `dataset` is a folder, all others are one file.
    """
    if isinstance(out, Path):
        return export_folder(case, format, out, masked=masked)
    if format == DATASET:
        raise FormatError("dataset is a folder of files: give its path")
    if format == WACZ:
        from dateline.engine.handing import hand_on

        if masked:
            raise FormatError("wacz hands on the archived pages as they came, private people named: add --unmasked")
        return hand_on(case, out)
    if format not in WRITERS:
        raise FormatError(f"no export format {format}; there are {', '.join(sorted([*WRITERS, WACZ, DATASET]))}")
    view = view_of(case, masked=masked)
    made = counted(format, write_as(case, format, view, out, policy=policy), view.withheld)
    log_export(case, format, f"{made.written} rows", masked=masked)
    return made


def export_folder(case: Case, format: str, folder: Path, *, masked: bool) -> ExportReport:
    """Write the record in the one format that is a folder."""
    from dateline.export.dataset import write

    if format != DATASET:
        raise FormatError(f"{format} is one file, and {folder} is a path: give a file that is open for writing")
    view = view_of(case, masked=masked)
    made = counted(format, write(view, folder), view.withheld)
    log_export(case, format, f"{made.written} rows", masked=masked)
    return made


def write_as(case: Case, format: str, view: ExportView, out: BinaryIO, *, policy: Policy | None = None) -> ExportReport:
    """Write a view of the case in one of the formats of `WRITERS`."""
    writer = import_module(WRITERS[format])
    chosen = load_settings(case.folder, {"policy": policy or POLICIES.get(format)})
    view = msgspec.structs.replace(view, policy=chosen.policy, several=chosen.several)
    if format == "ucdp":
        view = msgspec.structs.replace(view, conflicts=read_conflicts(case.folder / CONFLICTS))
    made: ExportReport = writer.write(view, out)
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
    view = view_of(case, masked=masked)
    made = counted("report", write_page(case, view, out, title=title), view.withheld)
    log_export(case, "report", f"{made.written} events", masked=masked)
    return made


def write_page(case: Case, view: ExportView, out: BinaryIO, *, title: str | None) -> ExportReport:
    """Write a view of the case as one HTML page, with the case's own coastline where it has one."""
    from dateline.export.report import load_basemap, write

    basemap, coastline = load_basemap(), case.folder / "coastline.geojson"
    if coastline.is_file():
        basemap = basemap.with_coastline(coastline.read_bytes())
    return write(view, out, basemap=basemap, title=title or case.folder.resolve().name)


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
        passed=passed_by_reason(store.query),
    )


def counted(format: str, made: ExportReport, withheld: Mapping[str, int]) -> ExportReport:
    """What an exporter reports, with what it was not given; not every format has rows for documents."""
    from dateline.engine.practice.withholding import EVENTS

    rows = {name: number for name, number in withheld.items() if format in WHOLE or name == EVENTS}
    left_out = dict(sorted({**made.left_out, **rows}.items()))
    return msgspec.structs.replace(made, existing=made.existing + sum(rows.values()), left_out=left_out)


def log_export(case: Case, what: str, amount: str, *, masked: bool) -> None:
    """A line in the custody log for what went out, and whether private people were named in it."""
    case.log.append(case.now(), [("exported", f"{what}, {'masked' if masked else 'UNMASKED'}, {amount}")])
