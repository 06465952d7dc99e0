"""When a visitor wants to come: now, tonight, tomorrow morning, on Sunday at 14:30."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Self

FURTHEST_DAYS: Final = 60
"""A time further away is refused: nobody knows hours so long ahead."""

_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", re.ASCII)


class Open(StrEnum):
    """When it must be open."""

    ANY = "any"
    NOW = "now"
    TODAY = "today"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    TOMORROW_MORNING = "tomorrow_morning"
    TOMORROW_AFTERNOON = "tomorrow_afternoon"
    DAY = "day"
    """On a day, written as a date."""
    MOMENT = "moment"
    """On a day at a time, written as both."""


_WINDOWS: Final = {
    Open.TODAY: (0, 0, 24),
    Open.TONIGHT: (0, 18, 30),
    Open.TOMORROW: (1, 0, 24),
    Open.TOMORROW_MORNING: (1, 6, 12),
    Open.TOMORROW_AFTERNOON: (1, 12, 18),
}
"""Days from today, first hour, last hour; beyond 24 it is the next day."""

NIGHT_ENDS: Final = 6


@dataclass(frozen=True, slots=True)
class When:
    """A time to come. ``day`` and ``clock`` are on the clock of the place, set for DAY and MOMENT."""

    open: Open = Open.ANY
    day: date | None = None
    clock: time | None = None

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what stands in a URL: a word, ``2026-11-29`` or ``2026-11-29T14:30``."""
        if text in _WORDS:
            return cls(_WORDS[text])
        if not _WRITTEN.fullmatch(text):
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        if "T" not in text:
            return cls(Open.DAY, moment.date())
        return cls(Open.MOMENT, moment.date(), moment.time())

    def __str__(self) -> str:
        """As it stands in a URL."""
        if self.day is None:
            return self.open.value
        return f"{self.day}T{self.clock:%H:%M}" if self.clock else str(self.day)

    def window(self, now: datetime) -> tuple[datetime, datetime]:
        """From when to when, on the clock that ``now`` shows; equal for a moment, never before now."""
        zone, today = now.tzinfo, now.date()
        if self.open is Open.MOMENT and self.day and self.clock:
            moment = datetime.combine(self.day, self.clock, zone)
            return moment, moment
        day, first, last = _WINDOWS.get(self.open, (0, 0, 24))
        if self.open is Open.TONIGHT and now.hour < NIGHT_ENDS:
            day = -1  # It is still the night that began yesterday.
        begins = self.day or today + timedelta(days=day)
        start, end = (
            datetime.combine(begins + timedelta(days=hour // 24), time(hour % 24), zone)
            for hour in (first, last)
        )
        return max(start, now), end

    def is_near(self, today: date) -> bool:
        """Whether it is neither past nor too far away, seen from ``today``."""
        return self.day is None or 0 <= (self.day - today).days <= FURTHEST_DAYS

    @property
    def is_later(self) -> bool:
        """Whether it asks for another time than the present day."""
        return self.open not in {Open.ANY, Open.NOW, Open.TODAY}


ANY: Final = When()
_WORDS: Final = {each.value: each for each in Open if each not in {Open.DAY, Open.MOMENT}}
