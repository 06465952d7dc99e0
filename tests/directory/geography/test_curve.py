from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.geography.curve import NOWHERE, along_curve
from kiosk.directory.geography.point import Point

SIDE = 1 << 18
corner = st.integers(0, SIDE - 2)


def square(x: int, y: int) -> int:
    """Where the line meets a square of the map, by its middle."""
    return along_curve(Point((y + 0.5) / SIDE * 180 - 90, (x + 0.5) / SIDE * 360 - 180))


def test_the_line_visits_every_square_of_a_corner_once_and_never_jumps() -> None:
    # The first 4**4 squares of the curve fill a square of 16 by 16.
    way = {square(x, y): (x, y) for x in range(16) for y in range(16)}
    assert sorted(way) == list(range(256))
    steps = (abs(way[i][0] - way[i + 1][0]) + abs(way[i][1] - way[i + 1][1]) for i in range(255))
    assert set(steps) == {1}


@given(corner, corner)
def test_no_two_squares_share_a_place_on_it(x: int, y: int) -> None:
    assert len({square(x, y), square(x + 1, y), square(x, y + 1), square(x + 1, y + 1)}) == 4


def test_nowhere_comes_first_and_the_ends_of_the_map_are_on_it() -> None:
    assert along_curve(None) == NOWHERE < along_curve(Point(-90, -180))
    assert 0 <= along_curve(Point(90, 180)) < SIDE * SIDE
