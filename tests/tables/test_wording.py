"""Forms, kin and rarity of words."""

import pytest

from dateline.tables.wording import load

TABLE = load()


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("Dies", "die"),
        ("died", "die"),
        ("dead", "die"),
        ("robbed", "rob"),
        ("released", "release"),
        ("passes", "pass"),
        ("fell", "fall"),
        ("Karsa", "karsa"),
    ],
)
def test_bases(form, base):
    assert base in TABLE.bases(form)


def test_forms_of_one_word_have_one_base():
    assert len({TABLE.base(form) for form in ("attack", "attacks", "attacked", "Attacking")}) == 1


def test_rarity():
    assert TABLE.rarity_of("the") < TABLE.rarity_of("police") < TABLE.rarity_of("shrapnel")
    assert TABLE.rarity_of("qwertzian") == TABLE.rarest == max(TABLE.rarity.values()) + 1


def test_kin_name_words_of_the_table():
    assert all(other in TABLE.kin for word in TABLE.kin.values() for other in word.derived)


def test_weights_speak_for_what_is_alike():
    weights = TABLE.weights
    like = [weights[f"close kin, stories alike {n}"] for n in range(1, 9)]
    assert like == sorted(like)
    assert weights["word"] > weights["kind"]
    assert weights["doers shared 0"] < weights["doers shared 2"]
