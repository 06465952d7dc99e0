"""The tables; seen by nobody outside ``store``.

A place is kept as one document (its value as JSON) beside the few columns that are searched. What
the public may know and what only the desk may know stand in two tables: no public read touches
``place_behind_desk``, and a box that leaves the town hall need not carry it.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.extensions import Base


class PlaceRow(Base):
    """A place of a feed. ``document`` is what the public may know; None: nothing at all."""

    __tablename__ = "place"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    feed: Mapped[str] = mapped_column(String(80))
    foreign_id: Mapped[str] = mapped_column(String(400))
    slug: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(400))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    document: Mapped[bytes | None] = mapped_column(LargeBinary)
    town_code: Mapped[str | None] = mapped_column(String(5))
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    removed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    __table_args__ = (
        Index("uq_place_feed_foreign_id", "feed", "foreign_id", unique=True),
        Index("ix_place_town_code", "town_code"),
        Index("ix_place_changed_at", "changed_at", "number"),
    )


class PlaceBehindDeskRow(Base):
    """The whole of a place, where the public may not know it all."""

    __tablename__ = "place_behind_desk"

    number: Mapped[int] = mapped_column(
        ForeignKey("place.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    document: Mapped[bytes] = mapped_column(LargeBinary)


class ReadingRow(Base):
    """What a place was last read from, so that it need not be understood again while that is the same.

    ``digest`` hangs on the record and on the program that read it; ``became`` is the digest of the place that it
    was then: who changes a place by other ways makes the record be read again. ``problems`` is what was said of it.
    """

    __tablename__ = "reading"

    number: Mapped[int] = mapped_column(
        ForeignKey("place.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    digest: Mapped[bytes] = mapped_column(LargeBinary(16))
    became: Mapped[bytes] = mapped_column(LargeBinary(32))
    problems: Mapped[bytes | None] = mapped_column(LargeBinary)


class ListedRow(Base):
    """The number that a place has in the codes of lists; see :mod:`kiosk.store.listed`."""

    __tablename__ = "listed"

    list_number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(ForeignKey("place.number", ondelete="CASCADE"))

    __table_args__ = (Index("uq_listed_number", "number", unique=True),)


class OfferRow(Base):
    """The index of what is given where; see :class:`kiosk.directory.place.listing.Offer`.

    The key holds the rows of one topic together, cell by cell, with all that a search weighs: the
    nearest are found without touching ``place``. On SQLite the table is its own key; on
    PostgreSQL the key includes the other columns.
    """

    __tablename__ = "offer"

    topic: Mapped[int] = mapped_column(Integer, autoincrement=False)
    cell: Mapped[int] = mapped_column(Integer, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, autoincrement=False)
    rank: Mapped[int] = mapped_column(SmallInteger, autoincrement=False)
    aside: Mapped[int] = mapped_column(SmallInteger)
    lat: Mapped[int] = mapped_column(Integer)
    lon: Mapped[int] = mapped_column(Integer)
    refuses: Mapped[int] = mapped_column(Integer)
    meant_for: Mapped[int] = mapped_column(Integer)
    traits: Mapped[int] = mapped_column(SmallInteger)
    speaks_0: Mapped[int] = mapped_column(BigInteger)
    speaks_1: Mapped[int] = mapped_column(BigInteger)
    speaks_2: Mapped[int] = mapped_column(BigInteger)
    schedule: Mapped[int] = mapped_column(BigInteger)
    confirmed: Mapped[int] = mapped_column(Integer)
    fullness: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (
        PrimaryKeyConstraint(
            "topic", "cell", "number", "rank",
            postgresql_include=[
                "aside", "lat", "lon", "refuses", "meant_for", "traits", "speaks_0", "speaks_1", "speaks_2",
                "schedule", "confirmed", "fullness",
            ],
        ),
        {"sqlite_with_rowid": False},
    )  # fmt: skip


class ScheduleRow(Base):
    """Schedules by the key that their content makes; many places share one. Never changed."""

    __tablename__ = "schedule"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    document: Mapped[bytes] = mapped_column(LargeBinary)


class WordRow(Base):
    """A folded word of the directory, and about how many places have it."""

    __tablename__ = "word"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    # Compared by code point on PostgreSQL too: a range of beginnings must not follow a language.
    text: Mapped[str] = mapped_column(
        String(40).with_variant(String(40, collation="C"), "postgresql")
    )
    places: Mapped[int] = mapped_column(Integer)

    __table_args__ = (Index("uq_word_text", "text", unique=True),)


class MentionRow(Base):
    """Which place has which word in which field: ``word`` is the word's number times four, plus the field."""

    __tablename__ = "mention"

    word: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cell: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)

    __table_args__ = ({"sqlite_with_rowid": False},)


class SpellingRow(Base):
    """The variants under which a misspelt word is looked up; see :mod:`kiosk.directory.vocabulary.spelling`."""

    __tablename__ = "spelling"

    variant: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    word: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)

    __table_args__ = ({"sqlite_with_rowid": False},)


class IndexStateRow(Base):
    """One row: which version of the index the tables hold."""

    __tablename__ = "index_state"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[str] = mapped_column(String(80))
