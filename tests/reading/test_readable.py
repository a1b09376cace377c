import textwrap
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import dateline
from dateline.document.stories import from_text
from dateline.export.people import people_of
from dateline.reading.case_words import alike
from dateline.reading.readable import readable
from tests.reading.test_places import document_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "letter_case.toml").read_text(encoding="utf-8"))["case"]
STORY = (
    "Rebels of the Lord's Resistance Army ambushed a patrol near Gulu in northern Uganda on Monday and killed two"
    " soldiers, Colonel Moses Okello told Reuters. A teacher, Tamar Oduya, was wounded.",
    "Oduya was taken to the hospital in Gulu. The government of Sudan denied that it had armed the rebels.",
)


@pytest.mark.parametrize("how", [str.upper, str.lower], ids=["capitals", "small letters"])
@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_text_of_one_case_is_written_as_english(case, how, nlp, tables):
    assert readable(document_of(how(case["text"])), nlp, tables).text == case["text"]


def test_text_with_both_cases_is_taken_as_it_is(nlp, tables):
    for text in ("\n".join(STORY), "two rebels fled.\nThe army said so.", "Rebels flee. UN SAYS: no."):
        document = document_of(text)
        assert readable(document, nlp, tables) is document


def test_headline_in_capitals_is_written_as_its_story_writes(nlp, tables):
    text = "GRANT CALLS US ENVOY AND ORSA FRONT TO TALKS IN VARNO\n\n" + (
        "The mediator, Lena Grant, told us on Monday that the Orsa Front had been asked to come to Varno."
    )
    found = from_text(text, title=None, url=None, publisher=None, published=None, tables=tables)
    assert found.segments[0].role == "headline"
    assert readable(found, nlp, tables).text.splitlines()[0] == "Grant calls US envoy and Orsa Front to talks in Varno"


@pytest.mark.parametrize("how", [str.upper, str.lower], ids=["capitals", "small letters"])
def test_wire_text_says_what_the_same_text_in_print_says(how):
    printed = dateline.read("\n\n".join(STORY), published="2003-05-06")
    sent = dateline.read("\n\n".join(textwrap.fill(how(part), 70) for part in STORY), published="2003-05-06")
    kept = ("places", "actors", "figures", "times", "attributions")
    assert sent.text == "\n\n".join(textwrap.fill(how(part), 70) for part in STORY)
    assert [(p.name, p.use) for p in sent.places] == [(p.name, p.use) for p in printed.places]
    assert [(a.name, a.kind, a.is_private_person) for a in sent.actors] == [
        (a.name, a.kind, a.is_private_person) for a in printed.actors
    ]
    assert [len(getattr(sent, one)) for one in kept] == [len(getattr(printed, one)) for one in kept]
    assert [(r.type, r.status) for r in sent.reports] == [(r.type, r.status) for r in printed.reports]
    for one in (*sent.places, *sent.actors, *sent.figures, *sent.times):
        assert one.text == one.span.of(sent.text)
    assert all(said.cue_text == said.cue.of(sent.text) for said in sent.attributions)


@pytest.mark.parametrize("how", [str.upper, str.lower], ids=["capitals", "small letters"])
def test_private_people_are_hidden_in_text_of_one_case(how):
    sent = dateline.read("\n\n".join(map(how, STORY)), published="2003-05-06")
    people = people_of([sent])
    shown = people.disguise(people.pages).black(sent.text).lower()
    assert "oduya" not in shown and "tamar" not in shown and "okello" in shown


@given(
    st.text(st.sampled_from("STRAßEİıǅﬁﬀŉΣςé'’-.( )\n12x"), max_size=80), st.sampled_from([str.upper, str.lower, str])
)
def test_the_text_that_is_read_has_the_length_of_the_text_and_differs_in_case_only(nlp, tables, text, how):
    document = document_of(how(text) or ".")
    taken = readable(document, nlp, tables)
    assert len(taken.text) == len(document.text)
    for ours, theirs in zip(taken.text, document.text, strict=True):
        assert ours == theirs or ours.lower() == theirs.lower() or ours.upper() == theirs.upper() or theirs in "\r\n"
    assert [segment.span for segment in taken.segments] == [segment.span for segment in document.segments]


def test_letters_whose_other_case_is_no_single_letter_stay():
    assert alike("STRASSE", "Strasse") == "Strasse"
    assert alike("ﬁn", "Fin"[:2]) == "ﬁn" and alike("İA", "ia") == "İa"


def test_segments_in_another_language_are_left(nlp, tables):
    document = document_of("LOS REBELDES ATACARON EL PUENTE DE GULU")
    foreign = replace(document, segments=tuple(replace(one, language="es") for one in document.segments))
    assert readable(foreign, nlp, tables) is foreign
