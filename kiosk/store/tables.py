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
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
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


class PositionRow(Base):
    """Where a place can be met: its door, or each stop of its round. Public points only."""

    __tablename__ = "position"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    number: Mapped[int] = mapped_column(ForeignKey("place.number", ondelete="CASCADE"), index=True)
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)

    __table_args__ = (Index("ix_position_lat_lon", "lat", "lon", "number"),)


class CategoryRow(Base):
    """Which categories a place offers, as the public may know them."""

    __tablename__ = "place_category"

    category: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(
        ForeignKey("place.number", ondelete="CASCADE"), primary_key=True, index=True
    )


class WordRow(Base):
    """Folded words by which a place is found."""

    __tablename__ = "place_word"

    # Compared by code point on PostgreSQL too: a range of beginnings must not follow a language.
    word: Mapped[str] = mapped_column(
        String(80).with_variant(String(80, collation="C"), "postgresql"), primary_key=True
    )
    number: Mapped[int] = mapped_column(
        ForeignKey("place.number", ondelete="CASCADE"), primary_key=True, index=True
    )
