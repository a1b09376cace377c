"""A release as one file to hand on: the record, the report and the tables, with the hash of each."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from dateline.engine.exporting import log_export, view_of, write_as, write_page
from dateline.engine.releasing import lines_of, logged, released, write_release

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.export.view import ExportView

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a bundle, so that the same release gives the same bytes."""


FILES = {
    "csv": "events.csv", "acled": "acled.csv", "ucdp": "ucdp.csv", "plover": "plover.tsv", "geojson": "events.geojson",
    "parquet": "events.parquet", "hxl": "events.hxl.csv", "xlsx": "events.xlsx",
}  # fmt: skip
"""The file of each format in a bundle; the record itself is there as it was released."""


class Bundle(Struct, frozen=True, kw_only=True):
    """What went into a bundle."""

    sha256: str  #: of the whole file
    files: tuple[str, ...]  #: names of the files in it
    left_out: str  #: what is not in it, and why; empty where nothing is missing


def bundle(case: Case, name: str, out: BinaryIO, *, masked: bool) -> Bundle:
    """Write a release as a zip, private people masked unless `masked` is False; the custody log tells of it.

    Report and tables are made from the record as it stands, so they are in it only while that is what was released.
    Raises ReleaseError when there is no such release, or its file was altered.
    """
    from dateline.export.masking import masked as with_masks

    lines = io.BytesIO()
    write_release(case, name, lines, masked=masked)
    files = {f"{name}.jsonl": lines.getvalue()}
    view = view_of(case, masked=False)
    as_released = hashlib.sha256(lines_of(view)).hexdigest() == logged(case)[name]
    if as_released:
        files |= dict(views(case, with_masks(view) if masked else view))
    left_out = "" if as_released else "report and tables: the record has changed since the release"
    files["README.txt"] = about(case, name, files, left_out, masked=masked)
    data = packed(files)
    out.write(data)
    digest = hashlib.sha256(data).hexdigest()
    log_export(case, f"bundle of release {name}", f"{len(files)} files, sha256 {digest}", masked=masked)
    return Bundle(sha256=digest, files=tuple(files), left_out=left_out)


def views(case: Case, view: ExportView) -> Iterator[tuple[str, bytes]]:
    """A view of the case as a page, and in every format that takes no more than the record."""
    page = io.BytesIO()
    write_page(case, view, page, title=None)
    yield "report.html", page.getvalue()
    for format, file in FILES.items():
        table = io.BytesIO()
        write_as(case, format, view, table)
        yield file, table.getvalue()


def about(case: Case, name: str, files: dict[str, bytes], left_out: str, *, masked: bool) -> bytes:
    """What is in the bundle, for whoever gets it."""
    kept = next(one for one in released(case) if one.name == name)
    people = "Private people are masked." if masked else "PRIVATE PEOPLE ARE NAMED: do not publish."
    lines = [
        f"{case.folder.resolve().name}, release {name} of {kept.made_at}",
        people,
        f"The whole record as released has the SHA-256 {kept.sha256}.",
        "",
        *(f"{hashlib.sha256(data).hexdigest()}  {file}" for file, data in files.items()),
        *(["", f"Not in it: {left_out}."] if left_out else []),
        "",
        "An event is a view over what reports claim; it is no finding of fact.",
    ]
    return "\n".join(lines).encode() + b"\n"


def packed(files: dict[str, bytes]) -> bytes:
    """Files as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
