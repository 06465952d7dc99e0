"""What a feed hands over for each record it read."""

from dataclasses import dataclass

from kiosk.directory.place import Place
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
