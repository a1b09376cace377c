"""Bodies of a state named by what they are."""

import pytest

from dateline.linking.states import branch_of, setting_of, state_body
from tests.linking.factories import document, place, reading

TEXT = "In Zembla the army holds Karsa, Tolma and Verrin."


@pytest.mark.parametrize(
    ("name", "branch"),
    [
        ("the army", "military"),
        ("Government forces", "military"),
        ("troops", "military"),
        ("armed forces", "military"),
        ("Air force", "military"),
        ("government aircraft", "military"),
        ("Ministry of Defence", "military"),
        ("Defense Department", "military"),
        ("policemen", "police"),
        ("the regime", "government"),
        ("prime minister", "government"),
        ("forces", None),
        ("coalition forces", None),
        ("security forces", None),
        ("rebel fighters", None),
        ("Army of Dawn", None),
        ("Ministry of Health", None),
        ("", None),
    ],
)
def test_branch(name, branch, tables):
    assert branch_of(name, tables.actors.nouns) == branch


def test_the_army_is_that_of_the_country_in_which_it_acts(tables):
    one = document("a", TEXT)
    one = reading(one, places=tuple(place(TEXT, name) for name in ("Zembla", "Karsa", "Tolma", "Verrin")))
    setting = setting_of(one)
    assert state_body("army", None, setting, tables.actors.nouns) == "state:ZB:military"
    assert state_body("Zembla army", None, setting, tables.actors.nouns) == "state:ZB:military"
    assert state_body("Health Ministry", "Zembla", setting, tables.actors.nouns) == "state:ZB:ministry of health"
    assert state_body("Iron Guard", None, setting, tables.actors.nouns) is None
    assert state_body("army", None, setting_of(document("b", TEXT)), tables.actors.nouns) is None
