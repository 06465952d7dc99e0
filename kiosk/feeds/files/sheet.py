"""A sheet of rows, before anybody knows which row is the headings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kiosk.directory.problem import Problem

Row = tuple[str, ...]

IGNORE: Final = "__ignore__"
"""The heading under which the official workbook of data·inclusion marks rows of explanation."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """Rows as they stand.

    Attributes:
        name: What its tab, or its list, is called; None where a file has only one.
        rows: Each with its number as a spreadsheet program counts; empty ones are left out.
        said: What was left out of it; complete when the rows are read.
        bad: Records that could not be decoded.
        has_keys: The first row is the keys of objects, which need not be looked for.
        section: The line that stood alone above the row that was read last, or "".
    """

    name: str | None
    rows: Iterator[tuple[int, Row]]
    said: list[Problem] = field(default_factory=list)
    bad: list[Problem] = field(default_factory=list)
    has_keys: bool = False
    section: str = ""

    @property
    def title(self) -> str:
        """How the report calls it."""
        return f"sheet {self.name!r}" if self.name else "table"

    def say(self, field_name: str, message: str) -> None:
        """Note what was left out."""
        self.said.append(Problem(row=self.title, field=field_name, message=message))

    def refuse(self, row: str, message: str) -> None:
        """Note a record that is lost."""
        self.bad.append(Problem(row=row, field="record", message=message))


def is_kept(row: Row, ignored: int) -> bool:
    """Whether a row is one of data, by the column :data:`IGNORE` at index ``ignored``."""
    return len(row) <= ignored or row[ignored].lower() in {"", "0", "false", "none", "faux", "non"}
