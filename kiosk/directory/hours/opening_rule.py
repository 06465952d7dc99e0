"""The grammar of an OSM ``opening_hours`` text, as far as its library needs help.

``opening_hours`` (Rust) evaluates times well, but it takes a comment alone for "open", reads "SH"
as every day, knows public holidays of few places, and closes a night at midnight when the next day
is off. So a text is cut into rules here, each rule is matched against a day with the holidays of
the place, and the library is asked only what the matching rules make of that one day.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from opening_hours import OpeningHours as Expression
from opening_hours import ParserError  # type: ignore[attr-defined] # missing in its stubs

from kiosk.caches import memoised
from kiosk.directory.hours.holiday import HolidayCalendar

MAX_LENGTH: Final = 2_000
"""Longer texts are no hours; a parser must not be fed without end."""

_TIME: Final = re.compile(r"\(?(?:\d{1,2}:\d{2}|sunrise|sunset|dawn|dusk)")
_VARIABLE: Final = re.compile(r"sunrise|sunset|dawn|dusk|\d\+|\d:\d{2}\s*\+")
_STATE: Final = re.compile(r"\b(open|closed|off|unknown)\b\s*$")
_COMMENT: Final = re.compile(r'"([^"]*)"\s*$')
_DAY_TOKEN: Final = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b")
APPOINTMENT: Final = re.compile(r"rendez[- ]?vous|\brdv\b|appointment", re.IGNORECASE)
"""What a comment says by which one cannot just walk in."""

_HOLIDAY: Final = re.compile(r"^(PH|SH)(?:\s*([+-]\s*\d+)\s*days?)?$")
_OFFSET: Final = re.compile(r"(PH|SH)\s+([+-])\s*(\d+)\s+days?")
_ENDS_RULE: Final = re.compile(r'(?:\d{1,2}:\d{2}\+?|\)|open|closed|off|unknown|")\s*$')


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRule:
    """One rule: on which days, at what times, in which state.

    Attributes:
        joint: What joins it to the rule before: ";" (overrides), "," (adds), "||" (otherwise).
        days: Day selector ("Jul-Aug Mo-Fr,PH"), or "".
        times: Time selector ("09:00-12:00,14:00-17:00"), or "" for the whole day.
        state: "open", "off" or "unknown".
        comment: What stands in quotes, or "".
    """

    joint: str
    days: str
    times: str
    state: str
    comment: str

    @property
    def of_the_day(self) -> str:
        """The rule without its days."""
        comment = f' "{self.comment}"' if self.comment else ""
        return f"{self.times} {self.state}{comment}".strip()


def is_valid(text: str) -> bool:
    """Whether ``text`` is an ``opening_hours`` text that can be evaluated."""
    if not text.strip() or len(text) > MAX_LENGTH or text.count('"') % 2:
        return False
    try:
        Expression(text)
        for rule in rules_of(text):
            Expression(f"2001 Jan 1 {rule.of_the_day}")
            for item in _day_items(rule.days):
                if not _HOLIDAY.match(item):
                    Expression(item)
    except ParserError:
        return False
    return True


def without_comments(osm: str) -> str:
    """``osm`` without what somebody wrote into it; that an appointment is needed stays, in our words."""
    text = ""
    for rule in rules_of(osm):
        asks = bool(APPOINTMENT.search(rule.comment))
        state = "" if rule.state == "open" and not asks else rule.state
        comment = '"sur rendez-vous"' if asks else ""
        said = " ".join(part for part in (rule.days, rule.times, state, comment) if part)
        text += f"{f'{rule.joint} ' if text else ''}{said}"
    return text


@memoised
def rules_of(text: str) -> tuple[OpeningRule, ...]:
    """The rules of a text. Holidays that are off come last, as their writer meant it."""
    rules = [_rule(joint, part) for joint, part in _split(text.strip())]
    holidays_off = [rule for rule in rules if _is_holiday_off(rule)]
    others = [rule for rule in rules if not _is_holiday_off(rule)]
    return (*others, *holidays_off)


def matches(rule: OpeningRule, day: date, calendar: HolidayCalendar) -> bool | None:
    """Whether the rule speaks of ``day``; None when that hangs on an unknown holiday."""
    found: bool | None = True
    wide, segments = _parts(rule.days)
    if wide and not _library_matches(wide, day):
        return False
    for segment in segments:
        found = _both(found, _any_matches(segment, day, calendar))
    return found


@memoised
def _parts(days: str) -> tuple[str, list[list[str]]]:
    """The months and weeks of a day selector, and the alternatives of each of its other parts."""
    first = _DAY_TOKEN.search(days)
    if first is None:
        return days, []
    return days[: first.start()].strip(" :"), _segments(days[first.start() :])


def _split(text: str) -> list[tuple[str, str]]:
    """Cut at ";", "||" and at those commas that begin a further rule, outside quotes."""
    parts: list[tuple[str, str]] = []
    joint, current, quoted = ";", "", False
    position = 0
    while position < len(text):
        char = text[position]
        quoted ^= char == '"'
        step = 2 if text.startswith("||", position) else 1
        if not quoted and (char == ";" or step == 2 or _begins_rule(current, text[position:])):
            parts.append((joint, current))
            joint, current = text[position : position + step], ""
        else:
            step = 1
            current += char
        position += step
    parts.append((joint, current))
    return [(joint, part.strip()) for joint, part in parts if part.strip()]


def _begins_rule(before: str, rest: str) -> bool:
    if not rest.startswith(",") or not _ENDS_RULE.search(before):
        return False
    after = rest[1:].lstrip()
    return after[:1].isalpha() and not _TIME.match(after)


def _rule(joint: str, text: str) -> OpeningRule:
    comment = ""
    if found := _COMMENT.search(text):
        comment, text = found.group(1).strip(), text[: found.start()].strip()
    state = ""
    if found := _STATE.search(text):
        state, text = found.group(1), text[: found.start()].strip()
    if text == "24/7":
        days, times = "", "00:00-24:00"
    else:
        first = _TIME.search(text)
        days = text[: first.start()] if first else text
        times = text[first.start() :] if first else ""
    return _honest(joint=joint, days=days.strip(" :,"), times=times, state=state, comment=comment)


def _honest(*, joint: str, days: str, times: str, state: str, comment: str) -> OpeningRule:
    """Say "unknown" wherever the text does not tell from when to when."""
    if state in {"off", "closed"}:
        state = "off"
    elif not times:
        state = "unknown"
    elif _VARIABLE.search(times) or _whole_turn(times):
        state, comment, times = "unknown", comment or times, ""
    else:
        state = state or "open"
    return OpeningRule(joint=joint, days=days, times=times, state=state, comment=comment)


def _whole_turn(times: str) -> bool:
    """Whether a span begins and ends at the same minute: nobody means 24 hours by it."""
    return any(
        len(ends := span.strip().split("-")) == 2 and ends[0].strip() == ends[1].strip()
        for span in times.split(",")
    )


def _is_holiday_off(rule: OpeningRule) -> bool:
    items = _day_items(rule.days)
    return rule.state == "off" and bool(items) and all(_HOLIDAY.match(item) for item in items)


def _day_items(days: str) -> list[str]:
    wide, segments = _parts(days)
    narrow = [item for segment in segments for item in segment]
    return [wide, *narrow] if wide else narrow


def _segments(narrow: str) -> list[list[str]]:
    """The alternatives of each part of "SH Mo-Fr,Su": parts must all hold, one of a part's items."""
    glued = _OFFSET.sub(r"\1\2\3days", narrow)
    glued = re.sub(r"\s*,\s*", ",", re.sub(r"\s*-\s*(?=[A-Z])", "-", glued))
    return [re.split(r",(?![^\[]*\])", part) for part in glued.split()]


def _any_matches(items: list[str], day: date, calendar: HolidayCalendar) -> bool | None:
    found: bool | None = False
    for item in items:
        one = _item_matches(item, day, calendar)
        if one:
            return True
        found = None if one is None else found
    return found


def _item_matches(item: str, day: date, calendar: HolidayCalendar) -> bool | None:
    holiday = _HOLIDAY.match(item)
    if holiday is None:
        return _library_matches(item, day)
    shift = int((holiday.group(2) or "0").replace(" ", ""))
    asked = date.fromordinal(day.toordinal() - shift)
    if holiday.group(1) == "PH":
        return calendar.is_public_holiday(asked)
    return calendar.is_school_holiday(asked)


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


@memoised
def _library_matches(days: str, day: date) -> bool:
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - wall-clock time
    return Expression(days).is_open(noon)
