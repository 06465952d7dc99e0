"""The words of everyday opening hours in a language, and how a text is cut into them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from kiosk.caches import read_once
from kiosk.directory.vocabulary.fold import fold

WEEK: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
LANGUAGES: Final = ("fr", "en", "es")
"""Tables are tried in this order."""

_HALF_DAY: Final = 12 * 60
_UNIT: Final = r"(?:h(?:eures?|oras?|rs?)?\b|h(?=\d))"
_HOUR: Final = (
    rf"(?P<hour>\d{{1,2}})(?: {_UNIT}\.? ?(?P<spaced>\d{{2}})(?![\d:]| ?h)|(?:h|:)(?P<minute>\d{{2}})(?!\d)| ?{_UNIT}\.?)"
    r"(?: ?min\b| ?mn\b| ?h(?:oras?|rs?)?\b)?"
)
"""Blanks stand on both sides of the unit or on none: "12h 13-17h" is not thirteen minutes past twelve."""
_NOON_HALF: Final = r"(?P<twelve>\d{1,2})(?::(?P<of_twelve>\d{2}))? ?(?P<half>[ap])\.? ?m\b\.?"
_DATE: Final = (
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d{2})\b"
    r"|(?:(?<=\ble )|(?<=\bdu )|(?<=\bau )|(?<=\bel )|(?<=\bdel )|(?<=\bal ))"
    r"(?P<bare_day>\d{1,2})/(?P<bare_month>\d{1,2})(?![\d/:]| ?h)"
)
"""A day and a month without a year are a date behind an article only: "9/12" alone may be hours."""
_RANK: Final = r"\d(?:ers?|eres?|re|emes?|es?|nde?|st|nd|rd|th|o)\b"
_DOTTED_HOUR: Final = re.compile(r"(?<![\d.])(\d{1,2})[.](\d{2})(?![\d.])(?= ?[-–—àa]|\s|$|,|;|\))")


@dataclass(frozen=True, slots=True)
class OpeningWord:
    """A piece of a text.

    Attributes:
        kind: What it is: "day", "time", "to"; "?" when it means nothing to us.
        text: As written, folded.
        number: A day 0-6, a month 1-12, minutes, a rank (-1: the last), a plain number; -1 for others.
        day: The day of a month, of a date.
        year: The year of a date, 0 when there is none.
    """

    kind: str
    text: str = ""
    number: int = -1
    day: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of one language; a dot behind an abbreviation is part of it."""

    language: str
    words: Mapping[str, OpeningWord]
    abbreviations: frozenset[str]
    phrases: tuple[tuple[re.Pattern[str], OpeningWord], ...]

    @property
    def is_of_twelve_hours(self) -> bool:
        """Whether "5:00" may mean the afternoon."""
        return self.language == "en"


@read_once
def word_table(language: str) -> WordTable:
    """The table of a language, "fr"."""
    source = files(__package__).joinpath("words", f"{language}.toml")
    raw = tomllib.loads(source.read_text("utf-8"))
    words = {
        word: OpeningWord(kind, word)
        for kind, listed in raw["words"].items()
        for word in listed.split()
    }
    abbreviations: set[str] = set()
    for kind, rows in (("day", raw["days"]), ("month", raw["months"])):
        for at, row in enumerate(rows):
            number, full = at + (kind == "month"), row.split()[0]
            words |= {word: OpeningWord(kind, word, number) for word in row.split()}
            abbreviations |= {
                word for word in row.split() if full.startswith(word) and word != full
            }
    for rank, listed in raw["nth"].items():
        words |= {word: OpeningWord("nth", word, int(rank)) for word in listed.split()}
    phrases = [
        (re.compile(rf"\b(?:{pattern})"), OpeningWord(kind))
        for kind, patterns in raw["phrases"].items()
        for pattern in patterns
    ]
    for feast, patterns in raw["feasts"].items():
        month, day = map(int, feast.split("-"))
        phrases += [
            (re.compile(rf"\b(?:{pattern})"), OpeningWord("feast", number=month, day=day))
            for pattern in patterns
        ]
    return WordTable(language, words, frozenset(abbreviations), tuple(phrases))


def words_in(text: str, table: WordTable) -> list[OpeningWord]:
    """Cut a text into words; a word of kind "?" was not understood."""
    plain = _plain(text)
    found: list[OpeningWord] = []
    position = 0
    while position < len(plain):
        if plain[position] == " ":
            position += 1
            continue
        word, length = _next(plain, position, table)
        if word.kind != "silent":
            found.append(word)
        position += length
    return found


