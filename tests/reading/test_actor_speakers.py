"""Who 'I' and 'we' are in quotations; states in a list; places inside the names of actors."""

from itertools import pairwise

import pytest

from bench.reader import plain_document
from dateline.reading.parse import parse_document
from dateline.reading.read import find_named
from dateline.tables.load import load


@pytest.fixture(scope="module")
def tables():
    return load()


@pytest.fixture
def read(nlp, tables):
    def named(text):
        document = plain_document("case", text)
        places, actors, _ = find_named(document, parse_document(nlp, document), tables)
        return places, actors

    return named


def test_i_is_the_speaker_and_we_the_body(read):
    _, actors = read(
        '"We hold the bridge and I am proud," said Colonel Pedro Lanzarote, a spokesman for the Lake Guards.'
    )
    by_text = {actor.text: actor for actor in actors}
    assert by_text["I"].name == "Pedro Lanzarote"
    assert by_text["We"].name == "Lake Guards"


def test_we_of_a_private_speaker_stays_private(read):
    _, actors = read('"We lost our house," said Hassan Teklu, a farmer.')
    ours = [actor for actor in actors if actor.text in {"We", "our"}]
    assert ours
    assert all(actor.kind == "people" and actor.is_private_person for actor in ours)


def test_a_first_person_outside_quotations_is_nobody(read):
    _, actors = read("We walked along the river for an hour.")
    assert [actor for actor in actors if actor.text == "We"] == []


def test_countries_listed_as_states_are_governments(read):
    places, actors = read("Nations that sent troops include France, Jordan and the Netherlands.")
    assert {place.use for place in places} == {"government"}
    assert {"France", "Jordan"} <= {actor.text for actor in actors if actor.kind == "government"}


def test_countries_listed_as_places_are_places(read):
    places, _ = read("Rivers that cross the plain include those of France and Jordan.")
    assert {place.use for place in places} == {"location"}


def test_a_place_in_a_groups_name_is_no_location(read):
    places, _ = read("Fighters of the Islamic State of Iraq and the Levant left.")
    assert [place.text for place in places if place.use == "location"] == []


def test_mentions_stand_in_order_and_apart(read):
    _, actors = read('"We saw our men fall," said Captain Ana Duarte of the Lake Guards. "I saw it."')
    spans = [actor.span for actor in actors]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
