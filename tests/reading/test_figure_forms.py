from pathlib import Path

import pytest

from bench.accuracy.quantities import fields, score
from bench.floors import below_floor

CASES = Path(__file__).parents[1] / "cases" / "figures.toml"


def test_forms_of_quantities_hold():
    figures = score(CASES)
    assert below_floor("quantities", figures) == [], figures["worst"]


@pytest.mark.parametrize(
    ("line", "modifier", "counted", "measure"),
    [
        ("3..3 killed", "exact", "persons", "incident"),
        ("3.. killed; households", "at_least", "households", "incident"),
        ("..3 displaced; flow", "up_to", "persons", "flow"),
        ("3..4 killed", "range", "persons", "incident"),
        (".. killed", "vague", "persons", "incident"),
        ("3..3 distance", "exact", None, "stock"),
    ],
)
def test_defaults_of_an_expectation(line, modifier, counted, measure):
    stated = fields(line)
    assert (stated["modifier"], stated["counted"], stated["measure"]) == (modifier, counted, measure)


def test_an_expectation_that_states_nothing_is_refused():
    with pytest.raises(ValueError, match="does not begin"):
        fields("killed")
