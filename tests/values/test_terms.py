"""What is looked for is found: spellings, scripts without spaces, any word of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.values.terms import WORD, asked, fold, spelled, terms


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("Córdoba", "CORDOBA"),
        ("Straße", "STRASSE"),
        ("إيران", "ایران"),
        ("القرآن", "القران"),
        ("مُحَمَّد", "محمد"),
        ("مدرسة", "مدرسه"),
        ("على", "علي"),
        ("کرکوک", "كركوك"),
        ("Łódź", "lodz"),
        ("Київ", "київ"),
        ("שָׁלוֹם", "שלום"),
        ("١٢٣", "123"),
        ("Paläs\u00adtinenser", "palastinenser"),
        ("e\u0301tat", "état"),
    ),
)
def test_spellings_of_one_word_are_one_term(one, other):
    assert fold(one) == fold(other)


def test_vowel_signs_of_indic_scripts_tell_words_apart():
    assert fold("किला") != fold("काला")


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ("一名當地官員說，週二一支車隊遭到槍擊", ("官", "官員", "車隊遭到", "擊")),
        ("火曜日に北部で車列が銃撃を受けた", ("車列", "た", "北部で")),
        ("ทหารเก้านายบาดเจ็บ", ("ทหาร", "บาดเจ็บ")),
        ("စစ်သားကိုးဦး ဒဏ်ရာရ", ("စစ်သား", "ဒဏ်ရာ")),
        ("ទាហានប្រាំបួននាក់", ("ទាហាន", "នាក់")),
        ("令和13日午後9時", ("13日", "午後9時", "9")),
    ),
)
def test_words_without_spaces_around_them(text, words):
    found = list(terms(text))
    for word in words:
        places = list(asked(word).found_in(found))
        assert [text[start:end] for start, end in places][:1] == [text[text.index(word) : places[0][1]]], word


def test_a_beginning_fits_longer_words_and_a_word_does_not():
    text = list(terms("bombing bombs bomb"))
    assert [start for start, _ in asked("bomb", open=True).found_in(text)] == [0, 8, 14]
    assert [start for start, _ in asked("bomb").found_in(text)] == [14]


@given(st.text())
def test_every_word_of_a_text_is_found_in_it(text):
    found = list(terms(text))
    assert spelled(text) == " ".join(term.text for term in found)
    assert all(text[term.start : term.end] and term.text for term in found)
    assert not any(set(' "*^:()') & set(term.text) for term in found)
    for word in WORD.findall(text):
        wanted = asked(word)
        assert not wanted.terms or list(wanted.found_in(found)), word
