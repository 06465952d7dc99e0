"""The way to a place as a small drawing: you in the middle, north above, rings of minutes on foot.

Only geometry: whoever draws it, on paper or on a screen, gives it lines and words.
"""

import math
from dataclasses import dataclass
from typing import Final

from kiosk.directory.geography.point import Point, distance_m, on_foot, walking_minutes

RIM: Final = 0.45
"""Radius of the outermost ring; the drawing is one wide and one high."""

_RINGS: Final = (
    (1, 2), (2, 5), (5, 10), (5, 10, 15), (10, 20), (15, 30), (15, 30, 45), (30, 60), (30, 60, 90),
)  # fmt: skip
"""Minutes on foot that the rings of a drawing may stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """All that is equally far: ``minutes`` on foot, ``radius`` from the middle of the drawing."""

    minutes: int
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way in a square whose sides are 1: x to the right (east), y downwards (south).

    Attributes:
        bearing_degrees: From north, clockwise, 0 to 360: where one sets out in a straight line.
        distance_m: In a straight line.
        walking_minutes: About, as everywhere else in the guide.
        here: The middle: where the visitor stands.
        there: The place; on the rim, when it lies beyond every ring.
        rings: From the smallest to the outermost.
        is_beyond: It lies beyond every ring: the arrow only points.
    """

    bearing_degrees: float
    distance_m: int
    walking_minutes: int
    here: tuple[float, float]
    there: tuple[float, float]
    rings: tuple[Ring, ...]
    is_beyond: bool


def way_of(here: Point, there: Point) -> Way:
    """The way from where the visitor stands to a place."""
    straight_m = distance_m(here, there)
    minutes = on_foot(straight_m)
    bearing = bearing_degrees(here, there)
    rings = next((each for each in _RINGS if minutes <= each[-1]), _RINGS[-1])
    outermost = rings[-1]
    radius = min(RIM, RIM * minutes / outermost)
    angle = math.radians(bearing)
    return Way(
        bearing_degrees=bearing,
        distance_m=round(straight_m),
        walking_minutes=walking_minutes(straight_m),
        here=(0.5, 0.5),
        there=(0.5 + radius * math.sin(angle), 0.5 - radius * math.cos(angle)),
        rings=tuple(Ring(minutes=each, radius=RIM * each / outermost) for each in rings),
        is_beyond=minutes > outermost,
    )


def spot_on(way: Way, here: Point, point: Point) -> tuple[float, float] | None:
    """Where another thing stands in the same drawing, such as a station; None when that is outside."""
    minutes, outermost = on_foot(distance_m(here, point)), way.rings[-1]
    radius = outermost.radius * minutes / outermost.minutes
    if radius > outermost.radius:
        return None
    angle = math.radians(bearing_degrees(here, point))
    return (0.5 + radius * math.sin(angle), 0.5 - radius * math.cos(angle))


def bearing_degrees(here: Point, there: Point) -> float:
    """Where one sets out along the great circle: degrees from north, clockwise, 0 up to 360."""
    lat_a, lat_b = math.radians(here.lat), math.radians(there.lat)
    east = math.radians(there.lon - here.lon)
    y = math.sin(east) * math.cos(lat_b)
    x = math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(east)
    # A tiny negative angle plus 360 rounds to 360 itself.
    return math.degrees(math.atan2(y, x)) % 360 % 360
