"""The forms that the language model takes for other words, and the table that corrects them."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.model.span import Span
from dateline.reading.parse import parse_paragraph
from dateline.tables.lemmas import lemmas

SENTENCES = {
    "raped": ("Soldiers raped women in the town.", "rape"),
    "waged": ("They waged war on the state.", "wage"),
    "graves": ("Two mass graves were found.", "grave"),
    "corpses": ("The corpses were left in the street.", "corpse"),
    "bases": ("The army left its bases in the north.", "base"),
}


@pytest.mark.parametrize("form", SENTENCES)
def test_corrected(form: str, nlp: Any) -> None:
    text, lemma = SENTENCES[form]
    parse = parse_paragraph(nlp, text, "body", Span(0, len(text)))
    assert parse.lemmas[parse.forms.index(form)] == lemma


def test_only_what_is_wrong(nlp: Any) -> None:
    """A row that the model gets right by itself is none: the table may shrink with the next model."""
    read = {form: nlp(f"They saw the {form}.")[3] for form in lemmas()["NOUN"]}
    nouns = {form: token.lemma_ for form, token in read.items() if token.pos_ == "NOUN"}
    assert not [form for form, lemma in nouns.items() if lemma == lemmas()["NOUN"][form]]
