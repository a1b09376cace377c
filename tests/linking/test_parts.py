"""Which event is a part of which total or campaign."""

import pytest

from dateline.linking.parts import part_of
from tests.linking.factories import actor, document, on, place, report

TEXT = "Red Guard, Blue Guard and the Harbour Front fought in Karsa, at Old Mill, in Tolma, in Zembla: it happened."
SO_FAR = "publication date, up to which it went on"
BATTLE = {"type_": "battle.clash", "level": "campaign", "where": "Karsa", "by": "Red Guard"}
STRIKES = {"type_": "remote.air_strike", "level": "aggregate", "where": "Zembla", "by": "Red Guard", "basis": SO_FAR}
CASES = [
    ("a shelling in the battle", BATTLE, {}, True),
    ("a shelling of a quarter in the battle", BATTLE, {"where": "Old Mill"}, True),
    ("a shelling of another town", BATTLE, {"where": "Tolma"}, False),
    ("a shelling a year later", BATTLE, {"when": "2022-05-03"}, False),
    ("undated, and one side fights in both", BATTLE | {"when": None}, {"when": None}, True),
    ("undated, of others", BATTLE | {"when": None}, {"when": None, "by": "Harbour Front"}, False),
    ("undated, of nobody named", BATTLE | {"when": None}, {"when": None, "by": None}, False),
    ("only one is dated", BATTLE | {"when": None}, {}, False),
    ("an offensive is no part of a battle", BATTLE, {"type_": "battle.offensive"}, False),
    ("a protest in the battle", BATTLE, {"type_": "order.protest"}, False),
    ("civilians attacked by a side of the battle", BATTLE, {"type_": "civilian.attack"}, True),
    ("civilians attacked by others", BATTLE, {"type_": "civilian.attack", "by": "Harbour Front"}, False),
    ("a strike among the strikes so far", STRIKES, {"type_": "remote.air_strike"}, True),
    (
        "a count of strikes among the strikes so far",
        STRIKES,
        {"type_": "remote.air_strike", "level": "aggregate"},
        True,
    ),
    ("a strike of others", STRIKES, {"type_": "remote.air_strike", "by": "Blue Guard"}, False),
    ("a strike of nobody named", STRIKES, {"type_": "remote.air_strike", "by": None}, False),
    (
        "a strike after the story of the strikes so far",
        STRIKES,
        {"type_": "remote.air_strike", "when": "2021-06-03"},
        False,
    ),
    ("a shelling is no strike", STRIKES, {}, False),
]


def told(name, given):
    given = {"type_": "remote.shelling", "where": "Karsa", "by": "Red Guard", "when": "2021-05-03", **given}
    one, when, by, basis = document(name, TEXT), given.pop("when"), given.pop("by"), given.pop("basis", "clause")
    # What had gone on began at some time in the year before.
    begun = "2020-06-01" if basis == SO_FAR else when
    return report(
        one, "it happened", given.pop("type_"), where=place(TEXT, given.pop("where")),
        when=None if when is None else on(begun, when, basis), initiators=(actor(TEXT, by),) if by else (), **given,
    )  # fmt: skip


@pytest.mark.parametrize(("name", "whole", "part", "tied"), CASES, ids=[case[0] for case in CASES])
def test_part_of(name, whole, part, tied):
    clusters = ((told("whole", whole),), (told("part", part),))
    assert part_of(clusters, ("w", "p")) == ({"p": "w"} if tied else {})


def test_what_two_battles_cover_alike_is_tied_to_neither():
    clusters = tuple((told(name, given),) for name, given in (("one", BATTLE), ("other", BATTLE), ("part", {})))
    assert part_of(clusters, ("one", "other", "part")) == {}


def test_a_battle_goes_before_the_strikes_so_far():
    clusters = ((told("one", BATTLE),), (told("all", STRIKES),), (told("part", {"type_": "remote.air_strike"}),))
    assert part_of(clusters, ("battle", "all", "part")) == {"part": "battle"}


def test_a_campaign_of_which_one_report_tells_the_beginning_is_a_whole():
    begun = told("begun", {"type_": "battle.offensive"})
    clusters = ((begun, told("whole", BATTLE)), (told("part", {"type_": "remote.air_strike"}),))
    assert part_of(clusters, ("battle", "part")) == {"part": "battle"}
