import csv
import io

import pytest

from dateline.engine import exporting
from dateline.engine.exporting import FormatError
from dateline.engine.practice.importing import import_rows
from dateline.export.conflicts import CONFLICTS, ConflictsError
from dateline.export.outcome import ExportReport


class Spy:
    """A writer that keeps what it is given."""

    def __init__(self):
        self.views = []

    def write(self, view, out):
        self.views.append(view)
        return ExportReport(0, 0, {})


@pytest.fixture
def seen(monkeypatch):
    spy = Spy()
    monkeypatch.setattr(exporting, "import_module", lambda name: spy)
    return spy.views


def test_acled_and_ucdp_count_by_their_own_rule_unless_another_is_asked_for(built, seen):
    for format in ("acled", "ucdp", "csv"):
        built.export(format, io.BytesIO())
        built.export(format, io.BytesIO(), policy="ibc_minmax")
    assert [view.policy for view in seen] == [
        *("acled_conservative", "ibc_minmax"), *("ucdp_blh", "ibc_minmax"), *("ibc_minmax", "ibc_minmax"),
    ]  # fmt: skip


def test_the_rule_of_acled_is_told_in_its_notes(built):
    out = io.BytesIO()
    built.export("acled", out)
    rows = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    row = next(row for row in rows if row["fatalities"] != "0")
    assert row["fatalities"] == "12"
    assert "Fatalities: the lowest of 1 count" in row["notes"]


def test_the_table_of_conflicts_in_the_folder_of_the_case_is_used(built, seen):
    path = built.folder / CONFLICTS
    path.write_text("side_a,side_b,dyad_new_id\nGovernment of Mali,JNIM,77\n", encoding="utf-8")
    try:
        built.export("ucdp", io.BytesIO())
        assert [dyad.dyad_new_id for dyad in seen[0].conflicts] == [77]
        path.write_text("side_a\nMali\n", encoding="utf-8")
        with pytest.raises(ConflictsError, match="side_b"):
            built.export("ucdp", io.BytesIO())
    finally:
        path.unlink()


def test_a_format_that_does_not_exist_is_refused_with_those_that_do(built):
    with pytest.raises(
        FormatError, match="acled, csv, dataset, geojson, hxl, jsonl, parquet, plover, ucdp, wacz, xlsx"
    ):
        built.export("sav", io.BytesIO())


@pytest.mark.parametrize(("format", "ending"), [("acled", "csv"), ("csv", "csv"), ("hxl", "csv"), ("xlsx", "xlsx")])
def test_every_exported_row_is_found_again_in_its_case_when_it_is_imported(built, tmp_path, format, ending):
    path = tmp_path / f"rows.{ending}"
    with path.open("wb") as out:
        written = built.export(format, out).written
    found = import_rows(built, path, columns={}, by="me", dry_run=True)
    assert found.scheme == ("acled" if format == "acled" else "dateline")
    assert found.rows == written > 0
    assert found.states["no evidence in this case"] == found.states["not readable"] == 0
