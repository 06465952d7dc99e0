"""An ordinary week of a door, for what is carried away: it must hold for months."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from kiosk.caches import memoised
from kiosk.directory.hours.schedule import DayHours, Schedule, TimeSpan

WEEKS: Final = 6
"""So many ordinary weeks are compared: they hold every "second Tuesday" and every even week."""

_LOOKED_AT: Final = 10
"""Weeks looked through to find them: no month has more than four public holidays on one weekday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of one day of the week.

    Attributes:
        spans: "09:00–17:00", in order; none: closed, unless ``known`` is False.
        known: False when nobody knows whether it opens on this day.
        by_appointment: Whether one of the spans asks for an appointment.
        varies: Whether the coming weeks differ: another season, the second Tuesday only.
    """

    spans: tuple[str, ...]
    known: bool = True
    by_appointment: bool = False
    varies: bool = False


class Days(NamedTuple):
    """Days that follow one another with the same hours; 0 is Monday, both ends inclusive."""

    first: int
    last: int
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWords:
    """What a week in one line is made of.

    Attributes:
        days: Short names, Monday first.
        unknown: That nobody knows the hours.
        appointment: Stands behind hours for which one needs an appointment.
        isolates: Whether times must be kept in one piece: the text around them runs from right to left.
    """

    days: tuple[str, ...]
    unknown: str
    appointment: str
    isolates: bool = False


@memoised
def printed_week(schedules: tuple[Schedule, ...], today: date) -> tuple[Hours, ...]:
    """Seven days, Monday first: what is usual from ``today`` on, public holidays left aside.

    Closures are not looked at: they are said in words, with their dates.
    """
    lasting = [replace(each, closures=()) for each in schedules]
    monday = today - timedelta(days=today.weekday())
    return tuple(_weekday(lasting, monday + timedelta(days=7 + day)) for day in range(7))


def joined(week: Sequence[Hours]) -> tuple[Days, ...]:
    """The week with equal days that follow one another as one."""
    found, first = [], 0
    for hours, days in groupby(week):
        last = first + len(list(days)) - 1
        found.append(Days(first, last, hours))
        first = last + 1
    return tuple(found)


def week_line(week: Sequence[Hours], words: WeekWords) -> str:
    """Days with the same hours together: "Mo–Fr 09:00–12:00 14:00–17:00, Sa 10:00–12:00".

    Args:
        week: As :func:`printed_week` gives it; closed days are left out.
        words: In one language.
    """
    parts = []
    for first, last, hours in joined(week):
        names = words.days[first] if first == last else f"{words.days[first]}–{words.days[last]}"
        times = (f"\u2066{each}\u2069" if words.isolates else each for each in hours.spans)
        doubt = f" ({words.appointment})" if hours.by_appointment else ""
        if hours.spans:
            parts.append(f"{names} {' '.join(times)}{doubt}{' *' if hours.varies else ''}")
    return ", ".join(parts) or words.unknown


def span_text(span: TimeSpan) -> str:
    """A span as it is printed; a doubtful one has its mark."""
    return span.clock if span.certain else f"{span.clock} ?"


def _weekday(schedules: Sequence[Schedule], first: date) -> Hours:
    """What is usual on the weekday of ``first`` and of the weeks behind it."""
    days = (first + timedelta(weeks=week) for week in range(_LOOKED_AT))
    ordinary = [day for day in days if not any(_is_holiday(each, day) for each in schedules)]
    seen = Counter(_on(schedules, day) for day in ordinary[:WEEKS])
    if not seen:
        return Hours(spans=(), known=False)
    open_days = {hours: count for hours, count in seen.items() if hours.spans}
    usual = max(open_days or seen, key=lambda hours: seen[hours])
    return replace(usual, varies=len(seen) > 1)


def _is_holiday(schedule: Schedule, day: date) -> bool:
    return bool(schedule.calendar.is_public_holiday(day))


def _on(schedules: Sequence[Schedule], day: date) -> Hours:
    """All of the schedules on one day: one may come when any of them is open."""
    found: list[DayHours] = [each.on(day) for each in schedules]
    spans = sorted(
        (span for each in found if each.known for span in each.spans if not _says_nothing(span)),
        key=lambda span: (span.start, -span.end.timestamp()),
    )
    in_order = [span for at, span in enumerate(spans) if not _is_within(span, spans[:at])]
    return Hours(
        spans=tuple(dict.fromkeys(map(span_text, in_order))),
        known=bool(in_order) or (bool(found) and all(map(_tells, found))),
        by_appointment=any(span.by_appointment for span in in_order),
    )


def _is_within(span: TimeSpan, others: Sequence[TimeSpan]) -> bool:
    """Whether one may come then anyway, because of another service."""
    return any(
        other.start <= span.start
        and span.end <= other.end
        and other.certain
        and other.by_appointment <= span.by_appointment
        for other in others
    )


def _tells(day: DayHours) -> bool:
    return day.known and not any(map(_says_nothing, day.spans))


def _says_nothing(span: TimeSpan) -> bool:
    """Perhaps open, all day long: the source does not know."""
    return not span.certain and span.end - span.start >= timedelta(days=1)
