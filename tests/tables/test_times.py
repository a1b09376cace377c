"""The time words: every row states its origin, every kind is one the reader knows."""

from dateline.reading.time_tokens import KINDS
from dateline.tables.times import load


def test_every_row_has_origin_licence_and_a_known_kind():
    table = load()
    assert table.words
    for row in table.words.values():
        assert row.origin and row.licence
        assert row.kind in KINDS.split(), row


def test_words_are_lower_case_and_lemmas_divided():
    table = load()
    assert all(word == word.lower() for word in table.words)
    assert table.will and table.ahead and not table.will & table.ahead
