"""Hours, closures and holidays at one moment; each trap of the library has its case."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.notice import Closure, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.opening_rule import is_valid
from kiosk.directory.hours.schedule import OpeningStatus, Schedule

PARIS = ZoneInfo("Europe/Paris")
DIJON = HolidayCalendar(department="21")


def schedule(osm: str | None, calendar: HolidayCalendar = DIJON, **more: object) -> Schedule:
    return Schedule(hours=OpeningHours(osm=osm), calendar=calendar, **more)  # type: ignore[arg-type]


def at(text: str, zone: ZoneInfo = PARIS, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


@pytest.mark.parametrize(
    ("osm", "moment", "status"),
    [
        ("Mo-Fr 09:00-12:00", "2026-03-02T10:00", "open"),
        ("Mo-Fr 09:00-12:00", "2026-03-02T11:29", "open"),
        ("Mo-Fr 09:00-12:00", "2026-03-02T11:30", "closing_soon"),
        ("Mo-Fr 09:00-12:00", "2026-03-02T11:45", "closing_soon"),
        ("Mo-Fr 09:00-12:00", "2026-03-02T12:00", "closed"),
        ("Mo-Fr 09:00-12:00", "2026-03-01T10:00", "closed"),
        (None, "2026-03-02T10:00", "unknown"),
        ("24/7", "2026-07-14T03:00", "open"),
        # The traps: a comment alone, a condition, a fallback, days without times.
        ('"sur rendez-vous"', "2026-03-02T10:00", "by_appointment"),
        ('"quand il fait beau"', "2026-03-02T10:00", "unknown"),
        ('Mo-Fr 09:00-12:00 "sur RDV"', "2026-03-02T10:00", "by_appointment"),
        ('Mo-Fr 09:00-12:00 || "on appointment"', "2026-03-02T15:00", "by_appointment"),
        ('Mo-Fr 09:00-12:00 || "on appointment"', "2026-03-02T10:00", "open"),
        ("Mo open", "2026-03-02T10:00", "unknown"),
        ("Mo-Fr 09:00+", "2026-03-02T10:00", "unknown"),
        ("Mo 09:00-09:00", "2026-03-02T10:00", "unknown"),
        ("sunrise-sunset", "2026-03-02T10:00", "unknown"),
        # Public holidays, whatever their place in the text.
        ("Mo-Fr 09:00-17:00; PH off", "2026-07-14T10:00", "closed"),
        ("PH off; Mo-Fr 09:00-17:00", "2026-07-14T10:00", "closed"),
        ("Mo-Fr 09:00-17:00", "2026-07-14T10:00", "open"),
        ("Mo-Fr 09:00-17:00; PH Mo-Fr unknown", "2026-07-14T10:00", "public_holiday"),
        ("Mo-Fr 09:00-17:00; PH Mo-Fr unknown", "2026-11-01T10:00", "closed"),
        ("Mo-Fr 09:00-17:00; PH unknown", "2026-12-25T10:00", "public_holiday"),
        ("Mo-Fr 09:00-17:00; PH unknown", "2026-11-01T10:00", "public_holiday"),
        ("Mo-Fr 09:00-17:00; PH unknown; Sa,Su off", "2026-11-01T10:00", "closed"),
        ("Mo-Fr 09:00-17:00; PH unknown", "2026-12-24T10:00", "open"),
        ("PH,Su 10:00-12:00", "2026-07-14T11:00", "open"),
        ("PH -1 day 10:00-12:00", "2026-07-13T11:00", "open"),
        # School holidays: zone A is on holiday on 22 December 2026, and not on 2 March.
        ("SH Mo-Fr 10:00-12:00", "2026-12-22T11:00", "open"),
        ("SH Mo-Fr 10:00-12:00", "2026-03-03T11:00", "closed"),
        ("Mo-Fr 10:00-12:00; SH off", "2026-12-22T11:00", "closed"),
        ("Mo-Fr 10:00-12:00; SH off", "2031-03-04T11:00", "unknown"),
        # Weeks, ranks, seasons.
        ("Tu[2] 14:00-16:00", "2026-03-10T15:00", "open"),
        ("Tu[2] 14:00-16:00", "2026-03-03T15:00", "closed"),
        ("Tu[-1] 14:00-16:00", "2026-03-31T15:00", "open"),
        ("week 02-52/2 Th 09:00-12:00", "2026-03-05T10:00", "open"),
        ("week 01-53/2 Th 09:00-12:00", "2026-03-05T10:00", "closed"),
        ("Nov-Mar Mo-Su 19:00-21:00", "2026-03-02T20:00", "open"),
        ("Nov-Mar Mo-Su 19:00-21:00", "2026-06-02T20:00", "closed"),
        ("Jun 01-Sep 30 Mo-Su 10:00-20:00", "2026-09-30T12:00", "open"),
        # What data·inclusion writes: commas and explicit states.
        ("Mo 08:30-17:00 open, Tu 08:30-17:00 open, Sa closed", "2026-03-03T10:00", "open"),
        ("Mo 08:30-17:00 open, Tu 08:30-17:00 open, Sa closed", "2026-03-07T10:00", "closed"),
    ],
)
def test_status(osm: str | None, moment: str, status: str) -> None:
    assert schedule(osm).opening(at(moment)).status == status


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "9h-12h",
        "Lu-Ve 09:00",
        "lun-ven",
        "09.00-12.00",
        "2026-08-01",
        ";; bonjour",
        'Mo "',
    ],
)
def test_what_is_not_osm_is_refused(text: str) -> None:
    assert not is_valid(text)


def test_a_night_shelter_is_open_after_midnight() -> None:
    opening = schedule("Mo-Su 20:00-08:00").opening(at("2026-03-02T00:30"))
    assert opening.status is OpeningStatus.OPEN
    assert opening.until == at("2026-03-02T08:00")


def test_a_night_goes_on_into_a_holiday() -> None:
    """The library closes it at midnight; the people inside stay."""
    shelter = schedule("Mo-Su 20:00-08:00; PH off")
    assert shelter.opening(at("2026-07-14T00:30")).status is OpeningStatus.OPEN
    assert shelter.opening(at("2026-07-14T21:00")).status is OpeningStatus.CLOSED


def test_a_night_cut_at_midnight_is_one_span() -> None:
    opening = schedule("Mo-Su 20:00-24:00; Mo-Su 00:00-08:00, Mo-Su 20:00-24:00").opening(
        at("2026-03-02T22:00")
    )
    assert opening.until == at("2026-03-03T08:00")


@pytest.mark.parametrize("moment", ["2026-03-29T01:30", "2026-03-29T03:30", "2026-10-25T02:30"])
@pytest.mark.parametrize("fold", [0, 1])
def test_both_clock_changes(moment: str, fold: int) -> None:
    opening = schedule("Mo-Su 20:00-08:00").opening(at(moment, fold=fold))
    assert opening.status is OpeningStatus.OPEN
    assert opening.until is not None
    assert f"{opening.until:%H:%M}" == "08:00"
    assert opening.until.astimezone(UTC) > at(moment, fold=fold).astimezone(UTC)


def test_the_hour_that_comes_twice_is_open_until_its_second_end() -> None:
    early = schedule("Su 01:00-02:30")
    assert early.opening(at("2026-10-25T02:15", fold=1)).status.is_open
    assert not early.opening(at("2026-10-25T02:45", fold=1)).status.is_open


def test_overseas_places_live_by_their_own_clock_and_holidays() -> None:
    reunion = schedule(
        "Mo-Sa 08:00-12:00; PH off", HolidayCalendar(department="974"), time_zone="Indian/Reunion"
    )
    assert reunion.opening(datetime(2026, 3, 2, 5, 0, tzinfo=UTC)).status.is_open
    assert not reunion.opening(datetime(2026, 12, 19, 20, 0, tzinfo=UTC)).status.is_open
    abolition = datetime(2025, 12, 20, 6, 0, tzinfo=UTC)  # A Saturday; a holiday there only.
    assert reunion.opening(abolition).status is OpeningStatus.CLOSED


def test_alsace_kept_the_day_after_christmas() -> None:
    osm, moment = "Mo-Sa 10:00-12:00; PH off", at("2026-12-26T11:00")
    assert schedule(osm).opening(moment).status.is_open
    for department in ("67", "68", "57"):
        calendar = HolidayCalendar(department=department)
        assert schedule(osm, calendar).opening(moment).status is OpeningStatus.CLOSED


def test_closures_hold_on_their_first_and_last_day() -> None:
    closure = Closure(first_day=date(2026, 3, 2), last_day=date(2026, 3, 3), reason="Travaux")
    closed = schedule("Mo-Fr 09:00-12:00", closures=(closure,))
    assert closed.opening(at("2026-03-02T10:00")).status is OpeningStatus.TEMPORARILY_CLOSED
    assert closed.opening(at("2026-03-03T10:00")).status is OpeningStatus.TEMPORARILY_CLOSED
    assert closed.opening(at("2026-03-04T10:00")).status is OpeningStatus.OPEN
    assert closed.opening(at("2026-03-03T10:00")).next_opening == at("2026-03-04T09:00")


def test_temporary_hours_come_before_the_usual_ones() -> None:
    other = TemporaryHours(first_day=date(2026, 3, 2), last_day=None, osm="Mo-Fr 14:00-16:00")
    changed = schedule("Mo-Fr 09:00-12:00", temporary_hours=(other,))
    assert changed.opening(at("2026-03-02T10:00")).status is OpeningStatus.CLOSED
    assert changed.opening(at("2026-03-02T15:00")).status is OpeningStatus.OPEN


def test_a_closed_place_with_unknown_hours_is_closed() -> None:
    closed = schedule(None, closures=(Closure(first_day=None, last_day=None),))
    assert closed.opening(at("2026-03-02T10:00")).status is OpeningStatus.TEMPORARILY_CLOSED


def test_now_must_say_its_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        schedule("24/7").opening(datetime(2026, 3, 2, 10))


RULES = st.sampled_from(
    ["Mo-Fr 09:00-12:00", "Mo-Su 20:00-08:00", "24/7", "Tu[2] 10:00-11:00", "PH off", "SH off",
     "week 01-53/2 We 08:00-18:00", "Sa,Su 22:00-02:00", "Dec 24-Jan 02 off", 'Th "sur RDV"']
)  # fmt: skip


@given(
    st.lists(RULES, min_size=1, max_size=4),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
)
def test_status_and_week_agree(rules: list[str], moment: datetime) -> None:
    now = moment.replace(tzinfo=UTC)
    one = schedule("; ".join(rules))
    opening = one.opening(now)
    today = one.local(now).date()
    spans = [s for day in (today - timedelta(days=1), today) for s in one.on(day).spans]
    inside = any(span.holds(now) and span.certain for span in spans)
    assert inside == (opening.status.is_open or (opening.until is not None))
    if opening.next_change is not None:
        assert opening.next_change.astimezone(UTC) > now
