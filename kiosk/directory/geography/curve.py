"""One line through all points of the map, on which neighbours lie near each other (Hilbert's curve)."""

from typing import Final

from kiosk.directory.geography.point import Point

_ORDER: Final = 18
"""Squares of 150 m from west to east at the equator; finer than any two doors need."""

NOWHERE: Final = -1
"""Before every point: what has no place on the map."""


def along_curve(point: Point | None) -> int:
    """How far along the line a point lies; ``NOWHERE`` for None."""
    if point is None:
        return NOWHERE
    side = 1 << _ORDER
    x = min(side - 1, int((point.lon + 180) / 360 * side))
    y = min(side - 1, int((point.lat + 90) / 180 * side))
    way, half = 0, side >> 1
    while half:
        right, above = bool(x & half), bool(y & half)
        way += half * half * ((3 * right) ^ above)
        if not above:  # Turn the quarter, so that the line goes on where the last one ended.
            if right:
                x, y = half - 1 - (x & (half - 1)), half - 1 - (y & (half - 1))
            x, y = y, x
        x, y, half = x & (half - 1), y & (half - 1), half >> 1
    return way
