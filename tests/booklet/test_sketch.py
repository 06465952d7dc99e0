"""Numbers on a drawing: each readable, each near its place or said to be missing."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.booklet.sketch import LABEL_MM, MIDDLE_MM, LocatedPlace, sketch
from kiosk.directory.geography.point import Point, distance_m, on_foot
from tests.thoroughness import examples
from tests.world import HERE

offsets = st.floats(-0.03, 0.03)
places = st.lists(st.tuples(offsets, offsets), min_size=1, max_size=120)


def located(found: list[tuple[float, float]]) -> list[LocatedPlace]:
    return [
        LocatedPlace(number, Point(HERE.lat + lat, HERE.lon + lon))
        for number, (lat, lon) in enumerate(found, start=1)
    ]


@settings(max_examples=examples(40))
@given(places)
def test_no_two_numbers_overlap_and_none_is_lost(found: list[tuple[float, float]]) -> None:
    drawn = sketch(located(found), HERE, 120)
    assert drawn is not None
    numbers = [each.number for each in drawn.marks]
    assert sorted([*numbers, *drawn.outside]) == list(range(1, len(found) + 1))
    for at, one in enumerate(drawn.marks):
        assert 0 <= one.left_mm <= 120 - one.width_mm
        assert 0 <= one.top_mm <= 120 - LABEL_MM
        for other in drawn.marks[at + 1 :]:
            apart_x = max(one.left_mm - other.left_mm - other.width_mm, other.left_mm - one.left_mm - one.width_mm)  # fmt: skip
            apart_y = abs(one.top_mm - other.top_mm) - LABEL_MM
            assert max(apart_x, apart_y) >= -0.01
        middle = (one.left_mm + one.width_mm / 2 - 60, one.top_mm + LABEL_MM / 2 - 60)
        assert max(abs(middle[0]) - one.width_mm / 2 - MIDDLE_MM / 2, abs(middle[1]) - LABEL_MM) >= -0.01  # fmt: skip


def test_a_hundred_places_at_one_door_are_all_told() -> None:
    drawn = sketch(located([(0.001, 0.001)] * 100), HERE, 120)
    assert drawn is not None
    assert len(drawn.marks) + len(drawn.outside) == 100
    assert len(drawn.marks) > 50


def test_a_ring_is_as_far_as_it_says() -> None:
    (there,) = located([(0.004, 0.003)])
    drawn = sketch([there], HERE, 120)
    assert drawn is not None
    (mark,) = drawn.marks
    outer = drawn.rings[-1]
    minutes = math.hypot(mark.x_mm - 60, mark.y_mm - 60) / outer.radius_mm * outer.minutes
    assert abs(minutes - on_foot(distance_m(HERE, there.point))) < 0.1
    assert mark.x_mm > 60 > mark.y_mm, "north is up, east is right"


def test_one_far_place_does_not_squeeze_the_others() -> None:
    drawn = sketch(located([*[(0.002, 0.001 * at) for at in range(12)], (0.5, 0.5)]), HERE, 120)
    assert drawn is not None
    assert drawn.outside == (13,)
    assert drawn.rings[-1].minutes <= 30


def test_without_places_there_is_no_drawing() -> None:
    assert sketch([], HERE, 120) is None
