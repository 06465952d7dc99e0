"""Hours of a row: a sentence, a column for each day or half of it, or one for each end of an opening."""

import re
from typing import Final

from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.opening_rule import is_valid
from kiosk.directory.vocabulary.fold import fold
from kiosk.feeds import clean
from kiosk.feeds.hours.opening import opening_hours
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.spreadsheet.cells import Cells
from kiosk.feeds.spreadsheet.day_heading import WEEK

_CLOSED: Final = frozenset(
    ["ferme", "fermee", "fermes", "closed", "close", "non", "no", "f", "off", "0", "neant", "aucun", "aucune",
     "pas d ouverture", "ferme toute la journee", "pas d accueil", "ferme la journee", "false", "faux"]
)  # fmt: skip
_OSM_DAYS: Final = dict(zip(WEEK, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True))
_SECONDS: Final = re.compile(r"\b(\d{1,2}:\d\d):00\b")
_BARE_HOUR: Final = re.compile(r"\d{1,2}")
_BARE_TIME: Final = re.compile(r"(\d{1,2})(\d\d)")
_UNKNOWN: Final = "unknown:"


def hours_text(cells: Cells) -> str:
    """What a row says of hours, as one text; "" where it says nothing."""
    week, unknown = _week(cells)
    said = "\n".join(each for each in cells.all("hours"))
    # Days that stand beside one time of opening and one of closing are in the week already.
    paired = any(not one.days for one, _ in cells.columns.days)
    days = "" if paired and week else ", ".join(cells.all("open_days"))
    if not said and "open_days" not in cells.columns.at:
        days = ""  # What a mapping says of all rows says nothing of one without hours.
    sentence = " ".join(part for part in (days, said) if part)
    text = "; ".join(part for part in (week, sentence) if part)
    # Days of which nobody knew what to write are no closed days.
    return f"{text}{_UNKNOWN}{','.join(unknown)}" if text and unknown else text


def hours_of(texts: list[str], field: str, report: ProblemList) -> OpeningHours:
    """The hours that several rows of one place say together."""
    bare = [text.partition(_UNKNOWN)[0] for text in dict.fromkeys(texts)]
    unknown = {day for text in texts for day in text.partition(_UNKNOWN)[2].split(",") if day}
    read = opening_hours("; ".join(filter(None, bare)), field, report)
    if read.osm is None or not unknown:
        return read
    days = ",".join(osm for day, osm in _OSM_DAYS.items() if day in unknown)
    report(field, f"nothing is known of {', '.join(day for day in WEEK if day in unknown)}")
    osm = f"{days} unknown; {read.osm}"  # Behind come public holidays.
    return OpeningHours(osm=osm if is_valid(osm) else None, note=read.note)


def _week(cells: Cells) -> tuple[str, list[str]]:
    """The text of columns for days, and the days of which nothing is known."""
    spans: dict[str, list[str]] = {}
    waiting: dict[str, str] = {}
    unknown: list[str] = []
    paired = {one.days for one, _ in cells.columns.days if one.closes}
    for one, index in cells.columns.days:
        cell = cells.at(index)
        if _is_closed(cell):
            continue
        if clean.says_nothing(cell):
            unknown += [one.days] if one.days in _OSM_DAYS else []
            continue
        value = _tidy(cell)
        if one.days in paired:
            value = _time(value)
            if not one.closes:
                spans.setdefault(one.days, []).append(value)
                waiting[one.days] = value
            elif waiting.pop(one.days, None) is not None:
                spans[one.days][-1] += f"-{value}"
            else:
                spans.setdefault(one.days, []).append(f"- {value}")
        else:
            # "matin: oui" says no times: with its part it is not understood, and shown as it is.
            part = f"{one.part} " if one.part and not re.search(r"\d", value) else ""
            spans.setdefault(one.days, []).append(part + value)
    general = f"{', '.join(cells.all('open_days'))} " if "" in spans else ""
    parts = [
        f"{days or general}{' ' if days else ''}{', '.join(each)}".strip()
        for days, each in spans.items()
    ]
    return "; ".join(parts), [day for day in dict.fromkeys(unknown) if day not in spans]


def _is_closed(cell: str) -> bool:
    folded = fold(cell)
    # A dash alone means closed under a day, as an empty cell does.
    return (not folded and "?" not in cell and "#" not in cell) or folded in _CLOSED


def _tidy(cell: str) -> str:
    """Spans set apart by commas, whatever stood between them."""
    text = _SECONDS.sub(r"\1", clean.text(cell) or "")
    return re.sub(r"\s+/\s+|\s*(?:[|\n;]|\bet\b|\bpuis\b)\s*", ", ", text)


def _time(value: str) -> str:
    """A time that stands alone in its cell: "9", "930"."""
    if _BARE_HOUR.fullmatch(value):
        return f"{value}h"
    if found := _BARE_TIME.fullmatch(value):
        return f"{found.group(1)}:{found.group(2)}"
    return value
