"""Rows that were coded elsewhere: read as they are, matched to what the case knows, and never mistaken."""

import csv
import io
import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.cli.handing import Format
from dateline.engine.practice.happened import Happening
from dateline.engine.practice.importing import happened_events, unnamed_actors
from dateline.engine.practice.likeness import likeness, same_actor
from dateline.engine.practice.matched_rows import happenings, match_rows
from dateline.engine.practice.news import news
from dateline.engine.practice.row_files import RowError, columns_of, sheet_of
from dateline.model.practice import CodedRow, RowFile
from dateline.tables.event_types import load

TABLES = [name for name in ("csv", "acled", "ucdp", "xlsx") if name in {one.value for one in Format}]
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,latitude,longitude,"
    "geo_precision,source,fatalities\r\n"
    "IRQ1,17 October 2016,1,Battles,Armed clash,Military Forces of Iraq (2014-),Islamic State (Iraq),Bartella,36.35,"
    "43.38,1,Daily Post,4\r\n"
)


def table(case, format, tmp_path):
    path = tmp_path / f"own.{format}"
    with path.open("wb") as out:
        case.export(format, out)
    return path


@pytest.mark.parametrize("format", TABLES)
@pytest.mark.parametrize("shuffled", [False, True])
def test_our_own_export_is_already_coded(exercise, tmp_path, format, shuffled):
    path = table(exercise, format, tmp_path)
    if shuffled and format != "xlsx":
        head, *rows = path.read_bytes().decode().splitlines(keepends=True)
        if sum(row.count('"') % 2 for row in rows) == 0:
            random.Random(3).shuffle(rows)
            path.write_bytes("".join([head, *rows]).encode())
    made = exercise.practice.import_rows(path, by="Ada")
    assert made.rows > 3
    assert made.states["already coded"] == made.rows, [
        (row, one.news)
        for row in exercise.practice.rows()
        for one in exercise.practice.coded_events()
        if row.state != "already coded" and row.event == one.event
    ]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_part_of_our_own_export_is_already_coded_and_the_rest_is_new(exercise, tmp_path, data):
    rows = list(csv.DictReader(io.StringIO(table(exercise, "csv", tmp_path).read_bytes().decode(), newline="")))
    kept = data.draw(st.lists(st.sampled_from(rows), min_size=1, unique_by=lambda row: row["id"]))
    found, events = matched(exercise, kept)
    assert {row.state for row in found.rows} == {"already coded"}
    assert {one.event for one in found.events} == {row["id"] for row in kept}
    assert len(events) > len(found.events)


def matched(case, rows):
    """The rows of our own CSV matched to the events of a case, without importing them."""
    columns = list(rows[0])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    sheet = sheet_of(text.getvalue().encode(), "own.csv")
    scheme, held = columns_of(sheet, {}, "own.csv")
    file = RowFile(id="f", blob="", path="own.csv", scheme=scheme, columns=held, rows=len(rows), by="", at="")
    coded = [
        CodedRow(file="f", number=number, row=cells.get("id", str(number)), cells=cells)
        for number, cells in enumerate(sheet.rows, 1)
    ]
    events = happened_events(case)
    return match_rows(file, coded, happenings(events, "ibc_minmax", unnamed_actors(case)), load()), events


def test_rows_that_differ_a_little_and_name_no_event_find_theirs(exercise, tmp_path):
    """What ENOUGH was chosen by: days moved by up to one, points by up to 3 km, every second initiator gone."""
    rows = list(csv.DictReader(io.StringIO(table(exercise, "csv", tmp_path).read_bytes().decode(), newline="")))
    chance, truth = random.Random(1), []
    dated = [row for row in rows if row["earliest"]]
    for number, row in enumerate(dated):
        truth.append(row["id"])
        row["id"] = f"row {number}"
        shift = timedelta(chance.choice([-1, 0, 1]))
        for end in ("earliest", "latest"):
            row[end] = (date.fromisoformat(row[end][:10]) + shift).isoformat()
        if row["latitude"]:
            row["latitude"] = str(float(row["latitude"]) + chance.uniform(-3, 3) / 111)
        if chance.random() < 0.5:
            row["initiators"] = ""
    found, _ = matched(exercise, dated)
    right = sum(one.event == event for one, event in zip(found.rows, truth, strict=True))
    wrong = sum(one.event not in (None, event) for one, event in zip(found.rows, truth, strict=True))
    assert right / len(dated) > 0.8, f"{right} of {len(dated)}"
    assert wrong / len(dated) < 0.13, f"{wrong} of {len(dated)}"


