"""The communes of France: codes, postal codes, middles. Facts of INSEE, IGN, DILA and La Poste.

Built by ``tools/towns.py``; Licence Ouverte 2.0.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from kiosk.caches import memoised, read_once
from kiosk.directory.geography.point import Point, department_of, distance_m
from kiosk.directory.geography.town_name import (
    arrondissement,
    beginnings,
    plain_name,
    short_name,
    without_quarter,
)
from kiosk.directory.vocabulary.fold import fold

_PARENTS: Final = {"751": "75056", "6938": "69123", "132": "13055"}
"""Arrondissements of Paris, Lyon and Marseille, by the beginning of their codes."""

_CITIES: Final = frozenset(_PARENTS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A commune, or an arrondissement of Paris, Lyon or Marseille.

    Attributes:
        code: INSEE code.
        name: With its article.
        postal_codes: Those that lead there.
        population: Inhabitants.
        point: Its town hall, or its middle.
    """

    code: str
    name: str
    postal_codes: tuple[str, ...]
    population: int
    point: Point

    @property
    def city(self) -> "Town":
        """The whole city, for an arrondissement; else the town itself."""
        for prefix, parent in _PARENTS.items():
            if self.code.startswith(prefix) and self.code not in _CITIES:
                return _by_code()[parent]
        return self


def town_of_code(code: str | None) -> Town | None:
    """The town of an INSEE code."""
    return _by_code().get(code) if code else None


def towns_of_postal_code(postal_code: str | None) -> tuple[Town, ...]:
    """The towns that a postal code leads to, largest first."""
    return _by_postal_code().get(postal_code or "", ())


def towns_named(words: str) -> tuple[Town, ...]:
    """The towns of exactly this name, largest first; "21000" and "Dijon 21000" are understood."""
    folded = fold(words)
    digits = next((part for part in folded.split() if len(part) == 5 and part.isdigit()), None)
    name = " ".join(part for part in folded.split() if part != digits)
    by_code = towns_of_postal_code(digits)
    if digits and not name:
        return by_code
    named = _by_name().get(short_name(name), ())
    return tuple(town for town in named if digits in town.postal_codes) if digits else named


def nearest_town(point: Point) -> Town:
    """The town whose middle is nearest to ``point``."""
    return min(towns(), key=lambda town: distance_m(point, town.point))


@memoised
def town_of(name: str | None, postal_code: str | None, code: str | None = None) -> Town | None:
    """The town that an address is in; the code decides, then the postal code and name together.

    Names may be written as the post and people do: "DIJON CEDEX 9", "Lyon 3e", "MANS (LE)", "Dijon - Centre".
    """
    if found := town_of_code(code):
        return found
    candidates = towns_of_postal_code(postal_code)
    if not name or not name.strip():
        return candidates[0] if len(candidates) == 1 else None
    if found := town_of_code(arrondissement(name)):
        agrees = not candidates or found in candidates
        return found if agrees else None
    plain = plain_name(name)
    return _among(candidates, plain) or _anywhere(plain, postal_code)


def _among(candidates: tuple[Town, ...], plain: str) -> Town | None:
    """The one of the towns of a postal code that is meant."""
    by_name: dict[str, Town] = {}
    for town in candidates:
        for each in (town.name, town.city.name):
            by_name.setdefault(short_name(fold(each)), town)
    for beginning in beginnings(plain):
        if found := by_name.get(beginning) or by_name.get(without_quarter(beginning)):
            return found
    # A hamlet or a quarter of the only town that the code leads to; another town's name contradicts it.
    is_other = without_quarter(plain) in _by_name()
    return candidates[0] if len(candidates) == 1 and not is_other else None


def _anywhere(plain: str, postal_code: str | None) -> Town | None:
    """A town by its name; postal codes of large receivers ("21078") tell the department at least."""
    named = _by_name().get(plain) or _by_name().get(without_quarter(plain)) or ()
    if postal_code and department_of(postal_code):
        named = tuple(town for town in named if _is_in(town, department_of(postal_code)))
    return named[0] if len(named) == 1 else None


def _is_in(town: Town, department: str | None) -> bool:
    return department is not None and town.code.startswith(department)


@read_once
def towns() -> tuple[Town, ...]:
    """Every town, largest first."""
    text = files("kiosk.directory.geography").joinpath("towns.csv").read_text("utf-8")
    return tuple(
        Town(
            code=row["code"],
            name=row["name"],
            postal_codes=tuple(row["postal_codes"].split()),
            population=int(row["population"]),
            point=Point(float(row["lat"]), float(row["lon"])),
        )
        for row in csv.DictReader(text.splitlines())
    )


@read_once
def _by_code() -> dict[str, Town]:
    return {town.code: town for town in towns()}


@read_once
def _by_postal_code() -> dict[str, tuple[Town, ...]]:
    found: dict[str, tuple[Town, ...]] = {}
    for town in towns():
        for code in town.postal_codes:
            found[code] = (*found.get(code, ()), town)
    return found


@read_once
def _by_name() -> dict[str, tuple[Town, ...]]:
    found: dict[str, tuple[Town, ...]] = {}
    for town in towns():
        key = short_name(fold(town.name))
        found[key] = (*found.get(key, ()), town)
    return found
