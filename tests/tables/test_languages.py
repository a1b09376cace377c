"""The table of languages: one code for each, whatever a page or the detector calls it."""

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from dateline.tables.languages import load


@pytest.mark.parametrize(
    ("tag", "code"),
    (
        ("en-GB", "en"), ("EN_us", "en"), ("nb", "no"), ("nn-NO", "no"), ("iw", "he"), ("ckb", "ku"), ("prs", "fa"),
        ("zh-Hant-TW", "zh"), ("yue", "zh"), ("fil", "tl"), ("", None), (None, None), ("x-default", None), ("html", None),
    ),
)  # fmt: skip
def test_every_tag_has_one_code(tag, code):
    assert load().code(tag) == code


def test_every_answer_of_the_detector_is_a_language_with_a_name():
    known = load()
    labels = set(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True).labels) - {"zxx"}
    assert {label for label in labels if known.code(label) is None} == set()
    assert all(known.names[known.codes[label]] for label in labels)


def test_letters_tell_from_a_language_that_is_there():
    known = load()
    assert all(other in known.names and row.letters for other, row in known.taken_for.items())
