"""Figures about one quantity over time."""

from dateline.linking.people import people_of
from dateline.linking.series import find_series
from dateline.linking.told import Told
from dateline.model.event import Claimant
from dateline.model.mention import Period
from tests.linking.factories import document, figure, place

CLINIC = Claimant("clinic", "clinic", "unknown")
TEXT = "They count 7 of them in Karsa and in Verrin"


def told(name, best, day, tables, *, event="evt-1", upto=None, words="7 of them", who=CLINIC, **more):
    more = {"low": best, "best": best, "high": best, **more}
    if "scope" in more:
        more["scope"] = place(TEXT, more["scope"])
    one = figure(document(name, TEXT), words, **more)
    return Told(
        figure=one, claimant=who, published=Period(day, day), claim=f"clm-{name}",
        people=people_of(one.population, tables.actors.nouns), counted=upto and Period(*upto), event=event,
        site=place(TEXT, "Karsa"),
    )  # fmt: skip


def points(series):
    return [(p.latest, p.best) for p in series.points]


def test_the_toll_of_one_happening_is_a_series_where_it_changed(tables):
    rising = [
        told("a", 9, "2021-05-03", tables, population="people"),
        told("b", 17, "2021-05-06", tables, upto=["2021-05-04", "2021-05-04"]),
        told("c", 23, "2021-05-06", tables, population="people"),
    ]
    (series,) = find_series(rising)
    assert (series.scope, series.measure, series.population) == ("Karsa", "incident", "people")
    assert points(series) == [("2021-05-03", 9), ("2021-05-04", 17), ("2021-05-06", 23)]
    assert find_series(reversed(rising)) == (series,)


def test_no_series_of_what_did_not_change_or_belongs_to_two_happenings(tables):
    same = [told("a", 9, "2021-05-03", tables), told("b", 9, "2021-05-06", tables)]
    assert find_series(same) == ()
    two = [told("a", 9, "2021-05-03", tables), told("b", 17, "2021-05-06", tables, event="evt-2")]
    assert find_series(two) == ()
    loose = [told("a", 9, "2021-05-03", tables, event=None), told("b", 17, "2021-05-06", tables, event=None)]
    assert find_series(loose) == ()


def test_two_sides_that_contradict_each_other_make_no_series(tables):
    army, rebels = Claimant("army", "army", "party_a"), Claimant("rebels", "rebels", "party_b")
    told_apart = [told("a", 14, "2021-05-03", tables, who=army), told("b", 40, "2021-05-06", tables, who=rebels)]
    assert find_series(told_apart) == ()


def test_a_stock_and_a_flow_and_their_parts_are_kept_apart(tables):
    running = {"outcome": "displaced", "scope": "Karsa"}
    stock = [
        told("a", 900, "2021-05-03", tables, measure="stock", population="displaced people", **running),
        told("b", 950, "2021-05-09", tables, measure="stock", **running),
    ]
    others = [
        told("c", 500, "2021-05-09", tables, measure="flow", **running),
        told("d", 80, "2021-05-09", tables, measure="stock", part_of="fig-b", **running),
        told("e", 700, "2021-05-09", tables, measure="stock", outcome="displaced", scope="Verrin"),
    ]
    (series,) = find_series(stock + others)
    assert points(series) == [("2021-05-03", 900), ("2021-05-09", 950)]


def test_the_two_sides_dead_are_two_series(tables):
    found = find_series(
        [
            told("a", 5, "2021-05-03", tables, party="a", population="soldiers"),
            told("b", 7, "2021-05-04", tables, party="a", population="troops"),
            told("c", 20, "2021-05-03", tables, party="b", population="rebels"),
            told("d", 22, "2021-05-05", tables, party="b", population="fighters"),
        ]
    )
    assert [points(series) for series in found] == [
        [("2021-05-03", 20), ("2021-05-05", 22)],
        [("2021-05-03", 5), ("2021-05-04", 7)],
    ]


def test_a_number_told_twice_in_one_story_has_the_day_of_the_mention_that_says_it(tables):
    stock = {"outcome": "displaced", "measure": "stock"}
    summary = told("a", 310, "2021-05-10", tables, scope="Verrin", upto=["2021-05-09", "2021-05-09"], **stock)
    body = told("a", 310, "2021-05-10", tables, scope="Karsa", words="of them", **stock)
    before = told(
        "a", 186, "2021-05-10", tables, scope="Karsa", words="them", upto=["2021-05-02", "2021-05-02"], **stock
    )
    (series,) = find_series([summary, body, before])
    assert points(series) == [("2021-05-02", 186), ("2021-05-09", 310)]
