"""Parts of a period: none reaches out of it but its eve, and those of one kind together are the whole."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.values.narrowing import HALVES, THIRDS, is_mark, narrowed
from dateline.values.units import unit_around

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 12, 31))
UNITS = st.sampled_from(["week", "month", "quarter", "year", "decade", "century"])
MARKS = st.from_regex(r"[+#-][0-9]{1,2}(day|week|month|year)", fullmatch=True) | st.sampled_from([*THIRDS, *HALVES])


@given(DAYS, UNITS, MARKS)
def test_a_part_lies_within_its_period(day, unit, mark):
    whole = unit_around(unit, day)
    part = narrowed(whole, mark)
    assert is_mark(mark)
    assert whole.days.first <= part.days.first <= part.days.last <= whole.days.last


@given(DAYS, UNITS, st.sampled_from([THIRDS, HALVES]))
def test_thirds_and_halves_make_up_the_period(day, unit, marks):
    whole = unit_around(unit, day)
    parts = [narrowed(whole, mark).days for mark in marks]
    assert (parts[0].first, parts[-1].last) == (whole.days.first, whole.days.last)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(parts))


@pytest.mark.parametrize(
    ("mark", "first", "last"),
    [
        ("+1week", "2016-02-01", "2016-02-07"),
        ("#2week", "2016-02-08", "2016-02-14"),
        ("#5week", "2016-02-29", "2016-02-29"),
        ("-1week", "2016-02-23", "2016-02-29"),
        ("-1day", "2016-02-29", "2016-02-29"),
        ("EVE", "2016-01-31", "2016-01-31"),
        ("#3month", "2016-02-01", "2016-02-29"),
    ],
)
def test_counted_parts_of_a_month(mark, first, last):
    days = narrowed(unit_around("month", date(2016, 2, 10)), mark).days
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)
