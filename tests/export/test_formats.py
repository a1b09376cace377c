"""Each format is read by its own field's tool, reads back as it was written, and is safe to open."""

import csv
import io
import json
import struct
import sys
import time
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import hxl
import msgspec
import openpyxl
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet as arrow

from dateline.engine.exporting import WRITERS
from dateline.export import acled, coded, happenings, plover, sheets, ucdp, xlsx
from dateline.model.errors import MissingError
from dateline.model.event import Value
from dateline.tables import event_types, outlets
from dateline.tables.schemes import columns
from tests.export.made import view_of
from tests.export.packed import text_of

CASES = Path(__file__).parents[1] / "cases"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def every_event():
    """The events of both case tables in one view, each under an id of its own."""
    specs = []
    for name in ("exports_acled", "exports_ucdp"):
        for number, case in enumerate(tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]):
            for spec in case["events"]:
                ids = {key: f"{spec[key]}-{name}-{number}" for key in ("id", "part_of") if key in spec}
                specs.append(spec | ids)
    return view_of(specs)


@pytest.fixture(scope="module")
def view():
    return every_event()


def written(view, format):
    out = io.BytesIO()
    report = import_module(WRITERS[format]).write(view, out)
    return report, out.getvalue()


def read_csv(data, delimiter=","):
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


def typed(text, type):
    """A cell as its column's type says it is to be read."""
    if text == "":
        return None
    return float(text) if type == "number" else text


def as_written(cells):
    """What cells are once read: an empty text is an empty cell."""
    return {
        name: None if cell in (None, "") else float(cell) if isinstance(cell, (int, float)) else cell
        for name, cell in cells.items()
    }


def acled_cells(view):
    types, known = event_types.load(), outlets.load()
    return [acled.cells(row, types, known) for row in acled.rows_of(view)[0]]


def ucdp_cells(view):
    types = event_types.load()
    kept, _ = coded.sifted(list(coded.coded(view)), lambda one: ucdp.refusal(one, types))
    return [ucdp.cells(one, types, view.conflicts) for one in kept]


def plover_cells(view):
    wholes = {one.event.part_of for one in coded.coded(view) if plover.refusal(one) is None}
    kept = [one for one in coded.coded(view) if plover.refusal(one) is None and one.event.id not in wholes]
    return [plover.cells(one, view.dateline) for one in kept]


@pytest.mark.parametrize(
    ("format", "cells", "delimiter"),
    [("acled", acled_cells, ","), ("ucdp", ucdp_cells, ","), ("plover", plover_cells, "\t")],
)
def test_every_cell_reads_back_as_its_column_says(view, format, cells, delimiter):
    report, data = written(view, format)
    rows, made = read_csv(data, delimiter), cells(view)
    assert len(rows) == len(made) > 9
    assert list(rows[0]) == [column.column for column in columns(f"export_{format}")] == list(made[0])
    types = {column.column: column.type for column in columns(f"export_{format}")}
    for row, cell in zip(rows, made, strict=True):
        assert {name: typed(text, types[name]) for name, text in row.items()} == as_written(cell)
    assert report.existing == len(view.record.events) == report.written + sum(report.left_out.values())


def test_hxl_is_read_by_libhxl(view, tmp_path):
    report, data = written(view, "hxl")
    path = tmp_path / "events.csv"
    path.write_bytes(data)
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    rows = list(source)
    assert len(rows) == report.written
    assert {"#event+id", "#date+start", "#affected+killed", "#geo+lat", "#loc+name"} <= set(source.display_tags)
    assert len(source.columns) == len(happenings.columns())
    assert errors(path, SCHEMA) == errors(path, None) == []
    first, _ = happenings.happenings(view)
    assert [row.get("#event+id") for row in rows] == [one.id for one in first]
    killed = [row.get("#affected+killed-min-max") for row in rows]
    assert [float(text) if text else None for text in killed] == [one.deaths_best for one in first]


def errors(path, schema):
    """What libhxl has against a file, by a schema or by HXL's own core schema."""
    found = []
    hxl.schema(schema, found.append).validate(hxl.data(str(path), hxl.InputOptions(allow_local=True)))
    # 'info' tells of numbers that stand out, as the dead of a total do.
    return [(error.message, str(error.column)) for error in found if error.rule.severity != "info"]


