"""Where things are: points, distances on foot, countries, and the clock that a place lives by."""

import math
from dataclasses import dataclass
from typing import Final, Self

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius (IUGG); the error against the ellipsoid stays below 0.6 %."""

WALKING_M_PER_MINUTE: Final = 4_300 / 60
"""A slow adult with a bag."""

DETOUR: Final = 1.34
"""Way on foot divided by straight line: mean over 300 European cities (SAGE, 2023)."""

DEGREE_M: Final = math.pi * EARTH_RADIUS_M / 180


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A position, WGS 84, in degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        """Refuse what lies on no map."""
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            message = f"not a position on Earth: {self.lat}, {self.lon}"
            raise ValueError(message)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read ``"47.32,5.04"``; None when it is not a pair of degrees."""
        parts = text.split(",")
        if len(parts) != 2:
            return None
        try:
            return cls(float(parts[0]), float(parts[1]))
        except ValueError:
            return None

    def swapped(self) -> "Point | None":
        """The same numbers the other way round, if that is a position at all."""
        return Point(self.lon, self.lat) if -90 <= self.lon <= 90 else None


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """A rectangle of degrees; ``west`` may be greater than ``east`` across the antimeridian."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether ``point`` lies inside, borders included."""
        if not self.south <= point.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= point.lon <= self.east
        return point.lon >= self.west or point.lon <= self.east


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A part of the world with a clock and holidays of its own.

    Attributes:
        code: Prefix of its postal codes in France ("974"), or the country ("ad").
        country: ISO 3166-1 alpha-2, lower case.
        time_zone: IANA name.
        box: What its coordinates must lie in.
    """

    code: str
    country: str
    time_zone: str
    box: BoundingBox


TERRITORIES: Final = (
    Territory(
        code="fr", country="fr", time_zone="Europe/Paris", box=BoundingBox(41.2, -5.3, 51.2, 9.7)
    ),
    Territory(
        code="ad", country="ad", time_zone="Europe/Andorra", box=BoundingBox(42.4, 1.4, 42.7, 1.8)
    ),
    Territory(
        code="es", country="es", time_zone="Europe/Madrid", box=BoundingBox(35.2, -9.4, 43.9, 4.4)
    ),
    Territory(
        code="971",
        country="fr",
        time_zone="America/Guadeloupe",
        box=BoundingBox(15.8, -61.9, 16.6, -60.9),
    ),
    Territory(
        code="972",
        country="fr",
        time_zone="America/Martinique",
        box=BoundingBox(14.3, -61.3, 15.0, -60.7),
    ),
    Territory(
        code="973",
        country="fr",
        time_zone="America/Cayenne",
        box=BoundingBox(2.1, -54.7, 5.9, -51.5),
    ),
    Territory(
        code="974",
        country="fr",
        time_zone="Indian/Reunion",
        box=BoundingBox(-21.5, 55.1, -20.8, 55.9),
    ),
    Territory(
        code="975",
        country="fr",
        time_zone="America/Miquelon",
        box=BoundingBox(46.7, -56.5, 47.2, -56.0),
    ),
    Territory(
        code="976",
        country="fr",
        time_zone="Indian/Mayotte",
        box=BoundingBox(-13.1, 44.9, -12.5, 45.4),
    ),
    Territory(
        code="977",
        country="fr",
        time_zone="America/St_Barthelemy",
        box=BoundingBox(17.8, -63.0, 18.0, -62.7),
    ),
    Territory(
        code="978",
        country="fr",
        time_zone="America/Marigot",
        box=BoundingBox(18.0, -63.2, 18.2, -62.9),
    ),
    Territory(
        code="986",
        country="fr",
        time_zone="Pacific/Wallis",
        box=BoundingBox(-14.5, -178.3, -13.1, -176.0),
    ),
    Territory(
        code="987",
        country="fr",
        time_zone="Pacific/Tahiti",
        box=BoundingBox(-28.0, -155.0, -7.8, -134.4),
    ),
    Territory(
        code="988",
        country="fr",
        time_zone="Pacific/Noumea",
        box=BoundingBox(-23.0, 158.0, -17.5, 172.2),
    ),
)

_BY_CODE: Final = {territory.code: territory for territory in TERRITORIES}


def territory_of(postal_code: str | None, *, country: str = "fr") -> Territory:
    """The territory a postal code belongs to; the mainland of ``country`` when it tells nothing.

    >>> territory_of("97400").time_zone
    'Indian/Reunion'
    """
    if country == "fr" and postal_code:
        # The islands of Saint-Barthélemy and Saint-Martin kept postal codes of Guadeloupe.
        special = {"97133": "977", "97150": "978"}.get(postal_code)
        overseas = _BY_CODE.get(special or postal_code[:3])
        if overseas is not None:
            return overseas
    return _BY_CODE.get(country, _BY_CODE["fr"])


def territory_around(point: Point, countries: tuple[str, ...]) -> Territory | None:
    """The territory whose box holds ``point``, among those of ``countries``."""
    for territory in TERRITORIES:
        if territory.country in countries and territory.box.holds(point):
            return territory
    return None


def department_of(postal_code: str | None) -> str | None:
    """The French department of a postal code: "21", "2A", "974"; None when it is not French.

    Corsica is cut at 20200, as the post does (20190 and below: Corse-du-Sud).
    """
    if not postal_code or len(postal_code) != 5 or not postal_code.isdigit():
        return None
    if postal_code.startswith(("97", "98")):
        return postal_code[:3]
    if postal_code.startswith("20"):
        return "2A" if postal_code < "20200" else "2B"
    return postal_code[:2]


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance in metres.

    Source:
        R. W. Sinnott, "Virtues of the Haversine", Sky & Telescope 68(2), 1984.
    """
    return metres(a.lat, a.lon, b.lat, b.lon)


def metres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """As :func:`distance_m`, of bare degrees: for thousands of rows."""
    rad_a, rad_b = math.radians(lat_a), math.radians(lat_b)
    half_lat = math.sin((rad_b - rad_a) / 2) ** 2
    half_lon = math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    root = math.sqrt(half_lat + math.cos(rad_a) * math.cos(rad_b) * half_lon)
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, root))


def box_around(point: Point, radius_m: float) -> BoundingBox:
    """The smallest box of degrees that holds the circle of ``radius_m`` metres."""
    dlat = radius_m / DEGREE_M
    south, north = max(-90.0, point.lat - dlat), min(90.0, point.lat + dlat)
    widest = max(abs(south), abs(north))
    if widest >= 89.9 or dlat >= 90:
        return BoundingBox(south, -180.0, north, 180.0)
    dlon = dlat / math.cos(math.radians(widest))
    if dlon >= 180:
        return BoundingBox(south, -180.0, north, 180.0)
    return BoundingBox(south, _wrapped(point.lon - dlon), north, _wrapped(point.lon + dlon))


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180


def on_foot(straight_m: float) -> float:
    """Minutes on foot, unrounded."""
    return straight_m * DETOUR / WALKING_M_PER_MINUTE


def walking_minutes(straight_m: float) -> int:
    """About how long the way takes on foot: whole minutes, rounded up to five beyond a quarter of an hour."""
    minutes = max(1, math.ceil(on_foot(straight_m)))
    return minutes if minutes <= 15 else -(-minutes // 5) * 5
