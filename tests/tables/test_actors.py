"""The actor tables are whole: ids, parents, kinds, and lookup by any name."""

import pytest

from dateline.tables.actors import fits_case, load, word_key, words_of

KINDS = {
    *("military", "police", "paramilitary", "rebel", "political_militia", "communal_militia", "criminal_group"),
    *("private_force", "foreign_force", "unidentified_armed_group", "government", "organisation", "media", "rioters"),
    *("protesters", "civilians", "people", "person", "structure", "vehicle", "weapon", "place"),
}


@pytest.fixture(scope="module")
def table():
    return load()


def test_there_are_actors_of_many_wars(table):
    countries = {row.country for row in table.by_id.values() if row.kind in {"rebel", "military", "paramilitary"}}
    assert len(table.by_id) >= 400
    assert len(countries) >= 60


def test_kinds_and_parents_exist(table):
    assert {row.kind for row in table.by_id.values()} | {row.kind for row in table.nouns.values()} <= KINDS
    parents = {row.affiliated_with for row in table.by_id.values()} - {None}
    assert parents <= set(table.by_id)


@pytest.mark.parametrize(
    "name, actor_id",
    [
        ("Daesh", "islamic-state"),
        ("Islamic State group", "islamic-state"),
        ("al-Shabaab", "al-shabaab"),
        ("Al Shabab", "al-shabaab"),
        ("U.N.", "united-nations"),
        ("AFP", "agence-france-presse"),
        ("is", None),
        ("us", None),
    ],
)
def test_named(table, name, actor_id):
    row = table.named(name)
    assert (row.id if row else None) == actor_id


def test_every_name_finds_an_actor(table):
    lost = [name for row in table.by_id.values() for name in (row.name, *row.aliases) if table.named(name) is None]
    assert lost == []


def test_ranks_are_found_backwards_through_full_stops(table):
    words = ["spokesman", "Brig", ".", "Gen.", "Samuel"]
    first, row = table.rank_ending([word_key(word) for word in words], 4)
    assert (first, row.words) == (1, "Brig Gen")


def test_words_split_as_the_parser_splits():
    assert words_of("al-Qaeda's men") == ("al", "Qaeda", "'s", "men")
    assert not fits_case("WHO", "who")
