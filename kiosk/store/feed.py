"""Replace what a feed said before by what it says now, in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from kiosk.directory.place.place import Place
from kiosk.directory.place.public import for_public
from kiosk.directory.problem import Problem
from kiosk.store.document import (
    document_of_problems,
    place_in,
    problems_in,
)
from kiosk.store.engine import release_reader
from kiosk.store.index import IndexWriter, count_rows, tidy_index
from kiosk.store.listed import Lister
from kiosk.store.place_row import Written, place_row
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
        ReadingRow.became,
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
        for row in connection.execute(_KNOWN, {"feed": feed}):
            foreign_id, number, digest, removed_at, public, read, became, problems = row
            self._known[foreign_id] = _Known(number, digest, removed_at is not None, bool(public))
            if read is not None:
                self._remembered.add(number)
                if removed_at is None and became == digest:
                    self._read[read] = (foreign_id, problems)
        self._seen: set[str] = set()
        self._kept: set[str] = set()
        self._next = (connection.scalar(select(func.max(PlaceRow.number))) or 0) + 1
        self._pending: dict[str, list[dict[str, Any]]] = {}

    def recall(self, digest: bytes) -> Recalled | None:
        """What a record became that was read before by this program, word for word.

        None for others, and for what stood in this run already.
        """
        found = self._read.get(digest)
        if found is None or found[0] in self._seen:
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
        if (place.feed, place.number, place.slug) != (self._feed, None, None):
            place = replace(place, feed=self._feed, number=None, slug=None)
        self._seen.add(place.foreign_id)
        known = self._known.get(place.foreign_id)
        number = known.number if known else self._next
        public = for_public(place)
        written = Written.of(place, public, number)
        outcome = _outcome(known, written.digest, public)
        if known is None or known.digest != written.digest or known.removed:
            self._next += known is None
            self._write(place, public, number, written, new=known is None)
            self._known[place.foreign_id] = _Known(
                number, written.digest, removed=False, public=public is not None
            )
        self._remember(number, written.digest, source)
        return outcome

    def _remember(self, number: int, became: bytes, source: Source | None) -> None:
        digest = source.digest if source else None
        problems = document_of_problems(source.problems) if source else None
        row = {"number": number, "digest": digest, "became": became, "problems": problems}
        self._add(ReadingRow.__tablename__, row)

    def has(self, foreign_id: str) -> bool:
        """Whether a place of this id was put, or recalled, in this run."""
        return foreign_id in self._seen

    def keep(self, foreign_id: str) -> None:
        """Say that a place is still in the feed, though its record could not be read this time."""
        self._kept.add(foreign_id)

    def finish(self, *, allow_removals: bool) -> int:
        """Mark what vanished as removed; return how many.

        Raises:
            TooManyVanished: More than a third vanished, and ``allow_removals`` is not set.
        """
        self._flush()
        present = {each: known for each, known in self._known.items() if not known.removed}
        here = self._seen | self._kept
        vanished = [known.number for each, known in present.items() if each not in here]
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
        self, place: Place, public: Place | None, number: int, written: Written, *, new: bool
    ) -> None:
        row = place_row(place, public, number, written, self._now)
        if new:
            self._add(PlaceRow.__tablename__, row)
        else:
            self._flush()
            self._clear([number])
            self._connection.execute(
                update(PlaceRow).where(PlaceRow.number == number).values(**row)
            )
        if public != place:
            self._add(
                PlaceBehindDeskRow.__tablename__, {"number": number, "document": written.whole}
            )
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


def _batches(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]
