"""What a feed hands over for each record it read."""

from collections.abc import Iterable, Iterator
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
    """

    row: str
    place: Place | None
    problems: tuple[Problem, ...] = ()


def once(records: Iterable[Record], *, field: str) -> Iterator[Record]:
    """Refuse a place that stands in a file for the second time; the first one is kept.

    Args:
        records: What a feed read.
        field: The field that makes it the same place, as the keeper of the file calls it.
    """
    seen: set[str] = set()
    for record in records:
        if record.place is None:
            yield record
        elif record.place.foreign_id in seen:
            message = "this place stands in the file twice; the first one was kept"
            problem = Problem(row=record.row, field=field, message=message)
            yield Record(row=record.row, place=None, problems=(problem,))
        else:
            seen.add(record.place.foreign_id)
            yield record
