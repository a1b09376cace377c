"""The linked record: one event from many reports, look-alikes apart, ids that stay, order that does not matter."""

import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.linking.identity import Identities
from dateline.linking.link import link
from dateline.model.event import Judgement
from tests.linking.factories import actor, coded, document, figure, on, place, reading, report, said


def shelling(name, text, quote, day, published, *, town="Karsa", by="Red Guard", publisher=None, dead=None, **more):
    one = document(name, text, published, publisher=publisher)
    figures = (figure(one, dead),) if dead else ()
    one = reading(one, figures=figures)
    attribution = more.pop("attribution", None)
    made = report(
        one, quote, more.pop("type", "remote.shelling"), when=on(day), where=place(text, town),
        initiators=(actor(text, by),), figures=tuple(f.id for f in figures), attribution=attribution, **more,
    )  # fmt: skip
    return coded(one, made)


@pytest.fixture
def story():
    return shelling(
        "a", "Red Guard gunners shelled Karsa on 3 May, killing 12 people. Clinics were full by dusk.",
        "Red Guard gunners shelled Karsa", "2021-05-03", "2021-05-04", publisher="The Post", dead="12 people",
    )  # fmt: skip


@pytest.fixture
def second():
    return shelling(
        "b", "Shells that Red Guard fired fell on Karsa market, and 19 people died, medics said.",
        "Shells that Red Guard fired fell on Karsa market", "2021-05-03", "2021-05-06", publisher="The Mail",
        dead="19 people",
    )  # fmt: skip


@pytest.fixture
def later():
    return shelling(
        "c", "Two days on, Red Guard shelled Karsa again. Nobody was hurt.", "Red Guard shelled Karsa again",
        "2021-05-05", "2021-05-06", publisher="The Post",
    )  # fmt: skip


def linked(*documents, tables, identities=None, judgements=()):
    return link(documents, tables, identities or Identities(), judgements)


def groups(found):
    return sorted(sorted(event.documents) for event in found.record.events)


def test_reports_of_one_happening_join_and_a_second_attack_stays_apart(tables, story, second, later):
    assert groups(linked(story, second, later, tables=tables)) == [["doc-a", "doc-b"], ["doc-c"]]


def test_a_toll_that_rises_is_an_update(tables, story, second):
    (event,) = linked(story, second, tables=tables).record.events
    assert [(d.field, d.relation) for d in event.disagreements] == [("killed", "update")]
    assert {v.value for v in event.values["killed"]} == {"12", "19"}
    assert event.disagreements[0].says == "The Post: 12 killed; The Mail: 19 killed (told later and higher)"


def test_nothing_depends_on_the_order_of_documents(tables, story, second, later):
    records = {
        msgspec.json.encode(linked(*order, tables=tables).record)
        for order in itertools.permutations((story, second, later))
    }
    assert len(records) == 1


def test_nor_do_claimants_disagreements_and_series(tables, story, second):
    text = "The Red Guard shelled Karsa on 3 May, said Ana Ruiz, and 31 people died. Red Guard (RG) denied it."
    who = said(text, "said", "Ana Ruiz")
    third = shelling(
        "e", text, "The Red Guard shelled Karsa", "2021-05-03", "2021-05-07", publisher="The Sun", dead="31 people",
        attribution=who,
    )  # fmt: skip
    text = "Ana Ruiz of the Karsa harbour board said that Red Guard had not shelled Karsa on 3 May."
    voice = said(text, "said", "Ana Ruiz", "Karsa harbour board")
    fourth = shelling(
        "f", text, "shelled Karsa", "2021-05-03", "2021-05-08", status="alleged", stance="denies", attribution=voice
    )
    fourth = reading(fourth, attributions=(voice,))
    records = [linked(*order, tables=tables).record for order in itertools.permutations((story, second, third, fourth))]
    assert len({msgspec.json.encode(record) for record in records}) == 1
    (event,) = records[0].events
    assert event.contested and {d.field for d in event.disagreements} == {"killed", "occurrence"}
    assert {c.institution for c in event.claimants} == {"Karsa harbour board"}
    assert [p.best for p in records[0].series[0].points] == [12, 19, 31]


