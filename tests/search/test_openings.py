"""The filter "open at that time" and the badge can never disagree, whatever the rules and the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.notice import Closure, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.schedule import Schedule
from kiosk.search.moment import ANY, Open, When
from kiosk.search.openings import answer_of, fits, span_at
from tests.world import PARIS

DAYS = ("Mo", "Tu", "We-Fr", "Sa,Su", "Mo-Su", "Tu[2]", "Fr[-1]", "week 02-52/2 Th", "Nov-Mar Mo-Su", "Dec 24-Jan 02")  # fmt: skip
TIMES = ("09:00-12:00", "08:30-12:00,13:30-17:00", "20:00-08:00", "00:00-24:00", "22:00-26:00", "01:00-04:00", "14:00+",
         '10:00-12:00 "sur rendez-vous"', "off", "02:30-03:30")  # fmt: skip
TAILS = ("", "; PH off", "; SH off", "; PH,Su 10:00-12:00", ' || "sur rendez-vous"', "; 24/7")
ZONES = ("Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Tahiti", "America/Miquelon")
# Both clock changes, a public holiday, a school holiday, the turn of the year, an ordinary Monday.
ANCHORS = (date(2026, 3, 28), date(2026, 10, 24), date(2026, 7, 14), date(2026, 12, 22), date(2026, 12, 31), date(2026, 3, 2))  # fmt: skip


def days(around: date) -> st.SearchStrategy[date]:
    return st.integers(-3, 4).map(lambda ahead: around + timedelta(days=ahead))


@st.composite
def schedules(draw: st.DrawFn, around: date) -> Schedule:
    rules = draw(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(TIMES)), max_size=3))
    osm = "; ".join(f"{day} {times}" for day, times in rules) + draw(st.sampled_from(TAILS))
    closures = draw(st.lists(st.tuples(days(around), st.integers(0, 2)), max_size=2))
    temporary = draw(
        st.lists(st.tuples(days(around), st.sampled_from((*TIMES[:6], None))), max_size=1)
    )
    return Schedule(
        hours=OpeningHours(osm=osm.strip("; ") or None if rules else None),
        closures=tuple(
            Closure(first_day=first, last_day=first + timedelta(days=more))
            for first, more in closures
        ),
        temporary_hours=tuple(
            TemporaryHours(first_day=day, last_day=day, osm=f"Mo-Su {times}" if times else None)
            for day, times in temporary
        ),
        calendar=HolidayCalendar(department=draw(st.sampled_from(("21", "67", "974", None)))),
        time_zone=draw(st.sampled_from(ZONES)),
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    around = draw(st.sampled_from(ANCHORS))
    minute = draw(st.integers(0, 5 * 24 * 60 - 1))
    moment = datetime.combine(around, time.min, UTC) + timedelta(minutes=minute - 24 * 60)
    return draw(schedules(around)), moment


@given(situations())
@example(
    (Schedule(hours=OpeningHours(osm="Su 02:30-03:30")), datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
)
@example(
    (Schedule(hours=OpeningHours(osm="Su 02:00-03:00")), datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
)
def test_open_at_a_moment_is_what_the_badge_says_then(situation: tuple[Schedule, datetime]) -> None:
    schedule, moment = situation
    local = schedule.local(moment)
    asked = When(Open.MOMENT, local.date(), local.time())
    earlier = moment - timedelta(days=2)
    badge = schedule.opening(moment)
    assert fits(schedule, moment, When(Open.NOW), badge) is badge.status.is_open
    if local.fold == 0 and _exists(local):  # Of the hour that comes twice, the first is asked for.
        assert fits(schedule, earlier, asked, schedule.opening(earlier)) is badge.status.is_open


def _exists(local: datetime) -> bool:
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(
        tzinfo=None
    )


@given(
    situations(), st.sampled_from((Open.TODAY, Open.TONIGHT, Open.TOMORROW, Open.TOMORROW_MORNING))
)
def test_open_within_a_time_is_open_at_some_minute_of_it(
    situation: tuple[Schedule, datetime], open_: Open
) -> None:
    schedule, now = situation
    start, end = (each.astimezone(UTC) for each in When(open_).window(schedule.local(now)))
    opens_then = fits(schedule, now, When(open_), schedule.opening(now))
    found = span_at(schedule, now, When(open_))
    assert opens_then is (found is not None)
    if found is not None:
        meets = max(start, found.start.astimezone(UTC))
        assert meets < max(end, start + timedelta(minutes=1))
        assert schedule.opening(meets).status.is_open
    else:
        # Every opening of the rules begins and ends on a half hour.
        halves = (
            start + timedelta(minutes=30 * step)
            for step in range(int((end - start) / timedelta(minutes=30)) + 1)
        )
        assert not any(schedule.opening(each).status.is_open for each in halves if each < end)


@given(
    situations(),
    st.sampled_from((Open.ANY, Open.TODAY, Open.TONIGHT, Open.TOMORROW)),
    st.floats(0, 1, exclude_max=True),
)
def test_an_answer_holds_as_long_as_it_says(
    situation: tuple[Schedule, datetime], open_: Open, part: float
) -> None:
    """What is remembered never differs from what the engine would say now."""
    schedule, now = situation
    first = answer_of(schedule, now, When(open_))
    later = now + timedelta(minutes=int((first.until - first.since) * part))
    again = answer_of(schedule, later, When(open_))
    assert again[:4] == first[:4]
    assert first.since < first.until <= first.since + 25 * 60


@given(situations())
def test_any_time_lets_everything_through(situation: tuple[Schedule, datetime]) -> None:
    schedule, moment = situation
    assert fits(schedule, moment, ANY, schedule.opening(moment))


@pytest.mark.parametrize(
    ("when", "now", "start", "end"),
    [
        ("tonight", "2026-03-02T10:00", "2026-03-02T18:00", "2026-03-03T06:00"),
        ("tonight", "2026-03-02T20:15", "2026-03-02T20:15", "2026-03-03T06:00"),
        ("tonight", "2026-03-03T02:00", "2026-03-03T02:00", "2026-03-03T06:00"),
        ("today", "2026-03-02T10:00", "2026-03-02T10:00", "2026-03-03T00:00"),
        ("tomorrow_morning", "2026-03-02T10:00", "2026-03-03T06:00", "2026-03-03T12:00"),
        ("2026-03-08", "2026-03-02T10:00", "2026-03-08T00:00", "2026-03-09T00:00"),
        ("2026-03-08T14:30", "2026-03-02T10:00", "2026-03-08T14:30", "2026-03-08T14:30"),
    ],
)
def test_times_to_come(when: str, now: str, start: str, end: str) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=PARIS)

    parsed = When.parse(when)
    assert parsed is not None
    assert str(parsed) == when
    assert parsed.window(at(now)) == (at(start), at(end))


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "2026-03-08T25:00", "2026-03-08T14:30+01:00", "20260308T14"]
)
def test_what_is_no_time(text: str) -> None:
    assert When.parse(text) is None


def test_the_same_clock_everywhere() -> None:
    """Sunday at 14:30 is meant on the clock of the place."""
    schedule = Schedule(hours=OpeningHours(osm="Su 14:00-15:00"), time_zone="Indian/Reunion")
    now = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Paris"))
    assert span_at(schedule, now, When(Open.MOMENT, date(2026, 3, 8), time(14, 30))) is not None
    assert span_at(schedule, now, When(Open.MOMENT, date(2026, 3, 8), time(11, 30))) is None
