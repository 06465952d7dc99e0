"""What is carried away as an ordinary week."""

from datetime import date

import pytest

from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.notice import Closure, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.ordinary_week import Hours, WeekWords, joined, printed_week, week_line
from kiosk.directory.hours.schedule import Schedule

CALENDAR = HolidayCalendar(country="fr", department="21")
BEFORE_MAY = date(2026, 4, 27)
"""Two Fridays of May 2026 and a Monday are public holidays."""


def week(osm: str | None, today: date = BEFORE_MAY, **changes: object) -> tuple[Hours, ...]:
    schedule = Schedule(hours=OpeningHours(osm=osm), calendar=CALENDAR, **changes)  # type: ignore[arg-type]
    return printed_week((schedule,), today)


def test_public_holidays_are_no_ordinary_days() -> None:
    found = week("Mo-Fr 09:00-17:00; PH off")
    assert found[:5] == (Hours(spans=("09:00–17:00",)),) * 5
    assert found[5:] == (Hours(spans=()),) * 2


def test_what_is_not_every_week_is_marked() -> None:
    assert week("Tu[2] 14:00-16:00")[1] == Hours(spans=("14:00–16:00",), varies=True)
    assert week("week 01-53/2 We 10:00-11:00")[2].varies


def test_a_season_that_ends_is_marked() -> None:
    assert week("Apr-Oct Mo 07:00-22:00", date(2026, 10, 5))[0].varies
    assert not week("Apr-Oct Mo 07:00-22:00", date(2026, 6, 1))[0].varies


def test_other_hours_for_a_while_are_marked_and_closures_left_to_words() -> None:
    other = TemporaryHours(first_day=date(2026, 5, 1), last_day=date(2026, 5, 10), osm="Tu 10:00-11:00")  # fmt: skip
    assert week("Tu 09:00-17:00", temporary_hours=(other,))[1].varies
    closed = Closure(first_day=date(2026, 5, 1), last_day=date(2026, 5, 10))
    assert week("Tu 09:00-17:00", closures=(closed,))[1] == Hours(spans=("09:00–17:00",))


@pytest.mark.parametrize("osm", [None, 'Mo-Su unknown "?"'])
def test_unknown_stays_unknown(osm: str | None) -> None:
    assert not any(each.known for each in week(osm))


def test_nights_and_midnight() -> None:
    assert week("Mo 20:00-08:00")[0].spans == ("20:00–08:00",)
    assert week("24/7")[6].spans == ("00:00–24:00",)


def test_appointments() -> None:
    assert week('Mo 09:00-12:00 "sur rendez-vous"')[0].by_appointment


def test_two_schedules_are_one_week() -> None:
    schedules = tuple(
        Schedule(hours=OpeningHours(osm=osm), calendar=CALENDAR)
        for osm in ("Mo 14:00-16:00", "Mo 09:00-12:00", None)
    )
    assert printed_week(schedules, BEFORE_MAY)[0].spans == ("09:00–12:00", "14:00–16:00")
    assert not printed_week(schedules, BEFORE_MAY)[1].known


def test_equal_days_are_one_line() -> None:
    lines = joined(week("Mo-Fr 09:00-12:00; We 10:00-11:00"))
    assert [(each.first, each.last) for each in lines] == [(0, 1), (2, 2), (3, 4), (5, 6)]


WORDS = WeekWords(
    days=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), unknown="not known", appointment="RDV"
)
MONDAY = date(2026, 9, 7)


def line(osm: str | None, words: WeekWords = WORDS, **more: object) -> str:
    return week_line(week(osm, MONDAY, **more), words)


@pytest.mark.parametrize(
    ("osm", "said"),
    [
        ("Mo-Fr 09:00-17:00", "Mo–Fr 09:00–17:00"),
        (
            "Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00",
            "Mo–Fr 09:00–12:00 14:00–17:00, Sa 10:00–12:00",
        ),
        ("Mo,We 09:00-12:00", "Mo 09:00–12:00, We 09:00–12:00"),
        ("Mo-Su 20:00-08:00", "Mo–Su 20:00–08:00"),
        ("Mo-Su 18:00-24:00", "Mo–Su 18:00–24:00"),
        ('Tu 09:00-12:00 "sur rendez-vous"', "Tu 09:00–12:00 (RDV)"),
        (None, "not known"),
    ],
)
def test_a_week_in_one_line(osm: str | None, said: str) -> None:
    assert line(osm) == said


def test_times_are_kept_in_one_piece_where_text_runs_from_right_to_left() -> None:
    arabic = WeekWords(days=("ن",) * 7, unknown="؟", appointment="موعد", isolates=True)
    assert line("Mo 09:00-12:00", arabic) == "ن \u206609:00–12:00\u2069"
