import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bench.accuracy.subevents import HALVES, Told, confusions, macro, score
from bench.floors import below_floor
from dateline.tables import event_types

CASES = Path(__file__).parents[1] / "cases" / "subevents.toml"


@pytest.fixture(scope="module")
def groups():
    return tomllib.loads(CASES.read_text(encoding="utf-8"))["sub_event"]


def test_sub_events_hold():
    figures = score(CASES)
    assert below_floor("subevents", figures) == [], figures["worst (tune)"]


def test_the_table_is_balanced_over_the_sub_events_of_acled(groups):
    known = event_types.load().sub_events
    assert {group["name"] for group in groups} == set(known)
    for group in groups:
        halves = Counter(case[0] for case in group["cases"])
        assert set(halves) == set(HALVES)
        assert halves["held"] == 5
        assert 17 <= halves["tune"] <= 23
        assert {near for _, _, *rest in group["cases"] for near in rest} <= set(known) - {group["name"]}


def test_no_snippet_stands_twice(groups):
    texts = [case[1] for group in groups for case in group["cases"]]
    assert len(texts) == len(set(texts))


def test_the_scorer_counts_a_missing_main_report_as_wrong():
    told = [Told("a", "Attack", "Attack", ""), Told("b", "Attack", "none", ""), Told("c", "Grenade", "Grenade", "")]
    assert macro(told) == pytest.approx((100 + 200 / 3) / 2, abs=0.1)
    assert confusions(told) == ["Attack as none: 1"]
