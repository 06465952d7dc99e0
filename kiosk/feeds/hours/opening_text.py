"""Everyday opening hours become OSM text. What is not understood is never guessed."""

import re
from dataclasses import dataclass
from typing import Final

from kiosk.directory.hours.opening_rule import is_valid
from kiosk.feeds.hours.opening_clause import Clause, NotUnderstood, rules_of_clauses
from kiosk.feeds.hours.opening_words import WEEK, OpeningWord, words_in

MAX_TEXT: Final = 1_000
_EVENING: Final = 17 * 60
_SMALL_HOURS: Final = 6 * 60
_EVERY_DAY: Final = tuple(range(7))


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


def read_opening_text(text: str) -> OpeningText:
    """Read ``text``: OSM, French, or plain English days."""
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
    if not re.search(r"\d\d:\d\d|24/7|\b(?:off|closed)\b|^(?:unknown )?\"", tidy) or not is_valid(
        tidy
    ):
        return None
    spans = re.findall(r"(\d\d):(\d\d)-(\d\d):(\d\d)", tidy)
    ends = [(int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in spans]
    return tidy if all(_is_plausible(start, end) for start, end in ends) else None


def _is_plausible(start: int, end: int) -> bool:
    """A span that closes before it opens is a night, or a slip of the pen."""
    return end > start or (end < start and (start >= _EVENING or end <= _SMALL_HOURS))


def _as_words(text: str) -> str | None:
    try:
        osm = _Reader(words_in(text)).read()
    except NotUnderstood:
        return None
    return osm if osm and is_valid(osm) else None


class _Reader:
    """Reads words one after the other into clauses, then clauses into rules."""

    def __init__(self, words: list[OpeningWord]) -> None:
        self._words, self._at = words, 0
        self._clauses: list[Clause] = []
        self._clause = Clause()

    def read(self) -> str:
        while self._at < len(self._words):
            self._step(self._words[self._at])
        self._end_clause()
        return rules_of_clauses(self._clauses)

    def _peek(self, ahead: int = 0) -> OpeningWord:
        at = self._at + ahead
        return self._words[at] if at < len(self._words) else OpeningWord("end")

    def _step(self, word: OpeningWord) -> None:
        handlers = {
            "day": self._days, "nth": self._nth_day, "time": self._times, "closed": self._closed,
            "except": self._closed, "PH": self._holiday, "SH": self._holiday,
            "during": self._during, "even": self._parity, "odd": self._parity,
            "month": self._months, "number": self._months, "appointment": self._appointment,
            "24h": self._around_the_clock,
        }  # fmt: skip
        named = {"every_day": _EVERY_DAY, "weekdays": tuple(range(5)), "weekend": (5, 6)}
        if word.kind in handlers:
            handlers[word.kind](word)
        elif word.kind in named:
            self._begin_days()
            self._clause.days += named[word.kind]
            self._at += 1
        elif word.kind in {"morning", "afternoon", "evening"}:
            self._clause.part = word.kind
            self._at += 1
        elif word.kind == "stop":
            self._end_clause()
            self._at += 1
        elif word.kind == "and" or (
            word.kind == "to" and self._peek(1).kind in {"end", "every_day", "24h"}
        ):
            self._at += 1
        else:
            raise NotUnderstood

    def _end_clause(self) -> None:
        if not self._clause.is_empty:
            self._clauses.append(self._clause)
        self._clause = Clause()

    def _begin_days(self) -> None:
        """Days behind times begin something new, unless these times had no days yet."""
        clause = self._clause
        if clause.spans and not (clause.days or clause.nth):
            clause.times_first = True
        elif (clause.spans and not clause.times_first) or clause.holidays or clause.appointment:
            self._end_clause()

    def _days(self, word: OpeningWord) -> None:
        self._begin_days()
        first = word.number
        self._at += 1
        if self._peek().kind == "to" and self._peek(1).kind == "day":
            last = self._peek(1).number
            self._at += 2
            while first != last:
                self._clause.days.append(first)
                first = (first + 1) % 7
        self._clause.days.append(first)

    def _nth_day(self, word: OpeningWord) -> None:
        """Read "1er et 3e mardi", or the first of a month."""
        if self._peek(1).kind == "month":
            self._months(word)
            return
        self._begin_days()
        ranks = [word.value]
        self._at += 1
        while self._peek().kind in {"and", "nth"}:
            if self._peek().kind == "nth":
                ranks.append(self._peek().value)
            self._at += 1
        if self._peek().kind != "day":
            raise NotUnderstood
        self._clause.nth.append(f"{WEEK[self._peek().number]}[{','.join(ranks)}]")
        self._at += 1

    def _times(self, word: OpeningWord) -> None:
        start = word.number
        if self._peek(1).kind != "to" or self._peek(2).kind != "time":
            raise NotUnderstood
        end = self._peek(2).number
        start = 0 if start == 24 * 60 else start
        end = 24 * 60 if end == 0 else end
        if not _is_plausible(start, end):
            raise NotUnderstood
        if self._clause.closed or self._clause.times_first:
            raise NotUnderstood  # "9h-12h lundi mardi 14h-17h": whose times are these?
        self._clause.spans.append((start, end))
        self._at += 3

    def _around_the_clock(self, word: OpeningWord) -> None:
        self._clause.spans.append((0, 24 * 60))
        self._at += 1

    def _closed(self, word: OpeningWord) -> None:
        if word.kind == "except" and self._peek(1).kind == "?":
            raise NotUnderstood
        self._end_clause()
        self._clause.closed = True
        self._at += 1

    def _holiday(self, word: OpeningWord) -> None:
        if not self._clause.closed:
            raise NotUnderstood  # "jours fériés 9h-12h": open then? Rare, and easily misread.
        self._clause.holidays.append(word.kind)
        self._at += 1

    def _during(self, word: OpeningWord) -> None:
        """Read "fermé pendant les vacances scolaires"."""
        if not self._clause.closed or self._peek(1).kind not in {"SH", "PH"}:
            raise NotUnderstood
        self._at += 1

    def _parity(self, word: OpeningWord) -> None:
        self._end_clause()
        self._clause.prefix = "week 02-52/2" if word.kind == "even" else "week 01-53/2"
        self._at += 1

    def _months(self, word: OpeningWord) -> None:
        """Read "1er juin au 30 septembre", "juin à septembre"."""
        self._end_clause()
        first, last = self._date(), None
        if self._peek().kind == "to":
            self._at += 1
            last = self._date()
        self._clause.prefix = f"{first}-{last}" if last else first

    def _date(self) -> str:
        day = ""
        if self._peek().kind == "number" and 1 <= self._peek().number <= 31:
            day = f" {self._peek().number:02}"
            self._at += 1
        elif self._peek().kind == "nth" and self._peek().value == "1":
            day = " 01"
            self._at += 1
        if self._peek().kind != "month":
            raise NotUnderstood
        month = self._peek().value
        self._at += 1
        return f"{month}{day}"

    def _appointment(self, word: OpeningWord) -> None:
        self._clause.appointment = True
        self._at += 1
