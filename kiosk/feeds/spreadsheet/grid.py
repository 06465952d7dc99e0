"""Positions as tables write them: degrees either way round, pairs, Lambert-93, WKT, GeoJSON."""

import json
import re
from typing import Final

from pyproj import Transformer

from kiosk.caches import read_once
from kiosk.directory.geography.point import Point
from kiosk.feeds import clean

_NUMBER: Final = r"-?\d+(?:[.,]\d+)?"
_COUNTRIES: Final = ("fr",)


def position_of_columns(lat: str, lon: str) -> tuple[Point | None, str | None]:
    """A position of two columns, and what was wrong with it."""
    y, x = clean.number(lat), clean.number(lon)
    if y is not None and x is not None:
        for easting, northing in ((x, y), (y, x)):
            if 100_000 <= easting <= 1_300_000 and 6_000_000 <= northing <= 7_200_000:
                return _from_lambert_93(easting, northing)
    return clean.position(lat, lon, _COUNTRIES)


def position_of_cell(text: str) -> tuple[Point | None, str | None]:
    """A position of one cell: "47.32, 5.04", "POINT (5.04 47.32)", GeoJSON."""
    raw = re.sub(r"^SRID=\d+;", "", text.strip())
    if not raw:
        return None, None
    if raw.startswith("{"):
        return _of_geojson(raw)
    numbers = [match.replace(",", ".") for match in re.findall(_NUMBER, _unglued(raw))]
    if len(numbers) < 2 or len(numbers) % 2:
        return None, "a position was expected, such as 47.32, 5.04"
    if re.match(r"(?:MULTI)?(?:POINT|POLYGON|LINESTRING)", raw, re.IGNORECASE):
        return _middle(
            [(float(x), float(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        )
    return position_of_columns(numbers[0], numbers[1])


def _unglued(raw: str) -> str:
    """Set a pair apart: in "47.32,5.04" the comma separates, in "47,32 5,04" it is decimal."""
    return raw.replace(",", " ") if "." in raw else raw


def _of_geojson(raw: str) -> tuple[Point | None, str | None]:
    try:
        shape = json.loads(raw)
    except json.JSONDecodeError:
        return None, "this is not valid GeoJSON"
    pairs = _pairs(shape.get("coordinates") if isinstance(shape, dict) else None)
    return _middle(pairs) if pairs else (None, "this GeoJSON has no coordinates")


def _pairs(value: object) -> list[tuple[float, float]]:
    if not isinstance(value, list):
        return []
    if len(value) >= 2 and all(isinstance(each, (int, float)) for each in value[:2]):
        return [(float(value[0]), float(value[1]))]
    return [pair for each in value for pair in _pairs(each)]


def _middle(pairs: list[tuple[float, float]]) -> tuple[Point | None, str | None]:
    x = sum(pair[0] for pair in pairs) / len(pairs)
    y = sum(pair[1] for pair in pairs) / len(pairs)
    return clean.position(y, x, _COUNTRIES)


def _from_lambert_93(easting: float, northing: float) -> tuple[Point | None, str | None]:
    lon, lat = _lambert_93().transform(easting, northing)
    return clean.position(round(lat, 6), round(lon, 6), _COUNTRIES)


@read_once
def _lambert_93() -> Transformer:
    return Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)
