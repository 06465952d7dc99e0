"""Columns that nobody uses are named in the report, with some of what stands in them."""

from collections.abc import Iterator
from typing import Final

from kiosk.directory.problem import Problem
from kiosk.feeds.files.sheet import Row
from kiosk.feeds.spreadsheet.headings import Columns

_SHOWN: Final = 3
_LONGEST: Final = 40


class ColumnSamples:
    """Gathers three different values of each column without a meaning."""

    def __init__(self, columns: Columns) -> None:
        """Look at none yet."""
        self._columns = columns
        self._found: dict[int, list[str]] = {at: [] for at in columns.unknown}
        self._open = set(columns.unknown)
        self._beyond: list[str] = []

    def look_at(self, row: Row) -> None:
        """Look at a row."""
        width = len(self._columns.headings)
        if len(row) > width and len(self._beyond) < _SHOWN:
            self._beyond += [cell for cell in row[width:] if cell and cell not in self._beyond]
        for at in tuple(self._open):
            if at < len(row) and row[at] and row[at] not in self._found[at]:
                self._found[at].append(row[at])
                if len(self._found[at]) == _SHOWN:
                    self._open.discard(at)

    def problems(self, title: str) -> Iterator[Problem]:
        """What is said of them; nothing of a column that is empty."""
        for at, values in self._found.items():
            if values:
                heading = self._columns.headings[at] or f"column {at + 1}"
                yield Problem(row=title, field=heading, message=_not_used(values))
        if self._beyond:
            yield Problem(row=title, field="no heading", message=_not_used(self._beyond[:_SHOWN]))


def _not_used(values: list[str]) -> str:
    shown = ", ".join(repr(value[:_LONGEST]) for value in values)
    return (
        f"this column was not used; it holds {shown}. The desk sees it as a note; a mapping can say"
        " what it means"
    )
