import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from dateline.export.report.figures import number_of
from dateline.export.report.rows import competing, rows_of
from dateline.export.report.summary import summary
from dateline.export.report.words import date_words, isolated
from dateline.export.view import ExportView
from tests.store.factories import document, record

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "report_words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["date"], ids=lambda case: case["expected"])
def test_dates(case):
    assert date_words(case.get("earliest"), case.get("latest")) == case["expected"]


@pytest.mark.parametrize("case", CASES["number"], ids=lambda case: case["expected"])
def test_numbers(case):
    (figure,) = document().figures
    given = {"low": None, "best": None, "high": None} | {k: v for k, v in case.items() if k != "expected"}
    assert number_of(msgspec.structs.replace(figure, **given)) == case["expected"]


def test_the_summary_says_what_is_not_counted():
    one = document()
    made = record(one)
    planned = msgspec.structs.replace(made.events[0], id="evt-2", status="planned", contested=True)
    seen = ExportView(
        dateline="0", tables="t", documents=(one,), record=msgspec.structs.replace(made, events=(*made.events, planned))
    )
    said = " ".join(summary(seen, rows_of(seen)))
    said = re.sub(r"<[^>]*>", "", said)
    assert said.startswith("2 claimants in 1 story by 1 named outlet tell of 1 event that happened, on 3 May 2019.")
    assert "1 more is not counted as having happened: 1 planned." in said
    assert "Nothing is denied by anyone" in said and "Read from 1 page" in said


def test_every_number_of_the_summary_that_leads_somewhere_is_a_filter_state():
    one = document()
    seen = ExportView(dateline="0", tables="t", documents=(one,), record=record(one))
    states = re.findall(r'href="#([^"]*)"', " ".join(summary(seen, rows_of(seen))))
    assert "status=counted" in states and all("=" in state for state in states)


@pytest.mark.parametrize(
    ("values", "expected"),
    [(["9"], "9"), (["23", "at least 9"], "at least 9 / 23"), (["9", "30", "1200"], "9 / … / 1,200")],
)
def test_competing_amounts_stand_side_by_side(values, expected):
    assert competing(values) == expected


@pytest.mark.parametrize(
    ("name", "turned"), [("Karsa Post", False), ("صوت السهل", True), ("קול", True), ("Ørsta", False)]
)
def test_only_names_from_right_to_left_are_set_apart(name, turned):
    assert isolated(name) == (f"\u2068{name}\u2069" if turned else name)


@pytest.mark.parametrize(
    ("relation", "clashes"), [("conflict", True), ("divergent", True), ("update", False), ("subset", False)]
)
def test_an_update_is_no_contradiction(relation, clashes):
    one = document()
    made = record(one)
    found = msgspec.structs.replace(made.disagreements[0], relation=relation)
    event = msgspec.structs.replace(made.events[0], disagreements=(found,))
    seen = ExportView(dateline="0", tables="t", documents=(one,), record=msgspec.structs.replace(made, events=(event,)))
    (row,) = rows_of(seen)
    assert row.clashes is row.disputed is clashes
