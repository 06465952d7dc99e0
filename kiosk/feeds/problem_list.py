"""Collects what was not understood of one record."""

from typing import Final

from kiosk.directory.problem import Problem

LONGEST: Final = 1_000
"""Letters of a message: a report must stay readable whatever a file holds."""


class ProblemList:
    """Problems of one record, in the order in which they were met.

    Attributes:
        row: Where the record stands.
    """

    def __init__(self, row: str) -> None:
        """Begin the report of the record at ``row``."""
        self.row = row
        self._problems: list[Problem] = []

    def __call__(self, field: str, message: str) -> None:
        """Note a problem once."""
        shown = message if len(message) <= LONGEST else f"{message[:LONGEST]} …"
        problem = Problem(row=self.row, field=field, message=shown)
        if problem not in self._problems:
            self._problems.append(problem)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noted so far."""
        return tuple(self._problems)

    def without_values(self, fields: tuple[str, ...]) -> tuple[Problem, ...]:
        """The same, saying nothing of the values of ``fields``: a hidden address stays out of logs."""
        hidden = "not understood; its value is not repeated here, because this address is hidden"
        return tuple(
            Problem(row=p.row, field=p.field, message=hidden) if p.field.startswith(fields) else p
            for p in self._problems
        )
