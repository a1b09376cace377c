"""The calendar: intervals, symbols at anchors, masthead dates; nothing raises, nothing is invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.mention import Period, Symbol
from dateline.values.calendar import hull, interval_of, overlap, precision_of, publication, resolve, shift, width_days

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
VALUES = [
    "1",
    "7",
    "11",
    "02-29",
    "11-31",
    "SU",
    "WI",
    "Q3",
    "WE",
    "START",
    "END",
    "BEFORE",
    "AFTER",
    "08.MID",
    "VAGUE",
    "H2",
]
VALUES += ["10-25/11-02", "1/3", "@TNI", "PRESENT_REF", "", "x", "99", "/", ".", "5@T10:30", "02-30", "31"]
SYMBOLS = st.builds(
    Symbol,
    anchor=st.sampled_from(["publication", "narrative"]),
    rule=st.sampled_from(["offset", "weekday", "month", "monthday", "season", "part", "span", "unheard-of"]),
    unit=st.sampled_from(["hour", "day", "week", "month", "quarter", "year", "decade"]),
    amount=st.integers(-30000, 30000),
    value=st.none() | st.sampled_from(VALUES),
    direction=st.sampled_from(["past", "future", "same"]),
)


@st.composite
def periods(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Period(first.isoformat(), last.isoformat())


@settings(max_examples=400, deadline=None)
@given(SYMBOLS, periods())
def test_resolve_never_raises_and_never_runs_backwards(symbol, anchor):
    found = resolve(symbol, anchor)
    assert (found.earliest is None) == (found.latest is None) == (found.precision is None)
    assert found.earliest is None or found.earliest <= found.latest


@given(periods(), periods())
def test_hull_holds_both_and_overlap_is_symmetric(a, b):
    both = hull(a, b)
    assert both.earliest <= a.earliest and both.latest >= b.latest
    assert overlap(a, b) == overlap(b, a) and overlap(a, both) and overlap(b, both)
    assert width_days(both) >= max(width_days(a), width_days(b))


@given(DAYS, st.integers(-500, 500), st.sampled_from(["day", "week"]))
def test_shift_comes_back(day, amount, unit):
    moved = shift(day.isoformat(), amount, unit)
    assert moved is None or shift(moved, -amount, unit) == day.isoformat()


def test_open_ends():
    assert overlap(Period(None, "2016-01-01"), Period("2015-01-01", None))
    assert hull(Period("2016-01-01", None), Period("2015-01-01", "2015-02-01")) == Period("2015-01-01", None)
    assert width_days(Period("2016-01-01", None)) is None
    assert resolve(Symbol(anchor="publication", rule="offset"), Period(None, "2016-01-01")).earliest is None


@pytest.mark.parametrize(
    ("symbol", "earliest", "latest"),
    [
        ({"rule": "offset", "amount": 1}, "2016-02-28", "2016-02-28"),
        ({"rule": "offset", "amount": 1, "unit": "month"}, "2016-01-01", "2016-01-31"),
        ({"rule": "offset", "unit": "year", "direction": "same"}, "2016-01-01", "2016-12-31"),
        ({"rule": "offset", "amount": 5, "unit": "hour"}, "2016-02-28", "2016-02-29"),
        ({"rule": "weekday", "value": "1"}, "2016-02-29", "2016-02-29"),
        ({"rule": "weekday", "value": "1", "amount": 1}, "2016-02-22", "2016-02-22"),
        ({"rule": "weekday", "value": "2", "direction": "future"}, "2016-03-01", "2016-03-01"),
        ({"rule": "weekday", "value": "WE"}, "2016-02-27", "2016-02-28"),
        ({"rule": "month", "value": "03"}, "2015-03-01", "2015-03-31"),
        ({"rule": "month", "value": "03", "direction": "future"}, "2016-03-01", "2016-03-31"),
        ({"rule": "month", "value": "02"}, "2016-02-01", "2016-02-29"),
        ({"rule": "month", "value": "02", "amount": 1}, "2015-02-01", "2015-02-28"),
        ({"rule": "monthday", "value": "12-30/01-02"}, "2015-12-30", "2016-01-02"),
        ({"rule": "season", "value": "WI"}, "2015-12-01", "2016-02-29"),
        ({"rule": "part", "unit": "year", "amount": 1, "value": "08"}, "2015-08-01", "2015-08-31"),
        ({"rule": "part", "unit": "month", "value": "BEFORE", "direction": "same"}, "2016-02-01", "2016-02-29"),
        ({"rule": "part", "unit": "week", "value": "3", "direction": "same"}, "2016-03-02", "2016-03-02"),
        ({"rule": "span", "unit": "week", "amount": 1}, "2016-02-22", "2016-02-29"),
        ({"rule": "span", "unit": "day", "value": "VAGUE", "direction": "future"}, "2016-02-29", "2016-03-13"),
    ],
)
def test_rules_at_a_leap_day(symbol, earliest, latest):
    found = resolve(Symbol(anchor="publication", **symbol), Period("2016-02-29", "2016-02-29"))
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "precision"),
    [
        ("2016", "2016-01-01", "2016-12-31", "year"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2016-02-29T10:30Z", "2016-02-29", "2016-02-29", "day"),
        ("2017-W10", "2017-03-06", "2017-03-12", "week"),
        ("2017-W10-WE", "2017-03-11", "2017-03-12", "days"),
        ("2016-Q4", "2016-10-01", "2016-12-31", "quarter"),
        ("2016-H1", "2016-01-01", "2016-06-30", "range"),
        ("2015-WI", "2015-12-01", "2016-02-29", "season"),
        ("198", "1980-01-01", "1989-12-31", "decade"),
        ("2014/2016", "2014-01-01", "2016-12-31", "range"),
    ],
)
def test_interval_of(value, earliest, latest, precision):
    assert interval_of(value) == Period(earliest, latest)
    assert precision_of(value) == precision


@pytest.mark.parametrize(
    "value", ["P3W", "PRESENT_REF", "XXXX-XX-XX", "2016-06-31", "2015-02-29", "BC0490", "", "2016-W60", "0000"]
)
def test_no_interval(value):
    assert interval_of(value) is None
    assert precision_of(value) is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("October 20 , 2016 , 07:23 IST", "2016-10-20", "2016-10-20"),
        ("2017-03-09T10:00:00+03:00", "2017-03-09", "2017-03-09"),
        ("Published 9 March 2017", "2017-03-09", "2017-03-09"),
        ("Mar 9, 2017", "2017-03-09", "2017-03-09"),
        ("Thu, 09 Mar 2017 10:00:00 GMT", "2017-03-09", "2017-03-09"),
        ("09/03/2017", "2017-03-09", "2017-09-03"),
        ("25.03.2017", "2017-03-25", "2017-03-25"),
        ("04/04/2017", "2017-04-04", "2017-04-04"),
        ("09.03.2017", "2017-03-09", "2017-03-09"),
        ("03.25.2017", "2017-03-25", "2017-03-25"),
        ("09.03.17 | Kivu Echo", "2017-03-09", "2017-03-09"),
        ("09/03/17", "2017-03-09", "2017-09-03"),
        ("31.12.99", "1999-12-31", "1999-12-31"),
        ("As of 4 May 2021 (published 6 May)", "2021-05-06", "2021-05-06"),
        ("As of 30 December 2021, issued January 2", "2022-01-02", "2022-01-02"),
        ("Updated 5 May 2021, first published 4 May 2021", "2021-05-04", "2021-05-04"),
        ("Published 6 May, updated 8 May 2021", "2021-05-06", "2021-05-06"),
        ("Published by the Echo, 4 May 2021", "2021-05-04", "2021-05-04"),
        ("June 2016", "2016-06-01", "2016-06-30"),
    ],
)
def test_publication(text, earliest, latest):
    found = publication(text)
    assert found is not None and (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2 hours ago",
        "31/31/2017",
        "call 2017-555",
        "Copyright 2015",
        "March 9",
        "published 6 May",
        "version 10.40.18",
        "1.2.3.4",
    ],
)
def test_publication_invents_nothing(text):
    assert publication(text) is None


@given(st.text(max_size=60))
def test_publication_never_raises(text):
    found = publication(text)
    assert found is None or found.earliest <= found.latest
