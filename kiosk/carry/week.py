"""The hours of a week in one line, for where there is no room for a table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from kiosk.directory.schedule import DayHours, Schedule, TimeSpan

_WEEKS: Final = 4
_MOST_OF_THEM: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWords:
    """What the line is made of.

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


def ordinary_week(schedule: Schedule, today: date) -> tuple[DayHours, ...] | None:
    """A week as most of the coming ones are, Monday first; None when they differ too much.

    One week with a holiday does not count; "every second Tuesday" does.
    """
    monday = today - timedelta(days=today.weekday())
    weeks = [schedule.week(monday + timedelta(weeks=each)) for each in range(_WEEKS)]
    shapes = [tuple(_shape(day) for day in week) for week in weeks]
    shape, count = Counter(shapes).most_common(1)[0]
    return weeks[shapes.index(shape)] if count >= _MOST_OF_THEM else None


def week_line(days: Sequence[DayHours], words: WeekWords) -> str:
    """Days with the same hours together: "Mo–Fr 09:00-12:00 14:00-17:00, Sa 10:00-12:00".

    Args:
        days: Of a week, in order; closed ones are left out.
        words: In one language.
    """
    parts = []
    for shape, run in groupby(days, key=_shape):
        same = list(run)
        if not same[0].known:
            continue
        if shape:
            parts.append(f"{_days(same, words)} {_times(same[0].spans, words)}")
    return ", ".join(parts) or words.unknown


def _shape(day: DayHours) -> tuple[tuple[str, str, bool, bool], ...]:
    return tuple(
        (f"{each.start:%H:%M}", f"{each.end:%H:%M}", each.certain, each.by_appointment)
        for each in day.spans
    )


def _days(run: list[DayHours], words: WeekWords) -> str:
    first, last = words.days[run[0].day.weekday()], words.days[run[-1].day.weekday()]
    return first if len(run) == 1 else f"{first}–{last}"


def _times(spans: tuple[TimeSpan, ...], words: WeekWords) -> str:
    said = []
    for each in spans:
        closes = "24:00" if f"{each.end:%H:%M}" == "00:00" else f"{each.end:%H:%M}"
        time = f"{each.start:%H:%M}-{closes}"
        if words.isolates:
            time = f"\u2066{time}\u2069"
        doubt = f" ({words.appointment})" if each.by_appointment else "" if each.certain else " (?)"
        said.append(time + doubt)
    return " ".join(said)