def test_planned_and_total_reports_are_events_of_their_own(tables, story):
    text = "Red Guard is to shell Karsa on 3 May, the army warned."
    planned = shelling("p", text, "Red Guard is to shell Karsa", "2021-05-03", "2021-05-02", status="planned")
    total = shelling(
        "t",
        "Red Guard shelled Karsa 40 times.",
        "Red Guard shelled Karsa 40 times",
        "2021-05-03",
        "2021-05-04",
        level="aggregate",
    )
    events = linked(story, planned, total, tables=tables).record.events
    assert {(e.status, e.level) for e in events} == {
        ("occurred", "incident"),
        ("planned", "incident"),
        ("occurred", "aggregate"),
    }
    assert next(e for e in events if e.status == "planned").grade.startswith("discounted")


def test_a_statement_is_never_an_event(tables, story):
    one = coded(story, replace(story.reports[0], type="political.statement"))
    assert linked(one, tables=tables).record.events == ()


def test_a_denial_makes_the_event_contested_and_does_not_erase_it(tables, story):
    text = "The Red Guard denied that it shelled Karsa on 3 May."
    one = shelling(
        "d",
        text,
        "it shelled Karsa",
        "2021-05-03",
        "2021-05-05",
        status="alleged",
        stance="denies",
        publisher="The Sun",
    )
    (event,) = linked(story, one, tables=tables).record.events
    assert event.contested and event.status == "occurred" and event.grade.startswith("contested")
    assert [d.relation for d in event.disagreements if d.field == "occurrence"] == ["conflict"]


def test_ids_outlive_an_earlier_story_and_a_rule_that_cuts_the_clause_anew(tables, story, second):
    first = linked(second, tables=tables)
    ledger = Identities(minted=first.minted, seen=first.seen)
    cut = report(
        second,
        "fell on Karsa market",
        "remote.shelling",
        when=on("2021-05-03"),
        where=place(second.text, "Karsa"),
        initiators=second.reports[0].initiators,
    )
    again = linked(story, coded(second, cut), tables=tables, identities=ledger)
    (event,) = again.record.events
    assert event.id == first.record.events[0].id and event.revision == 2
    assert again.minted == () and again.record.tombstones == ()


def test_the_same_record_twice_keeps_its_revision(tables, story):
    first = linked(story, tables=tables)
    again = linked(story, tables=tables, identities=Identities(first.minted, first.seen))
    assert again.record.events[0].revision == 1 and again.seen == first.seen


def test_a_merge_leaves_a_tombstone_and_so_does_a_withdrawal(tables, story, later):
    first = linked(story, later, tables=tables)
    ledger = Identities(first.minted, first.seen)
    ids = [line.event for line in first.minted]
    anchor = first.minted[1].anchor
    same = judgement(1, "same", anchor.capture, anchor.quote, value=ids[0])
    merged = linked(story, later, tables=tables, identities=ledger, judgements=(same,))
    assert [e.id for e in merged.record.events] == [ids[0]]
    assert [(t.id, t.replaced_by) for t in merged.record.tombstones] == [(ids[1], ids[0])]
    undone = judgement(2, "undone", same.capture, same.quote, field="event", value="1")
    apart = linked(story, later, tables=tables, identities=ledger, judgements=(same, undone))
    assert sorted(e.id for e in apart.record.events) == sorted(ids) and apart.record.tombstones == ()
    alone = linked(story, tables=tables, identities=ledger)
    assert [t.replaced_by for t in alone.record.tombstones] == [None]


def judgement(number, decision, capture, quote, field="event", value=None):
    return Judgement(
        number=number,
        decision=decision,
        capture=capture,
        quote=quote,
        field=field,
        value=value,
        by="me",
        at="2021-06-01",
        why="",
    )


