"""Read the words of the directory: which there are, which were perhaps meant, which place has them."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import text

from kiosk.directory.geography.cell import MAX_CELL, NOWHERE, CellBand, bands_around, holder_of
from kiosk.directory.geography.point import Point
from kiosk.directory.place.listing import Field
from kiosk.directory.vocabulary.spelling import variants_of
from kiosk.store.engine import reader
from kiosk.store.index import FIELDS
from kiosk.store.offers import COLUMNS, IndexFilter, OfferSeen

LAST_LETTER: Final = "\U0010ffff"
"""Sorts behind every letter: the end of a range of words with one beginning."""

_FEW: Final = 20_000
"""Places that have a word, up to which a whole belt of the country is read at once."""

_BEGINNING: Final = text(
    "SELECT id, text, places FROM word WHERE text >= :first AND text < :last AND places > 0"
    " ORDER BY places DESC, id LIMIT :limit"
)


class IndexedWord(NamedTuple):
    """A folded word of the directory, and about how many places have it."""

    id: int
    text: str
    places: int


class Mention(NamedTuple):
    """A place that has a word: ``key`` is the word's number times ``FIELDS``, plus the field."""

    key: int
    cell: int
    number: int

    @property
    def word(self) -> int:
        """The number of the word."""
        return self.key // FIELDS

    @property
    def field(self) -> Field:
        """Where it stands."""
        return Field(self.key % FIELDS)


def words_beginning(letters: str, *, limit: int) -> list[IndexedWord]:
    """The words that begin so, those of most places first."""
    values = {"first": letters, "last": letters + LAST_LETTER, "limit": limit}
    return [IndexedWord(*row) for row in reader().execute(_BEGINNING, values).all()]


def words_like(word: str) -> list[IndexedWord]:
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
    return [IndexedWord(*row) for row in rows.all()]


def mentions(
    groups: Sequence[Sequence[IndexedWord]],
    fields: Sequence[Field],
    *,
    near: Point | None,
    reach_m: float,
    limit: int,
) -> list[Mention]:
    """Which places have a word of every group in one of ``fields``; as mentions of the first group.

    Args:
        groups: Words that stand for one another, the rarest group first; none of them empty.
        fields: Where they may stand.
        near: Around where; None: anywhere.
        reach_m: Cells farther from there are left out.
        limit: Mentions at most.
    """
    bands = bands_around(near, reach_m) if near else (CellBand(NOWHERE, MAX_CELL, 0.0),)
    runs = list(bands)
    if sum(word.places for word in groups[0]) <= _FEW:
        # One look from the first row of cells to the last; the country east and west is few rows.
        runs = [CellBand(bands[0].first, bands[-1].last, 0.0)]
    having = "".join(
        f" AND EXISTS (SELECT 1 FROM mention AS other WHERE other.word IN ({_keys(group, fields)})"  # noqa: S608 - numbers of our own only
        " AND other.cell = mention.cell AND other.number = mention.number)"
        for group in groups[1:]
    )
    statement = " UNION ALL ".join(
        f"SELECT word, cell, number FROM mention WHERE word IN ({_keys(groups[0], fields)})"  # noqa: S608 - numbers of our own only
        f" AND cell BETWEEN {run.first} AND {run.last}{having}"
        for run in runs
    )
    rows = reader().exec_driver_sql(f"{statement} LIMIT {int(limit)}").all()
    inside = holder_of(bands)
    return [Mention(*row) for row in rows if inside(row[1])]


def _keys(words: Sequence[IndexedWord], fields: Sequence[Field]) -> str:
    return ", ".join(str(word.id * FIELDS + field) for word in words for field in fields)


def offers_of(wanted: IndexFilter, places: Iterable[tuple[int, int]]) -> list[OfferSeen]:
    """The offers of places, given as pairs of cell and number."""
    pairs = ", ".join(f"({cell}, {number})" for cell, number in sorted(set(places)))
    if not pairs:
        return []
    conditions = "".join(f" AND {each}" for each in wanted.conditions())
    for name, value in wanted.values().items():
        conditions = conditions.replace(f":{name}", str(int(value)))
    columns = ", ".join(f"offer.{each}" for each in COLUMNS)
    rows = reader().exec_driver_sql(
        f"WITH wanted(cell, number) AS (VALUES {pairs})"  # noqa: S608 - numbers of our own only
        f" SELECT {columns} FROM wanted CROSS JOIN offer"
        f" WHERE offer.topic = {wanted.values()['topic']}"
        f" AND offer.cell = wanted.cell AND offer.number = wanted.number{conditions}"
    )
    return [OfferSeen(*row) for row in rows.all()]
