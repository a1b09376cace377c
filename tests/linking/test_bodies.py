"""Which body a name means, in one story and across stories."""

import pytest

from dateline.linking.bodies import Bodies, Memory
from tests.linking.factories import actor, document, place, reading, said

FIRST = (
    "In Zembla the rebel Northern River Front (NRF) shelled Karsa. The front denied it. Colonel Ana Ruiz, spokeswoman "
    "of the Ministry of Defence, said that the army was ready. Pia Lund, the health minister, and villagers came."
)
SECOND = "The front lost men near Karsa, Ruiz said. Ana Ruiz spoke for nobody else."


@pytest.fixture
def bodies(tables):
    one = document("a", FIRST)
    front = actor(FIRST, "rebel Northern River Front", "rebel")
    one = reading(
        one,
        places=(place(FIRST, "Zembla"), place(FIRST, "Karsa")),
        actors=(
            front, actor(FIRST, "NRF", "rebel"), actor(FIRST, "front", "organisation"),
            actor(FIRST, "Ana Ruiz", "person", organisation="Ministry of Defence"),
            actor(FIRST, "Ministry of Defence", "government"), actor(FIRST, "army", "military"),
            actor(FIRST, "Pia Lund", "person", role="health minister"), actor(FIRST, "villagers", "civilians"),
        ),
    )  # fmt: skip
    other = reading(
        document("b", SECOND), places=(place(SECOND, "Karsa"),), actors=(actor(SECOND, "Ana Ruiz", "person"),)
    )
    return Bodies([other, one], Memory(tables.actors))


@pytest.mark.parametrize("name", ["front", "NRF", "Northern River Front", "rebel Northern River Front"])
def test_short_forms_and_acronyms_mean_the_full_name(bodies, name):
    for document_id in ("doc-a", "doc-b"):
        found = bodies.named(name, document_id)
        assert found is not None and bodies.label(found) == "Northern River Front", document_id


def test_a_ministry_and_the_army_it_commands_are_one_institution(bodies):
    army, ministry = bodies.named("army", "doc-a"), bodies.named("Ministry of Defence", "doc-a")
    assert army.id == ministry.id == "state:ZB:military"
    assert bodies.label(army) == "Ministry of Defence"
    assert (
        bodies.label(army, {"army": 2}) == "army" and bodies.label(army, {"defence minister": 1}) != "defence minister"
    )
    assert bodies.label(bodies.named("police", "doc-a")) == "Police of Zembla"


def test_a_person_speaks_for_the_body_that_another_story_names(bodies):
    found = bodies.behind(said(SECOND, "said", "Ana Ruiz"), "doc-b")
    assert found.id == "state:ZB:military"
    assert bodies.behind(said(SECOND, "said", "Pia Lund"), "doc-b").id == "state:ZB:ministry of health"


@pytest.mark.parametrize("name", ["villagers", "residents", "both sides", None])
def test_people_are_no_body(bodies, name):
    assert bodies.behind(said(SECOND, "said", name), "doc-b") is None


def test_what_two_bodies_are_called_means_neither(tables):
    text = "The Iron Front and the Northern River Front met. The front left."
    names = ("Iron Front", "Northern River Front", "front")
    one = reading(document("c", text), actors=tuple(actor(text, name, "rebel") for name in names))
    found = Bodies([one], Memory(tables.actors)).named("front", "doc-c")
    assert found is None or found.id == "front"


@pytest.mark.parametrize(
    ("name", "speaks"),
    [("Ministry of Defence", True), ("Sea Rescue Agency", True), ("River Press Agency", False), ("The Post", False)],
)
def test_a_publisher_that_gives_its_own_word(bodies, name, speaks):
    assert bodies.speaks(name) == speaks


def test_a_bare_surname_is_the_cases_one_bearer_where_the_story_names_their_body(tables):
    one = reading(
        document("a", FIRST),
        places=(place(FIRST, "Zembla"),),
        actors=(
            actor(FIRST, "Ana Ruiz", "person", organisation="Ministry of Defence"),
            actor(FIRST, "Ministry of Defence", "government"),
        ),
    )
    third = "Ruiz said that the army of Zembla was near Karsa."
    beside = reading(
        document("c", third),
        places=(place(third, "Zembla"),),
        actors=(actor(third, "army", "military"), actor(third, "Ruiz", "person")),
    )
    fourth = "Ruiz said that Karsa was quiet."
    alone = reading(document("d", fourth), places=(), actors=(actor(fourth, "Ruiz", "person"),))
    known = Bodies([one, beside, alone], Memory(tables.actors))
    assert known.behind(said(third, "said", "Ruiz"), "doc-c").id == "state:ZB:military"
    assert known.behind(said(fourth, "said", "Ruiz"), "doc-d") is None
    fifth = "Omar Ruiz, a farmer, left Karsa."
    farmer = reading(document("e", fifth), places=(), actors=(actor(fifth, "Omar Ruiz", "person"),))
    assert Bodies([one, beside, farmer], Memory(tables.actors)).behind(said(third, "said", "Ruiz"), "doc-c") is None
