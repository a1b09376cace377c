"""A linker that documents come to and leave gives the record of those that are there, as if it had begun with them."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.stream import stream
from dateline.linking.identity import Identities
from dateline.linking.link import Linker, link
from dateline.model.event import Judgement
from tests.linking.factories import actor, coded, document, on, place, reading, report, said, yearly

DOCUMENTS = stream(12).documents


def quoting(name, speaker, organisation, day):
    """A story of one shelling in which somebody is quoted, whose body only other stories may tell."""
    text = f"Red Guard shelled Karsa on {day} May, said {speaker}{f' of the {organisation}' if organisation else ''}: {name}."
    one = document(name, text, f"2031-05-{day:02}", publisher=f"{name} Post")
    who = said(text, "said", speaker, organisation)
    made = report(
        one, "Red Guard shelled Karsa", "remote.shelling", when=on(f"2031-05-{day:02}"), where=place(text, "Karsa"),
        initiators=(actor(text, "Red Guard"),), attribution=who,
    )  # fmt: skip
    return coded(reading(one, attributions=(who,)), made)


# Whom Ana Ruiz speaks for is known where one story says so, and open where two say it otherwise.
QUOTING = (
    quoting("first", "Ana Ruiz", None, 3), quoting("second", "Ana Ruiz", "Harbour Board", 9),
    quoting("third", "Ana Ruiz", "Grain Office", 15), quoting("fourth", "Pia Lund", "Grain Office", 3),
)  # fmt: skip


def telling(name, day, text, made, killed=None):
    """A story, of no day where `day` is None, that tells what `made` says of its first words, at a place named."""
    one = document(name, text, day, publisher=f"{name} Post")
    who = tuple(actor(text, w) for w in ("Red Guard", "Blue Guard") if w in text)
    where = place(text, "Karsa" if "Karsa" in text else "Zembla")
    victims = (actor(text, killed, "person"),) if killed else ()
    told = text.split(",")[0]
    return coded(one, report(one, told, where=where, initiators=who[:1], targets=who[1:], victims=victims, **made))


FOUGHT = "Red Guard fought Blue Guard, in Karsa: {}."
# An offensive whose campaign and whose beginning, with and without its day or its year, others tell; what lasts.
LASTING = (
    telling("begun", "2031-05-04", FOUGHT.format("begun"), {"type_": "battle.offensive", "when": on("2031-05-03")}),
    telling("yearless", None, FOUGHT.format("yearless"), {"type_": "battle.offensive", "when": yearly("05-04")}),
    telling("dayless", None, FOUGHT.format("dayless"), {"type_": "battle.offensive"}),
    telling("later", "2032-05-04", FOUGHT.format("later"), {"type_": "battle.offensive", "when": on("2032-05-03")}),
    telling(
        "whole", "2031-06-04", FOUGHT.format("whole"),
        {"type_": "battle.clash", "level": "campaign", "when": on("2031-06-04", basis="publication date, up to which")},
    ),
    *(
        telling(
            name, day, f"Red Guard killed Ana Ruiz, in Karsa: {name}.", {"type_": "civilian.attack", "when": when}, "Ana Ruiz"
        )
        for name, day, when in (
            ("rough", "2031-02-05", on("2030-01-01", "2031-02-05")), ("timeless", None, None),
            ("named", "2031-02-05", on("2031-02-04")),
        )
    ),
    *(
        telling(
            name, day, f"Red Guard is in Zembla: {name}.",
            {"type_": "battle.deployment", "when": on(day, basis="publication date", present=True)},
        )
        for name, day in (("winter", "2031-01-05"), ("spring", "2031-03-05"), ("summer", "2031-07-05"))
    ),
)  # fmt: skip


# Few, so that the same come and go again and again: a wire story with its copies among them.
POOL = (*stream(4).documents, *QUOTING, *LASTING)


def content(linked):
    return msgspec.json.encode((linked.record, linked.minted, linked.seen, linked.capped))


def test_the_stream_joins_and_copies():
    assert len(DOCUMENTS) > 25 and len(POOL) < 41


def changed(document):
    """The document as it is once another date was settled on, and another publisher."""
    published = replace(document.published, earliest="2031-01-07", latest="2031-01-07")
    return replace(document, published=published, publisher="Estuary Star")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_came_and_went_the_record_is_that_of_the_present_documents(tables, data):
    linker = Linker(tables)
    present = {}
    for _ in range(data.draw(st.integers(2, 5))):
        come = data.draw(st.lists(st.sampled_from(POOL), max_size=len(POOL), unique_by=lambda d: d.id))
        come += [
            changed(one) for one in data.draw(st.lists(st.sampled_from(POOL), max_size=3, unique_by=lambda d: d.id))
        ]
        linker.add(come)
        present |= {document.id: document for document in come}
        gone = data.draw(st.lists(st.sampled_from(sorted(present) or ["nothing"]), max_size=4, unique=True))
        linker.remove(gone)
        present = {id_: document for id_, document in present.items() if id_ not in gone}
        order = data.draw(st.permutations(list(present.values())))
        assert content(linker.linked(Identities(), ())) == content(link(order, tables, Identities(), ()))


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_so_it_is_with_judgements_and_a_ledger(tables, data):
    linker = Linker(tables)
    linker.add(DOCUMENTS[:20])
    first = linker.linked(Identities(), ())
    ledger = Identities(first.minted, first.seen)
    judgements = tuple(
        Judgement(
            number=number, decision=data.draw(st.sampled_from(["same", "different", "excluded", "undone"])),
            capture=document.capture, quote=document.reports[0].evidence[0].quote, field="event",
            value=data.draw(st.sampled_from([other.reports[0].id for other in DOCUMENTS])), by="me", at="2031-06-01",
            why="",
        )
        for number, document in enumerate(data.draw(st.lists(st.sampled_from(DOCUMENTS), max_size=5)))
    )  # fmt: skip
    for known, judged in ((Identities(), judgements), (ledger, judgements), (ledger, ()), (ledger, judgements[:1])):
        whole = link(DOCUMENTS[:20], tables, known, judged)
        assert content(linker.linked(known, judged)) == content(whole)


def test_one_more_document_is_the_work_of_what_it_touches(tables):
    linker = Linker(tables)
    linker.add(DOCUMENTS[:-1])
    whole = linker.linked(Identities(), ())
    linker.add(DOCUMENTS[-1:])
    after = linker.linked(Identities(), ())
    assert content(after) == content(link(DOCUMENTS, tables, Identities(), ()))
    assert linker.made.views <= 3 < len(whole.record.events)
    assert linker.made.decisions < 20


@pytest.mark.parametrize("again", [1, 2])
def test_nothing_new_is_no_work(tables, again):
    linker = Linker(tables)
    linker.add(DOCUMENTS)
    linker.linked(Identities(), ())
    for _ in range(again):
        linker.linked(Identities(), ())
    assert (linker.made.views, linker.made.decisions) == (0, 0)
