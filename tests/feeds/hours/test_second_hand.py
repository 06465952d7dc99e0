"""Sentences of a second hand, with what is true at some moments: none may be read otherwise."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.schedule import OpeningStatus, Schedule
from kiosk.feeds.hours.opening_text import read_opening_text

RAW: Final[list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("second_hand.toml").read_text("utf-8")
)["sentence"]
PARIS: Final = ZoneInfo("Europe/Paris")
DIJON: Final = HolidayCalendar(department="21")


def said(osm: str, moment: str) -> str:
    at = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    status = Schedule(hours=OpeningHours(osm=osm), calendar=DIJON).opening(at).status
    if status.is_open:
        return "open"
    return "appointment" if status is OpeningStatus.BY_APPOINTMENT else status.for_programs


@pytest.mark.parametrize("sentence", RAW, ids=lambda each: each["text"][:50])
def test_a_second_hand_is_never_read_otherwise(sentence: dict[str, Any]) -> None:
    osm = read_opening_text(sentence["text"]).osm
    if osm is None:
        return
    assert sentence["clear"], "read, though a careful reader cannot be sure"
    for moment, true in sentence["checks"]:
        assert said(osm, moment) in {true, "unknown"}, (moment, osm)


def test_most_of_what_is_clear_is_read() -> None:
    clear = [each for each in RAW if each["clear"]]
    read = [each for each in clear if read_opening_text(each["text"]).osm]
    assert len(read) >= 30, f"{len(read)} of {len(clear)}"
