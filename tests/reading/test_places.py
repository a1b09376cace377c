import tomllib
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model.document import Document, Published, Segment
from dateline.model.span import Rendition, Span
from dateline.reading.parse import parse_document
from dateline.reading.places import find_places
from dateline.tables import gazetteer
from dateline.values.geometry import distance_km

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def place_tables():
    return SimpleNamespace(gazetteer=gazetteer.load())


def document_of(text):
    return Document(
        id="d", capture=None, path=None, url=None, captured_at=None, title=None,
        publisher=None, agency=None, byline=None, language="en",
        rendition=Rendition.make(text, blob="b", extractor="t"),
        segments=(Segment(span=Span(0, len(text)), role="body", text=text),),
        published=Published(earliest=None, latest=None, precision=None, basis="none"),
    )  # fmt: skip


def places_of(text, nlp, tables):
    document = document_of(text)
    return find_places(document, parse_document(nlp, document), tables)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case, nlp, place_tables):
    found = places_of(case["text"], nlp, place_tables)
    for place in found:
        assert place.text == place.span.of(case["text"]) and place.basis
    if "places" in case:
        assert [[p.text, p.name, p.use, p.precision or ""] for p in found] == case["places"]
    assert not {p.text for p in found if p.use == "location"} & set(case.get("absent", []))
    assert not {p.gazetteer_id for p in found} & set(case.get("absent_ids", []))


def test_a_stated_distance_is_kept(nlp, place_tables):
    beni = places_of("A convoy was hit 30 km south of Beni in the Democratic Republic of Congo.", nlp, place_tables)[0]
    town = place_tables.gazetteer.get(beni.gazetteer_id)
    assert distance_km(town.latitude, town.longitude, beni.latitude, beni.longitude) == pytest.approx(30, abs=0.1)
    assert beni.latitude < town.latitude and "30 km south" in beni.basis


def test_an_unknown_place_says_so(nlp, place_tables):
    village = places_of("Gunmen burned the village of Qorbaad on Monday.", nlp, place_tables)[0]
    assert (village.latitude, village.gazetteer_id, village.country) == (None, None, None)
    assert "not in the gazetteer" in village.basis
    village = places_of("Gunmen burned the village of Qorbaad in Somalia.", nlp, place_tables)[0]
    assert (village.gazetteer_id, village.country, village.precision) == (None, "SO", "country")
    assert "somewhere there" in village.basis


@pytest.mark.parametrize(("text", "km", "radius"), [
    ("A bus burned twenty-five kilometres south of Segou.", 25, 6.25),
    ("A bus burned 10-20 km south of Segou.", 15, 5),
    ("A bus burned about 30km south of the northern town of Segou.", 30, 7.5),
    ("A bus burned one hundred miles south of Segou.", 160.9, 40.225),
    ("A bus burned some 2,000 metres from Segou.", 0, 5),
    ("A bus burned 40 km from the city of Segou.", 0, 50),
])  # fmt: skip
def test_a_distance_gives_an_area(nlp, place_tables, text, km, radius):
    place = next(p for p in places_of(text, nlp, place_tables) if p.gazetteer_id)
    town = place_tables.gazetteer.get(place.gazetteer_id)
    assert place.precision == "near" and place.radius_km == pytest.approx(radius)
    away = distance_km(town.latitude, town.longitude, place.latitude, place.longitude)
    assert away == pytest.approx(km, abs=0.1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Kyiv", "in", "the", "Old City", "of", "Goma,", "’", "🙂", "Mr", "US-backed", "al-", "\n", "."]
        )
    )
)
def test_spans_hold_on_any_text_and_never_overlap(nlp, place_tables, words):
    text = " ".join(words)
    found = places_of(text, nlp, place_tables)
    assert all(p.text == text[p.span.start : p.span.end] for p in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
