"""What every schedule says at the moment of a question, worked out once and remembered.

Many places share a schedule, and an answer stays true for hours: a worker reads a schedule from the
store, asks it once, and keeps the answer for as long as it surely holds. The answer is that of
:class:`kiosk.directory.hours.schedule.Schedule`, the one that the badge, the paper and the phone give.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from kiosk.directory.hours.outlook import outlook_of
from kiosk.directory.hours.schedule import Opening, OpeningStatus, Schedule, TimeSpan
from kiosk.search.moment import ANY, NIGHT_ENDS, Open, When
from kiosk.state import CacheSlot
from kiosk.store.offers import schedules_of


class ScheduleAnswer(NamedTuple):
    """What one schedule says of a time, and for how long; times in minutes of the epoch.

    Attributes:
        status: As on the badge.
        closes: When it closes; infinite when it never does; None when it is not open.
        opens: When it opens next; None when that is not known, or it is open.
        fits: Whether it is open when the visitor comes, for a later time.
        since: From when this is the answer.
        until: Before when it surely still is.
    """

    status: OpeningStatus
    closes: float | None
    opens: float | None
    fits: bool
    since: float
    until: float


class Openings:
    """The answers that an application remembers, about 250 bytes each.

    Schedules never change under their key: only time makes an answer stale.
    """

    def __init__(self, most: int) -> None:
        """Remember nothing yet, and so many answers at most."""
        self._most = most
        self._answers: dict[When, dict[int, ScheduleAnswer]] = {}

    def at(self, now: datetime, when: When, keys: set[int]) -> Mapping[int, ScheduleAnswer]:
        """The answers of at least ``keys`` at ``now`` (aware), for one who comes at ``when``."""
        # Whether it is open now is part of every answer.
        when = ANY if when.open is Open.NOW else when
        known, minute = self._answers.setdefault(when, {}), minute_of(now)
        stale = [
            key
            for key in keys
            if (answer := known.get(key)) is None or not answer.since <= minute < answer.until
        ]
        if stale:
            if sum(map(len, self._answers.values())) + len(stale) > self._most:
                known = {key: known[key] for key in keys - set(stale)}
                self._answers = {when: known}
            for key, schedule in schedules_of(stale).items():
                known[key] = answer_of(schedule, now, when)
        return known


def minute_of(moment: datetime) -> float:
    """A moment (aware) in minutes of the epoch."""
    return moment.timestamp() / 60


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


def answer_of(schedule: Schedule, now: datetime, when: When) -> ScheduleAnswer:
    """Ask one schedule."""
    opening, minute = schedule.opening(now), minute_of(now)
    outlook = outlook_of(opening, now)
    return ScheduleAnswer(
        status=opening.status,
        closes=None if outlook.closes_in is None else minute + outlook.closes_in,
        opens=None if outlook.opens_in is None else minute + outlook.opens_in,
        fits=fits(schedule, now, when, opening),
        since=minute,
        until=minute_of(min(schedule.steady_until(now), _night_ends(schedule.local(now)))),
    )


def _night_ends(local: datetime) -> datetime:
    """When "tonight" begins to mean another night."""
    day = local.date() + timedelta(days=local.hour >= NIGHT_ENDS)
    return datetime.combine(day, time(NIGHT_ENDS), local.tzinfo)


OPENINGS: Final = CacheSlot("openings", Openings)
