"""A selection survives the way through an address; what means nothing is refused in words."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store.browsing import SORTS, Selection
from dateline.web.asked import AskedError, address, asks_for, parameters_of, selection_of, without

words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
several = st.lists(words, max_size=3, unique=True).map(tuple)
maybe = st.sampled_from([None, True, False])
days = st.dates().map(lambda day: day.isoformat()) | st.none()
sides = st.integers(-170_000, 170_000).map(lambda n: n / 1000)


@st.composite
def boxes(draw):
    west, east = sorted((draw(sides), draw(sides)))
    south, north = sorted((draw(sides) / 2, draw(sides) / 2))
    return west, south, east, north


selections = st.builds(
    Selection,
    type=several, status=several, place=several, actor=several, claimant=several, publisher=several, review=several,
    bbox=boxes() | st.none(), mapped=maybe, dated=maybe, contested=maybe, since=days, until=days,
    text=words | st.none(), sort=st.sampled_from(sorted(SORTS)),
)  # fmt: skip


@given(selections)
def test_every_filter_is_in_the_address_and_comes_back(wanted):
    query = urlsplit(address("/explore", wanted)).query
    found = selection_of(parse_qsl(query, keep_blank_values=True))
    assert found == wanted


@given(selections)
def test_each_filter_can_be_taken_away_by_itself(wanted):
    for name, value in parameters_of(wanted):
        left = parameters_of(without(wanted, name, value))
        assert sorted(left) == sorted(one for one in parameters_of(wanted) if one != (name, value))


def test_what_is_empty_lets_everything_pass():
    assert selection_of([("text", " "), ("type", ""), ("bbox", "")]) == Selection()
    assert address("/explore", Selection()) == "/explore"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("since", "yesterday", "YYYY-MM-DD"), ("bbox", "1,2,3", "west,south,east,north"), ("mapped", "perhaps", "yes"),
        ("bbox", "10,0,-10,1", "west must not"), ("sort", "colour", "earliest"), ("colour", "red", "there is no filter"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(name, value, said):
    with pytest.raises(AskedError, match=said):
        selection_of([(name, value)])


def test_names_are_compared_without_case_and_accents():
    assert asks_for(Selection(place=("évora",)), "place", "Evora")
    assert not asks_for(Selection(type=("Battle",)), "type", "battle")
