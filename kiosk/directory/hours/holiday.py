"""Public and school holidays, by country and by the part of it that keeps its own."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import holidays
from vacances_scolaires_france import (
    SchoolHolidayDates,
    UnsupportedYearException,
)

from kiosk.caches import memoised, read_once

ALSACE_MOSELLE: Final = frozenset({"57", "67", "68"})
"""They kept Good Friday and 26 December."""

_OVERSEAS: Final = frozenset(
    {"971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"}
)

# Zones of the French school calendar by département (arrêté of the ministry, académies of each
# zone). Corsica and overseas have calendars of their own, which no library holds: unknown.
_ZONES: Final = {
    "A": "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 87 89 90",
    "B": "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 60 61 62 "
    "67 68 72 76 80 83 84 85 88",
    "C": "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95",
}
_ZONE_OF: Final = {code: zone for zone, codes in _ZONES.items() for code in codes.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayCalendar:
    """The holidays that hold at a place.

    Attributes:
        country: ISO 3166-1 alpha-2, lower case.
        department: French département ("21", "2A", "974"), or None when not known.
    """

    country: str = "fr"
    department: str | None = None

    def is_public_holiday(self, day: date) -> bool | None:
        """Whether ``day`` is a public holiday; None when nobody knows."""
        return _is_public_holiday(self.country.upper(), self._subdivision(), day)

    def is_school_holiday(self, day: date) -> bool | None:
        """Whether ``day`` is a school holiday; None when nobody knows."""
        zone = _ZONE_OF.get(self.department or "") if self.country == "fr" else None
        return _is_school_holiday(zone, day) if zone else None

    def _subdivision(self) -> str | None:
        if self.country != "fr" or self.department is None:
            return None
        if self.department in ALSACE_MOSELLE:
            return "6AE" if self.department != "57" else "57"
        return self.department if self.department in _OVERSEAS else None


@memoised
def _is_public_holiday(country: str, subdivision: str | None, day: date) -> bool | None:
    try:
        return day in _public_holidays(country, subdivision)
    except NotImplementedError:
        return None


@memoised
def _public_holidays(country: str, subdivision: str | None) -> holidays.HolidayBase:
    return holidays.country_holidays(country, subdiv=subdivision)


@read_once
def _school_holidays() -> SchoolHolidayDates:
    return SchoolHolidayDates()


@memoised
def _is_school_holiday(zone: str, day: date) -> bool | None:
    try:
        # A holiday that runs over the turn of the year needs the next year's data too.
        _school_holidays().is_holiday_for_zone(day + timedelta(days=7), zone)
        return bool(_school_holidays().is_holiday_for_zone(day, zone))
    except UnsupportedYearException:
        return None
