"""Where a visitor means: coordinates, a postal code, a town, a district, a station. Offline."""

import csv
import re
from bisect import bisect_left
from importlib.resources import files
from math import sqrt
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kiosk.caches import memoised, read_once
from kiosk.directory.geography.point import Point, distance_m
from kiosk.directory.geography.town import Town, towns, towns_named
from kiosk.directory.vocabulary.fold import bare_of, fold
from kiosk.search.words.lexicon import lexicons

_STATION: Final = frozenset(
    [
        "gare",
        "station",
        "محطه",
        "محطة",
        "вокзал",
        "вокзалу",
        "вокзала",
        "estacion",
        "estacao",
        "gara",
        "gari",
        "garen",
        "ایستگاه",
        "სადგური",
        "স্টেশন",
        "ባቡር",
    ]
)
_OF_A_STATION: Final = frozenset(
    {"la", "the", "train", "sncf", "de", "del", "a", "da", "tren", "tram", "قطار", "القطار"}
)
"""What stands beside it and names no town."""

_DISTRICT: Final = re.compile(
    r"^(paris|lyon|marseille)\s+(\d{1,2})(?:\s?(?:e|er|eme|ieme|nd|nde|th|st))?(?:\s+arrondissement)?$"
)
_COORDINATES: Final = re.compile(
    r"^\s*\(?\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*\)?\s*$"
)
_STATION_REACH_M: Final = 12_000


class Location(NamedTuple):
    """A point that has a name; of a town also how far it reaches from its middle."""

    name: str
    point: Point
    reach_m: int | None = None


@memoised
def geocode(text: str, locale: str = "fr") -> Location | None:
    """The place of this name; None when nothing is called exactly so."""
    if found := _coordinates(text):
        return found
    folded = fold(text)
    for each in lexicons(locale):
        folded = fold(each.towns.get(folded, folded))
    if district := _DISTRICT.match(folded):
        return _district(district.group(1), int(district.group(2)))
    words = folded.split()
    if words and (words[0] in _STATION or words[-1] in _STATION):
        named = [word for word in words if word not in _STATION]
        town = " ".join(named[1:] if named[:1] == ["de"] else named)
        return _station(town) if town and not is_bare_station(text) else None
    found_towns = towns_named(folded)
    return _named(found_towns[0]) if found_towns else None


def is_bare_station(text: str) -> bool:
    """Whether a text names a station without its town: "la gare"."""
    words = [bare_of(word) or word for word in fold(text).split()]
    return any(word in _STATION for word in words) and all(
        word in _STATION or word in _OF_A_STATION for word in words
    )


def nearest_station(point: Point | None) -> Location | None:
    """The station that somebody means who says "the station" here; None where none is near."""
    if point is None:
        return None
    name, there = min(_stations(), key=lambda each: distance_m(each[1], point))
    if distance_m(there, point) > _STATION_REACH_M:
        return None
    return Location(_station_name(name), there)


@memoised
def geocode_with_slips(text: str) -> Location | None:
    """The town whose name is nearly this: one slip, two in a long name; the largest of equals."""
    folded = fold(text)
    if len(folded) < 4 or any(char.isdigit() for char in folded):
        return None
    allowed = 1 if len(folded) < 12 else 2
    found = process.extract(folded, _names(), scorer=OSA.distance, score_cutoff=allowed, limit=5)
    best = min(found, key=lambda each: (each[1], each[2]), default=None)
    return _named(towns()[best[2]]) if best else None


def towns_beginning(letters: str, *, limit: int) -> list[Town]:
    """Towns whose name or postal code begins so, the largest first."""
    folded = fold(letters)
    if not folded:
        return []
    found: list[int] = []
    start = bisect_left(_sorted_names(), (folded,))
    for name, rank in _sorted_names()[start:]:
        if not name.startswith(folded):
            break
        found.append(rank)
    return [towns()[rank] for rank in sorted(set(found))[:limit]]


def _coordinates(text: str) -> Location | None:
    match = _COORDINATES.match(text)
    if match is None:
        return None
    lat, lon = (float(part.replace(",", ".")) for part in match.groups())
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    # About ten metres: nobody's front door needs to stand in a log or a history.
    point = Point(round(lat, 4), round(lon, 4))
    return Location(f"{point.lat:g},{point.lon:g}", point)


def _district(city: str, rank: int) -> Location | None:
    name = f"{city} {rank}{'er' if rank == 1 else 'e'} arrondissement"
    found = towns_named(name)
    return _named(found[0]) if found else None


def _station(town: str) -> Location | None:
    """The main station of a town: of that name, else the nearest one to its middle."""
    for name, point in _stations():
        folded = fold(name)
        if folded == town or folded.startswith(f"{town} ") or f" gare {town}" in folded:
            return Location(_station_name(name), point)
    found = towns_named(town)
    if not found:
        return None
    middle = found[0].point
    near = min(_stations(), key=lambda each: distance_m(each[1], middle))
    if distance_m(near[1], middle) > _STATION_REACH_M:
        return None
    return Location(_station_name(near[0]), near[1])


@memoised
def stations_near(point: Point, reach_m: float) -> tuple[Location, ...]:
    """The railway stations within a straight distance: everybody knows where they are."""
    found = (each for each in _stations() if distance_m(each[1], point) <= reach_m)
    return tuple(Location(_station_name(name), where) for name, where in found)


def _station_name(name: str) -> str:
    return name if "gare" in fold(name) else f"Gare de {name}"


def _named(town: Town) -> Location:
    """A town under a name that leads back to it: with its postal code, if a larger one is called so."""
    same = towns_named(town.name)
    if same[:1] != (town,) and town.postal_codes:
        return Location(f"{town.name} {town.postal_codes[0]}", town.point, _reach_m(town))
    return Location(town.name, town.point, _reach_m(town))


def _reach_m(town: Town) -> int:
    """About how far a town goes: a kilometre and a half for a village, four for Dijon, nine for Paris."""
    return 1_500 + round(5 * sqrt(town.population))


@read_once
def _names() -> tuple[str, ...]:
    return tuple(fold(town.name) for town in towns())


@read_once
def _sorted_names() -> list[tuple[str, int]]:
    """Folded names and postal codes with the rank of their town by size, in order of letters."""
    found = [(name, rank) for rank, name in enumerate(_names())]
    found += [(code, rank) for rank, town in enumerate(towns()) for code in town.postal_codes]
    return sorted(found)


@read_once
def _stations() -> tuple[tuple[str, Point], ...]:
    text = files("kiosk.directory.geography").joinpath("stations.csv").read_text("utf-8")
    return tuple(
        (row["name"], Point(float(row["lat"]), float(row["lon"])))
        for row in csv.DictReader(text.splitlines())
    )
