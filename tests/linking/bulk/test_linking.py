"""Linking out of core gives the record that linking in memory gives, to the byte, on cases made by chance."""

import random

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.stream import quoting, stream, wire
from bench.stream.built import document_of
from dateline.linking import blocks, candidates
from dateline.linking.bulk import deciding, described, edges, meeting, prints_join
from dateline.linking.bulk.bulk import Bulk
from dateline.linking.bulk.linking import link_bulk
from dateline.linking.bulk.shelf import Shelf, put_all
from dateline.linking.bulk.spill import spilling
from dateline.linking.copies import find_copies
from dateline.linking.identity import Identities
from dateline.linking.link import link
from dateline.model.event import Judgement
from tests.linking.plain_candidates import plain_candidates

DOCUMENTS = stream(25).documents
# So few bytes that nothing stays in memory for long.
TINY = 400_000
MEASURES = ("incident", "stock", "flow", "cumulative")


def shaken(documents, rng):
    """The documents in any order, some of them as no stream has them: totals, campaigns, stocks, unknown places, parts
    of one another, figures that no report claims, pages that came in twice, pages that were not read."""
    found = [altered(one, documents, rng) for one in rng.sample(documents, rng.randint(1, len(documents)))]
    found += [again(one) for one in found if one.coding is not None and rng.random() < 0.05]
    rng.shuffle(found)
    return found


def again(document):
    """The story of the same page, taken in once more."""
    reports = tuple(
        replace(
            one, id=f"{one.id}-again", document=f"{document.id}-again",
            claims=tuple(replace(c, id=f"{c.id}-again", report=f"{one.id}-again") for c in one.claims),
        )
        for one in document.reports
    )  # fmt: skip
    return replace(document, id=f"{document.id}-again", coding=replace(document.coding, reports=reports))


def altered(document, documents, rng):
    if rng.random() < 0.05:
        return replace(document, reading=None, coding=None, unread="not read")
    if rng.random() < 0.1:
        document = replace(document, published=replace(document.published, earliest=None, latest=None))
    if rng.random() < 0.3:
        figures = tuple(
            replace(one, measure=rng.choice(MEASURES), outcome=rng.choice(("killed", "displaced")))
            for one in document.figures
        )
        document = replace(document, reading=replace(document.reading, figures=figures))
    reports = tuple(changed(one, documents, rng) for one in document.reports)
    return replace(document, coding=replace(document.coding, reports=reports))


def changed(report, documents, rng):
    where = report.where
    if where is not None and rng.random() < 0.2:
        where = replace(where, gazetteer_id=None, latitude=None, longitude=None)
    claims = report.claims
    if rng.random() < 0.1:
        claims = tuple(claim for claim in claims if claim.field != "figure")
    level = rng.choices(("incident", "aggregate", "campaign"), (8, 1, 1))[0]
    part_of = rng.choice(rng.choice(documents).reports).id if rng.random() < 0.05 else None
    return replace(report, where=where, claims=claims, level=level, part_of=part_of)


def judged(documents, rng):
    """What people may have decided on some of the documents."""
    read = [one for one in documents if one.coding is not None]
    made = []
    for number in range(rng.choice((0, 0, 6)) if read else 0):
        one, other = rng.choice(read), rng.choice(read)
        report, second = rng.choice(one.reports), rng.choice(other.reports)
        quote = report.evidence[0].quote
        words = {"rendition": one.rendition.id, "start": 0, "end": 5, "quote": one.text[:5], "capture": one.capture}
        field, value, decision = rng.choice(
            [
                ("event", second.id, "same"),
                ("event", f"{other.capture} {second.type} {second.evidence[0].quote}", "same"),
                ("event", second.id, "different"),
                (f"event:{report.type}", None, "reject"),
                ("initiators", None, "reject"),
                ("status", msgspec.json.encode({"value": "alleged", "evidence": words}).decode(), "edit"),
                ("killed", '{"value":{"best":7}}', "edit"),
            ]
        )
        made.append(
            Judgement(
                number=number, decision=decision, capture=one.capture, quote=quote, field=field, value=value, by="a",
                at="", why="",
            )
        )  # fmt: skip
    return tuple(made)


def whole(linked):
    """All that linking gives, as bytes."""
    record = linked.record
    lists = {name: tuple(getattr(record, name)) for name in ("events", "disagreements", "sources")}
    return msgspec.json.encode(replace(linked, record=replace(record, **lists)))


