"""Opening hours: an OSM ``opening_hours`` text, and what it says of one day.

A text is evaluated day by day: a span belongs to the day on which it begins, so that a night
shelter is open at 00:30 because of yesterday, whatever today is.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from opening_hours import OpeningHours as Expression
from opening_hours import ParserError, State  # type: ignore[attr-defined] # missing in its stubs

from kiosk.caches import memoised
from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.opening_rule import OpeningRule, matches, rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """When a door is open.

    Attributes:
        osm: OSM ``opening_hours`` text that :func:`kiosk.directory.hours.opening_rule.is_valid` accepts;
            None when the hours are not known.
        note: What no rule can say, in the source's language; shown, never evaluated.
    """

    osm: str | None = None
    note: str | None = None

    @property
    def known(self) -> bool:
        """Whether there is anything to evaluate."""
        return self.osm is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """A span of one day, in minutes after its midnight; beyond 1440 it runs into the next day.

    ``certain`` False: the source itself says that it is not known whether it is open then.
    """

    start: int
    end: int
    certain: bool
    comment: str | None


_CANONICAL = datetime(2001, 1, 1)  # noqa: DTZ001 - the library takes wall-clock times
"""The day on which day-less rules are evaluated: any day will do."""

ALL_DAY_UNKNOWN = (DaySpan(start=0, end=1440, certain=False, comment=None),)


def spans_of_day(osm: str, day: date, calendar: HolidayCalendar) -> tuple[DaySpan, ...]:
    """The spans that begin on ``day``, in order.

    When the day hangs on a holiday that nobody knows and it would make a difference, the whole
    day is unknown.
    """
    matching = [(rule, matches(rule, day, calendar)) for rule in rules_of(osm)]
    if_it_is = _spans(tuple(rule for rule, speaks in matching if speaks is not False))
    if all(speaks is not None for _, speaks in matching):
        return if_it_is
    if_it_is_not = _spans(tuple(rule for rule, speaks in matching if speaks))
    return if_it_is if if_it_is == if_it_is_not else ALL_DAY_UNKNOWN


@memoised
def _spans(rules: tuple[OpeningRule, ...]) -> tuple[DaySpan, ...]:
    """The spans of rules that all speak of the same day.

    The library takes "||" for "on days without hours"; OSM means "whenever it is not open".
    """
    cut = next((at for at, rule in enumerate(rules) if at and rule.joint == "||"), len(rules))
    spans = _evaluate(rules[:cut])
    otherwise = _spans(rules[cut:]) if cut < len(rules) else ()
    gaps = [gap for span in otherwise for gap in _outside(span, spans)]
    return tuple(sorted([*spans, *gaps], key=lambda span: span.start))


def _outside(span: DaySpan, others: tuple[DaySpan, ...]) -> list[DaySpan]:
    """The parts of ``span`` that no other covers."""
    parts, start = [], span.start
    for other in others:
        if other.start >= span.end or other.end <= start:
            continue
        if other.start > start:
            parts.append(replace(span, start=start, end=other.start))
        start = max(start, other.end)
    if start < span.end:
        parts.append(replace(span, start=start))
    return parts


def _evaluate(rules: tuple[OpeningRule, ...]) -> tuple[DaySpan, ...]:
    if not rules:
        return ()
    text = ""
    for rule in rules:
        joint = f" {rule.joint} " if text else ""
        text += f"{joint}2001 Jan 1 {rule.of_the_day}"
    try:
        intervals = Expression(text).intervals(_CANONICAL, _CANONICAL + timedelta(days=3))
    except ParserError:
        return ALL_DAY_UNKNOWN
    return tuple(
        DaySpan(
            start=_minutes(start),
            end=_minutes(end),
            certain=state == State.OPEN,
            comment=comment or None,
        )
        for start, end, state, comment in intervals
        if state != State.CLOSED
    )


def _minutes(moment: datetime) -> int:
    return round((moment - _CANONICAL).total_seconds() / 60)