SCHEMA = [
    ["#valid_tag", "#valid_required", "#valid_datatype"],
    ["#event+id", "true", "text"],
    ["#date+start", "", "date"],
    ["#date+end", "", "date"],
    ["#geo+lat", "", "number"],
    ["#geo+lon", "", "number"],
    ["#affected+killed", "", "number"],
]


def test_hxl_with_a_wrong_cell_is_refused_by_libhxl(view, tmp_path):
    _, data = written(view, "hxl")
    path = tmp_path / "events.csv"
    path.write_bytes(data.replace(b"2016-10-20", b"yesterday"))
    assert errors(path, SCHEMA)


def test_geojson_is_a_feature_collection_of_rfc_7946(view):
    report, data = written(view, "geojson")
    found = FeatureCollection.model_validate_json(data)
    assert len(found.features) == report.written > 9
    assert {feature.geometry.type for feature in found.features} == {"Point", "Polygon"}
    assert json.loads(data)["left_out"] == report.left_out
    with pytest.raises(ValueError, match="type"):
        FeatureCollection.model_validate_json(data.replace(b'"Point"', b'"Pin"'))


def geometry_of(binary):
    """A point or a polygon of well-known binary: its type and its positions."""
    order, kind = struct.unpack_from("<BI", binary)
    assert order == 1
    if kind == 1:
        return "Point", [struct.unpack_from("<dd", binary, 5)]
    rings, count = struct.unpack_from("<II", binary, 5)
    assert (kind, rings, len(binary)) == (3, 1, 13 + 16 * count)
    return "Polygon", [struct.unpack_from("<dd", binary, 13 + 16 * n) for n in range(count)]


def test_parquet_reads_back_typed_with_the_metadata_of_geoparquet(view):
    report, data = written(view, "parquet")
    table = arrow.read_table(io.BytesIO(data))
    rows, _ = happenings.happenings(view)
    drawn = {f["id"]: f["geometry"] for f in json.loads(written(view, "geojson")[1])["features"]}
    assert table.num_rows == report.written == len(rows)
    for row, read in zip(rows, table.to_pylist(), strict=True):
        for name in ("id", "type", "contested", "latitude", "deaths_best", "documents", "quote"):
            assert read[name] == getattr(row, name)
        assert str(read["earliest"]) == str(row.earliest)
        assert "; ".join(read["initiators"]) == row.initiators
        if row.id not in drawn:
            assert read["geometry"] is None
            continue
        kind, points = geometry_of(read["geometry"])
        told = drawn[row.id]
        assert kind == told["type"]
        ring = [told["coordinates"]] if kind == "Point" else told["coordinates"][0]
        assert points == [tuple(map(float, point)) for point in ring]
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["earliest"], types["contested"], types["deaths_low"]) == ("date32[day]", "bool", "double")
    assert types["geometry"] == "binary"
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    assert geo["columns"]["geometry"]["geometry_types"] == ["Point", "Polygon"]
    west, south, east, north = geo["columns"]["geometry"]["bbox"]
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    assert west < 42.9 < east == 43.119


def test_a_place_across_the_antimeridian_is_a_multipolygon_in_parquet():
    from dateline.export.geojson import Geometry, circle
    from dateline.export.parquet import binary

    shape = Geometry("MultiPolygon", [[ring] for ring in circle(10.0, 179.9, 50.0)])
    kind, count = struct.unpack_from("<II", binary(shape), 1)
    assert (kind, count) == (6, 2)
    assert len(binary(shape)) == 9 + sum(13 + 16 * len(part[0]) for part in shape.coordinates)


