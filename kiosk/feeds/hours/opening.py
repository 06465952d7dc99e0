"""Hours as a feed writes them, OSM text or everyday French, become OpeningHours."""

from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.opening_rule import is_valid
from kiosk.feeds import clean
from kiosk.feeds.hours.opening_text import read_opening_text
from kiosk.feeds.problem_list import ProblemList


def opening_hours(value: object, field: str, report: ProblemList) -> OpeningHours:
    """Read ``value``; what was not understood is kept as a note, and reported."""
    text = clean.text(value)
    if text is None:
        return OpeningHours()
    read = read_opening_text(text)
    osm = read.osm if read.osm and is_valid(read.osm) else None
    if osm is None or not read.understood:
        report(
            field,
            f"{text[:200]!r} was not understood; it is shown as it is, and the place counts as"
            " 'hours not known'. Write it like 'Mo-Fr 09:00-12:00,14:00-17:00'",
        )
        return OpeningHours(osm=None, note=text)
    return OpeningHours(osm=osm, note=read.note)
