import re

import pytest

from dateline.tables import segments


@pytest.fixture(scope="module")
def words():
    return segments.load()


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        ("related_start", "ALSO  READ: more", True),
        ("related_start", "Also ready to go", False),
        ("caption_mark", "seen here (AP Photo/Jane Roe)", True),
        ("boilerplate_end", "X. All Rights reserved.", True),
        ("credit_mark", "Jane Roe contributed to this report.", True),
        ("related_inline", "Don’t miss: that", True),
    ],
)
def test_patterns_match_whole_phrases_in_any_case(words, pattern, line, found):
    assert (getattr(words, pattern).search(line) is not None) == found


def test_phrases_are_lower_case(words):
    for kind in ("section_labels", "comment_headings", "byline_lines", "caption_verbs", "sentence_starters"):
        assert getattr(words, kind)
        assert all(phrase == phrase.casefold() for phrase in getattr(words, kind))


def test_classes_give_known_roles(words):
    segments = {"comment", "related", "caption", "credit", "boilerplate", "dateline"}
    assert set(words.classes.values()) == segments | {"lead", "story", "notice", "player", "source", "rights"}
    assert set(words.class_names.values()) == {"boilerplate", "hidden", "related"}
    assert set(words.class_stems.values()) <= segments | {"notice"}


@pytest.mark.parametrize(
    ("phrases", "line", "found"),
    [
        (["read more", "read"], "Please READ  more: x", "READ  more"),
        (["©", "(c)"], "All (c) 2014", "(c)"),
        (["don't"], "Don’t miss it", "Don’t"),
        (["art"], "party art.", "art"),
        (["x-ray", "x"], "an x-ray", "x-ray"),
    ],
)
def test_alternatives_are_whole_words_longest_first(phrases, line, found):
    assert re.search(segments.alternatives(phrases), line, re.IGNORECASE)[0] == found
