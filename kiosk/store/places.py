"""Read places as the public may know them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true

from kiosk.directory.geography import Box, Point
from kiosk.directory.place import Place
from kiosk.extensions import db
from kiosk.store.document import place_in
from kiosk.store.tables import CategoryRow, PlaceRow, PositionRow, WordRow

LAST_LETTER = "\U0010ffff"
"""Sorts behind every letter: the end of a range of words with one beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What to look for; every one that is set must hold.

    Attributes:
        categories: Any of these.
        box: Something of it lies in here, or it has no position and lies in one of ``town_codes``.
        town_codes: INSEE codes for places without a position of their own.
        words: Each is the beginning of a word of the place.
        near: The nearest come first, so that ``limit`` cuts off the farthest.
        limit: How many at most.
    """

    categories: frozenset[str] = frozenset()
    box: Box | None = None
    town_codes: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    near: Point | None = None
    limit: int = 2_000


def find_places(criteria: Criteria) -> tuple[Place, ...]:
    """The public places that fit: the nearest of them, else by number."""
    query = _public()
    if criteria.near:
        query = _nearest_first(query, criteria.near, criteria.box)
    query = query.order_by(PlaceRow.number).limit(criteria.limit)
    for condition in _conditions(criteria):
        query = query.where(condition)
    return _places(query)


def place_of_number(number: int) -> Place | None:
    """The public place of this number; None when there is none, or not for the public."""
    found = _places(_public().where(PlaceRow.number == number))
    return found[0] if found else None


def removed_at(number: int) -> datetime | None:
    """When a place vanished from its feed; None when it did not, or never existed."""
    found: datetime | None = db.session.scalar(
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
        db.session.scalar(
            select(func.count())
            .select_from(PlaceRow)
            .where(PlaceRow.removed_at.is_(None), PlaceRow.document.is_not(None))
        )
        or 0
    )


def known_feeds() -> frozenset[str]:
    """The feeds that have places now, public or not."""
    query = select(PlaceRow.feed).where(PlaceRow.removed_at.is_(None)).distinct()
    return frozenset(db.session.scalars(query))


def last_change() -> datetime | None:
    """When the data changed last."""
    found: datetime | None = db.session.scalar(select(func.max(PlaceRow.changed_at)))
    return found


def _public() -> Select[Any]:
    return select(PlaceRow.document).where(
        PlaceRow.removed_at.is_(None), PlaceRow.document.is_not(None)
    )


def _conditions(criteria: Criteria) -> Iterable[ColumnElement[bool]]:
    if criteria.categories:
        yield PlaceRow.number.in_(
            select(CategoryRow.number).where(CategoryRow.category.in_(sorted(criteria.categories)))
        )
    for word in criteria.words:
        yield PlaceRow.number.in_(
            select(WordRow.number).where(WordRow.word >= word, WordRow.word < word + LAST_LETTER)
        )
    if criteria.box is not None:
        yield _around(criteria.box, sorted(criteria.town_codes))


def _nearest_first(query: Select[Any], near: Point, box: Box | None) -> Select[Any]:
    """Order by planar distance, good enough to choose candidates; those without a point come first."""
    shrink = math.cos(math.radians(near.lat))
    north, east = PositionRow.lat - near.lat, (PositionRow.lon - near.lon) * shrink
    away = (
        select(PositionRow.number, func.min(north * north + east * east).label("away"))
        .where(_inside(box) if box else true())
        .group_by(PositionRow.number)
        .subquery()
    )
    joined = query.outerjoin(away, away.c.number == PlaceRow.number)
    return joined.order_by(away.c.away.nulls_first())


def _inside(box: Box) -> ColumnElement[bool]:
    east, west = PositionRow.lon <= box.east, PositionRow.lon >= box.west
    return and_(
        PositionRow.lat.between(box.south, box.north),
        and_(east, west) if box.west <= box.east else or_(east, west),
    )


def _around(box: Box, town_codes: Sequence[str]) -> ColumnElement[bool]:
    located = PlaceRow.number.in_(select(PositionRow.number).where(_inside(box)))
    nowhere = ~exists().where(PositionRow.number == PlaceRow.number)
    return or_(located, and_(nowhere, PlaceRow.town_code.in_(town_codes)))


def _places(query: Select[Any]) -> tuple[Place, ...]:
    return tuple(place_in(document) for document in db.session.scalars(query) if document)
