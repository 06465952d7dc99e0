"""The numbers that places have in the codes of lists: neighbours have near ones, so codes are short.

They are given once, when a place is first shown to the public, and never change or return.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select

from kiosk.directory.geography.curve import along_curve
from kiosk.directory.geography.point import Point
from kiosk.directory.geography.town import town_of
from kiosk.directory.place.place import Place
from kiosk.store.document import place_in
from kiosk.store.engine import reader
from kiosk.store.tables import ListedRow, PlaceRow

_LISTED: Final = (
    select(ListedRow.list_number, PlaceRow.number, PlaceRow.document, PlaceRow.removed_at)
    .join(PlaceRow, PlaceRow.number == ListedRow.number)
    .where(ListedRow.list_number.in_(bindparam("list_numbers", expanding=True)))
)
_NUMBERS: Final = select(ListedRow.number, ListedRow.list_number).where(
    ListedRow.number.in_(bindparam("numbers", expanding=True))
)


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A place of a list.

    Attributes:
        list_number: Its number in codes.
        number: Its own number.
        place: As the public knew it last; None when it may not be known any more.
        gone: It is no longer in the guide.
    """

    list_number: int
    number: int
    place: Place | None
    gone: bool


def listed(list_numbers: Iterable[int]) -> dict[int, ListEntry]:
    """The places of some list numbers; those that were never given are left out."""
    rows = reader().execute(_LISTED, {"list_numbers": list(list_numbers)}).all()
    return {
        row.list_number: ListEntry(
            row.list_number,
            row.number,
            place_in(row.document) if row.document else None,
            row.removed_at is not None or row.document is None,
        )
        for row in rows
    }


def list_numbers_of(numbers: Iterable[int]) -> dict[int, int]:
    """The list numbers of places, by the places' own numbers."""
    rows = reader().execute(_NUMBERS, {"numbers": list(numbers)}).all()
    return {row.number: row.list_number for row in rows}


class Lister:
    """Gives list numbers to the places that an import brings."""

    def __init__(self, connection: Connection) -> None:
        """Know who has one."""
        self._connection = connection
        self._has = set(connection.scalars(select(ListedRow.number)))
        self._waiting: list[tuple[int, int]] = []

    def put(self, public: Place, number: int) -> None:
        """Note a place that the public may know."""
        if number not in self._has:
            self._has.add(number)
            self._waiting.append((along_curve(public.point or _middle_of(public)), number))

    def flush(self) -> None:
        """Number what waits, along the map. Only what is public orders it: a hidden door stays hidden."""
        if not self._waiting:
            return
        last = self._connection.scalar(select(func.max(ListedRow.list_number))) or 0
        rows = [
            {"list_number": last + rank, "number": number}
            for rank, (_, number) in enumerate(sorted(self._waiting), start=1)
        ]
        self._connection.execute(insert(ListedRow), rows)
        self._waiting = []


def _middle_of(public: Place) -> Point | None:
    town = town_of(public.address.town, public.address.postal_code, public.address.town_code)
    return town.point if town else None
