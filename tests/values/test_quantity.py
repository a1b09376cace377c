from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tables.quantities import load
from dateline.values.quantity import conservative, find_quantities

WORDS = load()


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "modifier"),
    [
        ("1,200 people", 1200, 1200, 1200, "exact"),
        ("1 200 people", 1200, 1200, 1200, "exact"),
        ("1\u00a0200\u00a0000 people", 1_200_000, 1_200_000, 1_200_000, "exact"),
        ("1.2 million people", 1_200_000, 1_200_000, 1_200_000, "exact"),
        ("3bn", 3e9, 3e9, 3e9, "exact"),
        ("30k people", 30_000, 30_000, 30_000, "exact"),
        ("twenty-five men", 25, 25, 25, "exact"),
        ("two hundred and fifty thousand men", 250_000, 250_000, 250_000, "exact"),
        ("three thousand two hundred men", 3200, 3200, 3200, "exact"),
        ("a dozen men", 12, 12, 12, "exact"),
        ("half a million men", 500_000, 500_000, 500_000, "exact"),
        ("3 lakh people", 300_000, 300_000, 300_000, "exact"),
        ("at least 40 men", 40, None, None, "at_least"),
        ("40 or more men", 40, None, None, "at_least"),
        ("40-plus men", 40, None, None, "at_least"),
        ("40+ men", 40, None, None, "at_least"),
        ("up to 40 men", None, None, 40, "up_to"),
        ("up to an estimated 40 men", None, None, 40, "up_to"),
        ("no more than 40 men", None, None, 40, "up_to"),
        ("about 40 men", 40, 40, 40, "approximate"),
        ("some forty men", 40, 40, 40, "approximate"),
        ("40 or so men", 40, 40, 40, "approximate"),
        ("20 to 30 men", 20, None, 30, "range"),
        ("between 20 and 30 men", 20, None, 30, "range"),
        ("20–30 men", 20, None, 30, "range"),
        ("2 to 3 million men", 2e6, None, 3e6, "range"),
        ("20-30,000 men", 20_000, None, 30_000, "range"),
        ("two or three men", 2, None, 3, "range"),
        ("dozens of men", 24, None, None, "vague"),
        ("several dozen men", 36, None, None, "vague"),
        ("scores of men", 40, None, None, "vague"),
        ("tens of men", 20, None, None, "vague"),
        ("hundreds of men", 200, None, None, "vague"),
        ("thousands of men", 2000, None, None, "vague"),
        ("tens of thousands of men", 20_000, None, None, "vague"),
        ("hundreds of thousands of men", 200_000, None, None, "vague"),
        ("millions of men", 2e6, None, None, "vague"),
        ("several men", None, None, None, "vague"),
        ("a few men", None, None, None, "vague"),
        ("some men", None, None, None, "vague"),
        ("a handful of men", None, None, None, "vague"),
    ],
)
def test_interval(text, low, best, high, modifier):
    (found,) = find_quantities(text, WORDS)
    assert (found.low, found.best, found.high, found.modifier, found.kind) == (low, best, high, modifier, "count")
    assert found.vague_class is None or modifier == "vague"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the 16th division", "ordinal"),
        ("in 2014 the", "year"),
        ("the 1990s", "year"),
        ("a 47-year-old man", "age"),
        ("a boy aged 12", "age"),
        ("Ana Ruiz, 31, said", "age"),
        ("$5 million", "money"),
        ("5 million euros", "money"),
        ("Resolution 2254", "label"),
        ("on Route 1", "label"),
        ("an F-16 jet", "label"),
        ("Covid-19", "label"),
        ("at 5:30 pm", "clock"),
        ("at 5 pm", "clock"),
        ("15 kilometres", "measure"),
        ("0.4 sq mile", "measure"),
        ("40%", "percent"),
        ("40 per cent", "percent"),
        ("three days", "duration"),
        ("a 10-day truce", "duration"),
        ("two-thirds", "fraction"),
        ("one in five", "fraction"),
        ("won 3-1", "score"),
        ("7.3", "decimal"),
        ("9/11", "label"),
        ("on 14 May", "date"),
        ("May 14, the", "date"),
        ("a 60-nation force", "label"),
    ],
)
def test_what_counts_no_people(text, kind):
    assert find_quantities(text, WORDS)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "unit", "outcome"),
    [("15 kilometres", "km", "distance"), ("one sq km", "km2", "area"), ("a 47-year-old man", "year", "age")],
)
def test_units(text, unit, outcome):
    (found,) = find_quantities(text, WORDS)
    assert (found.unit, found.outcome) == (unit, outcome)


@pytest.mark.parametrize("text", ["no one came", "as many people", "the number of men", "half the men", "every one"])
def test_words_that_count_nothing(text):
    assert find_quantities(text, WORDS) == ()


def test_a_change_is_no_range():
    assert [found.low for found in find_quantities("The toll rose from 12 to 21.", WORDS)] == [12, 21]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("dozens", 12),
        ("several dozen", 12),
        ("tens", 10),
        ("hundreds", 100),
        ("tens of thousands", 10_000),
        ("several", None),
    ],
)
def test_conservative(word, expected):
    assert conservative(word, WORDS) == expected


@given(st.integers(0, 10**9))
def test_any_integer_reads_back_with_commas(n):
    (found,) = find_quantities(f"They counted {n:,} people.", WORDS)
    assert found.best == n


PIECES = [
    *"0123456789,.- –/$%aotn'\n𐍈",
    "hundred ",
    "dozens of ",
    "to ",
    "or ",
    "a few ",
    "1,200",
    "million",
    "at least ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_gives_ordered_spans_within_it(text):
    found = find_quantities(text, WORDS)
    for quantity in found:
        assert 0 <= quantity.span.start <= quantity.core.start < quantity.core.end <= quantity.span.end <= len(text)
        assert (
            quantity.kind == "score" or quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        )
    cores = [quantity.core for quantity in found]
    assert all(a.end <= b.start for a, b in pairwise(cores))


@pytest.mark.parametrize("digits", [16, 400, 5000])
@pytest.mark.parametrize("words", ["At least {} people", "{} dead", "1.5 to {} million people", "{} thousand houses"])
def test_a_numeral_that_no_count_can_have_is_no_quantity(digits, words):
    found = find_quantities(words.format("9" * digits), WORDS)
    assert all(q.low is None or q.low < 10**15 for q in found)
    assert all(q.high is None or q.high < 10**15 for q in found)


def test_fifteen_digits_are_still_counted():
    (found,) = find_quantities("At least 999999999999999 people", WORDS)
    assert found.low == 999_999_999_999_999
    assert find_quantities("At least 9,999,999,999,999,999 people", WORDS) == ()
    assert find_quantities("999999999 billion people", WORDS) == ()
