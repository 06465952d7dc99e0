"""The cells of one row, by what their columns mean."""

import re

from kiosk.directory.place.public import RELEASABLE
from kiosk.feeds import clean
from kiosk.feeds.files.sheet import Row
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.spreadsheet.headings import Columns


class Cells:
    """One row being read."""

    def __init__(self, row: Row, columns: Columns, report: ProblemList) -> None:
        """Read ``row``, noting in ``report`` what is not understood."""
        self._row, self.columns, self.report = row, columns, report

    def at(self, index: int) -> str:
        """The cell of a column; "" where the row is shorter."""
        return self._row[index] if index < len(self._row) else ""

    def all(self, meaning: str) -> list[str]:
        """The cells that say something, or what the mapping says instead."""
        cells = [self.at(index) for index in self.columns.at.get(meaning, ())]
        filled = [cell for cell in cells if cell and not clean.says_nothing(cell)]
        default = self.columns.defaults.get(meaning)
        return filled or ([default] if default else [])

    def one(self, meaning: str) -> str | None:
        """The first of them, on one line."""
        return next((found for cell in self.all(meaning) if (found := clean.line(cell))), None)

    def tags(self) -> list[tuple[str, str]]:
        """Keys and values of OpenStreetMap that may name a category."""
        found = []
        for meaning in self.columns.at:
            if meaning.startswith("tag:"):
                key = meaning.removeprefix("tag:")
                found += [
                    (key, part.strip())
                    for cell in self.all(meaning)
                    for part in cell.split(";")
                    if part.strip()
                ]
        return found

    def say(self, meaning: str, message: str) -> None:
        """Note what is wrong, under the heading that the keeper knows."""
        self.report(self.heading(meaning), message)

    def heading(self, meaning: str) -> str:
        """The heading of a meaning."""
        indexes = self.columns.at.get(meaning, ())
        named = self.columns.headings[indexes[0]] if indexes and self.columns.has_header else ""
        return named or meaning

    def checked(self, meaning: str, read: object, expected: str) -> str | None:
        """The first cell that ``read`` accepts; what it does not accept is reported."""
        value = self.one(meaning)
        found: str | None = read(value)  # type: ignore[operator]
        if value and found is None:
            self.say(meaning, f"{value!r} is not {expected}; left out")
        return found

    def released(self) -> tuple[str, ...]:
        """Fields that the keeper of a hidden place shows: "description, email"."""
        asked = [part.strip() for part in re.split(r"[,;/\n]", "\n".join(self.all("released")))]
        odd = [each for each in asked if each and each not in RELEASABLE]
        if odd:
            known = ", ".join(sorted(RELEASABLE))
            self.say(
                "released", f"{', '.join(odd)!r} is no field that can be shown; there are: {known}"
            )
        return tuple(sorted(RELEASABLE.intersection(asked)))

    def remarks(self) -> tuple[tuple[str, str], ...]:
        """Cells of columns without a meaning: nothing is lost, the desk sees them."""
        width = len(self.columns.headings)
        beyond = range(width, len(self._row))
        found = []
        for at in (*self.columns.unknown, *beyond):
            heading = self.columns.headings[at] if at < width else ""
            if text := clean.text(self.at(at)):
                found.append((heading or f"column {at + 1}", text))
        return tuple(found)
