"""What every schedule says at the moment of a question, worked out once and remembered.

Many places share a schedule, and many visitors a minute: a worker reads a schedule from the store
once, asks it once a minute, and answers every row of the index from memory. The answer is that of
:class:`kiosk.directory.schedule.Schedule`, the one that the badge, the paper and the phone give.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from kiosk.directory.outlook import Outlook, outlook_of
from kiosk.directory.schedule import Opening, Schedule, TimeSpan
from kiosk.search.moment import ANY, Open, When
from kiosk.store.offers import schedules_of

MAX_SCHEDULES: Final = 20_000
"""Kept by a worker at most, about a kilobyte each."""

_MAX_MOMENTS: Final = 8


class Answer(NamedTuple):
    """What one schedule says at one moment: now, and whether it is open when the visitor comes."""

    outlook: Outlook
    fits: bool


class Openings:
    """The memory of a worker. Schedules never change under their key, so nothing here grows stale."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._schedules: dict[int, Schedule] = {}
        self._answers: dict[tuple[datetime, When], dict[int, Answer]] = {}

    def at(self, now: datetime, when: When, keys: Iterable[int]) -> dict[int, Answer]:
        """The answers of at least ``keys``; ``now`` must be a whole minute."""
        moment = (now, when)
        known = self._answers.get(moment)
        if known is None:
            while len(self._answers) >= _MAX_MOMENTS:
                self._answers.pop(next(iter(self._answers)), None)
            known = self._answers[moment] = {}
        missing = {key for key in keys if key not in known}
        if missing:
            self._read(missing)
            for key in missing:
                known[key] = _answer(self._schedules[key], now, when)
        return known

    def _read(self, keys: set[int]) -> None:
        unread = keys - self._schedules.keys()
        if len(self._schedules) + len(unread) > MAX_SCHEDULES:
            self._schedules = {key: self._schedules[key] for key in keys - unread}
        self._schedules |= schedules_of(unread) if unread else {}


def span_at(schedule: Schedule, now: datetime, when: When) -> TimeSpan | None:
    """The opening that meets a later time; None when there is none, or it is not known."""
    start, end = when.window(schedule.local(now))
    return schedule.walk_in(start, end)


def fits(schedule: Schedule, now: datetime, when: When, opening: Opening) -> bool:
    """Whether ``schedule``, of which ``opening`` is the answer now, is open when asked."""
    if when == ANY:
        return True
    if when.open is Open.NOW:
        return opening.status.is_open
    return span_at(schedule, now, when) is not None


def _answer(schedule: Schedule, now: datetime, when: When) -> Answer:
    opening = schedule.opening(now)
    return Answer(outlook_of(opening, now), fits(schedule, now, when, opening))


openings: Final = Openings()
