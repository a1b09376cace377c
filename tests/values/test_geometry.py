import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from dateline.values.geometry import bearing_of, distance_km, gap_km, holds, moved

LATITUDES, LONGITUDES = st.floats(-80, 80), st.floats(-180, 180)


class Disc(Struct, frozen=True):
    latitude: float | None
    longitude: float | None
    radius_km: float | None


@given(LATITUDES, LONGITUDES, st.floats(0, 359), st.floats(0, 2000))
def test_a_moved_point_is_as_far_away_as_it_was_moved(latitude, longitude, bearing, km):
    # Rounding to four decimals moves the point by 8 m at most on each side.
    assert distance_km(latitude, longitude, *moved(latitude, longitude, bearing, km)) == pytest.approx(km, abs=0.03)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_symmetric(a, b, c, d):
    assert distance_km(a, b, c, d) == pytest.approx(distance_km(c, d, a, b))


def test_a_known_distance():
    assert distance_km(52.52, 13.405, 48.8566, 2.3522) == pytest.approx(878, abs=3)  # Berlin to Paris


@pytest.mark.parametrize(
    ("word", "degrees"),
    [("north", 0), ("Northern", 0), ("south-eastern", 135), ("northwest", 315), ("westward", 270), ("central", None)],
)
def test_bearings(word, degrees):
    assert bearing_of(word) == degrees


def test_gaps_and_unknown_points():
    one, other = Disc(0, 0, 10), Disc(0, 1, 20)
    assert gap_km(one, other) == pytest.approx(81.2, abs=0.1)
    assert gap_km(one, Disc(0, 0.1, 5)) == 0
    assert gap_km(one, Disc(None, None, None)) is None


def test_holding_needs_room():
    big, small = Disc(0, 0, 100), Disc(0.2, 0.2, 5)
    assert holds(big, small) and not holds(small, big) and not holds(big, Disc(None, 0, 1))
