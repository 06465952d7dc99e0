"""Read places as the public may know them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select

from kiosk.caches import memoised
from kiosk.directory.place.place import Place
from kiosk.store.document import place_in
from kiosk.store.engine import reader
from kiosk.store.tables import PlaceRow

LARGEST_NUMBER: Final = 2**31 - 1

_BY_NUMBERS: Final = select(PlaceRow.number, PlaceRow.document).where(
    PlaceRow.number.in_(bindparam("numbers", expanding=True)),
    PlaceRow.removed_at.is_(None),
    PlaceRow.document.is_not(None),
)
"""Made once: putting a statement together costs as much as answering it."""


def places_of_numbers(numbers: Sequence[int]) -> dict[int, Place]:
    """Public places by their numbers; no place has a number that a database cannot hold."""
    known = [number for number in numbers if number <= LARGEST_NUMBER]
    rows = reader().execute(_BY_NUMBERS, {"numbers": known}).all()
    return {number: _shown(document) for number, document in rows}


def place_of_number(number: int) -> Place | None:
    """The public place of this number; None when there is none, or not for the public."""
    return places_of_numbers([number]).get(number)


def removed_at(number: int) -> datetime | None:
    """When a place vanished from its feed; None when it did not, or never existed."""
    if number > LARGEST_NUMBER:
        return None
    found: datetime | None = reader().scalar(
        select(PlaceRow.removed_at).where(PlaceRow.number == number)
    )
    return found


def changed_since(moment: datetime, *, after: int, limit: int) -> tuple[Place, ...]:
    """Public places that changed at ``moment`` or later, by number, those behind ``after``."""
    query = (
        _public()
        .where(PlaceRow.changed_at >= moment, PlaceRow.number > after)
        .order_by(PlaceRow.number)
        .limit(limit)
    )
    return _places(query)


def count_places() -> int:
    """How many places the public can find."""
    return (
        reader().scalar(
            select(func.count())
            .select_from(PlaceRow)
            .where(PlaceRow.removed_at.is_(None), PlaceRow.document.is_not(None))
        )
        or 0
    )


def known_feeds() -> frozenset[str]:
    """The feeds that have places now, public or not."""
    query = select(PlaceRow.feed).where(PlaceRow.removed_at.is_(None)).distinct()
    return frozenset(reader().scalars(query))


def last_change() -> datetime | None:
    """When the data changed last, aware."""
    found: datetime | None = reader().scalar(select(func.max(PlaceRow.changed_at)))
    # SQLite keeps no zone: what is written there is UTC.
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


@memoised
def _shown(document: bytes) -> Place:
    """A place that is shown again and again; the same value for the same document."""
    return place_in(document)


def _public() -> Select[Any]:
    return select(PlaceRow.document).where(
        PlaceRow.removed_at.is_(None), PlaceRow.document.is_not(None)
    )


def _places(query: Select[Any]) -> tuple[Place, ...]:
    return tuple(place_in(document) for document in reader().scalars(query) if document)
