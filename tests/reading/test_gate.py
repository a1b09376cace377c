"""What the gate lets through to the parser, and what it does not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.document.stories import from_text
from dateline.model.document import Segment
from dateline.model.span import Span
from dateline.reading.gate import worth_parsing
from dateline.reading.parse import paragraphs
from dateline.tables.load import load

TABLES = load()
PASSAGES = tomllib.loads((Path(__file__).parents[1] / "cases" / "gate.toml").read_text(encoding="utf-8"))["passages"]


def parsed(text):
    """The paragraphs of a text that reach the parser."""
    document = from_text(text, title=None, url=None, publisher=None, published=None, tables=TABLES)
    return [] if document.unread else [span.of(text) for _, span in paragraphs(document)]


@pytest.mark.parametrize("role", ["headline", "body", "caption"])
def test_what_tells_of_the_story_is_parsed_unless_it_is_in_another_language(role):
    run = Segment(span=Span(0, 5), role=role, text="Clash")
    assert worth_parsing(run)
    assert not worth_parsing(Segment(span=run.span, role=role, text=run.text, language="de"))


@pytest.mark.parametrize("role", ["dateline", "credit", "related", "comment", "boilerplate"])
def test_what_stands_beside_the_story_is_not_parsed(role):
    assert not worth_parsing(Segment(span=Span(0, 5), role=role, text="Clash"))


def test_every_type_that_a_trigger_reports_has_a_passage():
    reported = {
        row.type
        for index in (TABLES.triggers.verbs, TABLES.triggers.nouns, TABLES.triggers.adjectives, TABLES.triggers.phrases)
        for rows in index.values()
        for row in rows
        if row.type and not row.type.startswith("stance.")
    }
    assert reported - PASSAGES.keys() == set()


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES)
def test_a_passage_that_reports_is_let_through_alone(passage):
    assert parsed(passage) == [passage]


@given(st.lists(st.sampled_from(sorted(PASSAGES.values())), min_size=1, max_size=8, unique=True))
def test_adding_passages_never_closes_the_gate(passages):
    assert parsed("\n\n".join(passages)) == passages
