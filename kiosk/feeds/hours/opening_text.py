"""Everyday opening hours become OSM text. What is not understood is never guessed."""

import re
from dataclasses import dataclass
from typing import Final

from kiosk.caches import memoised
from kiosk.directory.hours.opening_rule import is_valid, rules_of
from kiosk.feeds.hours.opening_clause import Clause
from kiosk.feeds.hours.opening_items import NotUnderstood
from kiosk.feeds.hours.opening_phrase import items_in
from kiosk.feeds.hours.opening_reader import ClauseReader
from kiosk.feeds.hours.opening_rules import rules_of_clauses
from kiosk.feeds.hours.opening_sheet import is_dates
from kiosk.feeds.hours.opening_times import is_plausible
from kiosk.feeds.hours.opening_words import LANGUAGES, word_table, words_in

MAX_TEXT: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningText:
    """What a text says.

    Attributes:
        osm: Valid OSM ``opening_hours`` text, or None.
        note: The text itself, where it was not understood.
        understood: Whether everything in it was.
    """

    osm: str | None
    note: str | None
    understood: bool


@memoised
def read_opening_text(text: str) -> OpeningText:
    """Read ``text``: OSM, or everyday French, English or Spanish.

    Public holidays that it does not speak of are unknown.
    """
    plain = text.strip()
    if not plain:
        return OpeningText(osm=None, note=None, understood=True)
    osm = _as_osm(plain)
    if osm is None and len(plain) <= MAX_TEXT:
        osm = _as_words(plain)
    if osm is None:
        return OpeningText(osm=None, note=plain, understood=False)
    return OpeningText(osm=osm, note=None, understood=True)


def _as_osm(text: str) -> str | None:
    """``text`` if it is OSM, after the faults that people make in it are mended."""
    tidy = re.sub("[–—−]", "-", text).rstrip("; ")
    tidy = re.sub(
        r"\s*-\s*(?=(?:\d|Mo|Tu|We|Th|Fr|Sa|Su))", "-", re.sub(r"[ \t\u00a0]+", " ", tidy)
    )
    tidy = re.sub(r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH|SH) ?: ", r"\1 ", tidy)
    tidy = re.sub(r"(?<![\d:])(\d):(\d\d)", r"0\1:\2", tidy)
    if not re.search(
        r"\d\d:\d\d|24/7|\b(?:off|closed)\b|^(?:unknown )?\"|^unknown\b", tidy
    ) or not is_valid(tidy):
        return None
    spans = re.findall(r"(\d\d):(\d\d)-(\d\d):(\d\d)", tidy)
    ends = [(int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in spans]
    return _with_holidays(tidy) if all(is_plausible(start, end) for start, end in ends) else None


def _with_holidays(osm: str) -> str:
    """Say that public holidays are unknown where ``osm`` says nothing of them.

    It stands behind what is open, and before what is closed anyway.
    """
    parts = [part.strip() for part in re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', osm)]
    rules = rules_of(osm)
    opens = [rule for rule in rules if rule.state != "off" and rule.days + rule.times]
    is_said = all(
        is_dates(rule.days) or (rule.days, rule.times) == ("", "00:00-24:00") for rule in opens
    )
    if re.search(r"\bPH\b", re.sub(r'"[^"]*"', "", osm)) or is_said or "||" in osm:
        return osm
    at = len(parts)
    while at and all(rule.state == "off" for rule in rules_of(parts[at - 1])):
        at -= 1
    return "; ".join([*parts[:at], "PH unknown", *parts[at:]])


def _as_words(text: str) -> str | None:
    """The one reading of ``text`` in the languages that people write here; None when there are two."""
    readings = {osm for language in LANGUAGES if (osm := _in_language(text, language))}
    return readings.pop() if len(readings) == 1 else None


def _in_language(text: str, language: str) -> str | None:
    table = word_table(language)
    try:
        reader = ClauseReader(items_in(words_in(text, table), table))
        reader.read()
        if reader.only_by_appointment:
            _all_by_appointment(reader)
        osm = rules_of_clauses(
            reader.clauses,
            reader.closings,
            otherwise_by_appointment=reader.otherwise_by_appointment,
        )
    except NotUnderstood:
        return None
    return osm if is_valid(osm) else None


def _all_by_appointment(reader: ClauseReader) -> None:
    if any(clause.appointment is False for clause in reader.clauses):
        raise NotUnderstood
    if not (reader.clauses or reader.closings):
        reader.clauses.append(Clause())
    for clause in reader.clauses:
        clause.appointment = True
