"""A case built afresh from pages, as the rows of the JSONL that a user would get."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

from msgspec import Struct

import dateline
from dateline.engine.case import Case
from dateline.engine.layers import import_places

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
        case = dateline.open(Path(folder) / "case", create=True)
        if gazetteer is not None:
            import_places(gazetteer, case.folder)
        case.add(pages)
        case.build()
        texts = {document.id: document.text for document in case.documents()}
        masked = "\n".join(exported(case, name, masked=True) for name in ("jsonl", "csv", "geojson"))
        return Built(rows_of(exported(case, "jsonl", masked=False)), texts, masked + report(case))


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
