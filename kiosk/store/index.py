"""Keep the index in step with the places: what each is listed under, and the words it is found by.

Rows are never searched for by place: what a place was listed under is worked out again from the
document it had, so that the index needs no second order and stays half as large.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, text, update
from sqlalchemy import bindparam as bind

from kiosk.directory.listing import MICRO, Listing, Offer, listing_of, schedule_key
from kiosk.directory.place import Place
from kiosk.directory.schedule import Schedule
from kiosk.directory.spelling import variants_of
from kiosk.directory.town import town_of_code
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

VERSION: Final = 1
"""Raise it when a place would be listed otherwise than before: the index is then built anew."""

FIELDS: Final = 4
"""A mention's word is the number of the word times this, plus the field."""

_ROWS: Final = 60_000
_PLACES: Final = 500


def index_version() -> str:
    """What the index hangs on besides the places: this program, and the vocabularies it knows."""
    facts = hashlib.sha256()
    for name in ("categories.json", "audiences.json", "languages.json"):
        facts.update(files("kiosk.directory").joinpath(name).read_bytes())
    return f"{VERSION}-{facts.hexdigest()[:16]}"


def index_is_fresh() -> bool:
    """Whether the index was built by a program that lists places as this one does."""
    with db.engine.connect() as connection:
        return connection.scalar(select(IndexStateRow.version)) == index_version()


def rebuild_index() -> None:
    """Build the index anew, from the documents of the places, in one transaction."""
    with db.engine.begin() as connection:
        for table in (OfferRow, MentionRow, SpellingRow, WordRow, ScheduleRow, IndexStateRow):
            connection.execute(delete(table))
        writer = IndexWriter(connection)
        for row in _documents(connection):
            writer.add(place_in(row.document), row.number, row.town_code)
        writer.flush()
        connection.execute(insert(IndexStateRow), [{"id": 1, "version": index_version()}])
    tidy_index()


def tidy_index() -> None:
    """Let the database count what it holds, so that it chooses the right way to look."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            # A freshly vacuumed table is read from its index alone.
            for table in (OfferRow, MentionRow, WordRow, SpellingRow, PlaceRow):
                connection.exec_driver_sql(f"VACUUM (ANALYZE) {table.__tablename__}")
        else:
            connection.exec_driver_sql("PRAGMA optimize")


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
        self._offers: list[dict[str, Any]] = []
        self._mentions: list[dict[str, Any]] = []
        self._gone_offers: list[dict[str, Any]] = []
        self._gone_mentions: list[dict[str, Any]] = []
        self._added: set[int] = set()

    def add(self, place: Place, number: int, town_code: str | None) -> None:
        """List ``place``, which must be as the public may know it."""
        listing = listing_of(place, town_of_code(town_code))
        self._added.add(number)
        self._offers += self._offer_rows(place, listing, number)
        for word, cell in self._words(listing, learn=True):
            self._mentions.append({"word": word, "cell": cell, "number": number})
            self._counts[word // FIELDS] += 1
        if len(self._offers) + len(self._mentions) > _ROWS:
            self.flush()

    def remove(self, place: Place, number: int, town_code: str | None) -> None:
        """Take out what ``place`` was listed under."""
        if number in self._added:
            self.flush()
        listing = listing_of(place, town_of_code(town_code))
        found = {(topic, offer.cell) for offer in listing.offers for topic, _ in offer.topics}
        self._gone_offers += [{"t": topic, "c": cell, "n": number} for topic, cell in sorted(found)]
        for word, cell in self._words(listing, learn=False):
            self._gone_mentions.append({"w": word, "c": cell, "n": number})
            self._counts[word // FIELDS] -= 1

    def flush(self) -> None:
        """Write what is pending: what goes, before what comes."""
        self._delete(OfferRow, self._gone_offers, {"topic": "t", "cell": "c", "number": "n"})
        self._delete(MentionRow, self._gone_mentions, {"word": "w", "cell": "c", "number": "n"})
        self._insert(OfferRow, self._offers, ("topic", "cell", "number", "rank"))
        self._insert(MentionRow, self._mentions, ("word", "cell", "number"))
        changes = [{"w": word, "by": by} for word, by in sorted(self._counts.items()) if by]
        if changes:
            changed = update(WordRow).where(WordRow.id == bind("w"))
            self._connection.execute(changed.values(places=WordRow.places + bind("by")), changes)
        self._counts.clear()
        self._added.clear()

    def _offer_rows(self, place: Place, listing: Listing, number: int) -> list[dict[str, Any]]:
        confirmed = place.confirmed_on.toordinal() if place.confirmed_on else 0
        return [
            {
                "topic": topic,
                "cell": offer.cell,
                "number": number,
                "rank": rank,
                "aside": aside,
                "lat": round(offer.point.lat * MICRO) if offer.point else 0,
                "lon": round(offer.point.lon * MICRO) if offer.point else 0,
                "refuses": offer.refuses,
                "meant_for": offer.meant_for,
                "traits": int(offer.traits),
                "speaks_0": offer.speaks[0],
                "speaks_1": offer.speaks[1],
                "speaks_2": offer.speaks[2],
                "schedule": self._schedule(offer),
                "confirmed": confirmed,
                "fullness": offer.fullness,
            }
            for rank, offer in enumerate(listing.offers)
            for topic, aside in offer.topics
        ]

    def _schedule(self, offer: Offer) -> int:
        known = self._schedules.get(offer.schedule)
        if known is not None:
            return known
        document = document_of(offer.schedule)
        key = schedule_key(document)
        self._connection.execute(
            text(
                f"INSERT INTO {ScheduleRow.__tablename__} (key, document)"  # noqa: S608 - a constant
                " VALUES (:key, :document) ON CONFLICT (key) DO NOTHING"
            ),
            {"key": key, "document": document},
        )
        self._schedules[offer.schedule] = key
        return key

    def _words(self, listing: Listing, *, learn: bool) -> Iterator[tuple[int, int]]:
        """The pairs of word and cell that ``listing`` is found by."""
        cells = sorted({offer.cell for offer in listing.offers})
        if self._vocabulary is None:
            rows = self._connection.execute(select(WordRow.text, WordRow.id))
            self._vocabulary = {row.text: row.id for row in rows}
        for word, field in listing.words.items():
            number = self._vocabulary.get(word)
            if number is None and learn:
                number = self._learn(word)
            if number is not None:
                yield from ((number * FIELDS + field, cell) for cell in cells)

    def _learn(self, word: str) -> int:
        assert self._vocabulary is not None  # noqa: S101 - the caller read it
        number = len(self._vocabulary) + 1
        self._vocabulary[word] = number
        self._connection.execute(insert(WordRow), [{"id": number, "text": word, "places": 0}])
        variants = [{"variant": each, "word": number} for each in sorted(variants_of(word))]
        if variants:
            self._connection.execute(insert(SpellingRow), variants)
        return number

    def _insert(self, row: Any, rows: list[dict[str, Any]], order: Sequence[str]) -> None:
        if rows:
            rows.sort(key=lambda each: tuple(each[name] for name in order))
            table: Table = row.__table__
            self._connection.execute(insert(table), rows)
            rows.clear()

    def _delete(self, row: Any, rows: list[dict[str, Any]], names: dict[str, str]) -> None:
        if rows:
            gone = delete(row)
            for column, parameter in names.items():
                gone = gone.where(getattr(row, column) == bind(parameter))
            self._connection.execute(gone, rows)
            rows.clear()
