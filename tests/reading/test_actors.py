"""Actors: each case of the table, and promises that hold on any text."""

import tomllib
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.reader import plain_document
from dateline.reading.actors import find_actors
from dateline.reading.parse import parse_document
from dateline.reading.places import find_places
from dateline.tables import actors as actor_table
from dateline.tables import gazetteer, speech

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "actors.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def own_tables():
    return SimpleNamespace(actors=actor_table.load(), speech=speech.load(), gazetteer=gazetteer.load())


def actors_of(text, nlp, tables):
    document = plain_document("case", text)
    parses = parse_document(nlp, document)
    return find_actors(document, parses, find_places(document, parses, tables), tables)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_case(case, nlp, own_tables):
    found = actors_of(case["text"], nlp, own_tables)
    by_text = {actor.text: actor for actor in reversed(found)}
    for wanted in case.get("actors", []):
        assert wanted["text"] in by_text, [a.text for a in found]
        actor = by_text[wanted["text"]]
        # TOML has no null: an empty string asks for None.
        assert {field: getattr(actor, field) for field in wanted} == {
            k: v if v != "" else None for k, v in wanted.items()
        }
    assert not [text for text in case.get("absent", []) if text in by_text]


def test_a_public_person_comes_with_the_reason(nlp, own_tables):
    found = actors_of("Colonel Pedro Lanzarote met Hassan Teklu, a farmer.", nlp, own_tables)
    assert [(a.is_private_person, a.public_reason) for a in found if a.kind == "person" and a.role != "farmer"] == [
        (False, "rank: Colonel")
    ]
    assert {a.public_reason for a in found if a.is_private_person} == {None}


def test_a_paragraph_reads_the_same_whoever_stands_beside_it_when_nothing_chains(nlp, own_tables):
    alone = actors_of("Peruvian troops crossed the river.", nlp, own_tables)
    beside = actors_of("Peruvian troops crossed the river.\nIt rained all night.", nlp, own_tables)
    assert alone == beside


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Iraqi", "IS", "Gen.", "Ali", "-", "al", "the", "army", "’s", "of", ",", "said", "\n", "“", "He"]
        )
    )
)
def test_spans_hold_their_text_and_never_overlap(nlp, own_tables, words):
    text = " ".join(words)
    found = actors_of(text, nlp, own_tables)
    assert all(actor.span.of(text) == actor.text for actor in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
