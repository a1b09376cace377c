from types import SimpleNamespace

import pytest

from dateline.reading.parse import parse_document
from dateline.reading.place_explained import explain_in, explain_name
from dateline.reading.places import find_places
from dateline.tables import gazetteer
from dateline.tables.place_layers import import_layer
from tests.reading.test_places import document_of


@pytest.fixture(scope="module")
def places():
    return gazetteer.load()


def explained(name, text, nlp, places):
    document = document_of(text)
    parses = parse_document(nlp, document)
    mentions = find_places(document, parses, SimpleNamespace(gazetteer=places))
    return explain_in(name, parses, text, mentions, places)


def test_a_bare_name_has_a_runner_up(places):
    found = explain_name("Kharkiv", places)
    assert found.chosen == "geonames:706483" == found.candidates[0].place.gazetteer_id
    assert found.meaning.startswith("Kharkiv, town in") and "runner-up: Kharkiv, province" in found.decided
    assert any("people" in reason for reason in found.candidates[0].reasons)
    assert explain_name("Zzyzxburg", places).candidates == ()


def test_a_text_puts_a_name_in_its_place(nlp, places):
    text = "Shots were fired in Odessa, Texas, on Monday. Shells fell on Ukraine."
    (found,) = explained("Odessa", text, nlp, places)
    assert text[found.start : found.end] == "Odessa" and found.chosen == "geonames:5527554"
    assert "the text puts it in Texas" in found.decided and "Odesa" in found.decided


def test_what_is_no_place_says_why(nlp, places):
    (found,) = explained("Kharkiv", "General Ivan Kharkiv spoke on Monday.", nlp, places)
    assert (found.meaning, found.chosen) == ("no place", None)
    assert "part of a person's name" in found.decided
    (found,) = explained("Early", "Early reports said that troops had left.", nlp, places) or (None,)
    assert found is None or "too little speaks for a place" in found.decided


def test_an_unknown_place_is_said_to_be_unknown(nlp, places):
    (found,) = explained("Qorbaad", "Gunmen burned the village of Qorbaad in Somalia.", nlp, places)
    assert "does not know, somewhere in SO" in found.meaning and found.candidates == ()


def test_the_layer_of_a_place_is_named(nlp, tmp_path):
    source = tmp_path / "v.csv"
    source.write_text("name,latitude,longitude,country\nQorbaad,5,45,SO\n", encoding="utf-8")
    import_layer(source, tmp_path / "l.sqlite")
    own = gazetteer.load(project=tmp_path / "l.sqlite")
    (found,) = explained("Qorbaad", "Gunmen burned the village of Qorbaad in Somalia.", nlp, own)
    assert "from the case's own gazetteer" in found.decided and found.chosen == "v:qorbaad"
