"""The party of figures, and the reports that hold them, on whole texts."""

import tomllib
from pathlib import Path

import pytest

import dateline

FILE = Path(__file__).parents[1] / "cases" / "figure_sides.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
PARTIES = [case for case in CASES if "party" in case]
TIES = [case for case in CASES if "of" in case]
PUBLISHED = "2018-05-15"


@pytest.mark.parametrize("case", PARTIES, ids=[case["text"][-60:] for case in PARTIES])
def test_party(case):
    found = dateline.read(case["text"], published=PUBLISHED).figures
    assert [figure.party for figure in found if figure.outcome and figure.counted == "persons"] == case["party"]


@pytest.mark.parametrize("case", TIES, ids=[case["text"][-60:] for case in TIES])
def test_the_report_of_a_count(case):
    document = dateline.read(case["text"], published=PUBLISHED)
    for words, kind in case["of"].items():
        figure = next(f for f in document.figures if words in f.text)
        held = [report for report in document.reports if figure.id in report.figures]
        assert [report.type for report in held] == ([kind] if kind else [])


def test_a_tied_count_is_a_claim_with_its_own_evidence():
    text = "A bomb exploded in the market of Basra on Monday. The hospital put the toll at 12."
    document = dateline.read(text, published=PUBLISHED)
    [report] = [report for report in document.reports if report.figures]
    [claim] = [claim for claim in report.claims if claim.field == "figure"]
    assert (claim.report, claim.value) == (report.id, report.figures[0])
    assert claim.evidence.quote == "12"
    assert claim.basis == "count of a happening told before"


def test_the_toll_of_one_incident_is_no_running_total():
    text = "A bomb exploded in the market of Basra on Monday. The toll has risen to 12."
    assert dateline.read(text, published=PUBLISHED).figures[0].measure == "incident"
    assert dateline.read("The toll has risen to 12.", published=PUBLISHED).figures[0].measure == "cumulative"
