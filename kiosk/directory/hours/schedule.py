"""When one finds the door open: hours, closures and holidays together, at one moment.

One answer for badge, filter, paper, QR and voice, so that they can never disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.caches import memoised
from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.notice import Closure, TemporaryHours, first_covering
from kiosk.directory.hours.opening_hours import ALL_DAY_UNKNOWN, DaySpan, OpeningHours, spans_of_day
from kiosk.directory.hours.opening_rule import APPOINTMENT

CLOSING_SOON: Final = timedelta(minutes=30)
_A_NIGHT: Final = timedelta(days=1)
LOOK_AHEAD_DAYS: Final = 62
"""How far a next opening is looked for: two months find any "second Tuesday"."""


class OpeningStatus(StrEnum):
    """What a badge says, the most useful to a visitor first."""

    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"
    PUBLIC_HOLIDAY = "public_holiday"
    CLOSED = "closed"
    TEMPORARILY_CLOSED = "temporarily_closed"

    @property
    def is_open(self) -> bool:
        """Whether one can walk in now."""
        return self in {OpeningStatus.OPEN, OpeningStatus.CLOSING_SOON}

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows; on a public holiday that is said, so that one calls first."""
        return self in {OpeningStatus.UNKNOWN, OpeningStatus.PUBLIC_HOLIDAY}

    @property
    def for_programs(self) -> str:
        """As other programs are told, who know no "public_holiday"."""
        return str(OpeningStatus.UNKNOWN if self.is_unknown else self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The answer at one moment, in the time zone of the place.

    Attributes:
        status: See :class:`OpeningStatus`.
        until: When it closes, if it is open; None when it never does.
        next_opening: When it opens next, if it is not open and that is known.
        comment: What the source says of this very span ("by appointment"), in its language.
    """

    status: OpeningStatus
    until: datetime | None = None
    next_opening: datetime | None = None
    comment: str | None = None

    @property
    def next_change(self) -> datetime | None:
        """When the answer changes, if that is known."""
        return self.until if self.status.is_open else self.next_opening


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """An opening; it may end the next day. Aware, in the time zone of the place."""

    start: datetime
    end: datetime
    certain: bool
    comment: str | None

    @property
    def clock(self) -> str:
        """See :func:`clock_of`."""
        return clock_of(self.start, self.end)

    @property
    def by_appointment(self) -> bool:
        """Whether its comment says that one cannot just walk in."""
        return bool(self.comment and APPOINTMENT.search(self.comment))

    def holds(self, moment: datetime) -> bool:
        """Whether ``moment`` falls within, compared as instants."""
        return self.start.astimezone(UTC) <= moment.astimezone(UTC) < self.end.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """One day of a schedule.

    Attributes:
        day: The day.
        spans: What begins on it, in order; none means closed.
        closure: Why it is closed today, if it is an exception.
        temporary: Whether these are other hours than usual.
        known: False when nobody knows whether it opens on this day.
        public_holiday: Whether it is a public holiday.
    """

    day: date
    spans: tuple[TimeSpan, ...]
    closure: Closure | None
    temporary: bool
    known: bool
    public_holiday: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Everything that decides when one door is open."""

    hours: OpeningHours
    closures: tuple[Closure, ...] = ()
    temporary_hours: tuple[TemporaryHours, ...] = ()
    calendar: HolidayCalendar = HolidayCalendar()
    time_zone: str = "Europe/Paris"

    def on(self, day: date) -> DayHours:
        """The hours of ``day``. Closures come before temporary hours, these before usual ones."""
        return _hours_on(self, day)

    def week(self, today: date) -> tuple[DayHours, ...]:
        """The coming seven days, today first."""
        return tuple(self.on(today + timedelta(days=offset)) for offset in range(7))

    def local(self, moment: datetime) -> datetime:
        """``moment`` on the clock of the place."""
        return moment.astimezone(_zone(self.time_zone))

    def opening(self, now: datetime) -> Opening:
        """What is true at ``now`` (aware).

        Raises:
            ValueError: ``now`` has no time zone.
        """
        if now.tzinfo is None:
            message = "now must say its time zone"
            raise ValueError(message)
        now = now.astimezone(UTC)
        local = self.local(now)
        spans = [*self.on(local.date() - timedelta(days=1)).spans, *self.on(local.date()).spans]
        current = sorted(
            (span for span in spans if span.holds(now)),
            key=lambda span: (not span.certain, span.by_appointment),
        )
        if current and current[0].certain:
            return self._open(current[0], now)
        return self._not_open(current[0] if current else None, now)

    def steady_until(self, now: datetime) -> datetime:
        """Until when :meth:`opening` surely gives the answer of ``now`` (aware); midnight at the latest.

        Nothing changes but at the beginning, the end, or the last half hour of a span of today or
        of last night.
        """
        local = self.local(now)
        today, tomorrow = local.date(), local.date() + timedelta(days=1)
        edges = [datetime.combine(tomorrow, time.min, _zone(self.time_zone)).astimezone(UTC)]
        for day in (today - timedelta(days=1), today):
            for span in self.on(day).spans:
                end = span.end.astimezone(UTC)
                edges += [span.start.astimezone(UTC), end - CLOSING_SOON, end]
        return min(edge for edge in edges if edge > now)

    def walk_in(self, start: datetime, end: datetime) -> TimeSpan | None:
        """The first opening, without appointment, that one finds between two moments (aware).

        ``start`` and ``end`` may be the same moment; ``end`` itself does not count.
        """
        first = self.local(start).date() - timedelta(days=1)
        last = self.local(end).date()
        begins, ends = start.astimezone(UTC), end.astimezone(UTC)
        for span in self._spans_from(first, days=(last - first).days + 1):
            opens, closes = span.start.astimezone(UTC), span.end.astimezone(UTC)
            meets = (opens < ends and closes > begins) or opens <= begins < closes
            if meets and span.certain and not span.by_appointment:
                return span
        return None

    def _open(self, span: TimeSpan, now: datetime) -> Opening:
        until = self._until(span)
        status = OpeningStatus.OPEN
        if span.by_appointment:
            status = OpeningStatus.BY_APPOINTMENT
        elif until is not None and until - now <= CLOSING_SOON:
            status = OpeningStatus.CLOSING_SOON
        return Opening(status=status, until=until, comment=span.comment)

    def _until(self, span: TimeSpan) -> datetime | None:
        """The end of ``span``, or of the spans that follow it without a gap; None after a week."""
        end = span.end
        for following in self._spans_from(span.start.date()):
            if following.start <= end < following.end and following.certain:
                end = following.end
            if following.start > end + _A_NIGHT:
                return end
            if end - span.start > timedelta(days=7):
                return None
        return end

    def _not_open(self, uncertain: TimeSpan | None, now: datetime) -> Opening:
        today = self.on(self.local(now).date())
        comment = uncertain.comment if uncertain else None
        if uncertain is not None:
            status = OpeningStatus.UNKNOWN
            if uncertain.by_appointment:
                status = OpeningStatus.BY_APPOINTMENT
        elif today.closure is not None:
            status, comment = OpeningStatus.TEMPORARILY_CLOSED, today.closure.reason
        else:
            status = OpeningStatus.CLOSED if today.known else OpeningStatus.UNKNOWN
        if status is OpeningStatus.UNKNOWN and self.hours.known and today.public_holiday:
            status = OpeningStatus.PUBLIC_HOLIDAY
        return Opening(status=status, next_opening=self._next_opening(now), comment=comment)

    def _next_opening(self, now: datetime) -> datetime | None:
        if not self.hours.known and not self.temporary_hours:
            return None
        today = self.local(now).date()
        for span in self._spans_from(today, days=LOOK_AHEAD_DAYS):
            if span.certain and span.start.astimezone(UTC) > now.astimezone(UTC):
                return span.start
        return None

    def _spans_from(self, first: date, days: int = 9) -> Iterator[TimeSpan]:
        for offset in range(days):
            yield from self.on(first + timedelta(days=offset)).spans


def clock_of(start: datetime, end: datetime) -> str:
    """From when to when on the clock, "09:00–17:00"; midnight at the end is 24:00."""
    closes = f"{end:%H:%M}"
    return f"{start:%H:%M}–{'24:00' if closes == '00:00' else closes}"


@memoised
def _hours_on(schedule: Schedule, day: date) -> DayHours:
    closure = first_covering(schedule.closures, day)
    temporary = first_covering(schedule.temporary_hours, day)
    osm = temporary.osm if temporary else schedule.hours.osm
    spans: tuple[DaySpan, ...] = ()
    if closure is None and osm is not None:
        spans = spans_of_day(osm, day, schedule.calendar)
    return DayHours(
        day=day,
        spans=tuple(_time_span(span, day, schedule.time_zone) for span in spans),
        closure=closure,
        temporary=temporary is not None and closure is None,
        known=closure is not None or (osm is not None and spans != ALL_DAY_UNKNOWN),
        public_holiday=bool(schedule.calendar.is_public_holiday(day)),
    )


def _time_span(span: DaySpan, day: date, zone: str) -> TimeSpan:
    midnight = datetime.combine(day, time.min)
    start = midnight + timedelta(minutes=span.start)
    end = midnight + timedelta(minutes=span.end)
    # At the autumn change an hour comes twice: open from its first to its second time.
    return TimeSpan(
        start=start.replace(tzinfo=_zone(zone), fold=0),
        end=end.replace(tzinfo=_zone(zone), fold=1),
        certain=span.certain,
        comment=span.comment,
    )


@memoised
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