def test_parquet_without_pyarrow_names_the_command(view, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pyarrow.parquet", raising=False)
    with pytest.raises(MissingError, match=r"pip install 'dateline\[notebook\]'"):
        written(view, "parquet")


def test_a_workbook_reads_back_equal_sheet_by_sheet(view):
    report, data = written(view, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    names = ["events", "reports", "claims", "figures", "documents", "disagreements", "left out"]
    assert book.sheetnames == names
    for name, columns_, rows in sheets.sheets(view):
        head, *read = [[cell.value for cell in line] for line in book[name].iter_rows()]
        assert head == columns_
        made = [[xlsx.value_of(row[column]) for column in columns_] for row in rows]
        assert read == [[None if cell == "" else cell for cell in row] for row in made]
        assert not [cell for line in book[name].iter_rows() for cell in line if cell.data_type == "f"]
    assert book["events"].max_row - 1 == report.written
    assert book["left out"].max_row - 1 == sum(report.left_out.values()) > 0


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    cut = xlsx.value_of("a" * 40_000)
    assert len(cut) == xlsx.MOST_CHARACTERS
    assert cut.endswith("(40,000 characters, cut: a cell holds no more)")


def test_rows_that_no_sheet_holds_are_counted(view, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    report, data = written(view, "xlsx")
    rows, _ = happenings.happenings(view)
    assert openpyxl.load_workbook(io.BytesIO(data))["events"].max_row == 4
    assert report.written == 3
    assert report.left_out["rows beyond what a sheet holds: events"] == len(rows) - 3


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_the_same_record_gives_the_same_bytes(view, format, monkeypatch):
    first = written(view, format)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(now + 100_000))
    assert written(every_event(), format) == first


def test_a_workbook_tells_no_time_of_saving(view):
    _, data = written(view, "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {member.date_time for member in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert book.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


BAD = st.text(st.characters(exclude_categories=("Cs",)), max_size=20).map(lambda text: "=" + text) | st.tuples(
    st.sampled_from(FORMULA), st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
).map("".join)


def hostile(text):
    """A view in which a text of a page stands in every field of text."""
    view = view_of([{"id": "evt-1", "type": "battle.clash", "when": "2016-10-20", "where": "Mosul", "quote": text or "x",
                     "initiators": ["military army"], "targets": ["rebel Front"], "publishers": [text],
                     "killed": [{"people": "everybody", "party": "unknown", "n": 3}]}])  # fmt: skip
    event, document = view.record.events[0], view.documents[0]
    where = msgspec.structs.replace(event.where, name=text, text=text, admin1=text, admin2=text)
    targets = tuple(msgspec.structs.replace(a, text=text, role=text) for a in document.reports[0].targets)
    report = msgspec.structs.replace(document.reports[0], where=where, targets=targets, tags=(text,))
    event = msgspec.structs.replace(event, where=where, values={"initiators": (Value(text, ()),)})
    coding = msgspec.structs.replace(document.coding, reports=(report,))
    document = msgspec.structs.replace(document, title=text, publisher=text, byline=text, path=text, coding=coding)
    record = msgspec.structs.replace(view.record, events=(event,))
    return msgspec.structs.replace(view, documents=(document,), record=record)


@given(BAD)
def test_no_cell_of_any_table_is_a_formula(text):
    view = hostile(text)
    for format, delimiter in (("csv", ","), ("acled", ","), ("ucdp", ","), ("hxl", ","), ("plover", "\t")):
        report, data = written(view, format)
        assert report.written == 1
        for row in read_csv(data, delimiter):
            assert None not in row
            cells = [cell for name, cell in row.items() if not is_number(cell)]
            assert [cell for cell in cells if cell.startswith(FORMULA)] == [], format
    _, data = written(view, "xlsx")
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                assert not (isinstance(cell.value, str) and cell.value.startswith(FORMULA))


def is_number(cell):
    """Whether a cell is a number, which may begin with a minus."""
    try:
        float(cell)
    except ValueError:
        return False
    return "_" not in cell


@pytest.mark.parametrize("format", ["csv", "geojson", "parquet", "hxl", "xlsx", "ucdp", "plover"])
def test_every_event_is_written_or_listed_with_its_reason(view, format):
    report, data = written(view, format)
    omitted = [one.id for one in report.omitted]
    text = text_of(format, data)
    assert len(set(omitted)) == len(omitted) == sum(report.left_out.values())
    assert {one.reason for one in report.omitted} == set(report.left_out)
    rest = {event.id for event in view.record.events} - set(omitted)
    assert len(rest) == report.written
    assert [one for one in rest if one not in text] == []


def test_every_event_is_in_an_acled_row_or_listed(view):
    rows, omitted = acled.rows_of(view)
    told = [one.event.id for row in rows for one in row.told]
    assert sorted([*told, *(one.id for one in omitted)]) == sorted(event.id for event in view.record.events)
    assert [one.event.id for row in rows for one in row.told if one.event.id not in " ".join(row.notes)] == []
