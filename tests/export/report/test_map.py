import json

import msgspec
import pytest

from dateline.export.report import Basemap, BasemapError, load_basemap
from dateline.export.report.map import drawing, unmapped, why_not
from dateline.export.report.projection import HEIGHT, WIDTH, Reach, fitted
from dateline.export.report.rows import rows_of
from dateline.export.view import ExportView
from tests.store.factories import TEXT, document, place, record

EMPTY = Basemap((), "nobody")
SQUARE = [[10.0, 10.0], [30.0, 10.0], [30.0, 20.0], [10.0, 20.0], [10.0, 10.0]]


def rows(*places):
    one = document()
    made = record(one)
    events = tuple(msgspec.structs.replace(made.events[0], id=f"evt-{i}", where=at) for i, at in enumerate(places))
    record_ = msgspec.structs.replace(made, events=events)
    return rows_of(ExportView(dateline="0", tables="t", documents=(one,), record=record_))


def at(**given):
    return place(TEXT, **given)


@pytest.mark.parametrize("precision", ["point", "settlement"])
def test_only_spots_and_towns_are_pins(precision):
    found = drawing(rows(at(precision=precision)), EMPTY)
    assert len(found.pins) == 1 and not found.areas


@pytest.mark.parametrize("precision", ["part_of_settlement", "near", "admin3", "admin2", "region", "admin1"])
def test_anything_wider_is_an_area(precision):
    found = drawing(rows(at(precision=precision, radius_km=30.0)), EMPTY)
    assert len(found.areas) == 1 and not found.pins and found.areas[0].rx > 0


@pytest.mark.parametrize(
    "where",
    [
        None,
        at(latitude=None),
        at(precision="country"),
        at(precision="international"),
        at(precision="region", radius_km=None),
    ],
)
def test_what_is_not_on_the_map_is_listed_with_a_reason(where):
    found = rows(where)
    assert why_not(where) and drawing(found, EMPTY) is None
    assert [len(one.rows) for one in unmapped(found)] == [1]


def test_every_event_is_on_the_map_or_on_the_list():
    found = rows(at(), at(), None, at(precision="country"), at(precision="near", radius_km=20.0))
    seen = drawing(found, EMPTY)
    mapped = [row.event.id for one in (*seen.pins, *seen.areas) for row in one.rows]
    assert sorted(mapped + [row.event.id for one in unmapped(found) for row in one.rows]) == [
        row.event.id for row in sorted(found, key=lambda row: row.event.id)
    ]


@pytest.mark.parametrize(
    "spots",
    [
        [(12.0, 21.0, 0.0)],
        [(-17.0, 179.5, 40.0), (-18.0, -179.0, 0.0)],
        [(60.0, -100.0, 0.0), (-40.0, 140.0, 300.0)],
        [(89.0, 0.0, 5.0), (80.0, 90.0, 5.0)],
    ],
)
def test_the_view_holds_every_place(spots):
    reaches = [Reach(*spot) for spot in spots]
    view = fitted(reaches)
    assert all(0 <= view.x(one.longitude) <= WIDTH for one in reaches)
    assert all(0 <= view.y(min(85.0, one.latitude)) <= HEIGHT for one in reaches)


def test_the_date_line_does_not_stretch_the_view_around_the_globe():
    assert fitted([Reach(-17.0, 179.5, 0.0), Reach(-17.0, -179.5, 0.0)]).km_per_unit < 1


def test_the_shipped_basemap_draws_land_around_a_town_inland():
    found = drawing(rows(at()), load_basemap())
    assert found.land and "Natural Earth" in found.source


@pytest.mark.parametrize(
    ("shape", "land", "lines"),
    [
        ({"type": "Polygon", "coordinates": [SQUARE]}, 1, 0),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}, 2, 0),
        ({"type": "LineString", "coordinates": SQUARE}, 0, 1),
        ({"type": "MultiLineString", "coordinates": [SQUARE, SQUARE]}, 0, 2),
    ],
)
def test_a_case_may_bring_its_coastline(shape, land, lines):
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    given = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    found = EMPTY.with_coastline(given)
    assert (len(found.own_land), len(found.own_lines)) == (land, lines)
    seen = drawing(rows(at(latitude=15.0, longitude=20.0, precision="admin1", radius_km=900.0)), found)
    assert bool(seen.own_land) == bool(land) and bool(seen.own_lines) == bool(lines)


@pytest.mark.parametrize(
    "bad",
    [b"", b"[]", b"{}", b'{"type":"Point","coordinates":[1,2]}', b'{"type":"Polygon","coordinates":[[["a"]]]}',
     b'{"type":"LineString","coordinates":[[1]]}', b'{"type":"LineString"}'],
)  # fmt: skip
def test_a_coastline_that_is_none_is_refused(bad):
    with pytest.raises(BasemapError):
        EMPTY.with_coastline(bad)
