"""Replace what a feed said before by what it says now, in one transaction."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from kiosk.directory.geography.town import town_of
from kiosk.directory.place.place import Place
from kiosk.directory.place.public import for_public
from kiosk.directory.problem import Problem
from kiosk.directory.vocabulary.fold import fold
from kiosk.store.document import (
    digest_of,
    document_of,
    document_of_problems,
    place_in,
    problems_in,
)
from kiosk.store.engine import release_reader
from kiosk.store.index import IndexWriter, count_rows, tidy_index
from kiosk.store.listed import Lister
from kiosk.store.tables import PlaceBehindDeskRow, PlaceRow, ReadingRow
from kiosk.store.writing import silent, write_transaction

MAX_VANISHED = 1 / 3
"""A feed that lost more than this share of its places at once is more likely broken than true."""

_BATCH = 500

_KNOWN: Final = (
    select(
        PlaceRow.foreign_id,
        PlaceRow.number,
        PlaceRow.digest,
        PlaceRow.removed_at,
        PlaceRow.document.is_not(None),
        ReadingRow.digest,
        ReadingRow.problems,
    )
    .join(ReadingRow, ReadingRow.number == PlaceRow.number, isouter=True)
    .where(PlaceRow.feed == bindparam("feed"))
)
_FORGET: Final = delete(ReadingRow).where(ReadingRow.number == bindparam("of"))


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
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a place was read from.

    Attributes:
        digest: Of the record, and of the program that read it.
        problems: What was said of it.
    """

    digest: bytes
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A record that is known already: what it became, and what was said of it."""

    foreign_id: str
    outcome: Outcome
    problems: tuple[Problem, ...]


class FeedWriter:
    """Takes the places of one feed one by one; see :func:`write_feed`."""

    def __init__(self, connection: Connection, feed: str, now: datetime) -> None:
        """Read what is known of ``feed``."""
        self._connection, self._feed, self._now = connection, feed, now
        self._index = IndexWriter(connection)
        self._lister = Lister(connection)
        self._known: dict[str, _Known] = {}
        self._read: dict[bytes, tuple[str, bytes | None]] = {}
        self._remembered: set[int] = set()
        for row in connection.execute(_KNOWN, {"feed": feed}).tuples():
            foreign_id, number, digest, removed_at, public, read, problems = row
            self._known[foreign_id] = _Known(number, digest, removed_at is not None, bool(public))
            if read is not None:
                self._remembered.add(number)
                if removed_at is None:
                    self._read[read] = (foreign_id, problems)
        self._seen: set[str] = set()
        self._next = (connection.scalar(select(func.max(PlaceRow.number))) or 0) + 1
        self._pending: dict[str, list[dict[str, Any]]] = {}

    def recall(self, digest: bytes) -> Recalled | None:
        """What a record became that was read before by this program, word for word; None for others."""
        found = self._read.get(digest)
        if found is None:
            return None
        foreign_id, problems = found
        self._seen.add(foreign_id)
        public = self._known[foreign_id].public
        return Recalled(
            foreign_id=foreign_id,
            outcome=Outcome.UNCHANGED if public else Outcome.HIDDEN,
            problems=problems_in(problems) if problems else (),
        )

    def put(self, place: Place, source: Source | None = None) -> Outcome:
        """Keep one place, and what it was read from; the same place twice in a run is kept once."""
        place = replace(place, feed=self._feed, number=None, slug=None)
        self._seen.add(place.foreign_id)
        whole = document_of(place)
        public = for_public(place)
        # What the public may know hangs on rules, too: when they change, it is written anew.
        digest = digest_of(whole + (document_of(public) if public is not None else b""))
        known = self._known.get(place.foreign_id)
        outcome = _outcome(known, digest, public)
        if known is None or known.digest != digest or known.removed:
            number = known.number if known else self._next
            self._next += known is None
            self._write(place, public, number, digest, whole, new=known is None)
            known = _Known(number, digest, removed=False, public=public is not None)
            self._known[place.foreign_id] = known
        self._remember(known.number, source)
        return outcome

    def _remember(self, number: int, source: Source | None) -> None:
        row = {"number": number, "digest": None, "problems": None}
        if source is not None:
            row["digest"] = source.digest
            row["problems"] = document_of_problems(source.problems)
        self._add(ReadingRow.__tablename__, row)

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

    def _add(self, table: str, row: dict[str, Any]) -> None:
        rows = self._pending.setdefault(table, [])
        rows.append(row)
        if table == ReadingRow.__tablename__ and len(rows) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        for table in (PlaceRow, PlaceBehindDeskRow):
            if rows := self._pending.pop(table.__tablename__, None):
                self._connection.execute(insert(table), rows)
        if readings := self._pending.pop(ReadingRow.__tablename__, None):
            latest = {row["number"]: row for row in readings}
            if stale := latest.keys() & self._remembered:
                self._connection.execute(_FORGET, [{"of": number} for number in sorted(stale)])
            self._remembered -= stale
            if kept := [row for row in latest.values() if row["digest"] is not None]:
                self._connection.execute(insert(ReadingRow), kept)
                self._remembered |= {row["number"] for row in kept}

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
    waiting: Callable[[], None] = silent,
) -> Result:
    """Run ``work`` with a writer for ``feed`` in one transaction; undo all of it if it raises.

    Args:
        feed: Key under which the feed's places are known.
        work: Puts the places.
        now: Aware; stands as the moment of change.
        dry_run: Undo everything at the end.
        waiting: Called once where another one writes already.

    Raises:
        kiosk.store.writing.OtherWriter: Another one writes and does not end.
    """
    with write_transaction(waiting) as connection:
        result = work(FeedWriter(connection, feed, now))
        if dry_run:
            connection.rollback()
        else:
            count_rows(connection)
    if not dry_run:
        tidy_index()
    release_reader()  # What is read from here on is what was written.
    return result


def _outcome(known: _Known | None, digest: bytes, public: Place | None) -> Outcome:
    if public is None:
        return Outcome.HIDDEN
    if known is None:
        return Outcome.CREATED
    return Outcome.UPDATED if known.digest != digest or known.removed else Outcome.UNCHANGED


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
