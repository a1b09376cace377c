import json
import zipfile

import pytest

from dateline.tables import gazetteer
from dateline.tables.place_layers import LayerError, import_layer
from dateline.tables.place_shapes import shape_of

DUMP = (
    "99001\tAl Jisr\tAl Jisr\tEl Gisr,Jisr Village,JSR,الجسر\t36.1\t43.1\tP\tPPL\tIQ\t\t15\t1501\t\t\t4200\t\t220\tAsia/Baghdad\t2020-01-01\n"
    "99002\tTell Nine\tTell Nine\t\t36.2\t43.2\tT\tHLL\tIQ\t\t15\t1501\t\t\t0\t\t300\tAsia/Baghdad\t2020-01-01\n"
    "99003\tNinth Quarter\tNinth Quarter\t\t36.3\t43.3\tP\tPPLX\tIQ\t\t15\t\t\t\t0\t\t\tAsia/Baghdad\t2020-01-01\n"
    "99237\tRepublic of Iraq\tRepublic of Iraq\t\t33\t44\tA\tPCLI\tIQ\t\t00\t\t\t\t0\t\t\tAsia/Baghdad\t2020-01-01\n"
    "99004\tUpper Nineveh\tUpper Nineveh\t\t36.4\t43.0\tA\tADM1\tIQ\t\t15\t\t\t\t0\t\t\tAsia/Baghdad\t2020-01-01\n"
    "99005\tLost Line\tLost Line\t\t136.4\t43.0\tP\tPPL\tIQ\t\t15\t\t\t\t0\t\t\tAsia/Baghdad\t2020-01-01\n"
    "99006\tcut off\n"
)
ALTERNATES = (
    "1\t99001\ten\tBridge Town\t1\t\t\t\t\t\n2\t99001\tlink\thttps://example.org/x\t\t\t\t\t\t\n"
    "3\t99001\tar\tالجسر\t\t\t\t\t\t\n4\t777\ten\tNobody's Town\t\t\t\t\t\t\n"
)
GED = (
    "id,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country\n"
    "1,2,Kivuri town,Nord-Kivu province,Rutshuru territory,-1.3,29.4,DR Congo (Zaire)\n"
    "2,1,Kivuri town,Nord-Kivu province,Rutshuru territory,-1.3,29.4,DR Congo (Zaire)\n"
    "3,3,Orubale district,Rakhine state,,20.1,93.1,Myanmar (Burma)\n"
    "4,4,Ombrel province,,,14.1,38.1,Ethiopia\n"
    "5,5,Lake Ashen,,,14.2,38.2,Ethiopia\n"
    "6,6,Yemen,,,15,47,Yemen (North Yemen)\n"
    "7,9,Nowhere,,,15,47,Yemen (North Yemen)\n"
    "8,1,Kivuri town,,,11.5,27.1,Sudan\n"
)


def layer_of(tmp_path, name, text):
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    return import_layer(source, tmp_path / "layer.sqlite"), gazetteer.load(project=tmp_path / "layer.sqlite")


def test_a_geonames_folder_with_alternate_names(tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "IQ.txt").write_text(DUMP, encoding="utf-8")
    (folder / "alternateNamesV2.txt").write_text(ALTERNATES, encoding="utf-8")
    (folder / "admin2Codes.txt").write_text("IQ.15.1501\tTilkaif\tTilkaif\t99010\n", encoding="utf-8")
    (folder / "readme.txt").write_text("Readme for GeoNames Gazetteer extract files\n", encoding="utf-8")
    report = import_layer(folder, tmp_path / "l.sqlite")
    assert (report.read, report.imported, report.names) == (7, 4, 1)
    assert report.passed_over == ("readme.txt: no table of places, passed over",)
    assert [line.split(":")[0] for line in report.left_out] == ["IQ.txt, line 4", "IQ.txt, line 6", "IQ.txt, line 7"]
    assert "2 columns instead of 19" in report.left_out[2]
    places = gazetteer.load(project=tmp_path / "l.sqlite")
    for name in ("al-Jisr", "El Gisr", "Bridge Town"):
        town = places.find(name)[0]
        assert (town.gazetteer_id, town.admin1, town.admin2) == ("geonames:99001", "Upper Nineveh", "Tilkaif"), name
        assert (town.precision, town.population, town.layer) == ("settlement", 4200, "project")
    assert places.find("Tell Nine")[0].precision == "region"
    assert places.find("Ninth Quarter")[0].precision == "part_of_settlement"
    assert places.find("JSR") == () and places.find("Nobody's Town") == ()


