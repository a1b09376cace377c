"""Attributions: each case of the table, and promises that hold on any text."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.reader import plain_document
from dateline.reading.actors import find_actors
from dateline.reading.attributions import find_attributions
from dateline.reading.parse import parse_document
from dateline.reading.places import find_places
from dateline.tables import actors, gazetteer, segments, speech

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "attributions.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def own_tables():
    return SimpleNamespace(
        actors=actors.load(), speech=speech.load(), gazetteer=gazetteer.load(), segments=segments.load()
    )


def attributions_of(text, nlp, tables):
    document = plain_document("case", text)
    parses = parse_document(nlp, document)
    found = find_actors(document, parses, find_places(document, parses, tables), tables)
    return find_attributions(document, parses, found, tables)


def matches(found, wanted, text):
    said = " ... ".join(span.of(text) for span in found.content)
    given_fields = {
        "source": found.source.of(text) if found.source else None,
        "cue": found.cue_text,
        "speaker": found.speaker,
        "organisation": found.organisation or "",
        "via": list(found.via),
        "direct": found.direct,
        "kind": found.kind,
        "certainty": found.certainty,
    }
    return wanted.get("content", "") in said and all(given_fields[k] == v for k, v in wanted.items() if k != "content")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_case(case, nlp, own_tables):
    text = case["text"].replace("|", "\n")
    found = attributions_of(text, nlp, own_tables)
    for wanted in case.get("said", []):
        assert any(matches(a, wanted, text) for a in found), found
    assert not (case.get("none") and found)
    assert not {a.cue_text for a in found} & set(case.get("unsaid", ()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "he",
                "said",
                "“",
                "”",
                '"',
                ",",
                ".",
                "according",
                "to",
                "reportedly",
                "who",
                "told",
                "AFP",
                "army",
                ":",
                "\n",
                "as",
                "-",
                "asked",
                "willing",
                "called",
                "alleged",
            ]
        )
    )
)
def test_spans_lie_in_the_text_and_content_never_holds_its_cue(nlp, own_tables, words):
    text = " ".join(words)
    for found in attributions_of(text, nlp, own_tables):
        assert found.cue.of(text) == found.cue_text
        assert all(0 <= span.start < span.end <= len(text) for span in found.content)
        assert not any(span.overlaps(found.cue) for span in found.content)


def test_what_one_cue_says_in_two_paragraphs_is_one_attribution(nlp, own_tables):
    text = '"We have lost the eastern bank," Pedro Lanzarote said.\n"But we will come back before spring."'
    (found,) = attributions_of(text, nlp, own_tables)
    assert [span.of(text) for span in found.content] == [
        '"We have lost the eastern bank,"',
        '"But we will come back before spring."',
    ]
