"""The language of a story, of its paragraphs, and when it is better not to say one."""

import tomllib
from pathlib import Path

import pytest

from dateline.archive.limits import Limits
from dateline.document.language import detect, why_unread
from dateline.document.render import render
from dateline.document.stories import documents

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "languages.toml").read_text("utf-8"))
NAMED = [pytest.param(case, id=case.get("name", case["language"])) for case in CASES["case"]]


def told(tables, *paragraphs, stated=None):
    return detect(paragraphs, tables.segments.english_words, tables.languages, stated)


def story(tables, data):
    return documents(render(data.encode(), "b", None, Limits()), data.encode(), None, tables)[0]


@pytest.mark.parametrize("case", NAMED)
def test_a_sentence(case, tables):
    assert told(tables, case["sentence"]).code in (case["language"], *case.get("also", ()))


@pytest.mark.parametrize("case", NAMED)
def test_a_headline_is_told_or_left_open_and_never_taken_for_english(case, tables):
    for headline in (case["headline"], case["headline"].upper()):
        code = told(tables, headline).code
        assert (code == "en") == (case["language"] == "en")
    assert told(tables, case["headline"]).code in (case["language"], *case.get("also", ()), None)


@pytest.mark.parametrize("case", NAMED)
def test_all_but_english_is_left_unread_with_a_reason(case, tables):
    reason = why_unread(told(tables, case["sentence"]), tables.languages)
    assert (reason is None) == (case["language"] == "en")


@pytest.mark.parametrize("text", CASES["english"]["short"])
def test_short_english_is_read_even_where_its_language_cannot_be_told(text, tables):
    found = told(tables, text)
    assert found.code in ("en", None), found
    assert why_unread(found, tables.languages) is None


def test_letters_that_are_not_latin_are_never_read(tables):
    found = told(tables, "Киев")
    assert (found.code, found.latin) == (None, False)
    assert found.basis.startswith("unknown")
    assert "not Latin" in why_unread(found, tables.languages)


@pytest.mark.parametrize("text", ("", "12 34", "***", "\n\n"))
def test_without_words_there_is_no_language(text, tables):
    assert told(tables, text).code is None
    assert told(tables, text).basis == "unknown: no words"


def test_what_a_page_states_only_tips_the_scales(tables):
    swahili = next(case for case in CASES["case"] if case["language"] == "sw")["sentence"]
    assert told(tables, swahili, stated="en-US").code == "sw"
    croatian = next(case for case in CASES["case"] if case["language"] == "hr")["headline"]
    assert told(tables, croatian).code is None
    assert told(tables, croatian, stated="hr").code == "hr"
    assert told(tables, croatian, stated="no such tag").code is None


def test_a_template_that_says_english_does_not_overrule_a_sure_detector(tables):
    for case in CASES["case"]:
        assert (told(tables, case["sentence"], stated="en").code == "en") == (case["language"] == "en"), case[
            "language"
        ]


def test_two_halves_in_two_languages_are_read_in_the_english_one(tables):
    spanish = next(case for case in CASES["case"] if case["language"] == "es")["sentence"]
    found = story(tables, f"<html lang=es><h1>Nueve soldados heridos</h1><p>{spanish}</p><p>{ENGLISH}</p></html>")
    assert found.language == "en"
    assert [one.language for one in found.segments if one.text in (spanish, ENGLISH)] == ["es", None]


ARABIC = next(case["sentence"] for case in CASES["case"] if case["language"] == "ar")
GERMAN = next(case["sentence"] for case in CASES["case"] if case["language"] == "de")
ENGLISH = (
    "Nine soldiers were wounded on Tuesday when their convoy came under fire near the northern crossing, a local"
    " official said. The road was closed for the rest of the day, and nobody said who had fired."
)


@pytest.mark.parametrize(("quoted", "code"), ((ARABIC, "ar"), (GERMAN, "de")))
def test_a_quoted_paragraph_has_its_own_language_and_its_story_keeps_its_own(quoted, code, tables):
    found = story(
        tables, f"<html lang=en><h1>Nine soldiers wounded</h1><p>{ENGLISH}</p><p>{quoted}</p><p>{ENGLISH}</p>"
    )
    assert (found.language, found.unread) == ("en", None)
    assert [(one.role, one.language) for one in found.segments if one.language] == [("body", code)]
    assert next(one.text for one in found.segments if one.language) == quoted
    assert quoted in found.body


def test_a_long_quote_does_not_take_a_short_story_away(tables):
    found = story(tables, f"<h1>Nine soldiers wounded</h1><p>{ENGLISH}</p><p>{GERMAN}</p>")
    assert (found.language, found.segments[-1].language) == ("en", "de")


def test_english_names_and_menus_do_not_make_a_page_english(tables):
    menu = "".join(f"<li><a href=/{n}>Latest news from the region</a></li>" for n in range(30))
    page = f"<html lang=en><nav><ul>{menu}</ul></nav><article><h1>إصابة تسعة جنود</h1><p>{ARABIC}</p><p>{ARABIC}</p></article>"
    found = story(tables, page)
    assert found.language == "ar"
    assert found.unread == "Arabic: only English is read"
    assert found.language_basis


def test_english_full_of_arabic_names_is_english(tables):
    text = (
        "Abu Mohammed al-Jolani of Hayat Tahrir al-Sham met Ahrar al-Sham, Jaish al-Islam and Faylaq al-Rahman in Kafr"
        " Nabl, and then the leaders of Nour al-Din al-Zenki went to Maarat al-Numan, Saraqib and Khan Sheikhoun."
    )
    assert told(tables, text).code == "en"