def test_a_geonames_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", DUMP)
        archive.writestr("readme.txt", "x\n")
    assert import_layer(tmp_path / "IQ.zip", tmp_path / "l.sqlite").imported == 4


def test_a_dump_ranks_no_hamlet_above_a_city(tmp_path):
    line = DUMP.splitlines()[0].replace("99001\tAl Jisr\tAl Jisr", "99007\tMosul\tMosul").replace("4200", "40")
    _, places = layer_of(tmp_path, "IQ.txt", line + "\n")
    assert places.find("Mosul")[0].gazetteer_id == "geonames:99072"
    assert "geonames:99007" in {c.gazetteer_id for c in places.find("Mosul")}


@pytest.mark.parametrize(("text", "found"), [
    ("ADM2_EN,ADM2_UK,ADM2_PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE\n"
     "Vorskivskyi,Ворсківський,UA9901,Vorskia,UA99,Ukraine,UA\n", ("UA9901", "UA", "Vorskia")),
    ("admin2Name_fr,admin2AltName_en,admin2Pcode,admin1Name_fr,admin1Pcode\n"
     "Cercle de Vorskivskyi,Vorskivskyi,ML0999,Vorskia,ML09\n", ("ML0999", "ML", "Vorskia")),
    ("#comment\n", None),
    ("adm2_name;adm2_pcode;adm1_name;adm1_pcode;center_lat;center_lon\n"
     "Vorskivskyi;SD99001;Vorskia;SD99;12,5;24,5\n", ("SD99001", "SD", "Vorskia")),
])  # fmt: skip
def test_p_codes_of_ocha(tmp_path, text, found):
    if found is None:
        with pytest.raises(LayerError, match="no column holds the names"):
            layer_of(tmp_path, "adm2.csv", text)
        return
    report, places = layer_of(tmp_path, "adm2.csv", text)
    assert report.left_out == () and report.imported == 2
    for name in (found[0], "Vorskivskyi"):
        area = places.find(name)[0]
        assert (area.pcode, area.country, area.admin1, area.precision) == (*found, "admin2")
    assert places.find("Vorskia")[0].precision == "admin1"


def test_p_codes_of_an_area_that_is_known_keep_its_coordinates(tmp_path):
    _, places = layer_of(tmp_path, "adm1.csv", "ADM1_EN,ADM1_PCODE\n#adm1+name,#adm1+code\nNineveh,IQ18\n")
    area = places.find("IQ18")[0]
    assert area.pcode == "IQ18" and places.find("Nineveh")[0].latitude == pytest.approx(36, abs=1)


