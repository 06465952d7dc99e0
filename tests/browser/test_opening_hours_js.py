"""What we export as hours is read alike by opening_hours.js, which half the field uses."""

import hashlib
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.opening_hours import spans_of_day
from kiosk.directory.hours.opening_rule import matches, rules_of
from tests.feeds.hours.sentences import UNDERSTOOD

VENDOR: Final = Path(__file__).parent.parent / "vendor"
LIBRARY: Final = VENDOR / "opening_hours-3.15.0.js"
FIRST: Final = date(2026, 1, 1)
DAYS: Final = 365
_EPOCH: Final = datetime(1970, 1, 1)
_A_DAY: Final = 1440
DIJON: Final = HolidayCalendar(country="fr", department="21")

ASK: Final = """([texts, from, to]) => texts.map(text => {
    const place = {lat: '47.32', lon: '5.04', address: {
        country_code: 'fr', state: 'Bourgogne-Franche-Comté', county: "Côte-d'Or"}};
    const intervals = new opening_hours(text, place, {locale: 'fr'}).getOpenIntervals(new Date(from), new Date(to));
    return intervals.map(([start, end, unknown]) => [start.getTime() / 60000, end.getTime() / 60000, !unknown]);
})"""

Minutes = set[tuple[int, bool]]
"""Quarters of an hour, from 1970, and whether it is surely open then."""


def test_the_library_is_the_one_that_is_listed() -> None:
    listed = re.findall(r"`([0-9a-f]{64})`", (VENDOR / "VENDOR.md").read_text("utf-8"))
    assert [hashlib.sha256(LIBRARY.read_bytes()).hexdigest()] == listed


def test_hours_are_what_they_are_to_others(browser: Browser) -> None:
    """A night that begins before a day with a rule of its own is left aside: others cut it at midnight.

    To us it belongs to the evening on which it begins; somebody who sleeps there is not sent away at midnight.
    """
    texts = sorted({each.osm for each in UNDERSTOOD if each.osm})
    page = browser.new_context(timezone_id="UTC").new_page()
    page.evaluate("window.SunCalc = {}")
    page.add_script_tag(path=str(LIBRARY))
    ends = FIRST + timedelta(days=DAYS)
    theirs = page.evaluate(ASK, [texts, f"{FIRST}T00:00:00Z", f"{ends}T00:00:00Z"])
    page.context.close()
    differing = {
        text: sorted(found)[:3]
        for text, intervals in zip(texts, theirs, strict=True)
        if (found := _ours(text) ^ _quarters(intervals))
    }
    assert differing == {}


def _ours(text: str) -> Minutes:
    found: list[tuple[int, int, bool]] = []
    for offset in range(-1, DAYS):
        day = FIRST + timedelta(days=offset)
        midnight = round((datetime.combine(day, datetime.min.time()) - _EPOCH).total_seconds() / 60)
        for span in spans_of_day(text, day, DIJON):
            end = _A_DAY if _is_cut_by_others(text, day + timedelta(days=1)) else 2 * _A_DAY
            found.append((midnight + span.start, midnight + min(end, span.end), span.certain))
    return _quarters(found)


def _is_cut_by_others(text: str, following: date) -> bool:
    """Whether what has a rule of its own begins at midnight: a public holiday, a day that is off."""
    rules = [rule for rule in rules_of(text) if rule.state == "off" or rule.days == "PH"]
    return any(matches(rule, following, DIJON) for rule in rules)


def _quarters(intervals: list[tuple[int, int, bool]]) -> Minutes:
    """Quarters within the year; what is surely open is not doubtful as well."""
    first = round((datetime.combine(FIRST, datetime.min.time()) - _EPOCH).total_seconds() / 60)
    within = range(first, first + DAYS * _A_DAY, 15)
    quarters = {
        (at, sure)
        for start, end, sure in intervals
        for at in range(int(start), int(end), 15)
        if at in within
    }
    return {(at, sure) for at, sure in quarters if sure or (at, True) not in quarters}
