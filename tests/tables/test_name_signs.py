"""The words that tell persons from places and things."""

from dateline.tables import actors


def test_a_word_has_each_sign_once_and_in_small_letters():
    table = actors.load()
    assert "village" in table.signs("place_noun")
    assert "named" in table.signs("naming")
    assert all(word == word.lower() for sign in ("thing", "kin", "relation", "locative") for word in table.signs(sign))
    assert table.signs("relation") <= table.signs("kin") | {"fiancé", "fiancée"}


def test_an_unknown_sign_has_no_words():
    assert not actors.load().signs("nothing")


def test_a_member_is_found_by_group_and_surname():
    table = actors.load()
    found = table.member("islamic-state", "baghdadi")
    assert found is not None
    assert found.id == "abu-bakr-al-baghdadi"
    assert table.member("islamic-state", "nobody") is None
