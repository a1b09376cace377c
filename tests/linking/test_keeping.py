"""What one linker leaves makes another one, of documents that came and went since, give the record they give alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from bench.stream import stream
from dateline.linking.identity import Identities
from dateline.linking.link import Linker, link
from dateline.model.event import Judgement
from tests.linking.test_linker import DOCUMENTS, POOL, changed, content


def left(linker):
    sketches = {id_: sketch for id_ in (one.id for one in POOL) if (sketch := linker.sketch(id_)) is not None}
    return sketches, linker.keepsakes()


SOME = st.lists(st.integers(0, len(POOL) - 1), max_size=len(POOL), unique=True)
FEW = st.lists(st.integers(0, len(POOL) - 1), max_size=3, unique=True)
JUDGED = st.tuples(
    st.integers(0, len(POOL) - 1),
    st.sampled_from(["same", "different", "excluded", "reject"]),
    st.sampled_from(["event", "initiators", "where"]),
)


def judgement(number, at, decision, field):
    one, quote = POOL[at], POOL[at].reports[0].evidence[0].quote
    return Judgement(
        number=number, decision=decision, capture=one.capture or one.id, quote=quote, field=field,
        value=POOL[0].reports[0].id, by="me", at="2031-06-01", why="",
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SOME, FEW, FEW, st.lists(JUDGED, max_size=2), st.booleans()), min_size=2, max_size=5))
def test_a_chain_of_linkers_gives_what_one_alone_gives(tables, steps):
    present, before, sketches, keepsakes, known = {}, {}, {}, {}, Identities()
    for come, turned, gone, judged, is_kept in steps:
        stories = (*(POOL[n] for n in come), *(changed(POOL[n]) for n in turned))
        present = {**present, **{one.id: one for one in stories}}
        present = {id_: one for id_, one in present.items() if id_ not in {POOL[n].id for n in gone}}
        judgements = tuple(judgement(n, *one) for n, one in enumerate(judged))
        same = {id_ for id_, one in present.items() if alike(one, before.get(id_))}
        linker = Linker(tables)
        linker.add(present.values(), {id_: sketch for id_, sketch in sketches.items() if id_ in same})
        linker.recall(keepsakes, same)
        linked = linker.linked(known, judgements)
        assert content(linked) == content(link(list(present.values()), tables, known, judgements))
        (sketches, keepsakes), before = left(linker), present
        if is_kept:
            known = Identities((*known.minted, *linked.minted), known.seen | linked.seen)


def alike(one, other):
    return other is not None and (one.published, one.publisher) == (other.published, other.publisher)


def test_one_more_document_in_another_process_is_the_work_of_what_it_touches(tables):
    first = Linker(tables)
    first.add(DOCUMENTS[:-1])
    whole = first.linked(Identities(), ())
    second = Linker(tables)
    second.add(DOCUMENTS)
    second.recall(first.keepsakes(), {one.id for one in DOCUMENTS[:-1]})
    after = second.linked(Identities(), ())
    assert content(after) == content(link(DOCUMENTS, tables, Identities(), ()))
    assert second.made.views <= 3 < len(whole.record.events)
    assert second.made.decisions < 20


def test_nothing_new_is_no_work(tables):
    documents = stream(30).documents
    first = Linker(tables)
    first.add(documents)
    first.linked(Identities(), ())
    second = Linker(tables)
    second.add(documents, {one.id: first.sketch(one.id) for one in documents})
    second.recall(first.keepsakes(), {one.id for one in documents})
    second.linked(Identities(), ())
    assert (second.made.views, second.made.decisions) == (0, 0)
    assert second.keepsakes() == first.keepsakes()


def test_what_a_story_says_of_its_counts_is_kept(tables):
    texts = (
        "Shells hit a market in Tikrit on Thursday, killing 12 people, the Red Cross said.",
        "Shells hit a market in Tikrit on Thursday, killing 14 people, not 12 as first reported, the ministry of health said.",
    )
    stories = [
        dateline.read(text, published=f"2018-09-{day:02}", publisher=f"Post {day}") for day, text in enumerate(texts, 7)
    ]
    first = Linker(tables)
    first.add(stories)
    known = first.linked(Identities(), ())
    second = Linker(tables)
    second.add(stories, {one.id: sketch for one in stories if (sketch := first.sketch(one.id)) is not None})
    second.recall(first.keepsakes(), {one.id for one in stories})
    again = second.linked(Identities(), ())
    assert second.made.views == 0
    assert content(again) == content(known)
    assert {"correction"} <= {one.relation for one in again.record.disagreements}
