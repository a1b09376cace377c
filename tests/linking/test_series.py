"""Figures about one quantity over time."""

from msgspec.structs import replace

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


def test_a_quarter_of_a_town_stands_with_the_town_and_says_so(tables):
    running = {"outcome": "trapped", "measure": "stock"}
    town = place(TEXT, "Karsa")
    town = replace(town, precision="settlement", latitude=1.0, longitude=1.0, radius_km=9.0)
    quarter = replace(
        town, name="Old Karsa", precision="part_of_settlement", gazetteer_id="test:old", latitude=1.01, radius_km=1.0
    )
    made = [
        told("a", 20000, "2021-05-03", tables, population="civilians", **running),
        told("b", 500, "2021-06-03", tables, population="residents", **running),
        told("c", 400, "2021-06-09", tables, population="people", **running),
    ]
    placed = [
        replace(one, figure=replace(one.figure, scope=scope))
        for one, scope in zip(made, (town, quarter, quarter), strict=True)
    ]
    (series,) = find_series(placed)
    assert series.scope == "Karsa"
    assert [(p.best, p.scope, p.flags) for p in series.points] == [
        (20000, "Karsa", ()),
        (500, "Old Karsa", ("narrower",)),
        (400, "Old Karsa", ("narrower",)),
    ]
    (alone,) = find_series(placed[1:])
    assert (alone.scope, [p.flags for p in alone.points]) == ("Old Karsa", [(), ()])


def test_jumps_and_counts_that_shrink_are_flagged(tables):
    running = {"outcome": "displaced", "scope": "Karsa", "measure": "cumulative"}
    (series,) = find_series(
        [
            told("a", 900, "2021-05-03", tables, **running),
            told("b", 2600, "2021-05-09", tables, **running),
            told("c", 9000, "2021-05-12", tables, **running),
            told("d", 8000, "2021-05-15", tables, **running),
            told("e", 8000, "2021-05-18", tables, modifier="approximate", **running),
        ]
    )
    assert [p.flags for p in series.points] == [(), (), ("jump",), ("reversal",), ()]
    flow = [
        told(name, best, day, tables, outcome="displaced", scope="Karsa", measure="flow")
        for name, best, day in (("a", 900, "2021-05-03"), ("b", 20, "2021-05-09"))
    ]
    (series,) = find_series(flow)
    assert [p.flags for p in series.points] == [(), ()]
