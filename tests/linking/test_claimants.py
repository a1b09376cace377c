"""Who a claim originates from."""

import pytest

from dateline.linking.bodies import Bodies, Memory
from dateline.linking.claimants import Chain, claimant, distinct, sides
from dateline.model.event import Claimant
from tests.linking.factories import actor, coded, document, reading, report, said

TEXT = "Taliban fighters shelled Karsa, Omar Haddad of the Afghan army said. The Red Cross said so too. Taliban spokesman Gul Khan said it was done."


def walk(tables, *documents):
    known = {d.id: d for d in documents}
    bodies = Bodies(documents, Memory(tables.actors))
    return Chain(
        known,
        lambda document, span: document,
        tables.actors,
        tables.outlets,
        tables.counting,
        tables.quantities,
        bodies,
    )


def voice(tables, attribution, **masthead):
    one = reading(document("a", TEXT, **masthead), actors=(actor(TEXT, "Gul Khan", "person", organisation="Taliban"),))
    made = report(
        one, "Taliban fighters shelled Karsa", "remote.shelling", attribution=attribution,
        initiators=(actor(TEXT, "Taliban"),), targets=(actor(TEXT, "Afghan army", "military", actor_id="state:AF:military"),),
    )  # fmt: skip
    one = coded(one, made)
    chain = walk(tables, one)
    return claimant(attribution, one.id, one, sides([made], chain), chain)


@pytest.mark.parametrize(
    ("speaker", "organisation", "institution", "side"),
    [
        ("Omar Haddad", "Afghan National Army", "Afghan National Army", "party_b"),
        ("Omar Haddad", "Karsa harbour board", "Karsa harbour board", "third_party"),
        ("Gul Khan", None, "Taliban", "party_a"),
        ("The Red Cross", "International Committee of the Red Cross", None, "third_party"),
        ("witnesses", None, "unknown", "unknown"),
    ],
)
def test_speaker_institution_and_side(tables, speaker, organisation, institution, side):
    found = voice(tables, said(TEXT, "said", speaker, organisation))
    assert (found.speaker, found.side) == (speaker, side)
    assert institution is None or found.institution == institution


def test_what_nobody_is_quoted_for_is_the_agencys_else_the_outlets_own(tables):
    assert voice(tables, None, publisher="The Post", agency="AFP") == Claimant(
        tables.outlets.named("AFP").name, tables.outlets.named("AFP").name, "own_observation"
    )
    assert voice(tables, None, publisher="The Post") == Claimant("The Post", "The Post", "own_observation")


def test_a_speaker_named_in_two_ways_is_one():
    found = [
        Claimant("Haddad", "army", "party_b"),
        Claimant("Omar Haddad", "army", "party_b"),
        Claimant("Haddad", "UN", "third_party"),
    ]
    assert distinct(found) == (Claimant("Haddad", "UN", "third_party"), Claimant("Omar Haddad", "army", "party_b"))


def test_who_bears_arms_is_no_third_party():
    import dateline

    story = dateline.read(
        "Shells on Tikrit\n\nAt least nine people were killed on Thursday when the army shelled a market in Tikrit, a doctor"
        " said.\n\nThe rebel Northern Shore Front (NSF) accused the army of shelling the market in Tikrit.",
        published="2018-09-07",
        publisher="Daily Lantern",
    )
    found = [c for event in dateline.link([story]).events for c in event.claimants if "Front" in c.institution]
    assert found and {c.side for c in found} <= {"party_b", "unknown"}
    assert any(c.side == "party_b" for c in found)