def _plain(text: str) -> str:
    dashes = re.sub("[‐‑‒–—−~>→]|->", "-", text.replace("’", "'"))
    dashes = _DOTTED_HOUR.sub(r"\1:\2", re.sub(r"\r\n?", "\n", dashes))
    kept = re.sub(r"[^\W_]+", lambda found: fold(found.group()) or found.group(), dashes)
    return re.sub(r"[ \t\u00a0\u2009\u202f'_*•]+", " ", kept).lower().strip()


def _next(plain: str, position: int, table: WordTable) -> tuple[OpeningWord, int]:
    """The word at ``position``: the longest phrase, else a time, a date, a word or a sign."""
    phrase, length = OpeningWord("?"), 0
    for pattern, word in table.phrases:
        found = pattern.match(plain, position)
        if found and len(found.group()) > length and not _cuts_a_word(plain, found.end()):
            phrase, length = word, len(found.group())
    if length:
        return _phrase(phrase, plain[position : position + length]), length
    for expression, reading in _READINGS:
        if (found := expression.match(plain, position)) and found.group():
            return reading(found, table), _length(found, plain, table)
    return _sign(plain[position]), 1


def _cuts_a_word(plain: str, end: int) -> bool:
    return plain[end - 1].isalnum() and plain[end : end + 1].isalnum()


def _phrase(word: OpeningWord, text: str) -> OpeningWord:
    minutes = {"noon": _HALF_DAY, "midnight": 2 * _HALF_DAY}
    if word.kind in minutes:
        return OpeningWord("time", text, minutes[word.kind])
    return OpeningWord(word.kind, text, word.number, word.day)


def _half_day_time(found: re.Match[str], _: WordTable) -> OpeningWord:
    hour, minute = int(found["twelve"]), int(found["of_twelve"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return OpeningWord("?", found.group())
    afternoon = _HALF_DAY if found["half"] == "p" else 0
    return OpeningWord("time", found["half"] + "m", hour % 12 * 60 + minute + afternoon)


def _time(found: re.Match[str], _: WordTable) -> OpeningWord:
    hour, minute = int(found["hour"]), int(found["minute"] or found["spaced"] or 0)
    if hour > 24 or minute > 59 or hour * 60 + minute > 24 * 60:
        return OpeningWord("?", found.group())
    return OpeningWord("time", found.group().strip(), hour * 60 + minute)


def _date(found: re.Match[str], table: WordTable) -> OpeningWord:
    if table.is_of_twelve_hours:
        return OpeningWord("?", found.group())  # The month may stand first.
    day, month = int(found["day"] or found["bare_day"]), int(found["month"] or found["bare_month"])
    return OpeningWord("date", found.group(), month, day, int(found["year"] or 0))


def _named(found: re.Match[str], table: WordTable) -> OpeningWord:
    text = found.group()
    if word := table.words.get(text):
        return word
    if text.isdigit():
        return OpeningWord("number", text, int(text) if len(text) < 5 else -1)
    return OpeningWord("?", text)


_READINGS: Final = (
    (re.compile(_NOON_HALF), _half_day_time),
    (re.compile(_DATE), _date),
    (re.compile(_HOUR), _time),
    (re.compile(rf"{_RANK}|[^\W\d_]+|\d+"), _named),
)


def _length(found: re.Match[str], plain: str, table: WordTable) -> int:
    """How much of the text a word is; the dot of an abbreviation is part of it."""
    dotted = found.group() in table.abbreviations and plain[found.end() : found.end() + 1] == "."
    return len(found.group()) + dotted


_SIGNS: Final = {
    ",": "comma", "/": "slash", "&": "and", "+": "and", ";": "stop", ".": "stop", "\n": "stop", "|": "stop",
    "(": "open", "[": "open", ")": "close", "]": "close", ":": "colon", "=": "colon", "-": "dash",
}  # fmt: skip


def _sign(char: str) -> OpeningWord:
    return OpeningWord(_SIGNS.get(char, "?"), char)


def day_list(days: Iterable[int]) -> str:
    """Days of the week (0 is Monday) as OSM writes them: "Mo-Fr", "Sa,Su"."""
    order = sorted(set(days))
    runs: list[list[int]] = []
    for day in order:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        WEEK[run[0]]
        if len(run) == 1
        else f"{WEEK[run[0]]}{'-' if len(run) > 2 else ','}{WEEK[run[-1]]}"
        for run in runs
    )
