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
    assert set(words.classes.values()) == {"comment", "related", "caption", "credit", "boilerplate"}
