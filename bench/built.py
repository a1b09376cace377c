"""A case built afresh from pages, as the rows of the JSONL that a user would get."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from msgspec import Struct

from dateline.engine.case import Case
from dateline.engine.layers import import_places

EXERCISE = Path(__file__).resolve().parents[1] / "examples" / "exercise"
Row = dict[str, Any]
COUNTED = ("occurred", "ongoing")


class Built(Struct, frozen=True, eq=False):
    """The exported rows of a case by kind, the text of each document by id, and every masked export's text."""

    rows: dict[str, list[Row]]
    texts: dict[str, str]
    masked: str


def build(pages: Path, gazetteer: Path | None = None) -> Built:
    """A case of `pages`, with `gazetteer` as its own layer; exported with and without masks."""
    with tempfile.TemporaryDirectory() as folder:
        case = built_case(Path(folder) / "case", pages, gazetteer)
        texts = {document.id: document.text for document in case.documents()}
        masked = "\n".join(exported(case, name, masked=True) for name in ("jsonl", "csv", "geojson"))
        return Built(rows_of(exported(case, "jsonl", masked=False)), texts, masked + report(case))


def built_case(folder: Path, pages: Path, gazetteer: Path | None = None) -> Case:
    """A new case in `folder`, with its own gazetteer layer and the pages, built."""
    case = Case.open(folder, create=True)
    if gazetteer is not None:
        import_places(gazetteer, folder)
    case.add(pages)
    case.build()
    return case


def exercise_case(folder: Path) -> Path:
    """The folder of the bundled exercise as a case, built, with its coastline."""
    built_case(folder, EXERCISE / "pages", EXERCISE / "gazetteer.csv")
    shutil.copyfile(EXERCISE / "coastline.geojson", folder / "coastline.geojson")
    return folder


def exercise_report(folder: Path, title: str) -> Path:
    """The HTML report of the bundled exercise, built in `folder` with its coastline."""
    case = built_case(folder, EXERCISE / "pages", EXERCISE / "gazetteer.csv")
    shutil.copyfile(EXERCISE / "coastline.geojson", folder / "coastline.geojson")
    path = folder / "report.html"
    with path.open("wb") as out:
        case.write_report(out, title=title)
    return path


def exported(case: Case, name: str, *, masked: bool) -> str:
    """The whole record in one format."""
    out = io.BytesIO()
    case.export(name, out, masked=masked)
    return out.getvalue().decode()


def report(case: Case) -> str:
    """The masked HTML report."""
    out = io.BytesIO()
    case.write_report(out)
    return out.getvalue().decode()


def rows_of(text: str) -> dict[str, list[Row]]:
    """The objects of a JSONL export by their kind."""
    rows: dict[str, list[Row]] = {}
    for line in text.splitlines():
        row = json.loads(line)
        rows.setdefault(row["kind"], []).append(row)
    return rows


def here(built: Built, kind: str, documents: list[Row], span: tuple[int, int]) -> list[Row]:
    """Reports or figures of these documents whose evidence overlaps the span."""
    ids = {d["id"] for d in documents}
    return [
        r
        for r in built.rows.get(kind, [])
        if r["document"] in ids and any(e["start"] < span[1] and span[0] < e["end"] for e in r["evidence"])
    ]
