"""The table of a phone says at every minute what the engine says."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.hours.notice import Closure
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.schedule import Schedule
from kiosk.pocket.opening_table import DAYS, STATUSES, offsets, ordinary_week, turns
from tests.thoroughness import examples

START = datetime(2026, 10, 20, tzinfo=UTC)
"""Five days before the clocks change."""

TEXTS = (
    "Mo-Fr 09:00-12:00,14:00-17:30; PH off",
    "Mo-Su 20:00-08:00",
    "24/7",
    "Tu[2] 10:00-11:00; Sa 23:00-26:00",
    'Mo-Fr 09:00-12:00 "sur rendez-vous"',
    "week 1-53/2 We 14:00-16:00",
    "Mo-Su 00:00-24:00; Sa off",
    None,
)


def looked_up(table: tuple[int, ...], minute: int) -> tuple[int, int]:
    """As the phone does it."""
    rows = [table[at : at + 3] for at in range(0, len(table), 3)]
    last = max((row for row in rows if row[0] <= minute), key=lambda row: row[0])
    return last[1], last[2]


@pytest.mark.parametrize("osm", TEXTS)
@pytest.mark.parametrize("zone", ["Europe/Paris", "America/Cayenne"])
def test_every_quarter_of_an_hour(osm: str | None, zone: str) -> None:
    closed = Closure(
        first_day=datetime(2026, 10, 28, tzinfo=UTC).date(),
        last_day=datetime(2026, 10, 29, tzinfo=UTC).date(),
    )
    schedule = Schedule(hours=OpeningHours(osm=osm), closures=(closed,), time_zone=zone)
    table = turns(schedule.opening, [schedule], START)
    for minute in range(0, DAYS * 24 * 60, 15):
        answer = schedule.opening(START + timedelta(minutes=minute))
        change = answer.next_change
        told = -1 if change is None else (change.astimezone(UTC) - START) // timedelta(minutes=1)
        assert looked_up(table, minute) == (STATUSES.index(answer.status), told)


@settings(max_examples=examples(60))
@given(st.sampled_from(TEXTS), st.integers(0, DAYS * 24 * 60 - 1))
def test_any_minute(osm: str | None, minute: int) -> None:
    schedule = Schedule(hours=OpeningHours(osm=osm))
    table = turns(schedule.opening, [schedule], START)
    status, _ = looked_up(table, minute)
    assert STATUSES[status] is schedule.opening(START + timedelta(minutes=minute)).status


@given(
    st.integers(0, 70 * 24 * 60),
    st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Cayenne"]),
)
def test_the_clock_of_a_place(minute: int, zone: str) -> None:
    table = offsets(zone, START, 76)
    rows = [table[at : at + 2] for at in range(0, len(table), 2)]
    offset = max((row for row in rows if row[0] <= minute), key=lambda row: row[0])[1]
    there = (START + timedelta(minutes=minute)).astimezone(ZoneInfo(zone)).utcoffset()
    assert there == timedelta(minutes=offset)


def test_one_odd_week_is_not_an_ordinary_one() -> None:
    monday = date(2026, 11, 23)
    closed = Closure(first_day=monday, last_day=date(2026, 11, 29))
    schedule = Schedule(hours=OpeningHours(osm="Mo-Fr 09:00-17:00"), closures=(closed,))
    week = ordinary_week(schedule, monday)
    assert week is not None
    assert [len(day.spans) for day in week] == [1, 1, 1, 1, 1, 0, 0]


def test_a_door_that_opens_every_second_week_has_no_ordinary_week() -> None:
    schedule = Schedule(hours=OpeningHours(osm="week 2-53/2 Mo 09:00-12:00"))
    assert ordinary_week(schedule, date(2026, 11, 23)) is None
