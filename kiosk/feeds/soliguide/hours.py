"""Soliguide's weekly hours and temporary information."""

from typing import Any, Final

from kiosk.caches import memoised
from kiosk.directory.hours.notice import Closure, Notice, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.opening_rule import is_valid
from kiosk.feeds import clean
from kiosk.feeds.hours.opening_words import day_list
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.soliguide.repeated import read_document, recalled

_DAYS: Final = {
    "monday": "Mo",
    "tuesday": "Tu",
    "wednesday": "We",
    "thursday": "Th",
    "friday": "Fr",
    "saturday": "Sa",
    "sunday": "Su",
}
_MIDNIGHT: Final = 24 * 60
_NOON: Final = 12 * 60

Span = tuple[int, int]


def opening_hours(raw: object, field: str, report: ProblemList) -> OpeningHours:
    """Read ``newhours`` / ``hours`` / ``openingHours``.

    Times are whole numbers HHMM (930 is 09:30, 0 midnight, 2359 the end of the day). A week that is
    closed on every day is the form as nobody filled it in: unknown.
    """
    return recalled(raw, field, report, _hours_of, _opening_hours)


@memoised
def _hours_of(document: bytes) -> tuple[OpeningHours, tuple[tuple[str, str], ...]]:
    return read_document(document, _opening_hours)


def _opening_hours(raw: object, field: str, report: ProblemList) -> OpeningHours:
    if not isinstance(raw, dict):
        return OpeningHours()
    note = clean.text(raw.get("description"))
    week = {day: _spans(raw.get(key), f"{field}.{key}", report) for key, day in _DAYS.items()}
    if all(spans == [] for spans in week.values()):
        return OpeningHours(note=note)
    osm = _osm(_joined_nights(week), str(raw.get("closedHolidays") or "UNKNOWN").upper())
    if not is_valid(osm):
        report(field, f"hours became {osm!r}, which is not valid; kept as unknown")
        return OpeningHours(note=note)
    return OpeningHours(osm=osm, note=note)


def _spans(raw: object, field: str, report: ProblemList) -> list[Span] | None:
    """The spans of a day in minutes; None: open, nobody knows when."""
    if not isinstance(raw, dict):
        return []
    slots = raw.get("timeslot") or []
    spans: list[Span] = []
    for slot in slots if isinstance(slots, list) else []:
        span = _span(slot)
        if span is None:
            report(field, f"{slot!r} is not an opening; write start and end as HHMM numbers")
        elif span not in spans:
            spans.append(span)
    if not spans:
        return None if raw.get("open") or slots else []
    return sorted(spans) if raw.get("open") is not False else []


def _span(slot: object) -> Span | None:
    if not isinstance(slot, dict):
        return None
    start, end = _minutes(slot.get("start")), _minutes(slot.get("end"))
    if start is None or end is None:
        return None
    if end == _MIDNIGHT - 1 or (end == 0 and start > 0):
        end = _MIDNIGHT
    if start == end:
        return None
    return (start, end if end > start else end + _MIDNIGHT)


def _minutes(value: object) -> int | None:
    if isinstance(value, int):
        number = value
    else:
        read = clean.number(str(value).replace(":", "") if value is not None else None)
        if read is None or not read.is_integer():
            return None
        number = int(read)
    hours, minutes = divmod(number, 100)
    return hours * 60 + minutes if 0 <= hours <= 24 and 0 <= minutes < 60 else None


def _joined_nights(week: dict[str, list[Span] | None]) -> dict[str, list[Span] | None]:
    """Soliguide cuts a night at midnight; what ends at 24:00 and goes on at 00:00 is one span."""
    joined = {day: list(spans) if spans is not None else None for day, spans in week.items()}
    days = list(week)
    for at, day in enumerate(days):
        tonight, tomorrow = joined[day], joined[days[(at + 1) % 7]]
        if not tonight or not tomorrow or not week[days[(at + 1) % 7]]:
            continue
        evening, morning = tonight[-1], tomorrow[0]
        if evening[1] == _MIDNIGHT and evening[0] > 0 and morning[0] == 0 and morning[1] <= _NOON:
            tonight[-1] = (evening[0], _MIDNIGHT + morning[1])
            del tomorrow[0]
    return joined


def _osm(week: dict[str, list[Span] | None], holidays: str) -> str:
    if all(spans == [(0, _MIDNIGHT)] for spans in week.values()):
        regular = ["24/7"]
    else:
        regular = [
            f"{days} {times}" for times, days in _grouped({d: _times(s) for d, s in week.items()})
        ]
    if holidays.startswith("CLOSE"):
        regular.append("PH off")
    elif not holidays.startswith("OPEN"):
        regular.append("PH unknown")  # Nobody said.
    return "; ".join(regular)


def _times(spans: list[Span] | None) -> str:
    if spans is None:
        return "unknown"
    if not spans:
        return ""
    return ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minutes: int) -> str:
    if minutes > _MIDNIGHT:
        minutes -= _MIDNIGHT
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _grouped(week: dict[str, str]) -> list[tuple[str, str]]:
    """Days with the same times together: "Mo-Fr", "Mo,We"."""
    order = list(week)
    by_times: dict[str, list[int]] = {}
    for at, day in enumerate(order):
        if week[day]:
            by_times.setdefault(week[day], []).append(at)
    return [(times, day_list(at)) for times, at in by_times.items()]


def closure(raw: object) -> tuple[Closure, ...]:
    """Read a closure of a place (``tempInfos.closure``) or of a service (``close``)."""
    days = _days(raw)
    if days is None or not isinstance(raw, dict):
        return ()
    return (Closure(**days, reason=clean.text(raw.get("description"))),)


def temporary_hours(raw: object, field: str, report: ProblemList) -> tuple[TemporaryHours, ...]:
    """Read ``tempInfos.hours``."""
    days = _days(raw)
    if days is None or not isinstance(raw, dict):
        return ()
    inner = raw.get("hours")
    hours = opening_hours(inner, f"{field}.hours", report)
    osm = hours.osm
    if osm is None and isinstance(inner, dict) and any(key in inner for key in _DAYS):
        osm = "off"  # Whoever announces other hours and opens on no day means it.
    note = clean.text(raw.get("description")) or hours.note
    return (TemporaryHours(**days, osm=osm, note=note),)


def notice(raw: object) -> tuple[Notice, ...]:
    """Read ``tempInfos.message``."""
    days = _days(raw)
    if days is None or not isinstance(raw, dict):
        return ()
    return (
        Notice(**days, title=clean.line(raw.get("name")), text=clean.text(raw.get("description"))),
    )


def _days(raw: object) -> dict[str, Any] | None:
    """First and last day, when the information is switched on."""
    if not isinstance(raw, dict) or not (raw.get("actif") or raw.get("active")):
        return None
    return {
        "first_day": clean.day(raw.get("dateDebut") or raw.get("startDate")),
        "last_day": clean.day(raw.get("dateFin") or raw.get("endDate")),
    }
