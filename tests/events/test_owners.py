"""Whose things and people they are, and who only announces."""

from dateline.events.code import code
from tests.events.read import document, read, said


def first(nlp, tables, text, kinds=None, names=None, attributions=(), kind=None):
    reports = code(read(nlp, document(text), kinds, names, attributions=attributions), tables).reports
    return next(r for r in reports if kind is None or r.type == kind)


def named(actors):
    return [(a.name, a.kind) for a in actors]


def test_who_owns_the_guns_fired_them(nlp, coding_tables):
    found = first(nlp, coding_tables, "Army guns shelled the mill.", {"Army guns": "weapon"})
    assert named(found.initiators) == [("army", "military")]
    assert found.initiators[0].text == "Army"
    assert [w.text for w in found.weapons] == ["Army guns"]


def test_guns_without_an_owner_have_none(nlp, coding_tables):
    found = first(nlp, coding_tables, "Heavy guns shelled the mill.", {"Heavy guns": "weapon"})
    assert found.initiators == ()


def test_the_owner_of_what_is_struck_is_struck(nlp, coding_tables):
    text = "Jets bombed a depot of the Red Brigade."
    found = first(nlp, coding_tables, text, {"Jets": "vehicle", "depot": "structure", "Red Brigade": "rebel"})
    assert ("Red Brigade", "rebel") in named(found.targets)


def test_the_owner_of_a_home_is_no_side(nlp, coding_tables):
    text = "Jets bombed the home of a farmer."
    found = first(nlp, coding_tables, text, {"Jets": "vehicle", "home": "structure", "farmer": "person"})
    assert named(found.targets) == [("home", "structure")]


def test_its_troops_are_the_army(nlp, coding_tables):
    text = "The army claimed that its troops stormed Orsa."
    found = first(nlp, coding_tables, text, {"army": "military"}, {"Orsa": "settlement"})
    assert named(found.initiators) == [("army", "military")]
    assert found.initiators[0].text == "troops"


def test_it_is_the_body_that_speaks(nlp, coding_tables):
    text = "The Hill Guards said it had shelled the mill."
    words = said(text, "The Hill Guards", "said", "it had shelled the mill")
    found = first(nlp, coding_tables, text, {"Hill Guards": "political_militia"}, attributions=[words])
    assert named(found.initiators) == [("Hill Guards", "political_militia")]


def test_who_announces_a_start_does_not_start_it(nlp, coding_tables):
    text = "Ana Duarte announced the start of the operation."
    words = said(text, "Ana Duarte", "announced", "the start of the operation")
    found = first(nlp, coding_tables, text, {"Ana Duarte": "person"}, attributions=[words], kind="battle.offensive")
    assert found.initiators == ()


def test_an_army_that_announces_a_start_starts_it(nlp, coding_tables):
    text = "The army announced the start of the operation."
    words = said(text, "The army", "announced", "the start of the operation")
    found = first(nlp, coding_tables, text, {"army": "military"}, attributions=[words], kind="battle.offensive")
    assert named(found.initiators) == [("army", "military")]


def test_who_is_poised_for_an_assault_would_do_it(nlp, coding_tables):
    text = "Troops were poised for an assault on Orsa."
    found = first(nlp, coding_tables, text, {"Troops": "military"}, {"Orsa": "settlement"})
    assert found.status == "planned"
    assert named(found.initiators) == [("Troops", "military")]


def test_strikes_by_jets_are_their_owners(nlp, coding_tables):
    text = "A series of airstrikes by army jets killed nine men."
    found = first(nlp, coding_tables, text, {"army jets": "vehicle"}, kind="remote.air_strike")
    assert named(found.initiators) == [("army", "military")]


def test_one_side_or_the_other_is_nobody(nlp, coding_tables):
    found = first(nlp, coding_tables, "The mill was destroyed by one side or the other.")
    assert found.initiators == ()


def test_they_surround_from_the_north(nlp, coding_tables):
    text = "Troops surrounded Orsa from the north and the west."
    found = first(nlp, coding_tables, text, {"Troops": "military"}, {"Orsa": "settlement"})
    assert found.targets == ()


def test_who_holds_them_is_not_them(nlp, coding_tables):
    text = "Gunmen abducted nine men. The Red Brigade is believed to hold them."
    found = first(nlp, coding_tables, text, {"Gunmen": "unidentified_armed_group", "Red Brigade": "rebel"})
    assert ("Red Brigade", "rebel") not in named(found.victims)


def test_who_is_to_do_what_is_demanded_is_addressed(nlp, coding_tables):
    text = "The ministry demands that the Red Brigade leave Orsa."
    kinds = {"ministry": "government", "Red Brigade": "rebel"}
    found = first(nlp, coding_tables, text, kinds, kind="political.appeal")
    assert named(found.targets) == [("Red Brigade", "rebel")]


def test_the_next_sentence_says_whose_convoy_came(nlp, coding_tables):
    text = "An aid convoy reached Orsa on Friday. The trucks of the Lake Agency had waited for weeks."
    found = first(nlp, coding_tables, text, {"Lake Agency": "organisation"}, {"Orsa": "settlement"})
    assert named(found.initiators) == [("Lake Agency", "organisation")]


def test_other_trucks_say_nothing_of_the_convoy(nlp, coding_tables):
    text = "An aid convoy reached Orsa on Friday. Nine trucks of the Lake Agency had burned in May."
    found = first(nlp, coding_tables, text, {"Lake Agency": "organisation"}, {"Orsa": "settlement"})
    assert found.initiators == ()


def test_whose_operation_began(nlp, coding_tables):
    text = "The minister welcomed the start of the Veyran operation to retake Orsa."
    places = {"Veyran": "country", "Orsa": "settlement"}
    kinds = {"minister": "person", "Veyran operation": "organisation"}
    found = first(nlp, coding_tables, text, kinds, places, kind="battle.offensive")
    assert named(found.initiators) == [("Veyran", "government")]


def test_its_forces_are_those_of_the_country_named_before(nlp, coding_tables):
    text = "Orsa fears Veyra after its forces attacked Keld."
    places = {"Orsa": "settlement", "Veyra": "country", "Keld": "settlement"}
    found = first(nlp, coding_tables, text, {}, places, kind="battle.clash")
    assert [(a.name, a.affiliated_with) for a in found.initiators] == [("forces of Veyra", "Veyra")]


def test_a_participle_with_an_object_shares_the_subject(nlp, coding_tables):
    text = "The coalition has flown 90 missions, conducted nine bombing raids on Orsa, and is now sending men."
    found = first(
        nlp, coding_tables, text, {"coalition": "foreign_force"}, {"Orsa": "settlement"}, kind="remote.air_strike"
    )
    assert named(found.initiators) == [("coalition", "foreign_force")]
