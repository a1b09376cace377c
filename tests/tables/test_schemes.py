from datetime import date

import pytest

from dateline.tables import event_types
from dateline.tables.schemes import (
    columns,
    countries,
    governments,
    party_kinds,
    place_precision,
    precisions,
    time_precision,
    years_of,
)


def test_country_numbers_are_unique_and_the_known_ones_right():
    rows = countries().values()
    for field in ("alpha3", "iso", "ucdp_id"):
        given = [getattr(row, field) for row in rows if getattr(row, field) is not None]
        assert len(given) == len(set(given)), field
    known = {"FR": ("FRA", 250, 220), "IQ": ("IRQ", 368, 645), "US": ("USA", 840, 2), "CD": ("COD", 180, 490)}
    assert {
        code: (countries()[code].alpha3, countries()[code].iso, countries()[code].ucdp_id) for code in known
    } == known
    assert all(row.region and row.name for row in rows)


def test_governments_of_one_country_follow_one_another():
    last = {}
    for row in governments():
        date.fromisoformat(row.since)
        assert last.get(row.country, "") < row.since, row
        last[row.country] = row.until or "9999"
        years = row.label.strip("()").split("-")
        assert years[0] <= row.since[:4]
        assert (years[1] == "") == (row.until is None)
        assert row.country in countries()


@pytest.mark.parametrize(
    ("country", "day", "label"),
    [
        ("IQ", "2014-09-07", "(2006-2014)"),
        ("IQ", "2014-09-08", "(2014-)"),
        ("IQ", "1991-01-01", ""),
        ("LU", "2020-01-01", ""),
    ],
)
def test_years_of_a_government(country, day, label):
    assert years_of(country, day) == label


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [(1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4), (32, None, 5), (366, None, 5)],
)
def test_precision_of_a_time_is_that_of_its_length(days, acled, ucdp):
    row = time_precision(days)
    assert (row.acled, row.ucdp) == (acled, ucdp)
    assert time_precision(367) is None


def test_every_precision_of_a_place_has_its_codes():
    named = "point settlement part_of_settlement near admin3 admin2 region admin1 country international"
    assert [row.precision for row in precisions()["place"]] == named.split()
    assert place_precision("near").acled == place_precision("near").ucdp == 2
    assert place_precision("country").acled is None
    assert place_precision(None) is None


def test_every_kind_of_actor_is_a_party_but_things_and_places():
    told = "military police paramilitary rebel political_militia communal_militia criminal_group private_force foreign_force"
    told += " unidentified_armed_group government organisation media rioters protesters civilians people person"
    assert set(party_kinds()) == set(told.split())
    assert {row.acled_inter for row in party_kinds().values()} == set(range(1, 9))


def test_every_sub_event_has_a_disorder_type_and_an_unknown_actor_that_there_is():
    rows = event_types.sub_events().values()
    assert {row.disorder for row in rows} == {
        *("Political violence", "Demonstrations", "Political violence; Demonstrations", "Strategic developments"),
    }
    assert {row.unknown for row in rows} <= set(party_kinds())


def test_every_type_says_what_it_is_to_ucdp():
    kinds = {row.ucdp for row in event_types.load().by_code.values()}
    assert kinds == {"state_or_nonstate", "one_sided", "one_sided_if_civilians", "-"}


@pytest.mark.parametrize(("name", "count"), [("export_acled", 31), ("export_ucdp", 43), ("export_plover", 40)])
def test_columns(name, count):
    names = [column.column for column in columns(name)]
    assert len(names) == len(set(names)) == count
