"""What holds of times on any day of publication: value and interval agree, weeks carry over, tense gives the side."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.times import find_times
from dateline.values.calendar import interval_of, resolve, shift
from tests.reading.test_times import CASES, PIECES, TABLES, story

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))
# Whole units: their interval is that of their value, never a part of it.
WHOLE = frozenset({"day", "month", "season", "quarter", "year", "decade"})
BY_THE_WEEK = (
    "Shells fell on Sunday.",
    "Shells fell on Tuesday night.",
    "Shells fell yesterday and the day before.",
    "Shells fell last night and this morning.",
    "Shells fell two days ago. Three days earlier it was calm.",
    "Shells fell last week, and over the weekend.",
    "Shells fell on Friday last week and late on Wednesday.",
    "Shells fell from Monday to Thursday and overnight Friday to Saturday.",
    "Shells fell the week before last, at 3 p.m. on Saturday.",
    "Shells fell in the past 48 hours. On Monday they stopped.",
)
WAITING = (
    *BY_THE_WEEK,
    "Shells fell on the 17th.",
    "Shells fell in November, on March 20, during Ramadan, last year and this summer.",
)


def times_of(text, day):
    return find_times(story(text, None if day is None else day.isoformat()), (), TABLES)


def agree(time):
    """Whether the value, parsed, gives the interval, or the wider one that the text narrows."""
    named = interval_of(time.timex3 or "")
    if named is None or time.earliest is None:
        return True
    # 'Last night' is named after its evening and ends on the next day.
    latest = shift(named.latest, 1) if (time.timex3 or "").endswith("TNI") else named.latest
    if time.precision in WHOLE and (time.symbol is None or time.symbol.value not in ("BEFORE", "AFTER")):
        return (time.earliest, time.latest) == (named.earliest, named.latest)
    return named.earliest <= time.earliest <= time.latest <= latest


@pytest.mark.parametrize("day", [date(2016, 2, 29), date(2017, 1, 1), date(2015, 12, 31), date(2021, 3, 28)])
def test_value_and_interval_agree_in_every_case(day):
    for case in CASES:
        for time in times_of(case["text"], day):
            assert agree(time), (time.text, time.timex3, time.earliest, time.latest)
            assert (time.earliest is None) == (time.latest is None) == (time.precision is None)
            assert time.basis


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25), st.none() | DAYS)
def test_value_and_interval_agree_in_any_mixture_of_time_words(pieces, day):
    for time in times_of(" ".join(pieces), day):
        assert agree(time), (time.text, time.timex3, time.earliest, time.latest)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BY_THE_WEEK), DAYS, st.integers(-60, 60))
def test_moving_publication_by_weeks_moves_weekdays_by_weeks(text, day, weeks):
    here, there = times_of(text, day), times_of(text, day + timedelta(weeks=weeks))
    assert [time.text for time in here] == [time.text for time in there]
    for a, b in zip(here, there, strict=True):
        assert (shift(a.earliest, weeks, "week"), shift(a.latest, weeks, "week")) == (b.earliest, b.latest)
        assert (a.precision, a.anchor, a.basis) == (b.precision, b.anchor, b.basis)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WAITING), DAYS)
def test_a_time_that_waits_means_what_it_would_have_meant(text, day):
    for waiting, known in zip(times_of(text, None), times_of(text, day), strict=True):
        assert waiting.earliest is None and waiting.symbol is not None
        assert "waits for the date of the document" in waiting.basis
        if waiting.anchor == "publication":
            late = resolve(waiting.symbol, interval_of(day.isoformat()))
            if waiting.symbol.direction == known.symbol.direction:
                assert (late.earliest, late.latest, late.timex3) == (known.earliest, known.latest, known.timex3)


@settings(max_examples=80, deadline=None)
@given(DAYS)
def test_every_notation_of_a_day_means_that_day(day):
    full, short, number = day.strftime("%B"), day.strftime("%b"), day.day
    notations = (
        f"{number} {full} {day.year}",
        f"{full} {number}, {day.year}",
        f"{short}{'' if short == full else '.'} {number}, {day.year}",
        f"the {number}th of {full} {day.year}",
        f"{day.strftime('%A')}, {number} {full} {day.year}",
        day.isoformat(),
        f"{number}-{short}-{day.year}",
        f"{number}.{day.month}.{day.year}",
    )
    for text in notations:
        (time,) = times_of(f"The bridge fell on {text}, they say.", date(2031, 5, 5))
        assert (time.text, time.earliest, time.latest) == (text, day.isoformat(), day.isoformat())
    (swapped,) = times_of(f"The bridge fell on {number}/{day.month}/{day.year}.", date(2031, 5, 5))
    assert swapped.earliest <= day.isoformat() <= swapped.latest
    assert (swapped.precision == "day") or "may be swapped" in swapped.basis


@settings(max_examples=25, deadline=None)
@given(
    DAYS,
    st.sampled_from(["on Sunday", "on Thursday night", "on May 3", "in November", "on the 17th", "on 29 February"]),
)
def test_the_tense_gives_the_side(nlp, day, when):
    from dateline.reading.parse import parse_document

    def found(text):
        document = story(text, day.isoformat())
        (time,) = find_times(document, parse_document(nlp, document), TABLES)
        return time

    past, ahead = found(f"The rebels shelled the town {when}."), found(f"The rebels will leave the town {when}.")
    assert past.earliest <= day.isoformat() <= ahead.latest
    assert "back" in past.basis or "the last such day" in past.basis
    assert "ahead" in ahead.basis
