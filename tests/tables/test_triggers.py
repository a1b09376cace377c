import pytest

from dateline.tables import event_types, triggers
from dateline.tables.rows import TableError

ROLES = {"initiator", "target", "victim", "weapon", "where", "theme"}


@pytest.fixture(scope="module")
def table():
    return triggers.load()


def rows(table):
    for index in (table.verbs, table.nouns, table.adjectives, table.phrases):
        for found in index.values():
            yield from found


def test_every_row_names_a_type_and_known_roles(table):
    codes = set(event_types.load().by_code)
    assert sum(1 for _ in rows(table)) > 500
    for row in rows(table):
        assert row.type in codes | triggers.STANCES or row.type == "", row
        assert set(row.frame.values()) <= ROLES, row


def test_conditions_ask_for_classes_that_some_noun_has(table):
    known = set().union(*table.classes.values()) | {"armed", "person", "stateforce", "nonstate", triggers.UNKNOWN}
    asked = {name for row in rows(table) for tests in row.conditions for test in tests for name in test.classes}
    assert asked - known - set(table.classes) <= LEMMAS


# Single words that rows ask for, where no class of nouns says it.
LEMMAS = (
    {"military", "virus", "protesters", "rioters", "name", "defence", "defense", "outbreak", "epidemic", "presence"}
    | {"inquiry", "probe", "inquest", "investigation", "proceeding", "power", "attempt", "assassination", "ambush"}
    | {"kill", "killed", "wound", "injure", "dead", "deceased", "rescue", "distribution", "news", "internet"}
    | {"trafficker", "target"}
)


def test_longer_rows_are_tried_first(table):
    lengths = [len(row.words) for row in table.nouns["attack"]]
    assert lengths == sorted(lengths, reverse=True)


def test_every_type_that_counts_has_a_trigger(table):
    types = event_types.load()
    assert {code for code in types.by_code if types.counts(code)} <= {row.type for row in rows(table)}


@pytest.mark.parametrize(
    ("text", "slot", "classes", "wanted"),
    [("obj:place/structure", "obj", {"place", "structure"}, True), ("!subj", "subj", set(), False)],
)
def test_parse_requirement(text, slot, classes, wanted):
    assert triggers.parse_requirement(text) == triggers.Requirement(slot, frozenset(classes), wanted)


def test_a_broken_table_says_where():
    with pytest.raises((TableError, FileNotFoundError)):
        triggers.read_table("no such table", triggers.TriggerRow)
