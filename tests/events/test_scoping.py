"""Figures take place and party from their report or story, and say so."""

import msgspec
import pytest

from dateline.events.code import code
from dateline.model.mention import Figure
from dateline.model.span import Evidence, Span
from tests.events.read import document, read

BASE = {
    "low": 40.0, "best": 40.0, "high": 40.0, "modifier": "exact", "vague_class": None, "unit": None, "population": None,
    "measure": "incident", "period": None, "scope": None, "part_of": None, "attribution": None, "party": "unknown",
}  # fmt: skip
KINDS = {"Rebels": "rebel", "soldiers": "military"}


def coded(nlp, tables, text, words, outcome, counted="persons", **amount):
    doc = document(text)
    span = Span(text.index(words), text.index(words) + len(words))
    figure = Figure(
        id="fig-1", span=span, text=words, outcome=outcome, counted=counted,
        evidence=Evidence.at(doc.rendition, span), **BASE | amount,
    )  # fmt: skip
    done = read(nlp, doc, KINDS, {"Orsa": "settlement", "Keld": "settlement"})
    reading = msgspec.structs.replace(done.document.reading, figures=(figure,))
    done = msgspec.structs.replace(done, document=msgspec.structs.replace(done.document, reading=reading))
    return code(done, tables).figures[0]


def test_a_figure_of_a_report_has_its_place_and_side(nlp, coding_tables):
    figure = coded(nlp, coding_tables, "Rebels killed 40 soldiers near Orsa.", "40 soldiers", "killed")
    assert (figure.id, figure.scope.name, figure.party) == ("fig-1", "Orsa", "b")
    assert figure.scope.basis.startswith("place of its report")


@pytest.mark.parametrize(
    ("text", "place", "basis"),
    [
        ("Keld is calm. In Orsa 40 residents remain in cellars.", "Orsa", "place of its sentence"),
        ("Keld is calm. Some 40 residents remain in cellars.", "Keld", "place of the sentence before"),
        ("Keld is calm.\n\nSome 40 residents remain in cellars.", "Keld", "story place"),
    ],
)
def test_people_somewhere_are_where_the_sentence_or_the_story_is(nlp, coding_tables, text, place, basis):
    figure = coded(nlp, coding_tables, text, "40 residents", "trapped")
    assert figure.scope.name == place
    assert figure.scope.basis.startswith(basis)


@pytest.mark.parametrize(
    ("text", "words", "outcome", "counted"),
    [
        ("Keld is calm. The post lies 40 km away.", "40 km", "distance", None),
        ("Keld is calm. The flu killed 40 people in 1968.", "40 people", "recovered", "persons"),
        ("Keld is calm. Some 40 people are trapped worldwide.", "40 people", "trapped", "persons"),
    ],
)
def test_what_is_nowhere_keeps_no_scope(nlp, coding_tables, text, words, outcome, counted):
    figure = coded(nlp, coding_tables, text, words, outcome, counted)
    assert figure.scope is None or not figure.scope.basis.startswith("story place")


def test_more_people_than_a_town_holds_are_not_in_it(nlp, coding_tables):
    text = "Keld is calm. Millions remain in cellars."
    figure = coded(nlp, coding_tables, text, "Millions", "trapped", low=2e6)
    assert figure.scope is None
