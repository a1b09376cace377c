import csv
import io
import tomllib
from pathlib import Path

import pytest

from dateline.export import ucdp
from dateline.export.conflicts import ConflictsError, read_conflicts
from tests.export.made import view_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "exports_ucdp.toml").read_text(encoding="utf-8"))["case"]
HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,"
    "dyad_name,side_a_new_id,side_a,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,"
    "date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low"
)


def exported(view):
    out = io.BytesIO()
    report = ucdp.write(view, out)
    return report, list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows(case):
    report, rows = exported(view_of(case["events"], "ucdp_blh", case.get("dyads", ())))
    wanted = [{name: str(value) for name, value in row.items()} for row in case["rows"]]
    assert [{name: row[name] for name in want} for row, want in zip(rows, wanted, strict=True)] == wanted
    assert report.left_out == case.get("left_out", {})
    assert report.existing == len(case["events"]) == report.written + sum(report.left_out.values())
    for row in rows:
        sides = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[name]) for name in sides) == int(row["best"]) >= 1
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


def test_the_columns_are_those_of_the_ged_in_order():
    out = io.BytesIO()
    ucdp.write(view_of([]), out)
    assert out.getvalue().decode() == HEADER + "\r\n"


def test_the_table_of_conflicts_is_read_and_its_errors_say_where(tmp_path):
    path = tmp_path / "conflicts.csv"
    assert read_conflicts(path) == ()
    path.write_text("\ufeffside_a,side_b,dyad_new_id,mine\nGovernment of Iraq, IS ,524,x\n", encoding="utf-8")
    (dyad,) = read_conflicts(path)
    assert (dyad.side_b, dyad.dyad_new_id, dyad.conflict_name) == ("IS", 524, None)
    path.write_text("side_a,side_b,dyad_new_id\nA,B,none\n")
    with pytest.raises(ConflictsError, match=r"conflicts\.csv, line 2: .*dyad_new_id"):
        read_conflicts(path)
    path.write_bytes(b"side_a,side_b\n\xff\xfe,B\n")
    with pytest.raises(ConflictsError, match="UTF-8"):
        read_conflicts(path)
