"""The actor tables are whole: ids, parents, kinds, and lookup by any name."""

import pytest

from dateline.tables.actors import fits_case, load, type_key, word_key, words_of
from scripts.reference.conflicts import conflicts

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


def test_every_group_of_the_list_of_conflicts_is_there(table):
    listed = conflicts()
    assert len(listed) >= 60
    assert {actor for conflict in listed for actor in conflict.actors} <= set(table.by_id)


def test_what_succeeds_an_actor_exists_is_later_and_leads_back_to_none(table):
    for row in table.by_id.values():
        chain = [row.id]
        while (after := table.by_id[chain[-1]].succeeded_by) is not None:
            assert after in table.by_id, row.id
            assert after not in chain
            chain.append(after)
    for row in table.by_id.values():
        after = table.by_id.get(row.succeeded_by or "")
        if after is not None and row.valid_from and after.valid_to:
            assert row.valid_from <= after.valid_to, row.id


def test_an_actor_ends_after_it_begins(table):
    assert [r.id for r in table.by_id.values() if r.valid_from and r.valid_to and r.valid_from > r.valid_to] == []


def test_names_that_several_bear_are_told(table):
    shared = {" ".join(keys): {row.id for row in rows} for keys, rows in table.shared_names()}
    assert shared["pla"] == {"state:CN:military", "peoples-liberation-army-of-manipur"}
    assert {"srf", "adf", "rsf", "sna"} <= set(shared)
    assert all(len(ids) > 1 for ids in shared.values())


def test_a_row_says_where_it_comes_from(table):
    assert {row.licence for row in table.by_id.values()} == {"Apache-2.0", "CC-BY-4.0"}
    borne_out = [row for row in table.by_id.values() if row.licence == "CC-BY-4.0"]
    assert len(borne_out) >= 300
    assert all("UCDP Actor Dataset" in row.origin and (row.ucdp_actor or "").isdigit() for row in borne_out)
    assert {row.id for row in table.by_id.values() if row.ucdp_actor} == {row.id for row in borne_out}


@pytest.mark.parametrize(
    "word, key", [("F-16Cs", "f16"), ("T-72B3", "t72"), ("MQ-9", "mq9"), ("Su-24", "su24"), ("BMP-2s", "bmp2")]
)
def test_a_designation_has_one_key(table, word, key):
    assert type_key(word) == key
    assert table.designations[key] == "vehicle"


def test_a_type_is_named_in_the_plural_too(table):
    words = ["two", "Black", "Hawks", "left"]
    assert table.type_at([word_key(word) for word in words], 1) == (3, "vehicle")
