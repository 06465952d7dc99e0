from datetime import date

import pytest

from kiosk.carry.week import WeekWords, ordinary_week, week_line
from kiosk.directory.holiday import HolidayCalendar
from kiosk.directory.hours import OpeningHours
from kiosk.directory.notice import Closure
from kiosk.directory.schedule import Schedule

WORDS = WeekWords(
    days=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), unknown="not known", appointment="RDV"
)
MONDAY = date(2026, 11, 23)


def line(osm: str | None, words: WeekWords = WORDS, **more: object) -> str:
    schedule = Schedule(hours=OpeningHours(osm=osm), calendar=HolidayCalendar(), **more)  # type: ignore[arg-type]
    week = ordinary_week(schedule, MONDAY)
    assert week is not None
    return week_line(week, words)


@pytest.mark.parametrize(
    ("osm", "said"),
    [
        ("Mo-Fr 09:00-17:00", "Mo–Fr 09:00-17:00"),
        (
            "Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00",
            "Mo–Fr 09:00-12:00 14:00-17:00, Sa 10:00-12:00",
        ),
        ("Mo,We 09:00-12:00", "Mo 09:00-12:00, We 09:00-12:00"),
        ("Mo-Su 20:00-08:00", "Mo–Su 20:00-08:00"),
        ("Mo-Su 18:00-24:00", "Mo–Su 18:00-24:00"),
        ('Tu 09:00-12:00 "sur rendez-vous"', "Tu 09:00-12:00 (RDV)"),
        (None, "not known"),
    ],
)
def test_a_week_in_one_line(osm: str | None, said: str) -> None:
    assert line(osm) == said


def test_times_are_kept_in_one_piece_where_text_runs_from_right_to_left() -> None:
    arabic = WeekWords(days=("ن",) * 7, unknown="؟", appointment="موعد", isolates=True)
    assert line("Mo 09:00-12:00", arabic) == "ن \u206609:00-12:00\u2069"


def test_one_odd_week_is_not_an_ordinary_one() -> None:
    closed = Closure(first_day=MONDAY, last_day=date(2026, 11, 29))
    assert line("Mo-Fr 09:00-17:00", closures=(closed,)) == "Mo–Fr 09:00-17:00"


def test_a_door_that_opens_every_second_week_has_no_ordinary_week() -> None:
    schedule = Schedule(hours=OpeningHours(osm="week 2-53/2 Mo 09:00-12:00"))
    assert ordinary_week(schedule, MONDAY) is None
