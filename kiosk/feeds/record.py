"""What a feed hands over: records as they were read, and the places that they become."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kiosk.directory.place.place import Place
from kiosk.directory.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a feed.

    Attributes:
        row: Where it stands: row number of a table, or foreign id.
        place: The place, or None when the record was refused; then ``problems`` says why.
        problems: What was not understood. A place may come with problems: the rest of it is good.
        id_field: What the keeper of the file calls that which makes it the same place.
        confirmed_field: What the keeper calls the day of confirmation.
    """

    row: str
    place: Place | None
    problems: tuple[Problem, ...] = ()
    id_field: str = "id"
    confirmed_field: str = "confirmed_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record as it was read, before it is understood: one that did not change need not be.

    Attributes:
        digest: Of all that was read for it, and of what its understanding hangs on in this file.
        understand: Makes the record of it.
        row: Where it stands, when that may change from file to file; None: its problems know.
    """

    digest: bytes
    understand: Callable[[], Record]
    row: str | None = None


Reading = Draft | Problem
"""A draft, or what is said of a file, a sheet, a list, a column as a whole."""


def digest_of_texts(*texts: str) -> bytes:
    """What tells whether a record changed since it was read last."""
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        # Lone halves of letters stand in broken JSON.
        digest.update(text.encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return digest.digest()


def digest_of_bytes(*parts: bytes) -> bytes:
    """One digest of several of a fixed length."""
    return hashlib.blake2b(b"".join(parts), digest_size=16).digest()


def refused(row: str, field: str, message: str) -> Record:
    """A record that becomes no place."""
    return Record(row=row, place=None, problems=(Problem(row=row, field=field, message=message),))


def second(record: Record) -> Record:
    """The refusal of a place that stands in a file for the second time."""
    message = "this place stands in the file twice; the first one was kept"
    return refused(record.row, record.id_field, message)


def understood(readings: Iterable[Reading]) -> Iterator[Record]:
    """The records of drafts, each place once."""
    seen: set[str] = set()
    for reading in readings:
        if isinstance(reading, Problem):
            continue
        record = reading.understand()
        if record.place is not None and record.place.foreign_id in seen:
            record = second(record)
        elif record.place is not None:
            seen.add(record.place.foreign_id)
        yield record
