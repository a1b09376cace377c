"""Figures over time: each point is in the chart or listed as having no place in it, and leads to its evidence."""

import html
import re
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.model.event import Series, SeriesPoint
from dateline.web.charting import HEIGHT, SHAPES, WIDTH, chart, marks_of, shape_of, steps
from dateline.web.pages.figures import key_of

AMOUNT = st.none() | st.floats(0, 1e9).map(round)
DAY = st.none() | st.dates().map(str)


@pytest.fixture(scope="module")
def record(built):
    return Case.open(built, create=False).store.record()


def address_of(server, series):
    return f"{server}/figures?{urlencode(structs.asdict(key_of(series)))}"


def test_every_series_has_an_address_and_each_point_its_row_and_evidence(server, record):
    claims = {claim.id: claim for event in record.events for claim in event.claims}
    for series in record.series:
        text = html.unescape(asked(address_of(server, series)).text)
        assert len(re.findall(r'<tr id="point-\d+"', text)) == len(series.points)
        assert text.count('class="dot"') == len(series.points)
        for point in series.points:
            if point.claim in claims:
                one = claims[point.claim].evidence
                assert f"?start={one.start}&end={one.end}#passage" in text
            assert point.claimant in text


def test_flags_are_marked_and_explained(server, record):
    series = next(s for s in record.series if any(point.flags for point in s.points))
    text = asked(address_of(server, series)).text
    assert "↓</text>" in text and "fewer than before" in text


def test_the_first_is_shown_and_all_are_listed(server, record):
    text = asked(server + "/figures").text
    assert text.count("/figures?outcome=") == len(record.series)
    assert f"1–{len(record.series)} of {len(record.series)} series" in text


def test_the_list_is_narrowed_by_outcome(server, record):
    text = asked(server + "/figures?show=killed").text
    assert text.count("/figures?outcome=") == sum(s.outcome == "killed" for s in record.series)


def test_what_is_not_there(server, tmp_path):
    assert "No such series" in asked(server + "/figures?outcome=killed&scope=Nowhere").text
    Case.open(tmp_path / "empty", create=True).store.close()
    with served(tmp_path / "empty") as address:
        assert "nothing to set beside one another" in asked(address + "/figures").text


def a_series(points, measure="stock"):
    return Series(outcome="killed", population=None, party="unknown", measure=measure, scope=None, points=tuple(points))


def a_point(earliest, latest, low, high, claimant="Army"):
    return SeriesPoint(earliest=earliest, latest=latest, low=low, best=None, high=high, claimant=claimant, claim="c")


@given(
    st.lists(st.tuples(DAY, DAY, AMOUNT, AMOUNT, st.sampled_from("abcdefghij")), max_size=12),
    st.sampled_from(["stock", "flow", "cumulative", "incident"]),
)
def test_each_point_is_drawn_within_the_chart_or_listed(points, measure):
    given_ = []
    for one, two, low, high, who in points:
        days = sorted(day for day in (one, two) if day) or [None]
        ends = sorted(end for end in (low, high) if end is not None)
        low, high = (ends[0], ends[-1]) if low is not None and high is not None else (low, high)
        given_.append(a_point(days[0], days[-1], low, high, who))
    found = chart(a_series(given_, measure))
    assert sorted([*(dot.number for dot in found.dots), *found.undated]) == list(range(1, len(given_) + 1))
    for dot in found.dots:
        assert 0 <= dot.x <= WIDTH * 1.25 and 0 <= dot.y <= HEIGHT
        assert dot.high <= dot.low


@given(st.floats(0, 1e12))
def test_amounts_at_the_side_reach_over_the_highest_and_are_few(top):
    found = list(steps(top))
    assert found[0] == 0 and found[-1] >= top
    assert 2 <= len(found) <= 7


def test_claimants_differ_by_shape_and_letter():
    series = a_series([a_point("2020-01-01", "2020-01-01", n, n, f"Body {n}") for n in range(30)])
    letters = marks_of(series)
    assert len(set(letters.values())) == 30
    assert [shape_of(letter) for letter in [*letters.values()][:6]] == list(SHAPES)


def test_points_of_one_day_stand_beside_one_another():
    dots = chart(a_series([a_point("2020-01-01", "2020-01-01", 5, 5, who) for who in "abc"])).dots
    assert len({dot.x for dot in dots}) == 3


@pytest.mark.parametrize(("measure", "joined"), [("stock", 1), ("cumulative", 1), ("flow", 0), ("incident", 0)])
def test_only_what_lasts_is_joined(measure, joined):
    points = [a_point(f"2020-01-0{n}", f"2020-01-0{n}", n, n) for n in (1, 2, 3)]
    assert len(chart(a_series(points, measure)).joins) == joined
