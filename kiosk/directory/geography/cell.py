"""Cells of the map: squares of a twentieth of a degree, numbered so that neighbours to the east follow.

What lies near a point is then a few runs of numbers, one for each row of cells, and an ordinary
index on (what, cell) finds the nearest of anything without looking at the rest of the country.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.directory.geography.point import BoundingBox, Point, box_around

CELLS_PER_DEGREE: Final = 20
"""About 5.5 km from south to north, 3.8 km from west to east in the middle of France."""

_COLUMNS: Final = 360 * CELLS_PER_DEGREE
_ROWS: Final = 180 * CELLS_PER_DEGREE
_ROW_STEP: Final = 8_192
MANY_BANDS: Final = 400
"""Beyond so many runs the whole table is read in one: a statement cannot have endless parts."""

MAX_CELL: Final = _ROWS * _ROW_STEP
NOWHERE: Final = -1
"""The cell of what has no place on the map."""


@dataclass(frozen=True, slots=True)
class CellBand:
    """A run of cells within one row, both ends inclusive.

    ``lon`` is the longitude of the one who looks, as it is measured from here: beyond the
    antimeridian it differs by a whole turn.
    """

    first: int
    last: int
    lon: float


def cell_of(point: Point) -> int:
    """The number of the cell that holds ``point``."""
    return _row(point.lat) * _ROW_STEP + _column(point.lon)


def bands_around(point: Point, radius_m: float) -> tuple[CellBand, ...]:
    """The runs of cells that hold the circle of ``radius_m`` metres around ``point``."""
    box = box_around(point, radius_m)
    first, last = _row(box.south), _row(box.north)
    # Across the antimeridian each row has two.
    if (last - first + 1) * (1 + (box.west > box.east)) > MANY_BANDS:
        return (CellBand(NOWHERE, MAX_CELL, point.lon),)
    return tuple(band for row in range(first, last + 1) for band in _bands(row, box, point.lon))


def holder_of(bands: Sequence[CellBand]) -> Callable[[int], bool]:
    """Whether a cell lies in one of ``bands``, for thousands of cells."""
    if len(bands) == 1:
        return lambda cell: bands[0].first <= cell <= bands[0].last
    rows: dict[int, list[CellBand]] = {}
    for band in bands:
        for row in range(band.first // _ROW_STEP, band.last // _ROW_STEP + 1):
            rows.setdefault(row, []).append(band)

    def holds(cell: int) -> bool:
        return any(band.first <= cell <= band.last for band in rows.get(cell // _ROW_STEP, ()))

    return holds


def _bands(row: int, box: BoundingBox, lon: float) -> list[CellBand]:
    start, west, east = row * _ROW_STEP, _column(box.west), _column(box.east)
    if box.west <= box.east:
        return [CellBand(start + west, start + east, lon)]
    west_lon = lon if lon >= box.west else lon + 360
    east_lon = lon if lon <= box.east else lon - 360
    return [
        CellBand(start + west, start + _COLUMNS - 1, west_lon),
        CellBand(start, start + east, east_lon),
    ]


def _row(lat: float) -> int:
    return min(_ROWS - 1, math.floor((lat + 90) * CELLS_PER_DEGREE))


def _column(lon: float) -> int:
    return min(_COLUMNS - 1, math.floor((lon + 180) * CELLS_PER_DEGREE))
