"""The way as geometry: where it leads, how far, and that it stays within its square."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.geography.point import DEGREE_M, Point, distance_m, walking_minutes
from kiosk.directory.geography.way import RIM, bearing_degrees, way_of

HERE = Point(47.3220, 5.0415)
POINTS = st.builds(Point, st.floats(-80, 80), st.floats(-180, 180))
NEAR = st.builds(Point, st.floats(47.2, 47.45), st.floats(4.9, 5.2))


@pytest.mark.parametrize(
    ("north_m", "east_m", "bearing"),
    [(500, 0, 0), (500, 500, 45), (0, 500, 90), (-500, 500, 135), (-500, 0, 180), (0, -500, 270), (500, -500, 315)],
)  # fmt: skip
def test_where_it_leads(north_m: float, east_m: float, bearing: float) -> None:
    lon_m = DEGREE_M * math.cos(math.radians(HERE.lat))
    there = Point(HERE.lat + north_m / DEGREE_M, HERE.lon + east_m / lon_m)
    way = way_of(HERE, there)
    assert way.bearing_degrees == pytest.approx(bearing, abs=0.1) or bearing == 0
    assert math.isclose(math.copysign(1, way.there[0] - 0.5), math.copysign(1, east_m)) or not east_m  # fmt: skip
    assert (way.there[1] < 0.5) == (north_m > 0) or not north_m
    assert way.distance_m == pytest.approx(math.hypot(north_m, east_m), abs=2)


@given(NEAR)
def test_rings_and_arrow_have_one_scale(there: Point) -> None:
    """Straight line, a third longer on foot, 4.3 km/h."""
    way = way_of(HERE, there)
    minutes = distance_m(HERE, there) * 1.34 / (4_300 / 60)
    radius = math.dist(way.here, way.there)
    outermost = way.rings[-1]
    assert outermost.radius == pytest.approx(RIM)
    assert [each.radius for each in way.rings] == sorted(each.radius for each in way.rings)
    for ring in way.rings:
        assert ring.radius / ring.minutes == pytest.approx(RIM / outermost.minutes)
    if not way.is_beyond:
        assert radius == pytest.approx(RIM * minutes / outermost.minutes, abs=1e-9)
        assert minutes <= outermost.minutes
    assert way.walking_minutes == walking_minutes(distance_m(HERE, there))


@given(POINTS, POINTS)
def test_anywhere_on_earth(here: Point, there: Point) -> None:
    way = way_of(here, there)
    assert 0 <= way.bearing_degrees < 360
    assert math.dist(way.here, way.there) <= RIM + 1e-9
    assert all(0 <= each <= 1 for each in way.there)


def test_across_the_antimeridian() -> None:
    assert bearing_degrees(Point(0, 179.9), Point(0, -179.9)) == pytest.approx(90)
