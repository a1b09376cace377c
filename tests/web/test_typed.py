"""What a person types for a field, as plain data."""

import tomllib
from pathlib import Path

import pytest

from dateline.engine.judging import JudgementError
from dateline.web.saying import said_value
from dateline.web.typed import amount_of, days_of, value_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "typed_values.toml").read_text(encoding="utf-8"))["case"]


class When:
    def __init__(self, earliest):
        self.earliest = earliest


class Event:
    """All of an event that typing looks at."""

    def __init__(self, own):
        self.when = When(own) if own else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['field']} {case['text']}")
def test_typed_values(case, tmp_path):
    if "error" in case:
        with pytest.raises(JudgementError, match=case["error"]):
            value_of(case["field"], case["text"], Event(case.get("own")), tmp_path)
        return
    found = value_of(case["field"], case["text"], Event(case.get("own")), tmp_path)
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if value is not None}
    assert found == case["value"]


@pytest.mark.parametrize("text", ["23", "20–25", "at least 20", "up to 5", "about 20"])
def test_an_amount_is_said_as_it_can_be_typed(text):
    assert said_value("killed", amount_of(text)) == text


def test_a_leap_day_and_its_month():
    assert days_of("2016-02", None)["latest"] == "2016-02-29"
