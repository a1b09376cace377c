"""How figures that differ relate."""

import tomllib
from pathlib import Path

import pytest

from dateline.linking.people import people_of
from dateline.linking.relations import relate
from dateline.linking.told import Remark, Told
from dateline.model.event import Claimant
from dateline.model.mention import Period
from tests.linking.factories import TOWNS, document, figure, place

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "linking_figures.toml").read_text())["case"]
TEXT = "They count 7 of them in " + ", ".join(TOWNS)


def told(name, given, day, institution, nouns):
    given = dict(given)
    best, low, high = given.pop("best", None), given.pop("low", None), given.pop("high", None)
    given.pop("vague", None)
    placed, said = given.pop("placed", None), remark(name, given)
    side, upto = given.pop("side", "unknown"), given.pop("upto", None)
    more = {
        "best": best,
        "low": best if low is None else low,
        "high": best if high is None else high,
        "outcome": "killed",
        **given,
    }
    if "scope" in more:
        more["scope"] = place(TEXT, more["scope"], **({} if placed is None else {"basis": placed}))
    if "period" in more:
        more["period"] = Period(*more["period"])
    one = figure(document(name, TEXT), "7 of them", **more)
    return Told(
        figure=one, claimant=Claimant(name, institution, side), published=Period(day, day), claim=f"clm-{name}",
        people=people_of(one.population, nouns), counted=upto and Period(*upto),
        remark=said,
    )  # fmt: skip


def remark(name, given):
    """What the story says of the count, taken out of what is given."""
    numbers = {key: given.pop(key) for key in ("replaced_by", "instead_of") if key in given}
    others = {key: figure(document(name, TEXT), "7 of them", best=n, low=n, high=n) for key, n in numbers.items()}
    return Remark(kind=given.pop("kind", ""), admitted=given.pop("admitted", False), **others)


def both(case, tables):
    days = case.get("days", ["2021-05-04", "2021-05-04"])
    institutions = [case.get("institution", name) for name in ("Post", "Mail")]
    return [
        told(n, case[n], day, who, tables.actors.nouns)
        for n, day, who in zip(("one", "other"), days, institutions, strict=True)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_relation(case, tables):
    one, other = both(case, tables)
    assert relate(one, other, one_event=True).kind == case["relation"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_in_which_two_figures_are_given_does_not_matter(case, tables):
    one, other = both(case, tables)
    assert relate(other, one, one_event=True).kind == case["relation"]


def test_counts_of_two_happenings_are_not_compared(tables):
    one, other = both(CASES[0], tables)
    assert relate(one, other, one_event=False).kind == "incomparable"
