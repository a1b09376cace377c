"""Alpha against the worked examples of Krippendorff (2011), and against what alpha promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.values.reliability import interval, nominal, ratio, reliability


def columns(*coders):
    """Units out of one line for each coder; a dot is a value that is missing."""
    return [[value for value in unit if value != "."] for unit in zip(*(line.split() for line in coders), strict=True)]


# Section A: binary data, two observers, no missing data.
BINARY = columns("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
# Section B: nominal data, two observers, no missing data.
NAMES = columns("a a b b d c c c e d d a", "b a b b b c c c e d d d")
# Section C and D: any number of observers, missing data.
MANY = columns(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
NUMBERS = [[float(value) for value in unit] for unit in MANY]


@pytest.mark.parametrize(
    ("units", "distance", "alpha"),
    [
        (BINARY, nominal, 0.095),
        (NAMES, nominal, 0.692),
        (MANY, nominal, 0.743),
        (NUMBERS, interval, 0.849),
        (NUMBERS, ratio, 0.797),
    ],
)
def test_the_worked_examples(units, distance, alpha):
    assert reliability(units, distance).alpha == pytest.approx(alpha, abs=0.0005)


def test_units_and_values_that_count_are_told():
    found = reliability(MANY, nominal)
    assert (found.units, found.values) == (11, 40), "the last unit has one value and tells nothing"


def test_one_value_alone_has_no_alpha():
    assert reliability([["a", "a"], ["a", "a"]], nominal).alpha is None
    assert reliability([], nominal).alpha is None


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=2))
def test_agreement_is_one_exactly_where_all_agree(units):
    found = reliability(units, nominal)
    same = all(len(set(unit)) == 1 for unit in units)
    assert found.alpha is None or (found.alpha == 1.0) == same
    assert found.agreeing == sum(len(set(unit)) == 1 for unit in units)


@given(st.lists(st.lists(st.floats(0, 1000), min_size=2, max_size=3), min_size=1))
def test_ratio_does_not_depend_on_the_unit_of_measure(units):
    one, other = reliability(units, ratio), reliability([[2 * value for value in unit] for unit in units], ratio)
    assert one.alpha == pytest.approx(other.alpha) if one.alpha is not None else other.alpha is None
