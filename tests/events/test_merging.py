"""Which mentions of a story are one report."""

import pytest

import dateline
from dateline.events.code import code
from tests.events.read import document, read


def reports(text, *kinds):
    found = dateline.read(text, published="2021-06-10").reports
    return [r for r in found if r.type in kinds]


VIOLENT = (
    "battle.clash",
    "battle.capture",
    "battle.advance",
    "civilian.attack",
    "remote.shelling",
    "remote.air_strike",
)


def test_an_attack_known_by_its_town_is_not_the_one_told_before():
    told = "The rebels fired mortars at a school on Monday, a nurse said. It was as bad as the Mosul mortar attack."
    assert len(reports(told, "remote.shelling")) == 2
    again = (
        "The rebels fired mortars at a school in Mosul on Monday, a nurse said. She called the Mosul attack a crime."
    )
    assert len(reports(again, "remote.shelling")) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops captured Tikrit on Monday. Fourteen rebels were killed and two soldiers died.", "battle.capture"),
        ("At least nine people were killed on Monday when shells struck the market in Mosul.", "remote.shelling"),
        ("Rebels stormed a village near Mosul on Monday.\n\nFour guards were killed, a mayor said.", "battle.advance"),
        ("Jets bombed a depot near Mosul on Monday. It was the first air strike there for years.", "remote.air_strike"),
        ("Shells struck the market in Mosul on Monday. Four shells landed between the stalls.", "remote.shelling"),
        ("Shells struck a school in Mosul on Monday. The army fired the shells, the mayor said.", "remote.shelling"),
    ],
)
def test_one_happening(text, kind):
    assert [r.type for r in reports(text, *VIOLENT)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Troops captured Tikrit on Monday. Six people were killed in Aleppo.",
        "Troops captured Tikrit on Monday. Six people were killed there in May.",
        "Gunmen attacked a bus near Mosul. Hundreds of thousands of people have been killed.",
        "Jets bombed a depot near Mosul on Monday. Warplanes bombed a farm near Tikrit.",
    ],
)
def test_two_happenings(text):
    assert len(reports(text, *VIOLENT)) == 2


def test_the_toll_of_a_raid_is_of_its_type_with_its_victims():
    [found] = reports("Rebels stormed a village near Mosul on Monday. Four guards were killed.", *VIOLENT)
    assert [a.text for a in found.victims] == ["guards"]
    assert found.when.earliest == "2021-06-07"


def test_totals_with_one_count_are_one():
    text = (
        "About 9,000 people fled Mosul between 3 and 9 June. The fighting has driven 9,000 people from their homes since"
        " it began."
    )
    assert len(reports(text, "humanitarian.displacement")) == 1
    assert len(reports(text.replace("driven 9,000", "driven 7,000"), "humanitarian.displacement")) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops entered Tikrit on Monday. They were driven back after an hour of fighting.", "battle.advance"),
        ("A patrol found and defused five mines near Mosul on Monday.", "battle.clearance"),
    ],
)
def test_one_deed_in_two_verbs(text, kind):
    assert [r.type for r in reports(text, *VIOLENT, "battle.clearance", "battle.interception")] == [kind]


def test_two_deeds_with_one_object_are_two():
    found = reports("They kidnapped and killed four drivers near Mosul.", "civilian.attack", "civilian.abduction")
    assert {r.type for r in found} == {"civilian.attack", "civilian.abduction"}


def test_both_sides_of_an_exchange_are_one_release():
    text = "On Monday the rebels freed nine soldiers and the army released six rebels near Mosul."
    [found] = reports(text, "order.release")
    assert {a.text for a in found.initiators} == {"rebels", "army"}


def test_who_announces_an_operation_does_not_lead_it():
    text = (
        "The army launched an offensive on Monday to retake Tikrit. The governor, Karim Said, announced the start of the"
        " operation."
    )
    [found] = reports(text, "battle.offensive")
    assert [a.text for a in found.initiators] == ["army"]


def test_where_shells_were_fired_from_is_not_where_they_fell():
    text = "The market in Mosul was crowded. Rebels fired rockets from their positions at Tikrit."
    [found] = reports(text, "remote.shelling")
    assert found.where.name == "Mosul"


@pytest.mark.parametrize(
    ("remark", "mode"),
    [
        ("The march was peaceful.", "peaceful"),
        ("There was no violence during the march.", "peaceful"),
        ("The march was long.", None),
    ],
)
def test_a_later_remark_says_how_a_protest_went(remark, mode):
    [found] = reports(f"Thousands of people marched through Mosul on Thursday.\n\n{remark}", "order.protest")
    assert (found.mode, len(found.evidence)) == (mode, 1)


def test_what_marchers_demand_is_part_of_the_march():
    text = "Thousands of people marched through Mosul on Thursday and demanded an end to the war."
    assert len(reports(text, "order.protest", "political.appeal")) == 1


def test_a_headline_in_general_words_is_the_story_below(nlp, coding_tables):
    head, body = (
        "Market in Orsa comes under fire",
        "Nine people were killed on Thursday when shells struck the market in Orsa.",
    )
    doc = document(f"{head}\n{body}", roles=[("headline", head), ("body", body)])
    found = code(read(nlp, doc, names={"Orsa": "settlement"}), coding_tables).reports
    assert [r.type for r in found] == ["remote.shelling"]


def test_deaths_regretted_are_those_of_what_was_told():
    text = "Shells struck the market in Mosul on Monday. The ministry regrets the deaths of civilians."
    [found] = reports(text, *VIOLENT)
    assert [a.text for a in found.victims] == ["civilians"]


def test_deaths_regretted_of_nothing_told_are_no_report():
    assert not reports("The ministry regrets the deaths of civilians.", *VIOLENT)


def test_a_drought_is_no_repetition_of_a_flood():
    text = "Floods killed nine people in Kenya on Monday. Herders in the north still suffer from the drought."
    assert len(reports(text, "other.disaster")) == 2
