"""Keep the index in step with the places: what each is listed under, and the words it is found by.

Rows are never searched for by place: what a place was listed under is worked out again from the
document it had, so that the index needs no second order and stays half as large.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from kiosk.directory.geography.town import town_of_code
from kiosk.directory.hours.schedule import Schedule
from kiosk.directory.place.listing import MICRO, Listing, Offer, listing_of, schedule_key
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.spelling import variants_of
from kiosk.extensions import db
from kiosk.store.document import document_of, place_in
from kiosk.store.tables import (
    IndexStateRow,
    MentionRow,
    OfferRow,
    PlaceRow,
    ScheduleRow,
    SpellingRow,
    WordRow,
)
from kiosk.store.writing import write_transaction

VERSION: Final = 2
"""Raise it when a place would be listed otherwise than before: the index is then built anew."""

FIELDS: Final = 4
"""A mention's word is the number of the word times this, plus the field."""

_WRITTEN: Final = (WordRow, SpellingRow, ScheduleRow, OfferRow, MentionRow)
_ROWS: Final = 100_000
_PLACES: Final = 500


Row = tuple[Any, ...]


def index_version() -> str:
    """What the index hangs on besides the places: this program, and the vocabularies it knows."""
    facts = hashlib.sha256()
    for name in ("vocabulary/categories.json", "place/audiences.json", "vocabulary/languages.json"):
        facts.update(files("kiosk.directory").joinpath(name).read_bytes())
    return f"{VERSION}-{facts.hexdigest()[:16]}"


def index_is_fresh() -> bool:
    """Whether the index was built by a program that lists places as this one does."""
    with db.engine.connect() as connection:
        return connection.scalar(select(IndexStateRow.version)) == index_version()


def rebuild_index() -> None:
    """Build the index anew, from the documents of the places, in one transaction."""
    with write_transaction() as connection:
        for table in (OfferRow, MentionRow, SpellingRow, WordRow, ScheduleRow, IndexStateRow):
            connection.execute(delete(table))
        writer = IndexWriter(connection)
        for row in _documents(connection):
            writer.add(place_in(row.document), row.number, row.town_code)
        writer.flush()
        connection.execute(insert(IndexStateRow), [{"id": 1, "version": index_version()}])
        count_rows(connection)
    tidy_index()


def count_rows(connection: Connection) -> None:
    """Let SQLite count what it holds, so that it chooses the right way to look."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA optimize")


def tidy_index() -> None:
    """Let PostgreSQL count what it holds, and tidy: a freshly vacuumed table is read from its index alone."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (OfferRow, MentionRow, WordRow, SpellingRow, PlaceRow):
            connection.exec_driver_sql(f"VACUUM (ANALYZE) {table.__tablename__}")


def _documents(connection: Connection) -> Iterator[Any]:
    """The public places by number, a few at a time."""
    last = -1
    while True:
        listed = (
            select(PlaceRow.number, PlaceRow.document, PlaceRow.town_code)
            .where(PlaceRow.number > last, PlaceRow.removed_at.is_(None))
            .where(PlaceRow.document.is_not(None))
            .order_by(PlaceRow.number)
            .limit(_PLACES)
        )
        rows = connection.execute(listed).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].number


