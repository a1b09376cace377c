import tomllib
from pathlib import Path

import pytest

import dateline

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "anchoring.toml").read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["input"][-50:])
def test_the_day_of_a_happening(case):
    found = dateline.read(case["input"], published=case.get("published", "2018-09-14") or None)
    days = [
        [r.when.earliest, r.when.latest]
        for r in found.reports
        if r.type == case["type"] and r.status in ("occurred", "ongoing") and r.when
    ]
    assert days and days[0] == case["day"], days
