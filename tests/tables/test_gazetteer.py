import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tables import gazetteer
from dateline.tables.place_keys import fold, loosen
from dateline.tables.place_layers import LayerError, import_layer
from dateline.tables.places import PROMINENCE, load_supplement


@pytest.fixture(scope="module")
def places():
    return gazetteer.load()


@pytest.mark.parametrize(
    ("name", "gazetteer_id"),
    [
        ("Mosul", "geonames:99072"),
        ("Qayara", "geonames:99003"),
        ("al-Qayyarah", "geonames:99003"),
        ("Hamdaniya", "geonames:92430"),
        ("ARBIL", "geonames:95446"),
        ("Dayr Az Zawr", "geonames:170794"),
        ("Kobanê", "geonames:172256"),
        ("U.S.", "iso:US"),
        ("Côte d’Ivoire", "iso:CI"),
        ("Gogjali", "dateline:iq-gogjali"),
    ],
)
def test_a_spelling_leads_to_its_place(places, name, gazetteer_id):
    assert places.find(name)[0].gazetteer_id == gazetteer_id


def test_an_unknown_name_finds_nothing(places):
    assert places.find("Zzyzxburg-on-Nowhere") == ()
    assert places.find("") == ()
    assert places.get("dateline:nowhere") is None


def test_a_larger_quarter_is_no_city(places):
    quarter = places.find("Mosul al-Jadida")[0]
    assert (quarter.precision, quarter.part_of) == ("part_of_settlement", "geonames:99072")


def test_every_layer_states_its_licence(places):
    layers = places.layers()
    assert {name for name, *_ in layers} == {"geonames", "geonames-admin", "naturalearth"}
    assert all(licence and attribution for _, _, licence, attribution in layers)
    assert not any("ODbL" in licence for _, _, licence, _ in layers)


def test_the_supplement_is_sound(places):
    rows, _ = load_supplement()
    assert len(rows) >= 200 and len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.precision is None or row.precision in PROMINENCE
        place = places.get(row.id)
        assert place is not None and place.latitude is not None and (place.radius_km or 0) > 0, row.id
        assert row.part_of is None or places.get(row.part_of) is not None, row.id


def test_layers_rank_project_over_user_over_embedded(tmp_path, places):
    for name, latitude in (("project", 1), ("user", 2)):
        source = tmp_path / f"{name}.csv"
        source.write_text(f"name,latitude,longitude,aliases\nMosul,{latitude},3,Moslawi Town\n", encoding="utf-8")
        import_layer(source, tmp_path / f"{name}.sqlite")
    both = gazetteer.load(project=tmp_path / "project.sqlite", user=tmp_path / "user.sqlite")
    assert [c.layer for c in both.find("Mosul")][:2] == ["project", "user"]
    assert both.find("moslawi town")[0].latitude == 1
    assert places.find("Mosul")[0].gazetteer_id == "geonames:99072"


def test_import_lists_what_it_leaves_out(tmp_path):
    source = tmp_path / "villages.csv"
    source.write_text(
        "P_Code,name,lat,lon,precision\nXX1,Aba,5,5,settlement\nXX2,Bab,95,5,\nXX3,,1,1,\n", encoding="utf-8"
    )
    report = import_layer(source, tmp_path / "layer.sqlite")
    assert (report.read, report.imported) == (3, 1)
    assert "line 3: latitude 95" in report.left_out[0] and "line 4: no name" in report.left_out[1]
    found = gazetteer.load(user=tmp_path / "layer.sqlite").find("Aba")[0]
    assert (found.pcode, found.layer) == ("XX1", "user")


def test_import_geojson(tmp_path):
    square = [[[10, 10], [12, 10], [12, 12], [10, 12], [10, 10]]]
    feature = {
        "type": "Feature",
        "properties": {"name": "Camp Nine"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    source = tmp_path / "camps.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert import_layer(source, tmp_path / "l.sqlite").imported == 1
    place = gazetteer.load(project=tmp_path / "l.sqlite").find("camp nine")[0]
    assert (place.latitude, place.longitude) == (11, 11)


@pytest.mark.parametrize("text", ["[]", "{", ""])
def test_a_source_that_is_no_layer_says_what_is_expected(tmp_path, text):
    source = tmp_path / "x.geojson"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(LayerError, match="FeatureCollection"):
        import_layer(source, tmp_path / "l.sqlite")


def test_a_layer_that_is_none_is_named(tmp_path):
    broken = tmp_path / "broken.sqlite"
    broken.write_text("this is text, and long enough to be no database header at all", encoding="utf-8")
    with pytest.raises(LayerError, match=r"broken\.sqlite"):
        gazetteer.load(user=broken)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)
    assert loosen(loosen(fold(name))).count("  ") == 0
