"""How figures that differ relate."""

import tomllib
from pathlib import Path

import pytest

from dateline.linking.disagreement import Told, relate
from dateline.model.event import Claimant
from dateline.model.mention import Period
from tests.linking.factories import TOWNS, document, figure, place

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "linking_figures.toml").read_text())["case"]
TEXT = "They count 7 of them in " + ", ".join(TOWNS)


def told(name, given, day, institution):
    given = dict(given)
    best, low, high = given.pop("best", None), given.pop("low", None), given.pop("high", None)
    given.pop("vague", None)
    more = {
        "best": best,
        "low": best if low is None else low,
        "high": best if high is None else high,
        "outcome": "killed",
        **given,
    }
    if "scope" in more:
        more["scope"] = place(TEXT, more["scope"])
    if "period" in more:
        more["period"] = Period(*more["period"])
    one = figure(document(name, TEXT), "7 of them", **more)
    return Told(
        figure=one, claimant=Claimant(name, institution, "unknown"), published=Period(day, day), claim=f"clm-{name}"
    )


def both(case):
    days = case.get("days", ["2021-05-04", "2021-05-04"])
    institutions = [case.get("institution", name) for name in ("Post", "Mail")]
    return [told(n, case[n], day, who) for n, day, who in zip(("one", "other"), days, institutions, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_relation(case):
    one, other = both(case)
    assert relate(one, other, one_event=True).kind == case["relation"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_in_which_two_figures_are_given_does_not_matter(case):
    one, other = both(case)
    assert relate(other, one, one_event=True).kind == case["relation"]


def test_counts_of_two_happenings_are_not_compared():
    one, other = both(CASES[0])
    assert relate(one, other, one_event=False).kind == "incomparable"
