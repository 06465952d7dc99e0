"""Months and dates of an OSM text as days of a year."""

import re
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_POINT: Final = re.compile(r"(?:\d{4} )?(?P<month>[A-Z][a-z]{2})(?: (?P<day>\d{2}))?")
_LEAP_YEAR: Final = 2024


def days_of_season(season: str) -> frozenset[tuple[int, int]]:
    """The days, as (month, day), of "Jul-Aug", "Nov 01-Mar 31,Dec 24"; years are left aside."""
    found: set[tuple[int, int]] = set()
    for part in season.split(","):
        first, _, last = part.partition("-")
        day, end = _first_day(first), _last_day(last or first)
        if end < day:
            end = end.replace(year=_LEAP_YEAR + 1)
        while day <= end:
            found.add((day.month, day.day))
            day += timedelta(days=1)
    return frozenset(found)


def _point(text: str) -> tuple[int, int]:
    found = _POINT.fullmatch(text.strip())
    if found is None:
        message = f"{text!r} is no month and no date"
        raise ValueError(message)
    return _MONTHS.index(found["month"]) + 1, int(found["day"] or 0)


def _first_day(text: str) -> date:
    month, day = _point(text)
    return date(_LEAP_YEAR, month, day or 1)


def _last_day(text: str) -> date:
    month, day = _point(text)
    if day:
        return date(_LEAP_YEAR, month, day)
    following = date(_LEAP_YEAR + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
