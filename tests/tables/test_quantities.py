from dateline.tables.quantities import load

WORDS = load()


def test_every_row_states_origin_and_licence():
    tables = (WORDS.numbers, WORDS.vague, WORDS.units, WORDS.nouns, WORDS.verbs, WORDS.adjectives, WORDS.outcome_nouns)
    rows = [row for table in tables for row in table.values()]
    assert len(rows) > 500
    assert all(row.origin and row.licence for row in rows)


def test_vocabulary_is_closed():
    assert {row.counted for row in WORDS.nouns.values()} == {"persons", "households", "movements", "things"}
    assert {row.party for row in WORDS.nouns.values()} <= {"a", "b", "civilians", "unknown"}
    assert set(WORDS.modifiers.values()) == {"exact", "approximate", "at_least", "up_to"}
    assert {row.slot for row in WORDS.verbs.values()} == {"object", "subject", "both"}


def test_vague_words_hold_the_stored_floors():
    # event-types.md, 'Vague words'
    stored = {
        "dozens": (24, 12),
        "scores": (40, 20),
        "tens": (20, 10),
        "hundreds": (200, 100),
        "thousands": (2000, 1000),
    }
    for word, (low, conservative) in stored.items():
        assert (WORDS.vague[word].low, WORDS.vague[word].conservative) == (low, conservative)


def test_patterns_find_their_words():
    assert WORDS.atom.search("some Thirty men").group() == "some"
    assert WORDS.before.search("no fewer than ").group(1) == "no fewer than"
    assert WORDS.after.match(" or more").group(1) == "or more"
    assert WORDS.unit_after.match(" sq km").group(1) == "sq km"
    assert WORDS.label_before.search("Resolution ")
    assert not WORDS.label_before.search("resolution ")