def test_people_keep_reports_apart_and_out(tables, story, second):
    different = judgement(1, "different", "cap-b", second.reports[0].evidence[0].quote, value=story.reports[0].id)
    assert len(linked(story, second, tables=tables, judgements=(different,)).record.events) == 2
    out = judgement(1, "reject", "cap-b", second.reports[0].evidence[0].quote, field="occurrence")
    assert groups(linked(story, second, tables=tables, judgements=(out,))) == [["doc-a"]]
    excluded = judgement(1, "excluded", "cap-a", None, field=None)
    assert groups(linked(story, second, tables=tables, judgements=(excluded,))) == [["doc-b"]]
    claim = judgement(1, "reject", "cap-a", "Karsa", field="where")
    (event,) = linked(story, tables=tables, judgements=(claim,)).record.events
    assert "where" not in event.values


def test_two_outlets_that_quote_one_spokesman_are_one_claimant(tables):
    texts = [
        "Red Guard shelled Karsa on 3 May, Colonel Omar Haddad of the Zemblan army said.",
        "Gunners of Red Guard hit Karsa, according to Haddad of the Zemblan army.",
    ]
    made = []
    for n, (text, cue, speaker) in enumerate(
        zip(texts, ("said", "according to"), ("Omar Haddad", "Haddad"), strict=True)
    ):
        who = said(text, cue, speaker, "Zemblan army")
        made.append(
            shelling(
                str(n), text, text.split(",")[0], "2021-05-03", "2021-05-04", publisher=f"Paper {n}", attribution=who
            )
        )
    (event,) = linked(*made, tables=tables).record.events
    assert [c.speaker for c in event.claimants] == ["Omar Haddad"] and len(event.publishers) == 2
    assert event.grade == "weak: one institution"


WIRE = (
    "Red Guard gunners shelled Karsa on 3 May and hit the grain market at its busiest hour of the week. "
    "Traders pulled the wounded into carts and drove them to the clinic behind the old customs house. "
    "A baker who had closed early found his shop without a roof when he came back in the evening."
)


@settings(max_examples=12, deadline=None)
@given(copies=st.integers(1, 5), cut=st.integers(1, 3))
def test_copies_never_raise_the_number_of_claimants(tables, copies, cut):
    quote = "Red Guard gunners shelled Karsa on 3 May"
    first = shelling("w0", WIRE, quote, "2021-05-03", "2021-05-03", publisher="Zembla Wire")
    text = ". ".join(WIRE.split(". ")[:cut])
    sites = [
        shelling(f"w{n}", f"{text}", quote, "2021-05-03", "2021-05-04", publisher=f"Site {n}")
        for n in range(1, copies + 1)
    ]
    (event,) = linked(first, *sites, tables=tables).record.events
    assert len(event.documents) == copies + 1
    assert [c.speaker for c in event.claimants] == ["Zembla Wire"] and event.publishers == ("Zembla Wire",)


def test_figures_of_one_quantity_make_a_series(tables):
    made = []
    for name, day, words in (("s1", "2021-05-03", "9000 families"), ("s2", "2021-06-03", "12000 families")):
        text = f"Some {words} have left Karsa since the siege began."
        one = document(name, text, day, publisher="Relief Desk")
        made.append(
            coded(
                reading(
                    one, figures=(figure(one, words, "displaced", measure="cumulative", scope=place(text, "Karsa")),)
                )
            )
        )
    (series,) = linked(*made, tables=tables).record.series
    assert [(p.earliest, p.best) for p in series.points] == [("2021-05-03", 9000), ("2021-06-03", 12000)]


def test_parts_of_one_account_are_no_disagreement(tables):
    text = "Red Guard shelled Karsa on 3 May and killed 40 people, among them 12 children, the clinic said."
    one = document("k", text, "2021-05-04", publisher="The Post")
    figures = (figure(one, "40 people", population="people"), figure(one, "12 children", population="children"))
    one = reading(one, figures=figures)
    one = coded(
        one,
        report(
            one,
            "Red Guard shelled Karsa",
            "remote.shelling",
            when=on("2021-05-03"),
            where=place(text, "Karsa"),
            figures=tuple(f.id for f in figures),
        ),
    )
    (event,) = linked(one, tables=tables).record.events
    assert event.disagreements == () and {v.value for v in event.values["killed"]} == {"40", "12"}


