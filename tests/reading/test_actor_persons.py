"""Private people are recognised in every position (promise 8); places, bodies and things are not taken for them."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench.reader import plain_document
from dateline.reading.actors import find_actors
from dateline.reading.parse import parse_document
from dateline.reading.places import find_places
from dateline.tables import actors as actor_table
from dateline.tables import gazetteer, speech

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "persons.toml").read_text(encoding="utf-8"))["case"]
# Measured on this table; may only rise.
RECALL_FLOOR = 0.95


@pytest.fixture(scope="module")
def found(nlp):
    tables = SimpleNamespace(actors=actor_table.load(), speech=speech.load(), gazetteer=gazetteer.load())
    persons = {}
    for case in CASES:
        document = plain_document("case", case["text"])
        parses = parse_document(nlp, document)
        actors = find_actors(document, parses, find_places(document, parses, tables), tables)
        persons[case["why"]] = [a for a in actors if a.is_private_person]
    return persons


def missed(case, found):
    names = [actor.name for actor in found[case["why"]]]
    return [name for name in case["people"] if name not in names]


def test_recall_of_private_people(found):
    wanted = sum(len(case["people"]) for case in CASES)
    lost = {case["why"]: missed(case, found) for case in CASES if missed(case, found)}
    assert wanted >= 50
    assert 1 - sum(map(len, lost.values())) / wanted >= RECALL_FLOOR, lost


@pytest.mark.parametrize("case", [c for c in CASES if "others" in c], ids=lambda c: c["why"])
def test_what_is_no_person(case, found):
    assert not [a.text for a in found[case["why"]] if any(other in a.text for other in case["others"])]


def test_private_people_have_no_reason_to_be_public(found):
    assert all(actor.public_reason is None for actors in found.values() for actor in actors)
