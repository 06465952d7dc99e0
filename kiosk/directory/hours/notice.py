"""What holds for some days only: closures, temporary hours, notices. First and last day inclusive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPeriod:
    """Something that holds from ``first_day`` to ``last_day``, both inclusive.

    None on a side means that nobody said when it began, or when it ends.
    """

    first_day: date | None = None
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it holds on ``day``."""
        begun = self.first_day is None or self.first_day <= day
        return begun and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether it had ended before ``day``."""
        return self.last_day is not None and self.last_day < day


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(DayPeriod):
    """Closed all day on each of its days."""

    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryHours(DayPeriod):
    """Other hours than usual; ``osm`` None when they could not be understood."""

    osm: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(DayPeriod):
    """A message to those who come."""

    title: str | None = None
    text: str | None = None


D = TypeVar("D", bound=DayPeriod)


def first_covering(dated: Sequence[D], day: date) -> D | None:
    """The first of ``dated`` that holds on ``day``."""
    return next((each for each in dated if each.covers(day)), None)
