"""Read the words of the directory: which there are, which were perhaps meant, which place has them."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import text

from kiosk.directory.cell import bands_around
from kiosk.directory.geography import Point
from kiosk.directory.listing import Field
from kiosk.directory.spelling import variants_of
from kiosk.store.engine import reader
from kiosk.store.index import FIELDS
from kiosk.store.offers import COLUMNS, OfferSeen, Sought

LAST_LETTER: Final = "\U0010ffff"
"""Sorts behind every letter: the end of a range of words with one beginning."""

_BEGINNING: Final = text(
    "SELECT id, text, places FROM word WHERE text >= :first AND text < :last AND places > 0"
    " ORDER BY places DESC, id LIMIT :limit"
)


class Word(NamedTuple):
    """A folded word of the directory, and about how many places have it."""

    id: int
    text: str
    places: int


class Mentioned(NamedTuple):
    """An offer of a place that has the words; ``word`` is one of them, and ``field`` where it stands."""

    offer: OfferSeen
    word: int
    field: Field


def words_beginning(letters: str, *, limit: int) -> list[Word]:
    """The words that begin so, those of most places first."""
    values = {"first": letters, "last": letters + LAST_LETTER, "limit": limit}
    return [Word(*row) for row in reader().execute(_BEGINNING, values)]


def words_like(word: str) -> list[Word]:
    """The words that differ from ``word`` by a slip, or sound like it; to be weighed by the caller."""
    variants = sorted(variants_of(word))
    if not variants:
        return []
    keys = ", ".join(map(str, variants))
    rows = reader().exec_driver_sql(
        "SELECT DISTINCT word.id, word.text, word.places FROM spelling"  # noqa: S608 - numbers only
        f" JOIN word ON word.id = spelling.word WHERE spelling.variant IN ({keys})"
        " AND word.places > 0"
    )
    return [Word(*row) for row in rows]


def mentions(
    sought: Sought,
    words: Sequence[Iterable[Word]],
    fields: Iterable[Field],
    *,
    near: Point | None,
    outer_m: float,
    limit: int,
) -> list[Mentioned]:
    """Offers of places that have one word of each group, in one of ``fields``.

    Args:
        sought: What the offers must say besides.
        words: Groups of words that stand for one another; the first should be the rarest.
        fields: Where the words may stand.
        near: Around where; None: anywhere.
        outer_m: Cells farther from there are left out.
        limit: Rows at most.
    """
    fields = tuple(fields)
    groups = [_keys(group, fields) for group in words]
    if not all(groups):
        return []
    parts = [
        _statement(sought, groups, between)
        for between in (_between(near, outer_m) if near else ("m.cell >= -1",))
    ]
    rows = reader().exec_driver_sql(f"{' UNION ALL '.join(parts)} LIMIT {int(limit)}")
    return [
        Mentioned(OfferSeen(*row[1:]), row[0] // FIELDS, Field(row[0] % FIELDS)) for row in rows
    ]


def _keys(group: Iterable[Word], fields: tuple[Field, ...]) -> str:
    return ", ".join(str(word.id * FIELDS + field) for word in group for field in fields)


def _between(near: Point, outer_m: float) -> list[str]:
    return [f"m.cell BETWEEN {band.first} AND {band.last}" for band in bands_around(near, outer_m)]


def _statement(sought: Sought, groups: list[str], between: str) -> str:
    """The statement for one run of cells; every value in it is a number of our own."""
    others = "".join(
        " AND EXISTS (SELECT 1 FROM mention AS o"  # noqa: S608 - numbers only
        f" WHERE o.word IN ({keys}) AND o.cell = m.cell AND o.number = m.number)"
        for keys in groups[1:]
    )
    conditions = "".join(f" AND {each}" for each in sought.conditions())
    for name, value in sought.values().items():
        conditions = conditions.replace(f":{name}", str(int(value)))
    columns = ", ".join(f"offer.{each}" for each in COLUMNS)
    return (
        f"SELECT m.word, {columns} FROM mention AS m JOIN offer"  # noqa: S608 - numbers only
        f" ON offer.topic = {sought.values()['topic']}"
        " AND offer.cell = m.cell AND offer.number = m.number"
        f" WHERE m.word IN ({groups[0]}) AND {between}{others}{conditions}"
    )