def test_p_codes_of_a_geojson(tmp_path):
    square = [[[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]]
    feature = {"type": "Feature", "properties": {"ADM3_FR": "Zilma", "ADM3_PCODE": "NE001001", "ADM1_FR": "Diffa",
               "ADM1_PCODE": "NE001"}, "geometry": {"type": "MultiPolygon", "coordinates": [square]}}  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": [feature, {"type": "Feature", "properties": {}}]})
    report, places = layer_of(tmp_path, "adm3.geojson", text)
    assert report.left_out == ("adm3.geojson, feature 2: no name",)
    area = places.find("Zilma")[0]
    assert (area.latitude, area.longitude, area.precision, area.admin1) == (10.5, 10.5, "admin3", "Diffa")
    assert area.radius_km == pytest.approx(62, abs=1)


def test_ucdp_places_are_told_apart_and_kept_once(tmp_path):
    report, places = layer_of(tmp_path, "GEDEvent_v99.csv", GED)
    assert (report.read, report.imported, report.repeated) == (8, 5, 1)
    assert "line 7: where_prec 6: a whole country" in report.left_out[0] and "none of 1 to 7" in report.left_out[1]
    by_country = {place.country: place for place in places.find("Kivuri")}
    assert set(by_country) == {"CD", "SD"}
    assert by_country["CD"].precision == "settlement" and by_country["CD"].admin1 == "Nord-Kivu province"
    assert [(p.precision, p.country) for p in places.find("Orubale")] == [("admin2", "MM")]
    assert places.find("Ombrel province")[0].precision == "admin1"
    assert places.find("Lake Ashen")[0].precision == "region"


def test_a_place_near_another_reaches_25_km(tmp_path):
    _, places = layer_of(tmp_path, "ged.csv", "\n".join(GED.splitlines()[:2]) + "\n")
    assert (places.find("Kivuri")[0].precision, places.find("Kivuri")[0].radius_km) == ("near", 25.0)


def test_two_villages_of_one_name_are_both_kept(tmp_path):
    text = "Place_Name;Lat;Lon;Type\nZabbara;5,25;6;Village\nZabbara;7;6;town\nCamp Zabbara;5,3;6;camp\n"
    report, places = layer_of(tmp_path, "villages.csv", text)
    assert report.imported == 3 and sorted(p.latitude for p in places.find("Zabbara")) == [5.25, 7]
    assert places.find("Camp Zabbara")[0].precision == "point"


@pytest.mark.parametrize(("row", "reason"), [
    ("Aba,43.1,136.2", "exchanged"),
    ("Aba,36.1,", "both be given"),
    ("Aba,north,43", "no number; write degrees"),
    ("Aba,412345,3812345", "not metres"),
    ("Aba,nan,3", "not between"),
    (",1,1", "no name"),
])  # fmt: skip
def test_a_bad_row_is_listed_with_its_line_and_what_to_do(tmp_path, row, reason):
    columns = "name,longitude,latitude" if reason == "exchanged" else "name,latitude,longitude"
    report, _ = layer_of(tmp_path, "v.csv", f"{columns}\nGood,1,1\n\n{row}\n")
    assert report.imported == 1
    assert report.left_out[0].startswith("v.csv, line 4: ") and reason in report.left_out[0]


@pytest.mark.parametrize(("name", "data", "says"), [
    ("a.csv", "nåme,lat\n".encode("latin-1"), "line 1: not UTF-8"),
    ("a.csv", b"name,lat,lon\nA,1,1\nB\xe9,1,1\n", "line 3: not UTF-8"),
    ("a.csv", b"code,value\n1,2\n", "no column holds the names of places; found: code, value"),
    ("a.csv", b"", "no column holds the names"),
    ("a.geojson", b'{"type": "FeatureCollection",\n "features": [}', "line 2: not JSON"),
    ("a.geojson", b"[" * 200_000, "nested too deeply"),
    ("a.zip", b"PK no", "not a ZIP"),
    ("a.xlsx", b"PK", "save the sheet as CSV"),
    ("a.txt", b"just words\n", "expected are CSV"),
])  # fmt: skip
def test_a_source_that_cannot_be_read_says_where_and_what_to_do(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(LayerError, match=says):
        import_layer(tmp_path / name, tmp_path / "l.sqlite")


def test_an_unchanged_source_leaves_the_layer_as_it_is(tmp_path):
    text = "name,latitude,longitude\nZabbara,5,6\nBora,5,7\n"
    layer_of(tmp_path, "v.csv", text)
    before = (tmp_path / "layer.sqlite").read_bytes()
    report, _ = layer_of(tmp_path, "v.csv", text)
    assert (report.read, report.unchanged) == (0, ("v.csv",))
    assert (tmp_path / "layer.sqlite").read_bytes() == before
    report, places = layer_of(tmp_path, "v.csv", text.replace("Bora,5,7\n", ""))
    assert (report.read, report.unchanged) == (1, ())
    assert places.find("Zabbara") and not [p for p in places.find("Bora") if p.layer == "project"]


def test_a_source_that_fails_changes_nothing(tmp_path):
    layer_of(tmp_path, "v.csv", "name,latitude,longitude\nZabbara,5,6\n")
    with pytest.raises(LayerError):
        (tmp_path / "v.csv").write_bytes(b"name,latitude,longitude\nZora,5,6\n\xff,1,1\n")
        import_layer(tmp_path / "v.csv", tmp_path / "layer.sqlite")
    places = gazetteer.load(project=tmp_path / "layer.sqlite")
    assert places.find("Zabbara")[0].layer == "project"


def test_a_bomb_is_no_table(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.csv", "name\n" + "a" * 3_000_000)
    with pytest.raises(LayerError, match="unpacks to"):
        import_layer(tmp_path / "x.zip", tmp_path / "l.sqlite")


def test_the_point_of_a_bent_area_lies_inside_it():
    bent = [[0, 0], [10, 0], [10, 1], [1, 1], [1, 9], [10, 9], [10, 10], [0, 10], [0, 0]]
    shape = shape_of({"type": "Polygon", "coordinates": [bent]})
    assert 0 <= shape.longitude <= 1
    assert shape_of({"type": "Point", "coordinates": [3, 4]}).radius_km is None
    assert shape_of({"type": "LineString", "coordinates": [[0, 0], [0, 1]]}).radius_km == pytest.approx(55.6, abs=0.1)
    assert shape_of(None) is None and shape_of({"type": "Polygon", "coordinates": []}) is None
