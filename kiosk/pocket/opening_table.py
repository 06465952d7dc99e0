"""What a phone keeps to answer without a network: when each door is open, worked out beforehand.

A phone has no second engine for opening hours. It gets the answers of the first one, as the moments at
which they change, and looks up which of them is the last.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.directory.hours.schedule import DayHours, Opening, OpeningStatus, Schedule

DAYS: Final = 14
"""So long a phone knows what is open. Then it says that it does not know."""

STATUSES: Final = tuple(OpeningStatus)
"""A status is its place here."""

_MINUTE: Final = timedelta(minutes=1)
_WEEKS: Final = 4
_MOST_OF_THEM: Final = 3


def turns(
    opening: Callable[[datetime], Opening], schedules: Iterable[Schedule], start: datetime
) -> tuple[int, ...]:
    """The moments at which the answer of a badge changes, in ``DAYS`` days from ``start``.

    Args:
        opening: The answer at a moment.
        schedules: All that it hangs on.
        start: Aware; a whole minute.

    Returns:
        Three numbers for each moment: the minute after ``start``, the status, and the minute of its
        next change as a visitor is told it, or -1 when that is not known.
    """
    known, told, now = tuple(schedules), [], start
    last: tuple[int, int] | None = None
    while now < start + timedelta(days=DAYS):
        answer = opening(now)
        change = answer.next_change
        said = (STATUSES.index(answer.status), _minutes(change, start) if change else -1)
        if said != last:
            told += [_minutes(now, start), *said]
            last = said
        now = _whole(min(each.steady_until(now) for each in known))
    return tuple(told)


def offsets(zone: str, start: datetime, days: int) -> tuple[int, ...]:
    """The clocks of a time zone from ``start`` on: minutes after it, and from then on minutes before UTC."""
    here, told, last = ZoneInfo(zone), [], None
    for hour in range(days * 24):
        moment = start + timedelta(hours=hour)
        offset = moment.astimezone(here).utcoffset() or timedelta()
        if offset != last:
            told += [hour * 60, offset // _MINUTE]
            last = offset
    return tuple(told)


def ordinary_week(schedule: Schedule, today: date) -> tuple[DayHours, ...] | None:
    """A week as most of the coming ones are, Monday first; None when they differ too much.

    One week with a holiday does not count; "every second Tuesday" does.
    """
    monday = today - timedelta(days=today.weekday())
    weeks = [schedule.week(monday + timedelta(weeks=each)) for each in range(_WEEKS)]
    shapes = [tuple(_shape(day) for day in week) for week in weeks]
    shape, count = Counter(shapes).most_common(1)[0]
    return weeks[shapes.index(shape)] if count >= _MOST_OF_THEM else None


def _minutes(moment: datetime, start: datetime) -> int:
    return (moment.astimezone(UTC) - start.astimezone(UTC)) // _MINUTE


def _whole(moment: datetime) -> datetime:
    """The next whole minute: nothing a visitor sees is finer."""
    spare = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    return moment - spare + (_MINUTE if spare else timedelta())


def _shape(day: DayHours) -> tuple[tuple[str, str, bool, bool], ...]:
    return tuple(
        (f"{each.start:%H:%M}", f"{each.end:%H:%M}", each.certain, each.by_appointment)
        for each in day.spans
    )
