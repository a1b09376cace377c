import csv
import io
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.export import acled
from tests.export.made import view_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "exports_acled.toml").read_text(encoding="utf-8"))["case"]
HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
    "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,"
    "admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def exported(view):
    out = io.BytesIO()
    report = acled.write(view, out)
    return report, list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows(case):
    report, rows = exported(view_of(case["events"]))
    wanted = [{name: str(value) for name, value in row.items()} for row in case["rows"]]
    assert [{name: row[name] for name in want} for row, want in zip(rows, wanted, strict=True)] == wanted
    notes = " ".join(row["notes"] for row in rows)
    assert [text for text in case.get("notes", ()) if text not in notes] == []
    if "left_out" in case or not case["rows"]:
        assert report.left_out == case.get("left_out", {})
    assert report.existing == len(case["events"]) == report.written + sum(report.left_out.values())


def test_the_columns_are_acleds_in_order():
    out = io.BytesIO()
    acled.write(view_of([]), out)
    assert out.getvalue().decode() == HEADER + "\r\n"


def test_several_dead_are_as_many_as_the_setting_says():
    spec = {"id": "evt-1", "type": "civilian.attack", "when": "2016-10-20", "where": "Mosul", "unnumbered": "several",
            "victims": ["civilians villagers"]}  # fmt: skip
    view = view_of([spec, spec | {"id": "evt-2", "when": "2016-10-21", "unnumbered": "few"}])
    assert [row["fatalities"] for row in exported(view)[1]] == ["0", "0"]
    _, rows = exported(replace(view, several=3))
    assert [row["fatalities"] for row in rows] == ["3", "3"]
    assert "Fatalities: 3 for 'several', by the setting several." in rows[0]["notes"]
    counted = view_of([spec | {"killed": [{"people": "everybody", "party": "unknown", "n": 7}]}])
    assert exported(replace(counted, several=3))[1][0]["fatalities"] == "7"
