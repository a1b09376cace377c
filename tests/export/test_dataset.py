"""The dataset: DuckDB, pandas and Arrow read it back equal to the JSONL record, and nothing is lost on the way."""

import hashlib
import io
import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import duckdb
import msgspec
import pandas
import pyarrow
import pytest
from pyarrow import dataset as arrow
from pyarrow import parquet

from dateline.engine.exporting import FormatError
from dateline.export import dataset, jsonl
from dateline.export.dataset_folder import MANIFEST, DatasetError
from dateline.export.dataset_rows import KINDS, UNKNOWN, Row, folder_of, rows_of
from dateline.model.errors import MissingError
from tests.export.test_formats import every_event
from tests.export.test_jsonl import through_store
from tests.store.factories import document

FOLDERS = {kind.folder: tag for tag, kind in KINDS.items()}


@pytest.fixture(scope="module")
def view():
    return every_event()


@pytest.fixture(scope="module")
def written(view, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dataset") / "made"
    report = dataset.write(view, folder)
    return report, folder


def lines_of(view):
    out = io.BytesIO()
    jsonl.write(view, out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()][1:]
    return {folder: [bare(line) for line in lines if line["kind"] == tag] for folder, tag in FOLDERS.items()}


def bare(cell):
    """A cell without what is empty, which one format leaves out and another writes as null."""
    if isinstance(cell, dict):
        return {key: bare(value) for key, value in cell.items() if value is not None and key != "kind" and value != ()}
    return [bare(one) for one in cell] if isinstance(cell, (list, tuple)) else cell


def in_order(rows):
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def without_empty(rows, lists):
    """Lists that a line leaves out when they are empty come back as null: the same for both."""
    return in_order({key: value for key, value in row.items() if not (key in lists and value == [])} for row in rows)


def by_duckdb(folder, kind):
    parted = KINDS[FOLDERS[kind]].parted_by
    asked = f"SELECT * FROM read_parquet('{folder}/{kind}/**/*.parquet', hive_partitioning = {bool(parted)})"
    found = duckdb.sql(asked)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def by_arrow(folder, kind):
    table = arrow.dataset(folder / kind, format="parquet", partitioning="hive").to_table()
    return [{name: dict(cell) if name == "values" else cell for name, cell in row.items()} for row in table.to_pylist()]


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("reader", [by_duckdb, by_arrow])
def test_what_is_read_back_is_the_record(view, written, kind, reader):
    _, folder = written
    rows = [bare(row) for row in reader(folder, kind)]
    for row in rows:
        for column in KINDS[FOLDERS[kind]].parted_by:
            row.pop(column, None)
    lists = {"masthead", "masked", "title_masked"}
    assert without_empty(rows, lists) == without_empty(lines_of(view)[kind], lists)


def test_pandas_reads_the_folder_of_a_kind(view, written):
    _, folder = written
    events = pandas.read_parquet(folder / "events")
    assert len(events) == len(view.record.events)
    months = {event.id: event.when and event.when.earliest and event.when.earliest[:7] for event in view.record.events}
    assert None in months.values()
    for row in events.itertuples():
        assert row.month == (months[row.id] or UNKNOWN)
        assert len(row.reports) > 0


def test_a_month_and_a_country_are_asked_for_without_reading_the_others(written, view):
    _, folder = written
    asked = f"read_parquet('{folder}/events/**/*.parquet', hive_partitioning = true)"
    counted = Counter(
        (
            event.when.earliest[:7] if event.when and event.when.earliest else UNKNOWN,
            (event.where.country if event.where else None) or UNKNOWN,
        )
        for event in view.record.events
    )
    found = duckdb.sql(f"SELECT month, country, count(*) FROM {asked} GROUP BY ALL").fetchall()
    assert {(month, country): number for month, country, number in found} == dict(counted)
    assert any(UNKNOWN in pair for pair in counted), "unknown months or countries are among them"
    part = arrow.dataset(folder / "events", format="parquet", partitioning="hive")
    month = next(month for month, _ in counted if month != UNKNOWN)
    files = list(part.get_fragments(filter=arrow.field("month") == month))
    assert files and all(f"month={month}/" in one.path for one in files)


def test_the_layout_is_that_of_hive(written):
    """Key and value in each folder's name, the columns in no file, one schema a kind."""
    _, folder = written
    for kind in KINDS.values():
        files = sorted((folder / kind.folder).rglob("*"))
        schemas = set()
        for path in (path for path in files if path.is_file()):
            *folders, name = path.relative_to(folder / kind.folder).parts
            assert re.fullmatch(r"part-\d+\.parquet", name)
            assert [one.split("=")[0] for one in folders] == list(kind.parted_by)
            for value in (one.split("=", 1)[1] for one in folders):
                assert re.fullmatch(r"[\w.~%-]+", value)
            schema = parquet.read_schema(path)
            assert not set(kind.parted_by) & set(schema.names)
            schemas.add(schema.to_string(show_schema_metadata=True))
        assert len(schemas) == 1
    assert [path.name for path in folder.iterdir() if path.is_file()] == [MANIFEST]
    assert MANIFEST.startswith("_"), "which readers of such folders pass over"


@pytest.mark.parametrize(
    "value", ["../../etc", "a/b", "a=b", "", "N A", "Côte", "%2F", ".", "..", "x" * 300, "\n", "NA"]
)
def test_no_value_leads_out_of_its_folder(value, tmp_path):
    found = folder_of(KINDS["event"], (value, "NA"))
    folder, month, country = found.split("/")
    assert (folder, country) == ("events", "country=NA")
    assert month == f"month={UNKNOWN}" if not value else unquote(month.removeprefix("month=")) == value
    assert (tmp_path / found).resolve().is_relative_to(tmp_path)


def test_namibia_is_a_country_and_no_missing_value(tmp_path):
    view = every_event()
    event = next(one for one in view.record.events if one.where is not None)
    moved = msgspec.structs.replace(event, where=msgspec.structs.replace(event.where, country="NA"))
    view = msgspec.structs.replace(view, record=msgspec.structs.replace(view.record, events=(moved,)))
    dataset.write(view, tmp_path / "made")
    asked = f"read_parquet('{tmp_path}/made/events/**/*.parquet', hive_partitioning = true)"
    assert duckdb.sql(f"SELECT country FROM {asked}").fetchall() == [("NA",)]
    assert list(pandas.read_parquet(tmp_path / "made" / "events").country) == ["NA"]


def test_the_same_record_gives_the_same_files(view, written, tmp_path):
    _, folder = written
    dataset.write(every_event(), tmp_path / "again")
    assert bytes_in(tmp_path / "again") == bytes_in(folder)


def bytes_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_few_rows_wait_in_memory_and_the_rows_stay_the_same(view, written, tmp_path, monkeypatch):
    _, folder = written
    monkeypatch.setattr(dataset, "ROWS_HELD", 7)
    held = []
    flush = dataset.Parts._flush

    def watched(self, partition):
        held.append(sum(map(len, self._held.values())))
        return flush(self, partition)

    monkeypatch.setattr(dataset.Parts, "_flush", watched)
    dataset.write(view, tmp_path / "made")
    assert max(held) == 7
    assert list((tmp_path / "made").rglob("part-1.parquet"))
    for kind in FOLDERS:
        assert in_order(by_arrow(tmp_path / "made", kind)) == in_order(by_arrow(folder, kind))


def test_rows_are_taken_one_by_one():
    """Nobody makes a list of the record: the first row is there before the second line is asked for."""
    asked = []

    def record():
        for number in range(3):
            asked.append(number)
            yield next(iter(jsonl.record_lines(every_event())))

    assert isinstance(next(rows_of(record())), Row)
    assert asked == [0]


def test_the_manifest_says_what_there_is(view, written):
    report, folder = written
    manifest = json.loads((folder / MANIFEST).read_bytes())
    files = {one["path"]: one for one in manifest["files"]}
    assert set(files) == set(bytes_in(folder)) - {MANIFEST}
    for path, data in bytes_in(folder).items():
        if path != MANIFEST:
            assert (files[path]["sha256"], files[path]["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
            assert files[path]["rows"] == parquet.read_metadata(folder / path).num_rows
    assert sum(manifest["rows"].values()) == report.written == report.existing == sum(map(len, lines_of(view).values()))
    assert manifest["masked"] is False
    withheld = msgspec.structs.replace(view, withheld={"documents of restricted sources": 2})
    dataset.write(withheld, folder.parent / "withheld")
    assert json.loads((folder.parent / "withheld" / MANIFEST).read_bytes())["left_out"] == {
        "documents of restricted sources": 2
    }


def test_claims_and_figures_are_where_their_report_is(tmp_path):
    stored = through_store(tmp_path / "store", [document(path) for path in ("a.txt", "b.txt")])
    made = list(rows_of(jsonl.record_lines(stored)))
    home = {row.cells["id"]: row.partition for row in made if row.kind.folder == "reports"}
    assert set(home.values()) != {(None, None)}
    told = [row for row in made if row.kind.folder in ("claims", "figures") and row.cells["report"]]
    assert {row.kind.folder for row in told} == {"claims", "figures"}
    assert all(row.partition == home[row.cells["report"]] for row in told)


def test_a_former_dataset_gives_way_and_nothing_else_does(view, tmp_path):
    folder = tmp_path / "made"
    dataset.write(view, folder)
    old = next(folder.rglob("part-0.parquet"))
    few = msgspec.structs.replace(view, documents=(), record=msgspec.structs.replace(view.record, events=()))
    dataset.write(few, folder)
    assert json.loads((folder / MANIFEST).read_bytes())["rows"]["events"] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["made"], "nothing is left beside it"
    mine = folder / "events" / "notes.txt"
    mine.write_text("mine")
    before = bytes_in(folder)
    with pytest.raises(DatasetError, match=r"events/notes\.txt"):
        dataset.write(view, folder)
    assert bytes_in(folder) == before
    assert old.name == "part-0.parquet"
    for taken in (tmp_path / "full", tmp_path / "file"):
        taken.mkdir() if taken.name == "full" else taken.write_text("mine")
        if taken.is_dir():
            (taken / "page.html").write_text("mine")
        with pytest.raises(DatasetError):
            dataset.write(view, taken)
    (tmp_path / "empty").mkdir()
    assert dataset.write(view, tmp_path / "empty").written


def test_a_run_that_breaks_off_leaves_the_former_one(view, tmp_path, monkeypatch):
    folder = tmp_path / "made"
    dataset.write(view, folder)
    before = bytes_in(folder)

    def full(*_, **__):
        raise OSError("no space left on device")

    monkeypatch.setattr(dataset.Parts, "_flush", full)
    with pytest.raises(OSError, match="no space"):
        dataset.write(view, folder)
    assert bytes_in(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_run_that_was_killed_between_the_two_is_put_right(view, tmp_path):
    folder, former = tmp_path / "made", tmp_path / "made.former"
    dataset.write(view, folder)
    before = bytes_in(folder)
    folder.rename(former)
    dataset.write(view, folder)
    assert bytes_in(folder) == before
    assert not former.exists()


def test_private_people_are_masked_and_the_custody_log_tells_of_it(built, tmp_path):
    made = built.export("dataset", tmp_path / "masked")
    out = io.BytesIO()
    assert built.export("jsonl", out).written == made.written
    named = json.dumps([by_arrow(tmp_path / "masked", kind) for kind in FOLDERS])
    assert "Traore" not in named
    built.export("dataset", tmp_path / "named", masked=False)
    assert "Traore" in json.dumps([by_arrow(tmp_path / "named", kind) for kind in FOLDERS])
    log = (built.folder / "custody.jsonl").read_text()
    assert f"dataset, masked, {made.written} rows" in log and f"dataset, UNMASKED, {made.written} rows" in log
    with pytest.raises(FormatError, match="folder"):
        built.export("dataset", io.BytesIO())
    with pytest.raises(FormatError, match="one file"):
        built.export("csv", Path(tmp_path / "rows.csv"))


def test_without_pyarrow_it_names_the_command(view, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pyarrow.parquet", raising=False)
    with pytest.raises(MissingError, match=r"pip install 'dateline\[scale\]'"):
        dataset.write(view, tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_every_key_of_the_record_has_a_column_of_its_type():
    for tag, kind in KINDS.items():
        schema = dataset.schema_of(kind.line, {})
        assert len(schema.names) == len(kind.line.__struct_fields__)
        assert not any(pyarrow.types.is_null(one.type) for one in schema), tag
    events = dataset.schema_of(KINDS["event"].line, {})
    assert str(events.field("when").type).startswith("struct<earliest: string")
    assert str(events.field("values").type).startswith("map<string, list<")
    assert dataset.schema_of(KINDS["source_edge"].line, {}).names[:2] == ["from", "to"]