def test_what_is_fought_at_a_campaigns_place_is_part_of_it(tables, story, later):
    text = "The battle for Karsa drags on for Red Guard, officials said."
    campaign = shelling(
        "z", text, "The battle for Karsa", "2021-04-20", "2021-04-20", type="battle.clash", level="campaign"
    )
    events = {e.documents: e for e in linked(story, later, campaign, tables=tables).record.events}
    assert events["doc-a",].part_of == events["doc-z",].id == events["doc-c",].part_of
    assert events["doc-z",].part_of is None


def test_one_short_page_at_two_paths_has_one_claimant(tables):
    text = "Red Guard shelled Karsa on 3 May."
    one, other = (shelling(n, text, "Red Guard shelled Karsa", "2021-05-03", "2021-05-04") for n in ("a", "b"))
    other = moved(other, one)
    found = linked(one, other, tables=tables).record
    (event,) = found.events
    assert [e.relation for e in found.sources] == ["copy"]
    assert event.documents == ("doc-a", "doc-b") and len(event.claimants) == 1


def moved(twin, one):
    """`twin` on the rendition of `one`, as identical bytes at another path are."""

    def at(evidence):
        return replace(evidence, rendition=one.rendition)

    (made,) = twin.reports
    claims = tuple(replace(c, evidence=at(c.evidence)) for c in made.claims)
    return coded(
        replace(twin, rendition=one.rendition),
        replace(made, evidence=tuple(at(e) for e in made.evidence), claims=claims),
    )


@pytest.mark.parametrize("copies", [0, 1, 3])
def test_a_disagreement_that_is_copied_is_told_once(tables, copies):
    text = WIRE.replace(" and hit", ", killing 12 people by the army's count and 40 people by the medics', and hit")
    made = []
    for n in range(copies + 1):
        one = document(f"d{n}", text, f"2021-05-0{4 + min(n, 1)}", publisher=f"Site {n}")
        voices = [said(text, "count", None, "army"), said(text, "count", None, "medics")]
        figures = tuple(
            figure(one, words, attribution=voice, scope=place(text, "Karsa"), measure="cumulative")
            for words, voice in zip(("12 people", "40 people"), voices, strict=True)
        )
        one = reading(one, figures=figures)
        made.append(
            coded(one, report(
                one, "Red Guard gunners shelled Karsa", "remote.shelling", when=on("2021-05-03"),
                where=place(text, "Karsa"), figures=tuple(f.id for f in figures),
            ))
        )  # fmt: skip
    found = linked(*made, tables=tables).record
    (event,) = found.events
    assert [(d.field, d.relation) for d in event.disagreements] == [("killed", "conflict")]
    mine = {claim.id for report in made[0].reports for claim in report.claims}
    assert set(event.disagreements[0].claims) <= mine
    (series,) = found.series
    assert len(series.points) == 2 and {point.claim for point in series.points} <= mine


def test_a_figure_that_only_a_report_without_event_claims_stands_under_that_claim(tables):
    made = []
    for name, day, words in (("s1", "2021-05-03", "9000 families"), ("s2", "2021-06-03", "12000 families")):
        text = f"The governor said some {words} have left Karsa since the siege began."
        one = document(name, text, day, publisher="Relief Desk")
        counted = figure(one, words, "displaced", measure="cumulative", scope=place(text, "Karsa"))
        reports = (report(one, "governor said", "political.statement", figures=(counted.id,)),) if name == "s1" else ()
        made.append(coded(reading(one, figures=(counted,)), *reports))
    record = linked(*made, tables=tables).record
    assert record.events == ()
    (claim,) = [c for c in made[0].reports[0].claims if c.field == "figure"]
    assert [p.claim for p in record.series[0].points] == [claim.id, made[1].figures[0].id]
