"""Read the index: what is given around a point, and which places have which words.

This is the path of every search, so nothing here goes through the ORM: statements are texts that
are put together once, and SQLAlchemy's Core hands them to the driver as they are.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, select

from kiosk.caches import memoised
from kiosk.directory.geography.cell import CellBand, bands_around
from kiosk.directory.geography.point import DEGREE_M, Point
from kiosk.directory.hours.schedule import Schedule
from kiosk.directory.place.listing import MICRO, Trait, audience_bit, language_bit, topic_key
from kiosk.store.document import schedule_in
from kiosk.store.engine import reader
from kiosk.store.tables import ScheduleRow

_PLANAR_M: Final = 200_000
"""So far a flat map is good enough to leave out what is too far; beyond, all of the cells are read."""

_MARGIN: Final = 1.02
"""What a flat map may be wrong by, squared and rounded up."""


class OfferSeen(NamedTuple):
    """One row of the index; see :class:`kiosk.directory.place.listing.Offer`. Positions in millionths."""

    number: int
    aside: int
    lat: int
    lon: int
    refuses: int
    meant_for: int
    traits: int
    schedule: int
    confirmed: int
    fullness: int


COLUMNS: Final = OfferSeen._fields
_LOCATED: Final = f"(traits & {int(Trait.UNLOCATED)} = 0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFilter:
    """What rows must say.

    Attributes:
        topic: "any", "need:eat" or "category:shower".
        audience: Who must be admitted.
        language: What must be spoken.
        wheelchair: Whether one must get in with a wheelchair.
    """

    topic: str = "any"
    audience: str | None = None
    language: str | None = None
    wheelchair: bool = False

    def conditions(self) -> tuple[str, ...]:
        """Conditions in SQL, on the columns of ``offer``."""
        found = []
        if self.audience:
            found.append("refuses & :audience = 0")
        if self.language:
            found.append(f"speaks_{language_bit(self.language)[0]} & :language <> 0")
        if self.wheelchair:
            found.append(f"traits & {int(Trait.WHEELCHAIR)} <> 0")
        return tuple(found)

    def values(self) -> dict[str, Any]:
        """The parameters of the conditions."""
        found = {"topic": topic_key(self.topic)}
        if self.audience:
            found["audience"] = audience_bit(self.audience)
        if self.language:
            found["language"] = language_bit(self.language)[1]
        return found


def offers_around(
    wanted: IndexFilter, near: Point, *, inner_m: float, outer_m: float, limit: int
) -> Sequence[OfferSeen]:
    """The located rows between two circles around ``near``, in no order.

    Rows slightly inside or outside may be among them, those inside never miss.
    """
    bands = bands_around(near, outer_m)
    flat = outer_m <= _PLANAR_M and abs(near.lat) < 80
    statement = _around(wanted.conditions(), len(bands), flat, inner_m > 0)
    values = wanted.values() | {"limit": limit} | _band_values(bands)
    if flat:
        scale = MICRO / DEGREE_M
        values["lat"] = near.lat * MICRO
        values["shrink"] = math.cos(math.radians(near.lat)) ** 2
        values["outer"] = (outer_m * scale) ** 2 * _MARGIN
        if inner_m:
            values["inner"] = (inner_m * scale) ** 2
    return _rows(statement, values)


def offers_unlocated(
    wanted: IndexFilter, near: Point, *, towns_m: float, limit: int
) -> Sequence[OfferSeen]:
    """The rows of which only the town is known, of towns within about ``towns_m`` metres."""
    bands = bands_around(near, towns_m)
    statement = _unlocated(wanted.conditions(), len(bands))
    values = wanted.values() | {"limit": limit} | _band_values(bands)
    return _rows(statement, values)


def offers_anywhere(wanted: IndexFilter, *, limit: int) -> Sequence[OfferSeen]:
    """Rows wherever they are, as many as ``limit``."""
    statement = _anywhere(wanted.conditions())
    return _rows(statement, wanted.values() | {"limit": limit})


_SCHEDULES: Final = select(ScheduleRow.key, ScheduleRow.document).where(
    ScheduleRow.key.in_(bindparam("keys", expanding=True))
)


def schedules_of(keys: Iterable[int]) -> dict[int, Schedule]:
    """Schedules by their keys."""
    rows = reader().execute(_SCHEDULES, {"keys": list(keys)}).all()
    return {key: schedule_in(document) for key, document in rows}


def _rows(statement: str, values: dict[str, Any]) -> Sequence[OfferSeen]:
    """Run a statement with parameters named as SQLite names them: the driver takes them as they are."""
    connection = reader()
    if connection.dialect.name == "postgresql":
        statement = _for_psycopg(statement)
    return connection.exec_driver_sql(statement, values).all()  # type: ignore[return-value]


@memoised
def _for_psycopg(statement: str) -> str:
    return re.sub(r":(\w+)", r"%(\1)s", statement)


@memoised
def _around(conditions: tuple[str, ...], bands: int, flat: bool, ring: bool) -> str:
    """The statement for so many runs of cells: one look into the index for each."""
    wanted = [_LOCATED, *conditions]
    if flat:
        away = "(lat - :lat) * (lat - :lat) + (offer.lon - band.lon) * (offer.lon - band.lon) * :shrink"
        wanted.append(f"{away} <= :outer" + (f" AND {away} > :inner" if ring else ""))
    return _in_bands(bands, wanted)


@memoised
def _anywhere(conditions: tuple[str, ...]) -> str:
    """In the order of the index, so that a cut leaves the same rows on every database."""
    wanted = " AND ".join(("topic = :topic", *conditions))
    columns = ", ".join(COLUMNS)
    return f"SELECT {columns} FROM offer WHERE {wanted} ORDER BY cell, number, rank LIMIT :limit"  # noqa: S608 - our own names


@memoised
def _unlocated(conditions: tuple[str, ...], bands: int) -> str:
    return _in_bands(bands, (f"NOT {_LOCATED}", *conditions))


def _in_bands(bands: int, conditions: Iterable[str]) -> str:
    """Rows of one topic in some runs of cells: the runs first, then the index for each of them."""
    runs = ", ".join(f"(:first{at}, :last{at}, :lon{at})" for at in range(bands))
    return (
        f"WITH band(first, last, lon) AS (VALUES {runs})"  # noqa: S608 - our own names
        f" SELECT {', '.join(f'offer.{each}' for each in COLUMNS)} FROM band CROSS JOIN offer"
        f" WHERE topic = :topic AND cell BETWEEN band.first AND band.last"
        f" AND {' AND '.join(conditions)} LIMIT :limit"
    )


def _band_values(bands: Sequence[CellBand]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for at, band in enumerate(bands):
        values |= {f"first{at}": band.first, f"last{at}": band.last, f"lon{at}": band.lon * MICRO}
    return values
