"""Which of several actors of one name a story means."""

from collections import Counter

import msgspec
import pytest

from bench.reader import plain_document
from dateline.model.document import Published
from dateline.reading.actor_settling import Setting, settle
from dateline.reading.parse import parse_document
from dateline.reading.read import find_named
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


@pytest.mark.parametrize(
    ("published", "actor_id", "why"),
    [
        (
            "2008-06-01",
            "islamic-state-of-iraq",
            "Islamic State is known from 2013 on, the story is of 2008: its forerunner",
        ),
        ("1995-06-01", None, "Islamic State is known from 2013 on, the story is of 1995"),
        ("2012-12-30", "islamic-state", "in the actor table"),
        (None, "islamic-state", "in the actor table"),
    ],
)
def test_a_name_is_the_actor_of_its_time(published, actor_id, why, nlp, tables):
    document = plain_document("case", "The Islamic State claimed the bomb.")
    when = Published(earliest=published, latest=published, precision="day" if published else None, basis="given")
    document = msgspec.structs.replace(document, published=when)
    parses = parse_document(nlp, document)
    (actor, *_) = find_named(document, parses, tables)[1]
    assert (actor.actor_id, actor.basis) == (actor_id, why)