def in_bulk(folder, documents, tables, identities=Identities(), judgements=(), memory=TINY):  # noqa: B008
    with spilling(folder / "spill") as spill:
        put_all(spill, documents)
        return whole(link_bulk(Bulk(spill, tables, memory), identities, judgements))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_out_of_core_is_in_memory_to_the_byte(seed, tables, tmp_path, small_parts):
    rng = random.Random(seed)
    before = shaken(DOCUMENTS, rng)
    first = link(before, tables, Identities(), ())
    documents = shaken(DOCUMENTS, rng)
    known = Identities(first.minted, first.seen)
    judgements = judged(documents, rng)
    assert in_bulk(tmp_path, documents, tables, known, judgements) == whole(link(documents, tables, known, judgements))


@pytest.fixture
def small_parts(monkeypatch):
    """Every stage in many parts, and crowds among few."""
    for module, name, value in (
        (described, "AT_ONCE", 7), (edges, "AT_ONCE", 11), (meeting, "AT_ONCE", 23), (deciding, "AT_ONCE", 13),
        (prints_join, "PER_SEQUENCE", 200), (prints_join, "PER_PAIR", 5_000), (candidates, "CROWD", 4),
        (prints_join, "CROWD", 4), (blocks, "MOST", 5), (blocks, "LAST", 3),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)


@pytest.mark.parametrize("made", [wire, quoting])
def test_boilerplate_and_copies_by_the_dozen_are_capped_and_counted_alike(made, tables, tmp_path):
    documents = [document_of(one) for one in made(60)]
    found = in_bulk(tmp_path, documents, tables)
    assert found == whole(link(documents, tables, Identities(), ()))
    assert b"copies: " in found, "the crowd is reported"


def test_no_documents_and_documents_without_words_make_an_empty_record(tables, tmp_path):
    wordless = [replace(one, segments=()) for one in DOCUMENTS[:3]]
    for documents in ([], wordless):
        assert in_bulk(tmp_path, documents, tables) == whole(link(documents, tables, Identities(), ()))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_partitioned_join_finds_the_pairs_that_a_plain_count_of_all_finds(seed, tables, tmp_path, small_parts):
    from dateline.linking.age import age
    from dateline.linking.bulk.linking import copied, describe
    from dateline.linking.bulk.stages import here
    from dateline.linking.prints import print_of

    rng = random.Random(seed)
    documents = [replace(one, id=f"doc-{n:04}") for n, one in enumerate(rng.choices(DOCUMENTS, k=rng.randint(1, 60)))]
    prints = sorted(map(print_of, documents), key=age)
    with spilling(tmp_path / "spill") as spill:
        put_all(spill, documents)
        bulk = Bulk(spill, tables, TINY)
        bulk.wish = link_wish()
        order, _ = describe(bulk, here)
        found, capped = copied(bulk, order, here)
        plain = plain_candidates(prints)
        assert prints_join.parts(bulk) > 1
        assert {tuple(pair) for pair in np.array(bulk.array("candidates")).tolist()} == set(plain.pairs)
        survey = find_copies(documents, tables.copying)
        assert tuple(found) == survey.edges
        assert capped == survey.capped


def link_wish():
    from dateline.linking.bulk.bulk import Wish
    from dateline.linking.judged import Ties

    return Wish((), Ties(frozenset(), frozenset()))


def test_a_shelf_gives_back_what_was_put_there_the_last_of_an_id(tmp_path):
    again = replace(DOCUMENTS[0], title="Another title")
    unread = replace(DOCUMENTS[1], coding=None)
    put_all(tmp_path, [*DOCUMENTS[:4], again, unread])
    shelf = Shelf(tmp_path, 10_000)
    assert msgspec.json.encode(list(shelf.all())) == msgspec.json.encode([again, unread, *DOCUMENTS[2:4]])
    assert list(shelf) == sorted(one.id for one in (again, *DOCUMENTS[2:4])), "what was not read is no story to link"
    assert shelf[again.id].title == "Another title"
    assert unread.id not in shelf
    with pytest.raises(KeyError):
        shelf["doc-nowhere"]


def test_what_a_killed_build_left_goes_before_the_next_and_everything_afterwards(tmp_path):
    (tmp_path / "spill" / "old").mkdir(parents=True)
    with pytest.raises(ValueError, match="broken off"), spilling(tmp_path / "spill") as folder:
        assert list(folder.iterdir()) == []
        (folder / "new").write_text("")
        raise ValueError("broken off")
    assert not (tmp_path / "spill").exists()
