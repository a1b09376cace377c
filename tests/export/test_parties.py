import pytest
from msgspec.structs import replace

from dateline.export import acled, plover
from dateline.export.coded import coded
from dateline.export.parties import actor_rows, named, party_of, sides_of
from dateline.model.event import BY_HAND, SET, Value
from dateline.model.report import Claim
from tests.export.made import actor, view_of

CLASH = {
    "id": "evt-1", "type": "battle.clash", "when": "2016-10-20", "where": "Mosul",
    "initiators": ["military army"], "targets": ["rebel Islamic State = islamic-state"],
}  # fmt: skip


def set_by_hand(view, field, *values):
    """The view with a field of its only event as a person set it."""
    event = view.record.events[0]
    made = tuple(
        Claim(id=f"clm-{value}", report="rep-0", field=field, value=value, evidence=None, attribution=None,
              stance="affirms", certainty="stated", basis=SET, method=BY_HAND)
        for value in values
    )  # fmt: skip
    told = {**event.values, field: tuple(Value(one.value, (one.id,)) for one in made)}
    event = replace(event, claims=made, values=told)
    return replace(view, record=replace(view.record, events=(event,)))


@pytest.mark.parametrize(
    ("words", "role", "expected"),
    [
        ("military army", "initiators", ("military", "", "IQ", True)),
        ("military Syrian army = state:SY:military", "initiators", ("military", "", "SY", True)),
        ("government Iraq = state:IQ:ministry of defence", "initiators", ("government", "", "IQ", True)),
        ("paramilitary Azov Regiment = azov-regiment", "initiators", ("military", "", "UA", True)),
        ("rebel Islamic State = islamic-state", "targets", ("rebel", "Islamic State", "IQ", False)),
        ("rebel rebels", "targets", ("rebel", "", None, False)),
        ("political_militia Dock Guards", "initiators", ("political_militia", "Dock Guards", None, False)),
        ("person Abu Bakr al-Baghdadi = abu-bakr-al-baghdadi", "initiators", ("rebel", "Islamic State", "IQ", False)),
        ("person Noor Haddad", "victims", ("civilians", "", None, False)),
        ("person Noor Haddad", "initiators", None),
        ("structure market", "targets", None),
    ],
)
def test_party_of_an_actor(words, role, expected):
    party = party_of(actor(words), "IQ", role)
    assert (party and (party.kind.kind, party.name, party.country, party.state)) == expected


def test_every_named_actor_of_the_table_is_a_party():
    kinds = {row.kind for row in actor_rows().values()} - {"person"}
    assert {named(row).kind.kind for row in actor_rows().values() if row.kind != "person"} <= kinds | {"military"}


def test_generic_words_beside_a_named_group_of_the_kind_mean_it():
    view = view_of([CLASH | {"targets": ["rebel rebels", "rebel Islamic State = islamic-state"]}])
    sides = sides_of(view.record.events[0], view.documents[0].reports)
    assert [party.name for party in sides.acted_upon] == ["Islamic State"]


def test_whom_a_person_set_holds():
    view = set_by_hand(view_of([CLASH]), "initiators", "Peshmerga", "Hill Guards")
    (one,) = coded(view)
    assert [(p.kind.kind, p.name) for p in one.sides.acting] == [
        ("paramilitary", "Peshmerga"),
        ("unidentified_armed_group", "Hill Guards"),
    ]
    rows, _ = acled.rows_of(view)
    labels = [rows[0].scene.label(party) for party in (*rows[0].pair.first, *rows[0].pair.second)]
    assert labels == ["Islamic State", "Hill Guards", "Peshmerga"]


def test_a_side_that_a_person_emptied_is_empty():
    view = set_by_hand(view_of([CLASH]), "targets", "")
    (one,) = coded(view)
    assert one.sides.acted_upon == ()


def test_a_set_type_is_coded_as_that_type_whatever_the_reports_give():
    view = view_of([CLASH | {"victims": ["civilians people"]}])
    view = replace(
        view, record=replace(view.record, events=(replace(view.record.events[0], type="civilian.abduction"),))
    )
    (row,), _ = acled.rows_of(view)
    assert (row.event_type, row.sub_event) == ("Violence against civilians", "Abduction/forced disappearance")
    (one,) = coded(view)
    assert plover.type_of(one) == "ASSAULT"
