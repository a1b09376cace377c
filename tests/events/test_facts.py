"""Conditions of the ACLED columns, modes and tags, shown by the text or left open."""

import msgspec
import pytest

from dateline.events.code import code
from tests.events.read import document, read, said

HELD = "Abduction/forced disappearance"
CHANGE, TRANSFER = "Change to group/activity", "Non-violent transfer of territory"
CASES = [
    ("Troops stormed Orsa.", "battle.advance", None, "Armed clash", ()),
    ("Troops entered Orsa.", "battle.advance", None, CHANGE, ()),
    ("Troops entered Orsa without a fight.", "battle.advance", None, TRANSFER, ()),
    ("Rebels entered Orsa on Monday. No shots were fired.", "battle.advance", None, TRANSFER, ()),
    ("Rebels entered Orsa on Monday and shots were fired.", "battle.advance", None, CHANGE, ()),
    ("Troops captured Orsa.", "battle.capture", None, "Government regains territory", ()),
    ("The town of Orsa is back under army control.", "battle.capture", None, "Government regains territory", ()),
    ("Rebels captured Orsa.", "battle.capture", None, "Non-state actor overtakes territory", ()),
    ("Rebels and Troops captured Orsa.", "battle.capture", None, None, ()),
    ("Rebels captured Orsa peacefully on Monday.", "battle.capture", None, TRANSFER, ()),
    ("Rebels withdrew from Orsa.", "battle.withdraw", None, CHANGE, ()),
    ("Rebels withdrew from Orsa and Troops moved in.", "battle.withdraw", None, TRANSFER, ()),
    ("Rebels handed over the town to Troops.", "battle.withdraw", None, TRANSFER, ()),
    ("Rebels laid down their arms and let Troops have the town.", "battle.surrender", None, TRANSFER, ()),
    ("Nine Rebels surrendered to Troops.", "battle.surrender", None, "Agreement", ()),
    ("Troops shot at Students in Orsa.", "civilian.attack", None, "Excessive force against protesters", ()),
    (
        "Police shot dead a man marching against the curfew.",
        "civilian.attack",
        None,
        "Excessive force against protesters",
        (),
    ),
    ("Police met protesters in Orsa and arrested them.", "order.arrest", None, "Protest with intervention", ()),
    ("Police arrested nine people at a rally in Orsa.", "order.arrest", None, "Protest with intervention", ()),
    ("Students burned a bank in Orsa.", "order.riot", "demonstration", "Violent demonstration", ()),
    ("A furious crowd burned a bank in Orsa.", "destruction.arson", None, "Mob violence", ()),
    ("An angry crowd killed a man in Orsa.", "civilian.attack", None, "Mob violence", ()),
    (
        "Students protested in Orsa for a detained classmate.",
        "order.protest",
        None,
        "Peaceful protest",
        (),
    ),
    ("Troops opened a base in Orsa.", "battle.deployment", None, "Headquarters or base established", ()),
    ("Troops defused two bombs in Orsa.", "battle.clearance", None, "Disrupted weapons use", ()),
    ("Rebels released forty prisoners under a deal.", "order.release", None, "Agreement", ()),
    ("Students protested peacefully in Orsa.", "order.protest", "peaceful", "Peaceful protest", ()),
    (
        "Students protested in Orsa and police used tear gas.",
        "order.protest",
        "intervention",
        "Protest with intervention",
        (),
    ),
    ("Students protested in Orsa.", "order.protest", None, "Peaceful protest", ()),
    ("Rebels held villagers as human shields.", "civilian.human_shields", None, HELD, ("human_shields",)),
    ("Rebels used villagers as human shields.", "civilian.human_shields", None, None, ("human_shields",)),
]


@pytest.mark.parametrize(("text", "kind", "mode", "sub_event", "tags"), CASES, ids=[c[0] for c in CASES])
def test_facts(text, kind, mode, sub_event, tags, nlp, coding_tables):
    kinds = {"Troops": "military", "Rebels": "rebel", "Students": "protesters"}
    coded = code(read(nlp, document(text), kinds, {"Orsa": "settlement"}), coding_tables)
    report = next(r for r in coded.reports if r.type == kind)
    assert (report.mode, report.acled_sub_event, report.tags) == (mode, sub_event, tags)


def test_they_of_an_officer_who_says_we_are_the_enemy(nlp, coding_tables):
    text = 'Rebels shelled Orsa. "We hold the bridge, but they send car bombs," said Colonel Dren.'
    quote = "We hold the bridge, but they send car bombs,"
    attribution = said(text, "Colonel Dren", "said", quote)
    attribution = msgspec.structs.replace(attribution, direct=True)
    kinds = {"Rebels": "rebel", "Colonel Dren": "military"}
    coded = code(read(nlp, document(text), kinds, {"Orsa": "settlement"}, attributions=[attribution]), coding_tables)
    report = next(r for r in coded.reports if r.type == "remote.suicide_bomb")
    assert [a.name for a in report.initiators] == ["Rebels"]
