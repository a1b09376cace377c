"""The measures of chains, against cases worked out by hand."""

import random
from itertools import permutations

import pytest

from bench.accuracy.chains import b_cubed, ceaf_e, chains, muc, scores, without_singletons


def sets(*words):
    return tuple(frozenset(word) for word in words)


# The example of Pradhan and others (ACL 2014), with mentions that only one side has.
GOLD, FOUND = sets("abc", "defg"), sets("ab", "cd", "fghi")


def test_worked_example():
    links, mentions, entities = muc(GOLD, FOUND), b_cubed(GOLD, FOUND), ceaf_e(GOLD, FOUND)
    assert (links.recall, links.precision) == pytest.approx((2 / 5, 2 / 5))
    assert mentions.recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7)
    assert mentions.precision == pytest.approx((4 / 2 + 1 / 2 + 1 / 2 + 4 / 4) / 8)
    assert entities.recall == pytest.approx((4 / 5 + 4 / 8) / 2)
    assert entities.precision == pytest.approx((4 / 5 + 4 / 8) / 3)
    mean = sum(one.f1 for one in (links, mentions, entities)) / 3
    assert scores(GOLD, FOUND).conll == pytest.approx(mean)


def test_all_right():
    assert scores(GOLD, GOLD).conll == 1


def test_all_in_one():
    """Twelve mentions in three chains of five, two and five, put into one: the example of Bagga and Baldwin."""
    gold = sets("abcde", "fg", "hijkl")
    found = sets("abcdefghijkl")
    assert muc(gold, found).precision == pytest.approx(9 / 11)
    assert muc(gold, found).recall == 1
    assert b_cubed(gold, found).precision == pytest.approx((25 + 4 + 25) / 12 / 12)
    assert b_cubed(gold, found).recall == 1
    assert ceaf_e(gold, found).precision == pytest.approx(2 * 5 / 17)
    assert ceaf_e(gold, found).recall == pytest.approx(2 * 5 / 17 / 3)


def test_nothing_joined():
    alone = sets(*"abcdefg")
    assert muc(GOLD, alone).f1 == 0
    assert b_cubed(GOLD, alone).recall == pytest.approx((3 / 3 + 4 / 4) / 7)
    assert ceaf_e(GOLD, alone).recall == pytest.approx((2 / 4 + 2 / 5) / 2)


def test_singletons_are_dropped_on_both_sides():
    gold, found = sets("ab", "c", "d"), sets("ab", "cd")
    assert without_singletons(gold) == sets("ab")
    assert scores(without_singletons(gold), without_singletons(found)).b_cubed.precision == pytest.approx(2 / 4)


def test_chains_of_names():
    assert set(chains({1: "x", 2: "y", 3: "x"})) == {frozenset({1, 3}), frozenset({2})}


@pytest.mark.parametrize("seed", range(20))
def test_the_best_matching_is_found(seed):
    """Every way of matching the chains one to one, tried out, gives no more."""
    rng = random.Random(seed)
    mentions = range(12)
    gold = chains({n: rng.randrange(5) for n in mentions})
    found = chains({n: rng.randrange(4) for n in mentions})
    fewer, more = sorted((gold, found), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(fewer, some, strict=True))
        for some in permutations(more, len(fewer))
    )
    assert ceaf_e(gold, found).recall == pytest.approx(best / len(gold))
    assert ceaf_e(gold, found).precision == pytest.approx(best / len(found))
