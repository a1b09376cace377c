"""The PLOVER type of a report: by its event type, and by what its words show to turn it."""

import tomllib
from pathlib import Path

import pytest

import dateline

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "plover.toml").read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["input"][:40])
def test_plover_of_a_sentence(case):
    document = dateline.read(case["input"])
    found = [report.plover for report in document.reports if report.plover]
    assert next(iter(found), "") == case["plover"]
    assert (document.main_report is not None) == case["happened"]


def test_a_measure_at_home_coerces_and_one_abroad_is_a_sanction():
    home, abroad = (
        dateline.read(text).reports[0]
        for text in ("Kenya imposed restrictions on Kenyan traders.", "Kenya imposed restrictions on Ugandan traders.")
    )
    assert (home.plover, abroad.plover) == ("COERCE", "SANCTION")
