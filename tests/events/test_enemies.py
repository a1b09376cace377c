"""The only enemy that a story names is whom its fights are against; where there are two, nobody is."""

import dateline
from dateline.events.fields import ONLY_ENEMY

BOMBED = "The Somali army bombed al-Shabaab positions near Jilib on Monday."


def lent_targets(text):
    document = dateline.read(text, published="2024-05-05")
    claims = [c for r in document.reports for c in r.claims if c.field == "targets" and c.basis == ONLY_ENEMY]
    assert all(document.text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims if c.evidence)
    return [c.value for c in claims]


def test_the_only_enemy_of_the_same_doer():
    assert lent_targets(f"{BOMBED}\n\nOn Tuesday the Somali army captured Buale.") == ["al-Shabaab"]


def test_the_only_one_whom_anybody_fights():
    assert lent_targets(f"{BOMBED}\n\nKenyan troops captured Afmadow.") == ["al-Shabaab"]


def test_two_enemies_are_none():
    assert not lent_targets(f"{BOMBED} It shelled Islamic State fighters in Bari.\n\nThe Somali army captured Buale.")


def test_a_body_that_stands_idle_may_be_the_enemy_too():
    told = f"{BOMBED} Ahlu Sunna Waljama'a and the ONLF hold the hills.\n\nKenyan troops captured Afmadow."
    assert not lent_targets(told)


def test_who_hits_the_only_enemy_of_those_hit():
    text = f"{BOMBED}\n\nMortar fire on Somali army positions near Jilib wounded two soldiers on Tuesday."
    document = dateline.read(text, published="2024-05-05")
    doers = [(c.value, c.basis) for r in document.reports for c in r.claims if c.field == "initiators"]
    assert ("al-Shabaab", ONLY_ENEMY) in doers