class IndexWriter:
    """Lists places, or takes them out, within the transaction of ``connection``."""

    def __init__(self, connection: Connection) -> None:
        """Remember nothing yet: the vocabulary is read when the first word comes."""
        self._connection = connection
        self._vocabulary: dict[str, int] | None = None
        self._schedules: dict[Schedule, int] = {}
        self._counts: Counter[int] = Counter()
        self._new: dict[Any, list[Row]] = {row: [] for row in _WRITTEN}
        self._gone: dict[Any, list[Row]] = {OfferRow: [], MentionRow: []}
        self._added: set[int] = set()

    def add(self, place: Place, number: int, town_code: str | None) -> None:
        """List ``place``, which must be as the public may know it."""
        listing = listing_of(place, town_of_code(town_code))
        self._added.add(number)
        self._new[OfferRow] += self._offer_rows(place, listing, number)
        for word, cell in self._words(listing, learn=True):
            self._new[MentionRow].append((word, cell, number))
            self._counts[word // FIELDS] += 1
        if sum(map(len, self._new.values())) > _ROWS:
            self.flush()

    def remove(self, place: Place, number: int, town_code: str | None) -> None:
        """Take out what ``place`` was listed under."""
        if number in self._added:
            self.flush()
        listing = listing_of(place, town_of_code(town_code))
        listed = {(topic, offer.cell) for offer in listing.offers for topic, _ in offer.topics}
        self._gone[OfferRow] += [(topic, cell, number) for topic, cell in listed]
        for word, cell in self._words(listing, learn=False):
            self._gone[MentionRow].append((word, cell, number))
            self._counts[word // FIELDS] -= 1

    def flush(self) -> None:
        """Write what is pending: what goes, before what comes."""
        for row, gone in self._gone.items():
            key = [column.name for column in row.__table__.primary_key][:3]
            matches = " AND ".join(f"{name} = {{}}" for name in key)
            self._run(f"DELETE FROM {row.__tablename__} WHERE {matches}", gone)  # noqa: S608 - our names
        for row, rows in self._new.items():
            columns = [column.name for column in row.__table__.columns]
            marks = ", ".join(["{}"] * len(columns))
            again = " ON CONFLICT DO NOTHING" if row is ScheduleRow else ""
            self._run(
                f"INSERT INTO {row.__tablename__} ({', '.join(columns)}) VALUES ({marks}){again}",  # noqa: S608 - our names
                rows,
            )
        changes: list[Row] = [(by, word) for word, by in sorted(self._counts.items()) if by]
        self._run("UPDATE word SET places = places + {} WHERE id = {}", changes)
        self._counts.clear()
        self._added.clear()

    def _run(self, statement: str, rows: list[Row]) -> None:
        """One statement for many rows, in the order of their keys: neighbours share a page."""
        if rows:
            mark = "%s" if self._connection.dialect.paramstyle in {"format", "pyformat"} else "?"
            rows.sort()
            marks = [mark] * statement.count("{}")
            self._connection.exec_driver_sql(statement.format(*marks), rows)
            rows.clear()

    def _offer_rows(self, place: Place, listing: Listing, number: int) -> list[Row]:
        confirmed = place.confirmed_on.toordinal() if place.confirmed_on else 0
        return [
            (topic, offer.cell, number, rank, aside, *told)
            for rank, offer in enumerate(listing.offers)
            for told in [self._told(offer, confirmed)]
            for topic, aside in offer.topics
        ]

    def _told(self, offer: Offer, confirmed: int) -> Row:
        """The columns that are the same under every topic."""
        return (
            round(offer.point.lat * MICRO) if offer.point else 0,
            round(offer.point.lon * MICRO) if offer.point else 0,
            offer.refuses,
            offer.meant_for,
            int(offer.traits),
            *offer.speaks,
            self._schedule(offer),
            confirmed,
            offer.fullness,
        )

    def _schedule(self, offer: Offer) -> int:
        known = self._schedules.get(offer.schedule)
        if known is None:
            document = document_of(offer.schedule)
            known = self._schedules[offer.schedule] = schedule_key(document)
            self._new[ScheduleRow].append((known, document))
        return known

    def _words(self, listing: Listing, *, learn: bool) -> Iterator[tuple[int, int]]:
        """The pairs of word and cell that ``listing`` is found by."""
        cells = sorted({offer.cell for offer in listing.offers})
        if self._vocabulary is None:
            rows = self._connection.execute(select(WordRow.text, WordRow.id))
            self._vocabulary = {row.text: row.id for row in rows}
        for word, field in listing.words.items():
            number = self._vocabulary.get(word)
            if number is None and learn:
                number = self._learn(word, self._vocabulary)
            if number is not None:
                yield from ((number * FIELDS + field, cell) for cell in cells)

    def _learn(self, word: str, vocabulary: dict[str, int]) -> int:
        number = vocabulary[word] = len(vocabulary) + 1
        self._new[WordRow].append((number, word, 0))
        self._new[SpellingRow] += [(variant, number) for variant in variants_of(word)]
        return number
