"""Who denies that it happened, who that they did it, and who names another side."""

import pytest
from msgspec.structs import replace

from dateline.linking.identity import Identities
from dateline.linking.link import link
from dateline.model.report import Claim
from tests.linking.factories import actor, coded, document, on, place, reading, report, said

TEXT = (
    "Shells fell on Karsa on 3 May, medics said. The Red Guard accused the Blue Guard of it. The Blue Guard denied it. "
    "The governor said that the Red Guard had done it. The Iron League said that nothing had happened."
)
DEED = "Shells fell on Karsa"


def claimed(made, field, value, speaker, stance="affirms"):
    voice = said(made.evidence[0].rendition.text, "said", speaker, speaker)
    return Claim(
        id=f"clm-{field}-{value}-{speaker}-{stance}", report=made.id, field=field, value=value,
        evidence=made.evidence[0], attribution=voice, stance=stance, certainty="stated", basis="", method="test",
    )  # fmt: skip


def linked(tables, *claims, initiators=("Blue Guard",), **more):
    bodies = tuple(actor(TEXT, name, "rebel") for name in ("Red Guard", "Blue Guard", "Iron League"))
    one = reading(document("a", TEXT, "2021-05-04", publisher="The Post"), actors=bodies)
    by = tuple(actor(TEXT, name, "rebel") for name in initiators)
    made = report(
        one, DEED, "remote.shelling", when=on("2021-05-03"), where=place(TEXT, "Karsa"), initiators=by, **more
    )
    made = replace(
        made, claims=(claimed(made, "occurrence", "occurred", "medics"), *(claimed(made, *c) for c in claims))
    )
    (event,) = link([coded(one, made)], tables, Identities(), ()).record.events
    return event


def fields(event):
    return [(d.field, d.relation) for d in event.disagreements]


def test_the_accused_denies_the_deed_and_nobody_that_it_happened(tables):
    event = linked(
        tables, ("initiators", "Blue Guard", "Red Guard"), ("initiators", "Blue Guard", "Blue Guard", "denies")
    )
    assert event.contested and fields(event) == [("initiators", "conflict")]
    assert event.disagreements[0].says == "Red Guard: Blue Guard did it; Blue Guard: not us"
    assert {c.institution for c in event.claimants} == {"Red Guard", "Blue Guard"}


def test_a_denial_that_names_no_doer_denies_that_it_happened(tables):
    event = linked(tables, ("occurrence", "occurred", "Blue Guard", "denies"))
    assert event.contested and fields(event) == [("occurrence", "conflict")]


def test_a_denial_in_which_the_accused_names_itself_disowns_the_deed(tables):
    denial = [("occurrence", "occurred", "Blue Guard", "denies"), ("initiators", "Blue Guard", "Blue Guard", "denies")]
    assert fields(linked(tables, *denial)) == [("initiators", "conflict")]


def test_one_who_denies_for_others_says_that_it_did_not_happen(tables):
    denial = [("occurrence", "occurred", "Iron League", "denies"), ("initiators", "Blue Guard", "Iron League")]
    assert fields(linked(tables, *denial)) == [("occurrence", "conflict")]


def test_who_only_denies_leaves_the_nameless_as_those_who_say_so(tables):
    event = linked(
        tables, ("occurrence", "occurred", "Blue Guard"), ("initiators", "Blue Guard", "Blue Guard", "denies")
    )
    assert {c.speaker for c in event.claimants} == {"medics", "Blue Guard"}
    sure = linked(tables, ("occurrence", "occurred", "Iron League"))
    assert {c.speaker for c in sure.claimants} == {"Iron League"}


def test_either_of_two_is_no_conflict_but_a_denial_by_one_is(tables):
    either = [("initiators", name, "medics") for name in ("Red Guard", "Blue Guard")]
    by = ("Red Guard", "Blue Guard")
    assert fields(linked(tables, *either, initiators=by, alternative_group="alt-1")) == []
    denied = linked(
        tables, *either, ("initiators", "Red Guard", "Red Guard", "denies"), initiators=by, alternative_group="alt-1"
    )
    assert fields(denied) == [("initiators", "conflict")] and denied.contested


@pytest.mark.parametrize(
    "claims", [(), (("initiators", "Blue Guard", "medics"), ("initiators", "Blue Guard", "Red Guard"))]
)
def test_agreement_is_no_disagreement(tables, claims):
    event = linked(tables, *claims)
    assert not event.contested and fields(event) == []


def test_each_side_names_the_other(tables):
    text = TEXT.replace("Red Guard", "Zembla army")
    one = document("a", text, "2021-05-04", publisher="The Post")
    army, rebels = actor(text, "Zembla army", "military"), actor(text, "Blue Guard", "rebel")
    one = reading(one, actors=(army, rebels), places=(place(text, "Zembla"),))
    made = report(
        one, DEED, "remote.shelling", when=on("2021-05-03"), where=place(text, "Karsa"), initiators=(army, rebels)
    )
    charges = [claimed(made, "initiators", "Zembla army", "Blue Guard")]
    charges += [claimed(made, "initiators", "Blue Guard", "Zembla army")]
    made = replace(made, claims=(claimed(made, "occurrence", "occurred", "medics"), *charges))
    (event,) = link([coded(one, made)], tables, Identities(), ()).record.events
    assert fields(event) == [("initiators", "conflict")] and not event.contested
