"""Replace what a feed said before by what it says now, in one transaction."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from kiosk.directory.geography.town import town_of
from kiosk.directory.place.place import Place
from kiosk.directory.place.public import for_public
from kiosk.directory.vocabulary.fold import fold
from kiosk.extensions import db
from kiosk.store.document import digest_of, document_of, place_in
from kiosk.store.engine import release_reader
from kiosk.store.index import IndexWriter, tidy_index
from kiosk.store.listed import Lister
from kiosk.store.tables import PlaceBehindDeskRow, PlaceRow

MAX_VANISHED = 1 / 3
"""A feed that lost more than this share of its places at once is more likely broken than true."""

_BATCH = 500


class Outcome(StrEnum):
    """What became of one record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    HIDDEN = "hidden"
    """Kept for the desk: unpublished, or for professionals."""


class TooManyVanished(Exception):
    """More than a third of a feed's places are not in it any more."""

    def __init__(self, vanished: int, known: int) -> None:
        """Say how many of how many."""
        super().__init__(f"{vanished} of {known} places are no longer in this feed")


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    digest: bytes
    removed: bool


class FeedWriter:
    """Takes the places of one feed one by one; see :func:`feed_transaction`."""

    def __init__(self, connection: Connection, feed: str, now: datetime) -> None:
        """Read what is known of ``feed``."""
        self._connection, self._feed, self._now = connection, feed, now
        self._index = IndexWriter(connection)
        self._lister = Lister(connection)
        self._known = {
            row.foreign_id: _Known(row.number, row.digest, row.removed_at is not None)
            for row in connection.execute(
                select(
                    PlaceRow.foreign_id, PlaceRow.number, PlaceRow.digest, PlaceRow.removed_at
                ).where(PlaceRow.feed == feed)
            )
        }
        self._seen: set[str] = set()
        self._next = (connection.scalar(select(func.max(PlaceRow.number))) or 0) + 1
        self._pending: dict[str, list[dict[str, Any]]] = {}

    def put(self, place: Place) -> Outcome:
        """Keep one place; the same place twice in a run is kept once."""
        place = replace(place, feed=self._feed, number=None, slug=None)
        self._seen.add(place.foreign_id)
        whole = document_of(place)
        digest = digest_of(whole)
        known = self._known.get(place.foreign_id)
        public = for_public(place)
        if known is None or known.digest != digest or known.removed:
            number = known.number if known else self._next
            self._next += known is None
            self._write(place, public, number, digest, whole, new=known is None)
            self._known[place.foreign_id] = _Known(number, digest, removed=False)
        if public is None:
            return Outcome.HIDDEN
        if known is None:
            return Outcome.CREATED
        return Outcome.UPDATED if known.digest != digest or known.removed else Outcome.UNCHANGED

    def keep(self, foreign_id: str) -> None:
        """Say that a place is still in the feed, though its record could not be read this time."""
        self._seen.add(foreign_id)

    def finish(self, *, allow_removals: bool) -> int:
        """Mark what vanished as removed; return how many.

        Raises:
            TooManyVanished: More than a third vanished, and ``allow_removals`` is not set.
        """
        self._flush()
        present = {each: known for each, known in self._known.items() if not known.removed}
        vanished = [known.number for each, known in present.items() if each not in self._seen]
        if not allow_removals and len(vanished) > MAX_VANISHED * len(present):
            raise TooManyVanished(len(vanished), len(present))
        for batch in _batches(vanished):
            self._clear(batch)
            self._connection.execute(
                update(PlaceRow)
                .where(PlaceRow.number.in_(batch))
                .values(removed_at=self._now, changed_at=self._now)
            )
        self._index.flush()
        self._lister.flush()
        return len(vanished)

    def _write(
        self,
        place: Place,
        public: Place | None,
        number: int,
        digest: bytes,
        whole: bytes,
        *,
        new: bool,
    ) -> None:
        row = _row(place, public, number, digest, self._now)
        if new:
            self._add(PlaceRow.__tablename__, row)
        else:
            self._flush()
            self._clear([number])
            self._connection.execute(
                update(PlaceRow).where(PlaceRow.number == number).values(**row)
            )
        if public != place:
            self._add(PlaceBehindDeskRow.__tablename__, {"number": number, "document": whole})
        if public is not None:
            self._index.add(public, number, row["town_code"])
            self._lister.put(public, number)
        if sum(len(rows) for rows in self._pending.values()) > _BATCH:
            self._flush()

    def _add(self, table: str, row: dict[str, Any]) -> None:
        self._pending.setdefault(table, []).append(row)

    def _flush(self) -> None:
        for table in (PlaceRow, PlaceBehindDeskRow):
            if rows := self._pending.pop(table.__tablename__, None):
                self._connection.execute(insert(table), rows)

    def _clear(self, numbers: list[int]) -> None:
        """Take these places out of the index, and out of what only the desk may know."""
        listed = select(PlaceRow.number, PlaceRow.document, PlaceRow.town_code).where(
            PlaceRow.number.in_(numbers), PlaceRow.removed_at.is_(None)
        )
        for row in self._connection.execute(listed):
            if row.document is not None:
                self._index.remove(place_in(row.document), row.number, row.town_code)
        self._connection.execute(
            delete(PlaceBehindDeskRow).where(PlaceBehindDeskRow.number.in_(numbers))
        )


Result = TypeVar("Result")


def write_feed(
    feed: str,
    work: Callable[[FeedWriter], Result],
    *,
    now: datetime,
    dry_run: bool = False,
) -> Result:
    """Run ``work`` with a writer for ``feed`` in one transaction; undo all of it if it raises.

    Args:
        feed: Key under which the feed's places are known.
        work: Puts the places.
        now: Aware; stands as the moment of change.
        dry_run: Undo everything at the end.
    """
    with db.engine.connect() as connection, connection.begin() as transaction:
        result = work(FeedWriter(connection, feed, now))
        if dry_run:
            transaction.rollback()
    if not dry_run:
        tidy_index()
    release_reader()  # What is read from here on is what was written.
    return result


def _row(
    place: Place, public: Place | None, number: int, digest: bytes, now: datetime
) -> dict[str, Any]:
    slug = _slug(public, number)
    town = town_of(place.address.town, place.address.postal_code, place.address.town_code)
    if town is not None and place.referral_only:
        town = town.city  # An arrondissement would give the postal code away.
    listed = replace(public, number=number, slug=slug) if public else None
    return {
        "number": number,
        "feed": place.feed,
        "foreign_id": place.foreign_id,
        "slug": slug,
        "name": (public.name if public else "")[:400],
        "digest": digest,
        "document": document_of(listed) if listed else None,
        "town_code": town.code if town else None,
        "confirmed_on": place.confirmed_on,
        "changed_at": now,
        "removed_at": None,
    }


def _slug(public: Place | None, number: int) -> str:
    words = fold(f"{public.name} {public.address.town or ''}") if public else ""
    plain = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:120].strip("-")
    return f"{plain}-{number}" if plain else str(number)


def _batches(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]
