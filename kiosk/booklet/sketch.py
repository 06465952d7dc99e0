"""A drawing of where places lie: rings of minutes on foot around a middle, and numbers. No map tiles."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kiosk.directory.geography.point import DEGREE_M, DETOUR, WALKING_M_PER_MINUTE, Point

RINGS: Final = (
    (5, 10), (5, 10, 15), (5, 10, 20), (10, 20, 30), (15, 30, 45), (20, 40, 60), (30, 60, 90),
    (40, 80, 120), (60, 120, 180), (80, 160, 240),
)  # fmt: skip
"""Minutes of the rings that may be drawn together, the outermost last."""

_DRAWN: Final = 0.9
"""So many of the places must lie within the outermost ring; those behind it are only named."""

LABEL_MM: Final = 5.0
"""Height of a number in its frame."""

MIDDLE_MM: Final = 6.0
RING_NAME_MM: Final = 18.0
"""What the middle and the name of a ring take; the template draws them so."""

_DIGIT_MM: Final = 2.2
_FRAME_MM: Final = 2.4
_EDGE_MM: Final = 3.0
_STEP_MM: Final = 1.5
_FURTHEST_MM: Final = 32.0
"""How far from its place a number may stand, with a line between them."""


class LocatedPlace(NamedTuple):
    """A place by its number in the guide, and where it is."""

    number: int
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceRing:
    """So many minutes on foot, and how large that is on paper."""

    minutes: int
    radius_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number on the drawing, from its upper left corner, in millimetres.

    Attributes:
        number: Of the place.
        x_mm: Where the place is.
        y_mm: Where the place is.
        left_mm: Left edge of the frame around the number.
        top_mm: Its upper edge.
        width_mm: Its width.
    """

    number: int
    x_mm: float
    y_mm: float
    left_mm: float
    top_mm: float
    width_mm: float

    def covers(self, left: float, top: float, width: float) -> bool:
        """Whether a frame at this corner would overlap this one."""
        return (
            self.left_mm < left + width
            and left < self.left_mm + self.width_mm
            and abs(self.top_mm - top) < LABEL_MM
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TownSketch:
    """The drawing, a square.

    Attributes:
        side_mm: Its side.
        rings: The innermost first, around its middle.
        marks: No two of their frames overlap.
        outside: Numbers of places that are too far away, or that found no room.
    """

    side_mm: float
    rings: tuple[DistanceRing, ...]
    marks: tuple[Mark, ...]
    outside: tuple[int, ...]


def sketch(places: Sequence[LocatedPlace], middle: Point, side_mm: float) -> TownSketch | None:
    """Draw ``places`` around ``middle``, on a square of ``side_mm`` millimetres; None without places.

    A minute on foot is as far as everywhere in the guide: a straight line, longer by the detour.
    """
    if not places:
        return None
    offsets = [(each.number, *_offset_minutes(each.point, middle)) for each in places]
    rings = _rings_for([math.hypot(east, north) for _, east, north in offsets])
    scale = (side_mm / 2 - _EDGE_MM) / rings[-1]
    marks, outside = list[Mark](), list[int]()
    taken = _Taken(_kept_free(rings, scale, side_mm))
    for number, east, north in offsets:
        x, y = side_mm / 2 + east * scale, side_mm / 2 - north * scale
        far = math.hypot(east, north) > rings[-1]
        mark = None if far else _beside(number, x, y, taken, side_mm)
        if mark is None:
            outside.append(number)
        else:
            marks.append(mark)
            taken.add(mark)
    return TownSketch(
        side_mm=side_mm,
        rings=tuple(DistanceRing(minutes=each, radius_mm=round(each * scale, 2)) for each in rings),
        marks=tuple(marks),
        outside=tuple(sorted(set(outside) - {each.number for each in marks})),
    )


def _offset_minutes(point: Point, middle: Point) -> tuple[float, float]:
    """How far east and north, in minutes on foot."""
    minutes = DEGREE_M * DETOUR / WALKING_M_PER_MINUTE
    around = (point.lon - middle.lon + 180) % 360 - 180
    east = around * math.cos(math.radians(middle.lat))
    return east * minutes, (point.lat - middle.lat) * minutes


def _rings_for(minutes: Sequence[float]) -> tuple[int, ...]:
    """The smallest rings that hold most of the places."""
    wanted = sorted(minutes)[math.ceil(len(minutes) * _DRAWN) - 1]
    return next((rings for rings in RINGS if rings[-1] >= wanted), RINGS[-1])


def _kept_free(rings: Sequence[int], scale: float, side_mm: float) -> list[Mark]:
    """Where no number may stand: the middle, and what the rings are called, at their tops."""
    middle = side_mm / 2
    tops = [(middle - LABEL_MM / 2, MIDDLE_MM)]
    tops += [(middle - each * scale - LABEL_MM / 2, RING_NAME_MM) for each in rings]
    return [
        Mark(number=0, x_mm=middle, y_mm=top, left_mm=middle - wide / 2, top_mm=top, width_mm=wide)
        for top, wide in tops
    ]


class _Taken:
    """Frames that are drawn already, by how far down they stand: few are looked at for a new one."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._bands: defaultdict[int, list[Mark]] = defaultdict(list)
        for each in marks:
            self.add(each)

    def add(self, mark: Mark) -> None:
        self._bands[int(mark.top_mm // LABEL_MM)].append(mark)

    def covers(self, left: float, top: float, width: float) -> bool:
        band = int(top // LABEL_MM)
        return any(
            each.covers(left, top, width)
            for near in (band - 1, band, band + 1)
            for each in self._bands.get(near, ())
        )


def _beside(number: int, x: float, y: float, taken: _Taken, side_mm: float) -> Mark | None:
    """The nearest free room for a number beside its place; None when there is none near enough."""
    width = len(str(number)) * _DIGIT_MM + _FRAME_MM
    for dx, dy in _SPIRAL:
        left = round(x + dx - width / 2, 2)
        top = round(y + dy - LABEL_MM / 2, 2)
        inside = 0 <= left <= side_mm - width and 0 <= top <= side_mm - LABEL_MM
        if inside and not taken.covers(left, top, width):
            return Mark(
                number=number,
                x_mm=round(x, 2),
                y_mm=round(y, 2),
                left_mm=left,
                top_mm=top,
                width_mm=round(width, 2),
            )
    return None


def _spiral() -> Iterator[tuple[float, float]]:
    """Offsets ever further away, all around."""
    yield 0.0, 0.0
    for step in range(1, int(_FURTHEST_MM / _STEP_MM) + 1):
        radius = step * _STEP_MM
        turns = 6 + 3 * step
        for turn in range(turns):
            angle = 2 * math.pi * turn / turns
            yield radius * math.cos(angle), radius * math.sin(angle)


_SPIRAL: Final = tuple(_spiral())
