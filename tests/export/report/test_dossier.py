import msgspec

from dateline.export.report.dossier import Desk
from dateline.export.report.rows import rows_of
from dateline.export.view import ExportView
from dateline.model.event import Claimant, Disagreement
from tests.store.factories import attribution, document, record


def dossier(*documents, **changes):
    documents = documents or (document(),)
    made = record(*documents)
    event = msgspec.structs.replace(made.events[0], **changes)
    seen = ExportView(
        dateline="0", tables="t", documents=documents, record=msgspec.structs.replace(made, events=(event,))
    )
    rows = rows_of(seen)
    return Desk.of(seen, rows).dossier(rows[0])


def tree(found):
    return [
        (side.name, [(i.name, [(s.name, s.denies, ways(s)) for s in i.speakers]) for i in side.institutions])
        for side in found.sides
    ]


def ways(speaker):
    return [(way.agency, [(one.who, [ref.number for ref in one.refs]) for one in way.outlets]) for way in speaker.ways]


def test_claimants_are_a_tree_of_side_institution_speaker_and_the_outlets_that_quote_them():
    found = tree(dossier(document(), document("b.txt")))
    assert found == [
        ("The acting side", [("army", [("Ilyas Drenov", "", [("", [("Karsa Post", [1, 2])])])])]),
        ("The outlets themselves", [("institution not known", [("Tamar Oduya", "", [("", [("Karsa Post", [1, 2])])])])]),
    ]  # fmt: skip


def test_the_agency_stands_between_outlet_and_speaker():
    one = msgspec.structs.replace(document(), agency="Meridian")
    (side, _) = dossier(one).sides
    assert ways(side.institutions[0].speakers[0]) == [("Meridian", [("Karsa Post", [1])])]


def test_an_outlet_that_speaks_for_itself_is_its_own_institution():
    one = document()
    (report,) = one.reports
    own = tuple(msgspec.structs.replace(claim, attribution=None) for claim in report.claims)
    found = dossier(one, claims=own, claimants=(Claimant("Karsa Post", "Karsa Post", "own_observation"),))
    assert tree(found) == [("The outlets themselves", [("Karsa Post", [("", "", [("", [("Karsa Post", [1])])])])])]


def test_a_copy_speaks_with_the_voice_of_what_it_copies():
    first, copy = document(), msgspec.structs.replace(document("b.txt"), publisher="Other Paper")
    (report,) = copy.reports
    own = tuple(msgspec.structs.replace(claim, attribution=None) for claim in report.claims)
    found = dossier(first, copy, claims=own, claimants=(Claimant("Karsa Post", "Karsa Post", "own_observation"),))
    assert ways(found.sides[0].institutions[0].speakers[0]) == [("", [("Other Paper", [2])])]


def test_who_denies_is_said_in_the_tree_and_first_among_the_disagreements():
    one = document()
    claims = [
        msgspec.structs.replace(claim, stance="denies") if claim.field == "occurrence" else claim
        for claim in one.reports[0].claims
    ]
    found = dossier(one, claims=tuple(claims), contested=True)
    assert found.sides[0].institutions[0].speakers[0].denies == "denies that it happened"
    assert [(one.who, [ref.number for ref in one.refs]) for one in found.denials] == [("Ilyas Drenov", [1])]


def test_values_that_differ_stand_side_by_side_with_who_gives_each():
    one, other = document(), document("b.txt", text=document().text.replace("nine people", "nine people"))
    first, second = (next(c for c in d.reports[0].claims if c.field == "killed") for d in (one, other))
    second = msgspec.structs.replace(second, value="14", attribution=attribution(other.text, "Tamar Oduya", nth=1))
    claims = (*one.reports[0].claims, second)
    quarrel = Disagreement(
        event="evt-1", field="killed", relation="conflict", claims=(first.id, second.id), says="9; 14"
    )
    (found,) = dossier(one, other, claims=claims, disagreements=(quarrel,)).quarrels
    assert (found.field, found.relations, found.says) == ("Killed", ("Conflict",), ("9; 14",))
    assert [(part.value, [(c.who, [r.number for r in c.refs]) for c in part.by]) for part in found.parts] == [
        ("14", [("Tamar Oduya", [2])]),
        ("9", [("Ilyas Drenov", [1])]),
    ]


def test_a_figure_that_no_report_claims_still_counts_in_a_disagreement():
    one = document()
    quarrel = Disagreement(event="evt-1", field="killed", relation="update", claims=(one.figures[0].id,), says="9")
    (found,) = dossier(one, disagreements=(quarrel,)).quarrels
    (part,) = found.parts
    assert part.value == "9 people killed (civilians)"
    assert (part.reach.start, part.reach.width) == ("100.0", "0.0")


def test_every_reference_leads_to_a_passage_of_its_report():
    found = dossier(document(), document("b.txt"))
    passages = {quoted.anchor: told.number for told in found.told for quoted in told.passages}
    refs = [
        ref
        for cited in (
            *(c for f in found.figures for c in f.by),
            *(c for f in found.fields for v in f.values for c in v.by),
        )
        for ref in cited.refs
    ]
    assert refs and all(passages[ref.anchor] == ref.number for ref in refs)
    assert len(passages) == sum(len(told.passages) for told in found.told)


def test_the_same_amount_from_two_stories_is_one_line():
    (line,) = dossier(document(), document("b.txt")).figures
    assert (line.number, line.what) == ("9", "people killed (civilians)")
    assert [ref.number for one in line.by for ref in one.refs] == [1, 2]
