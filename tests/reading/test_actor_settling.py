"""Which of several actors of one name a story means."""

from collections import Counter

import pytest

from dateline.reading.actor_settling import Setting, settle
from dateline.tables.actor_rows import ActorRow


def row(name, country=None, first=None, last=None):
    return ActorRow(
        id=name, name=name, kind="rebel", country=country, valid_from=first, valid_to=last, origin="", licence=""
    )


NORTH = row("Northern Front", "PE", "1990", "1999")
NEXT = row("National Front", "NP", "1995")
WORLD = row("Nature Front")


@pytest.mark.parametrize(
    "countries, year, named, wanted",
    [
        ({}, None, {"National Front"}, "National Front"),
        ({}, "2010", set(), "National Front"),
        ({"PE": 2, "NP": 1}, "1996", set(), "Northern Front"),
        ({"PE": 1, "NP": 1}, "1996", set(), None),
        ({}, None, set(), None),
        ({"PE": 3}, None, {"National Front", "Northern Front"}, "Northern Front"),
    ],
)
def test_settle(countries, year, named, wanted):
    found = settle((NORTH, NEXT), Setting(Counter(countries), year, frozenset(named)))
    assert (found.row.name if found.row else None) == wanted
    assert found.why.startswith("open: National Front or Northern Front") == (wanted is None)


def test_what_has_no_country_is_meant_where_the_others_are_far():
    setting = Setting(Counter({"FR": 2}), None, frozenset())
    assert settle((NORTH, WORLD), setting).row is WORLD