def test_what_rows_lack_is_told(exercise, tmp_path):
    path = table(exercise, "csv", tmp_path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    counted = next(row for row in rows if row["deaths_best"] and float(row["deaths_best"]) > 1)
    several = next(row for row in rows if row["publishers"].count(";") and row["id"] != counted["id"])
    counted |= {"deaths_best": "1", "deaths_low": "1", "deaths_high": "1"}
    several["publishers"] = several["publishers"].split(";")[0]
    found, _ = matched(exercise, rows)
    new = {one.event: {news.field for news in one.news} for one in found.events if one.state == "new information"}
    assert new == {counted["id"]: {"deaths"}, several["id"]: {"sources"}}


def test_rows_without_evidence_and_events_without_rows_are_listed(exercise, tmp_path):
    path = tmp_path / "acled.csv"
    path.write_bytes(ACLED.encode())
    made = exercise.practice.import_rows(path)
    assert (made.scheme, made.states["no evidence in this case"]) == ("acled", 1)
    (row,) = exercise.practice.rows()
    assert row.reason
    states = exercise.practice.row_status().events
    assert states == {"already coded": 0, "new information": 0, "new event": len(happened_events(exercise))}


def test_rows_are_kept_as_they_came_once_and_verified(exercise, tmp_path):
    path = tmp_path / "acled.csv"
    path.write_bytes(ACLED.encode())
    first, again = exercise.practice.import_rows(path), exercise.practice.import_rows(path)
    assert (first.known, again.known) == (False, True)
    (file,) = exercise.practice.row_status().files
    assert exercise.vault.get(file.blob) == ACLED.encode()
    assert exercise.verify().problems == ()


def test_rows_are_matched_again_after_a_build(exercise, tmp_path):
    exercise.practice.import_rows(table(exercise, "csv", tmp_path))
    row = exercise.practice.rows()[0]
    exercise.exclude(row.event, why="not ours")
    exercise.build(workers=0)
    assert next(one for one in exercise.practice.rows() if one.row == row.row).event != row.event


def test_own_columns_are_named_by_flags_or_by_a_table_in_the_case(exercise, tmp_path):
    path = tmp_path / "ours.csv"
    path.write_text("nr;tag;ort;tote\n7;2018-09-05;Tuvarre;3\n", encoding="utf-8")
    with pytest.raises(RowError, match="no column holds the day"):
        exercise.practice.import_rows(path)
    (exercise.folder / "coded_columns.toml").write_text('id = "nr"\ndate = "tag"\nplace = ["ort"]\ndeaths = "tote"\n')
    assert exercise.practice.import_rows(path).scheme == "own"
    assert exercise.practice.rows()[0].row == "7"
    with pytest.raises(RowError, match="no column 'when'"):
        exercise.practice.import_rows(path, columns={"date": ["when"]})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "names no columns"),
        (b"a,b\n1,2,3\n", "more cells than columns"),
        (b"a,a\n1,2\n", "two columns"),
        (b"date,place\n\xff\xfa,x\n", "not UTF-8"),
        (b"PK\x03\x04nothing", "no workbook"),
    ],
)
def test_files_that_cannot_be_read_say_why(data, says):
    with pytest.raises(RowError, match=says):
        sheet_of(data, "rows.csv")


def test_a_line_of_tags_below_the_header_is_no_row():
    sheet = sheet_of(b"date,place\n#date,#loc\n2020-01-01,Karsa\n", "rows.csv")
    assert [row["place"] for row in sheet.rows] == ["Karsa"]


def happening(**given):
    plain = {"id": "x", "first": date(2016, 10, 17), "last": date(2016, 10, 17), "type": "Battles"}
    plain |= {"subtype": "Armed clash", "places": ("Bartella",), "latitude": 36.35, "longitude": 43.38}
    return Happening(**plain | {"radius_km": 5.0, "actors": ("Military Forces of Iraq (2014-)",)} | given)


@pytest.mark.parametrize(
    ("event", "fits"),
    [
        ({}, True),
        ({"first": date(2016, 10, 18), "last": date(2016, 10, 18)}, True),
        ({"first": date(2016, 10, 20), "last": date(2016, 10, 20)}, False),
        ({"latitude": 36.9}, False),
        ({"latitude": None, "longitude": None}, True),
        ({"latitude": None, "longitude": None, "places": ("Mosul",)}, False),
        ({"type": "political.visit"}, False),
        ({"type": "remote.shelling"}, True),
        ({"actors": ("Kurdish Peshmerga",), "first": date(2016, 10, 18), "last": date(2016, 10, 18)}, False),
    ],
)
def test_place_days_type_and_actors_decide(event, fits):
    given = {"type": "battle.clash", "subtype": "", "actors": ("Iraqi troops",)} | event
    found = likeness(happening(), happening(**given), "acled", load())
    assert (found.score >= 0.7) == fits, found


def test_actors_are_compared_by_words_of_their_own():
    assert same_actor("Islamic State (Iraq)", "Islamic State fighters")
    assert not same_actor("Police Forces of Mali (2013-2020)", "Police Forces of Niger (2010-)")
    assert not same_actor("Unidentified Armed Group", "armed group")


def test_a_total_divided_over_rows_is_nothing_new():
    rows = [happening(deaths=(3.0, 3.0, 3.0)), happening(deaths=(4.0, 4.0, 4.0))]
    assert news(rows, [happening(deaths=(7.0, 7.0, 7.0))]) == ()
    (one,) = news(rows, [happening(deaths=(9.0, 9.0, 9.0))])
    assert (one.field, one.coded, one.reported) == ("deaths", "7", "9")
