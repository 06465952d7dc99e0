"""What a text of hours speaks of: days, times, seasons, conditions; and what stands between them."""

from calendar import monthrange
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from kiosk.feeds.hours.opening_words import OpeningWord, WordTable

MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
EVERY_DAY: Final = tuple(range(7))
_A_YEAR_WITH_29_FEBRUARY: Final = 2024


class NotUnderstood(Exception):
    """Something in the text has no meaning for us: then none of it is used."""


class Gap(IntEnum):
    """What stands before an item, the weakest first."""

    NONE = 0
    COMMA = 1
    AND = 2
    STOP = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the text says.

    Attributes:
        kind: "days", "times", "season", "weeks", "school", "sometimes", "appointment", "walk_in",
            "only_appointment", "or_appointment", "closed", "except", "only", "including", "part", "night", "until", "since",
            "time", "PH", "season_name", "all_year".
        value: A text of OSM, or a word.
        days: Of "days": each with the half of it that is meant, or "".
        nth: Of "days": "Tu[1]".
        holidays: Of "days": whether public holidays are among them.
        is_list: Of "days": whether commas or words join them (a range is one).
        spans: Of "times": minutes from and to.
        minutes: Of "until", "since", "time".
        gap: What stands before it.
        has_colon: Whether a colon stands behind it.
        in_brackets: Which brackets hold it, 0 for none.
    """

    kind: str
    value: str = ""
    days: tuple[tuple[int, str], ...] = ()
    nth: tuple[str, ...] = ()
    holidays: bool = False
    is_list: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    minutes: int = -1
    gap: Gap = Gap.NONE
    has_colon: bool = False
    in_brackets: int = 0


class WordReader:
    """The words of a text, one after the other."""

    def __init__(self, words: list[OpeningWord], table: WordTable) -> None:
        self._words, self.at, self.table = words, 0, table

    def peek(self, ahead: int = 0) -> OpeningWord:
        """The word at hand, or one further on."""
        at = self.at + ahead
        return self._words[at] if 0 <= at < len(self._words) else OpeningWord("end")

    def take(self) -> OpeningWord:
        """The word at hand, and go on."""
        word = self.peek()
        self.at += 1
        return word

    def take_if(self, *kinds: str) -> bool:
        """Go on if the word at hand is of one of ``kinds``."""
        if self.peek().kind in kinds:
            self.at += 1
            return True
        return False


def is_date_ahead(words: WordReader, ahead: int = 0) -> bool:
    """Whether a date, a month or a feast begins there: "12 mai", "1er au 15 août"."""
    first = words.peek(ahead)
    if first.kind in {"month", "date", "feast"}:
        return True
    if first.kind not in {"number", "nth"}:
        return False
    following = words.peek(ahead + 1)
    if following.kind == "month":
        return True
    joins = {"to", "dash", "and", "comma", "until"}
    return following.kind in joins and words.peek(ahead + 2).kind in {"number", "nth"} and is_date_ahead(
        words, ahead + 2
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Point:
    """A date or a month; ``day`` 0 is all of it."""

    month: int
    day: int = 0
    year: int = 0

    def osm(self) -> str:
        day = f" {self.day:02}" if self.day else ""
        return f"{f'{self.year} ' if self.year else ''}{MONTHS[self.month - 1]}{day}"


def season_item(words: WordReader) -> Item:
    """Read "du 1er juin au 30 septembre", "juillet et août", "les 24 et 31 décembre"."""
    ranges = [*_dates(words)]
    while words.peek().kind in {"and", "comma", "slash", "dash"} and is_date_ahead(words, 1):
        words.take()
        ranges += _dates(words)
    return Item("season", ",".join(_joined_months(ranges)))


def _joined_months(ranges: list[str]) -> list[str]:
    """Months that follow one another as one range: "juillet et août"."""
    joined: list[str] = []
    for each in ranges:
        first = joined[-1].split("-")[-1] if joined else ""
        if each in MONTHS and first in MONTHS and MONTHS[(MONTHS.index(first) + 1) % 12] == each:
            joined[-1] = f"{joined[-1].split('-')[0]}-{each}"
        else:
            joined.append(each)
    return joined


def _dates(words: WordReader) -> list[str]:
    days = []
    while words.peek().kind in {"number", "nth"} and words.peek(1).kind in {"and", "comma"}:
        days.append(_day_number(words.take()))  # "24 et 31 décembre"
        words.take()
    if words.peek().kind in {"number", "nth"} and words.peek(1).kind in {"to", "dash", "until"}:
        first_day = _day_number(words.take())
        words.take()
        last = _point(words)
        if days or not last.day:
            raise NotUnderstood
        return [_range(replace_day(last, first_day), last)]
    first = _point(words)
    if (
        words.peek().kind in {"to", "dash", "until"}
        and is_date_ahead(words, 1)
        and not _is_chain(words)
    ):
        if days:
            raise NotUnderstood
        words.take()
        return [_range(first, _point(words))]
    return [replace_day(first, day).osm() for day in [*days, first.day]]


def _is_chain(words: WordReader) -> bool:
    """Whether dashes join three months or more: "juin-juillet-août" is a list."""
    before, after = words.peek(-2).kind == "dash", words.peek(2).kind == "dash"
    return words.peek().kind == "dash" and words.peek(1).kind == "month" and (before or (
        after and words.peek(3).kind == "month"))  # fmt: skip


def replace_day(point: _Point, day: int) -> _Point:
    """The same month, another day of it."""
    if day and day > monthrange(point.year or _A_YEAR_WITH_29_FEBRUARY, point.month)[1]:
        raise NotUnderstood
    return replace(point, day=day)


def _range(first: _Point, last: _Point) -> str:
    if bool(first.day) != bool(last.day) or (first.year and not last.year):
        raise NotUnderstood  # "du 15 juin à septembre": until when?
    if last.year and not first.year:
        wraps = (last.month, last.day) < (first.month, first.day)
        first = replace(first, year=last.year - wraps)
    if last.year and (last.year, last.month, last.day) < (first.year, first.month, first.day):
        raise NotUnderstood
    return f"{first.osm()}-{last.osm()}"


def _point(words: WordReader) -> _Point:
    day = 0
    if words.peek().kind in {"number", "nth"}:
        day = _day_number(words.take())
    word = words.take()
    if word.kind in {"date", "feast"} and not day:
        day = word.day
    elif word.kind != "month":
        raise NotUnderstood
    if not 1 <= word.number <= len(MONTHS):
        raise NotUnderstood
    if not day and word.kind == "month" and words.table.language == "en":
        day = _day_behind(words)
    year = word.year
    if words.peek().kind == "number" and 2000 < words.peek().number < 2100:
        year = words.take().number
    return replace_day(_Point(word.number, 0, year), day)


def _day_behind(words: WordReader) -> int:
    """The day of "December 24"; hours may follow it."""
    following = words.peek()
    is_day = following.kind == "nth" or (
        following.kind == "number" and 1 <= following.number <= 31 and words.peek(1).kind not in {"dash", "to"}
    )  # fmt: skip
    return _day_number(words.take()) if is_day else 0


def _day_number(word: OpeningWord) -> int:
    if not 1 <= word.number <= 31:
        raise NotUnderstood
    return word.number


_DAYS: Final = {"every_day": EVERY_DAY, "weekdays": (0, 1, 2, 3, 4), "weekend": (5, 6)}


def are_days_ahead(words: WordReader, ahead: int = 0) -> bool:
    """Whether days of the week begin there."""
    first = words.peek(ahead)
    if first.kind in {"day", *_DAYS}:
        return True
    if first.kind != "nth":
        return False
    while words.peek(ahead).kind in {"nth", "and", "comma", "slash"}:
        ahead += 1
    return words.peek(ahead).kind == "day"


def days_item(words: WordReader) -> Item:
    """Read "du lundi au vendredi", "lundi, mardi et jeudi matin", "1er et 3e mardi", "dimanche et jours fériés"."""
    days: list[tuple[int, str]] = []
    nth: list[str] = []
    is_list = holidays = False
    while True:
        if words.take_if("PH"):
            holidays = True
        elif words.peek().kind == "nth":
            nth.append(_nth(words))
        else:
            found = _day_range(words)
            part = _part(words)
            days += [(day, part) for day in found]
        joins = words.peek().kind in {"and", "comma", "slash", "dash"}
        after = words.peek(int(joins)).kind == "PH" or are_days_ahead(words, int(joins))
        if not after:
            break
        is_list = True
        words.at += joins
    return Item("days", days=tuple(days), nth=tuple(nth), holidays=holidays, is_list=is_list)


def _part(words: WordReader) -> str:
    return words.take().kind if words.peek().kind in {"morning", "afternoon", "evening"} else ""


def _day_range(words: WordReader) -> tuple[int, ...]:
    word = words.take()
    if word.kind in _DAYS:
        return _DAYS[word.kind]
    if words.peek().kind in {"to", "dash", "until"} and words.peek(1).kind == "day":
        is_dash = words.peek().kind == "dash"
        if is_dash and words.peek(2).kind == "dash" and words.peek(3).kind == "day":
            return (word.number,)  # "lundi - mardi - jeudi" is a list.
        if is_dash and words.peek(-2).kind == "dash" and words.peek(-3).kind == "day":
            return (word.number,)
        words.take()
        last = words.take().number
        return tuple((word.number + step) % 7 for step in range((last - word.number) % 7 + 1))
    if words.peek().kind == "slash" and words.peek(1).kind == "day":
        alone = words.peek(2).kind != "slash" and words.peek(-2).kind != "slash"
        if alone and (words.peek(1).number - word.number) % 7 > 1:
            raise NotUnderstood  # "lundi/vendredi": both, or from one to the other?
    return (word.number,)


def _nth(words: WordReader) -> str:
    """Read "1er et 3e mardi"."""
    ranks: list[int] = []
    while words.peek().kind in {"nth", "and", "comma", "slash"}:
        if words.peek().kind == "nth":
            ranks.append(words.peek().number)
        words.take()
    if words.peek().kind != "day":
        raise NotUnderstood
    day = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[words.take().number]
    if _part(words):
        raise NotUnderstood
    ordered = sorted(set(ranks), key=lambda rank: (rank < 0, rank))
    return f"{day}[{','.join(map(str, ordered))}]"
