"""Words of passages that stories share without one taking from the other."""

from dateline.tables import copying


def test_every_kind_has_words_and_no_phrase_is_empty():
    words = copying.load()
    assert "request for comment" in " ".join(words.stock)
    assert "statement" in words.statement and "monday" in words.slots
    assert all(
        phrase.strip() == phrase and phrase for kind in (words.stock, words.statement, words.slots) for phrase in kind
    )
