import tomllib
from pathlib import Path

import msgspec
import pytest

from dateline.export.report.dossier import sides
from dateline.export.report.figures import number_of
from dateline.export.report.rows import rows_of
from dateline.export.report.summary import summary
from dateline.export.report.words import date_words
from dateline.export.view import ExportView
from dateline.model.event import Claimant
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


def test_claimants_are_a_tree_of_sides_institutions_and_speakers():
    found = sides((
        Claimant("Ilyas Drenov", "army", "party_a"),
        Claimant("Mira Sol", "army", "party_a"),
        Claimant("Karsa Post", "Karsa Post", "own_observation"),
    ))  # fmt: skip
    assert [(side.name[:8], [(i.name, i.speakers) for i in side.institutions]) for side in found] == [
        ("One side", [("army", ("Ilyas Drenov", "Mira Sol"))]),
        ("Seen or ", [("Karsa Post", ())]),
    ]


def test_the_summary_says_what_is_not_counted():
    one = document()
    made = record(one)
    planned = msgspec.structs.replace(made.events[0], id="evt-2", status="planned", contested=True)
    seen = ExportView(
        dateline="0", tables="t", documents=(one,), record=msgspec.structs.replace(made, events=(*made.events, planned))
    )
    said = " ".join(summary(seen, rows_of(seen)))
    assert "1 story from 1 page by 1 named publisher or agency" in said
    assert "2 events, 1 told as having happened" in said and "1 planned" in said
    assert "reports of 1 event disagree" in said
