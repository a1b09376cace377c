import csv as standard
import io
from itertools import pairwise

import msgspec
import pytest

from dateline.export import csv, geojson
from dateline.export.deaths import deaths
from dateline.export.view import ExportView
from dateline.model.event import Value
from tests.store.factories import document, estimate, record


def view(**changes):
    one = document()
    made = record(one)
    place = msgspec.structs.replace(made.events[0].where, **changes.pop("place", {}))
    event = msgspec.structs.replace(made.events[0], where=place, **changes)
    return ExportView(dateline="0", tables="t", documents=(one,), record=msgspec.structs.replace(made, events=(event,)))


def rows(seen):
    out = io.BytesIO()
    report = csv.write(seen, out)
    return report, list(standard.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_one_row_an_event():
    report, found = rows(view())
    assert (report.existing, report.written, report.left_out) == (1, 1, {})
    row = found[0]
    assert row["id"] == "evt-1"
    assert row["deaths_low"] == row["deaths_best"] == row["deaths_high"] == "9"
    assert row["claimants"] == "Ilyas Drenov; Tamar Oduya"
    assert row["latitude"] == "12.5"
    assert row["quote"].startswith("Gunmen shelled the market")


def test_no_cell_is_a_formula_and_negative_numbers_stay_numbers():
    _, found = rows(
        view(values={"initiators": (Value('=HYPERLINK("x")', ()),)}, publishers=("@x",), place={"latitude": -12.5})
    )
    assert found[0]["initiators"] == '\'=HYPERLINK("x")'
    assert found[0]["publishers"] == "'@x"
    assert found[0]["latitude"] == "-12.5"


def test_what_did_not_happen_is_left_out_with_its_reason():
    report, found = rows(view(status="planned"))
    assert found == []
    assert report.left_out == {"events that are planned": 1}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([("civilians", 9.0, 9.0, 9.0, "civilians"), ("b", 12.0, None, None, "forces")], (21, None, None)),
        ([("civilians", 9.0, 9.0, 9.0, "civilians"), ("unknown", 12.0, None, 15.0, "everybody")], (12, None, 15)),
        ([("civilians", 9.0, 9.0, 9.0, "civilians"), ("civilians", 3.0, 3.0, 3.0, "some")], (9, 9, 9)),
        ([("civilians", 3.0, 3.0, 3.0, "some")], (3, 3, 3)),
        ([], (None, None, None)),
    ],
)
def test_deaths_of_the_sides_are_added_up_where_nobody_counts_all(found, expected):
    event = view(estimates=tuple(estimate(*one) for one in found)).record.events[0]
    assert deaths(event, "ibc_minmax") == expected
    assert deaths(event, "ucdp_blh") == (None, None, None)


def test_the_rule_is_named_beside_the_numbers():
    _, found = rows(view())
    assert found[0]["deaths_policy"] == "ibc_minmax"


def features(seen):
    out = io.BytesIO()
    report = geojson.write(seen, out)
    found = msgspec.json.decode(out.getvalue())
    assert found["type"] == "FeatureCollection"
    assert "no endorsement" in found["note"]
    return report, found["features"]


def test_a_settlement_is_a_point():
    _, found = features(view())
    assert found[0]["geometry"] == {"type": "Point", "coordinates": [21.25, 12.5]}


LEFT_OUT = [
    ({"latitude": None}, "events without coordinates"),
    ({"precision": "country"}, "events placed no closer than a country"),
    ({"precision": "near", "radius_km": None}, "events whose place has no known extent"),
]


@pytest.mark.parametrize(("place", "reason"), LEFT_OUT)
def test_places_that_cannot_be_drawn_are_counted(place, reason):
    report, found = features(view(place=place))
    assert found == []
    assert report.left_out == {reason: 1}


def area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


@pytest.mark.parametrize(("longitude", "parts"), [(21.25, 1), (179.9, 2), (-179.9, 2), (180.0, 2)])
def test_a_rough_place_is_a_closed_counter_clockwise_circle(longitude, parts):
    _, found = features(view(place={"precision": "admin1", "radius_km": 50.0, "longitude": longitude}))
    geometry = found[0]["geometry"]
    rings = [part[0] for part in geometry["coordinates"]] if parts > 1 else geometry["coordinates"]
    assert geometry["type"] == ("MultiPolygon" if parts > 1 else "Polygon")
    assert len(rings) == parts
    for ring in rings:
        assert ring[0] == ring[-1]
        assert area(ring) > 0
        assert all(-180 <= x <= 180 for x, _ in ring)
