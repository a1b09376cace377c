"""Happenings by their words: kin words, like stories, those who are named, and what the decision makes of them."""

import numpy as np
import pytest

from dateline.linking.same import ENOUGH, decide
from dateline.linking.tellings import Tellings
from dateline.linking.wording import SAME, Wording, bag, kinship, likeness, odds, signs, words_of
from scripts.learn_wording import Lesson, learned
from tests.linking.factories import TOWNS, actor, document, on, place, reading, report

STORY = "A ferry capsized off Karsa on Sunday and its captain, Ilvo Marten, drowned, harbour pilots said."
OTHER = "Ilvo Marten, captain of a ferry, has drowned after it capsized near Karsa, said a harbour pilot."
ELSEWHERE = "The parliament of Zembla voted to raise the tax on timber, and mill owners protested loudly."


@pytest.fixture(scope="module")
def table(tables):
    return tables.wording


def worded(table, act, doers="", harmed="", story=STORY, name="one"):
    text = words_of(story)
    beside = bag((word for word in text if word != act), table)
    return Wording(
        document=name, acts=table.bases(act), doers=bag(words_of(doers), table), harmed=bag(words_of(harmed), table),
        beside=beside, story=bag(text, table),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("exploded", "explodes", "word"),
        ("shot", "shoots", "word"),
        ("exploded", "explosion", "derived"),
        ("quake", "earthquakes", "synonym"),
        ("slay", "killed", "alike"),
        ("murdered", "killed", "kind"),
        ("died", "killed", "kind"),
        ("drowned", "voted", None),
    ],
)
def test_kinship(table, one, other, kin):
    assert kinship(table.bases(one), table.bases(other), table) == kin
    assert kinship(table.bases(other), table.bases(one), table) == kin


def test_one_happening_in_other_words(table):
    one = worded(table, "drowned", doers="Ilvo Marten")
    other = worded(table, "drowned", doers="captain Ilvo Marten", story=OTHER, name="other")
    assert odds(one, other, table) == odds(other, one, table) > SAME


def test_other_names_speak_against_it(table):
    other = worded(table, "drowned", doers="Ilvo Marten", story=OTHER, name="other")
    same, stranger = (worded(table, "drowned", doers=who) for who in ("Ilvo Marten", "Tesk Orban"))
    assert odds(stranger, other, table) < odds(same, other, table)


def test_unlike_stories_and_words_that_are_no_kin_say_nothing(table):
    one = worded(table, "drowned")
    assert odds(one, worded(table, "drowned", story=ELSEWHERE, name="other"), table) is None
    assert odds(one, worded(table, "voted", story=OTHER, name="other"), table) is None


def test_likeness_is_of_rare_words(table):
    here, there = (bag(words_of(story), table) for story in (STORY, ELSEWHERE))
    assert likeness(here, here) == pytest.approx(1)
    assert likeness(here, there) < 0.06
    assert likeness(here, bag((), table)) == 0
    assert not {"the", "a", "on", "and"} & here.weights.keys()


def test_every_sign_of_a_pair_has_its_weight(table):
    one = worded(table, "drowned", doers="Ilvo Marten")
    other = worded(table, "drowned", doers="Ilvo Marten", story=OTHER, name="other")
    assert set(signs(one, other, table)) <= table.weights.keys()


def pair(tables):
    """Two slots one point short of being one happening, and a list that grows each time words are asked for."""
    from dateline.linking.slots import slots

    made = []
    for name in ("one", "other"):
        text = "Red Guard: it happened in " + ", ".join(TOWNS)
        story = reading(document(name, text), places=(place(text, "Verrin"),))
        told = report(
            story, "it happened", "remote.shelling", when=on("2021-05-03"), where=place(text, "Verrin"), initiators=()
        )
        made.append(slots(told, story, tables.actors))
    return made


def test_words_settle_a_pair_that_is_one_short(tables):
    one, other = pair(tables)
    assert decide(one, other).verdict == "unsure"
    joined = decide(one, other, alike=lambda: True)
    assert (joined.verdict, joined.score) == ("same", ENOUGH)
    assert "wording +1" in joined.reason
    assert decide(one, other, alike=lambda: False) == decide(one, other)


def test_words_are_not_asked_where_slots_differ(tables):
    from msgspec.structs import replace

    def asked():
        raise AssertionError("words were asked")

    one, other = pair(tables)
    assert decide(one, replace(other, type="order.protest"), alike=asked).verdict == "different"
    assert decide(one, replace(other, first=one.first + 9, last=one.last + 9), alike=asked).verdict == "different"


def test_reports_told_alike(tables):
    text = "Red Guard shelled the mill at Karsa at dawn and the miller Ilvo Marten fled, harbour pilots said."
    tales = []
    for name, told in (("one", text), ("other", text.replace("at dawn", "early"))):
        story = document(name, told)
        by = (actor(told, "Red Guard"),)
        tales += [(report(story, "shelled the mill", "remote.shelling", initiators=by), story)]
    tellings = Tellings(tables.wording)
    assert tellings.are_alike(*tales[0], *tales[1])
    assert tellings.are_alike(*tales[1], *tales[0])


def test_learning_weighs_what_tells():
    """Of two signs the one that only pairs of one happening have gets the greater weight."""
    said = [("any", "rare name")] * 30 + [("any", "common word")] * 60
    one = np.array([1.0] * 28 + [0.0] * 2 + [1.0] * 6 + [0.0] * 54)
    given = Lesson([(0, n) for n in range(90)], said, np.zeros((90, 2), dtype=np.int64), one)
    weights = learned(given, range(90))
    assert weights["rare name"] > 0 > weights["common word"]
    assert weights == learned(given, range(90))
