"""The page of exports: every key of every line of the JSONL record, and the columns of the flat formats."""

from __future__ import annotations

import types
import typing
from typing import Any

import msgspec
from msgspec import Struct

from dateline.export import happenings, hxl, jsonl, line_cells, lines
from dateline.export.sheets import SheetColumn
from dateline.model import document, event, mention, report, source
from dateline.tables import schemes
from dateline.tables.rows import read_table
from scripts.reference.fields import fields, meaning, missing, purpose, slug, words
from scripts.reference.markdown import code, page, table

MODEL: dict[type[Struct], type[Struct]] = {
    line_cells.PublishedCell: document.Published,
    line_cells.WhenCell: report.When,
    line_cells.WhereCell: mention.Place,
    line_cells.PeriodCell: mention.Period,
    line_cells.ActorCell: mention.Actor,
    line_cells.AttributionCell: mention.Attribution,
    line_cells.SegmentCell: document.Segment,
    line_cells.ClaimantCell: event.Claimant,
    line_cells.ValueCell: event.Value,
    line_cells.UnnamedCell: event.Unnamed,
    line_cells.AdmissionCell: event.Admission,
    line_cells.EstimateCell: event.Estimate,
    line_cells.PointCell: event.SeriesPoint,
    lines.DocumentLine: document.Document,
    lines.ReportLine: report.Report,
    lines.ClaimLine: report.Claim,
    lines.FigureLine: mention.Figure,
    lines.EventLine: event.Event,
    lines.SourceEdgeLine: event.SourceEdge,
    lines.SeriesLine: event.Series,
    lines.DisagreementLine: event.Disagreement,
    lines.FailureLine: source.Failure,
    lines.JudgementLine: event.Judgement,
    lines.TombstoneLine: event.Tombstone,
}
"""The record that a line or cell writes: where the export says nothing else, a key means what the field means."""
JSON = {str: "string", float: "number", int: "integer", bool: "boolean", types.NoneType: "null"}
INTRODUCTION = f"""
`dateline export CASE --format jsonl` writes the complete record: one JSON object a line, in UTF-8, documents with what
they say first, then what ties them. The key `kind` says what a line is. This is schema {jsonl.SCHEMA}; the number rises
when a key changes its name or meaning. A reader should pass over keys that it does not know.
"""
FLAT = """
`--format csv` and `--format geojson` write one row an event, for what happened: what is only planned, feared or denied
by the narrator is left out and counted, and so is a total whose parts are listed. GeoJSON draws a point only for a
settlement or a building; other places are circles, and what is placed no closer than a country is left out and counted.
In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe. `parquet`, `hxl` and the first
sheet of `xlsx` have the same rows and columns. How the rows of the formats below are made, and what they leave out:
[exports](../exports.md).
"""
SHEETS = """
The sheet `events` has the columns of CSV.
"""
FORMATS = {"acled": "ACLED", "ucdp": "UCDP GED", "plover": "PLOVER"}


def exports() -> str:
    """The page."""
    kinds = typing.get_args(lines.Line)
    parts = [INTRODUCTION, "## Lines", *(described(kind, str(kind.__struct_config__.tag)) for kind in kinds)]
    parts += ["## Parts of lines", *(described(kind, title(kind)) for kind in cells(kinds))]
    columns = [(code(column.column), column.meaning) for column in happenings.columns()]
    parts += ["## CSV and GeoJSON", FLAT, table(("column", "meaning"), columns)]
    for name, heading in FORMATS.items():
        rows = [(code(column.column), column.type, column.meaning) for column in schemes.columns(f"export_{name}")]
        parts += [f"## {heading}", table(("column", "type", "meaning"), rows)]
    parts += ["## HXL", table(("column", "hashtag"), [(code(name), code(tag)) for name, tag in hxl.tags().items()])]
    sheets = [(one.sheet, code(one.column), one.meaning) for one in read_table("export_xlsx", SheetColumn)]
    parts += ["## XLSX", SHEETS, table(("sheet", "column", "meaning"), sheets)]
    return page("Exports", *parts)


def described(record: type[Struct], heading: str) -> str:
    """Heading, purpose and keys of one kind of line or cell."""
    hints = typing.get_type_hints(record)
    rows = [
        (code(field.encode_name), words(hints[field.name], named), key_meaning(record, field.name))
        for field in msgspec.structs.fields(record)
    ]
    return f"### {heading}\n\n{purpose(record)}\n\n{table(('key', 'JSON', 'meaning'), rows)}"


def key_meaning(record: type[Struct], name: str) -> str:
    """What a key means: the line's own words, else those of the record that it writes."""
    model = MODEL.get(record)
    of_model = {field.name: field.meaning for field in fields(model)} if model else {}
    return meaning(record, name) or of_model.get(name) or missing(record, name)


def cells(kinds: tuple[type[Struct], ...]) -> list[type[Struct]]:
    """The cells that lines hold, in the order in which they are met."""
    found: list[type[Struct]] = []
    todo = list(kinds)
    while todo:
        for hint in typing.get_type_hints(todo.pop(0)).values():
            for inner in structs(hint):
                if inner not in found:
                    found.append(inner)
                    todo.append(inner)
    return found


def structs(hint: Any) -> list[type[Struct]]:
    """The structs that a type mentions."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        return [hint]
    return [found for part in typing.get_args(hint) for found in structs(part)]


def title(cell: type[Struct]) -> str:
    """`WhenCell` as `When`."""
    return cell.__name__.removesuffix("Cell")


def named(hint: Any) -> str:
    """A JSON type, a cell as a link to its heading."""
    if hint in JSON:
        return JSON[hint]
    return f"[{title(hint)}](#{slug(title(hint))})"
