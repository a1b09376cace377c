"""What is remembered of words is what spaCy's own ruler says of each of them."""

from importlib import import_module

import pytest

from dateline.reading.parse import EXCLUDED, MODEL
from dateline.reading.ruler import NAME

TEXTS = (
    "There's no doubt that they'd fled: \"We ain't going home, y'all, we're gonna stay,\" she said. C'm on, let's go.",
    "Nothin' was left of it; I gotta say what you have got. Those who did not leave, whether sick or not, can't now.",
    "There were 12 dead.  What the army does have is guns \t and 'em \n\n others, somethin' else, an' that.",
    "",
    " \n ",
)
COLUMNS = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD"]


@pytest.fixture(scope="module")
def plain():
    return import_module(MODEL).load(exclude=EXCLUDED)


@pytest.mark.parametrize("text", TEXTS)
def test_remembered_words_have_what_the_ruler_gives_them(nlp, plain, text):
    for _ in range(2):  # asked first, then remembered
        assert nlp(text).to_array(COLUMNS).tolist() == plain(text).to_array(COLUMNS).tolist()


def test_it_stands_in_for_the_ruler(nlp, plain):
    names = [NAME if name == "attribute_ruler" else name for name in plain.pipe_names]
    assert nlp.pipe_names == names


def test_real_pages_are_read_alike(nlp, plain, seeds):
    for page in sorted(seeds.iterdir()):
        text = page.read_text(encoding="utf-8", errors="replace")[:20_000]
        assert nlp(text).to_array(COLUMNS).tolist() == plain(text).to_array(COLUMNS).tolist()
