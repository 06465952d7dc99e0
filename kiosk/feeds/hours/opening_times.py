"""From when to when: the times of a text, as "9h-12h", "de 9 à 12 heures", "9am to noon"."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from kiosk.feeds.hours.opening_items import Item, NotUnderstood, WordReader, is_date_ahead
from kiosk.feeds.hours.opening_words import OpeningWord

Span = tuple[int, int]
"""Minutes of a day, from and to; a night ends before it begins."""

DAY: Final = 24 * 60
NOON: Final = 12 * 60
MORNING_ENDS: Final = 13 * 60
"""A morning may last until one o'clock, an afternoon begin at noon."""

_MORNING_LASTS: Final = 14 * 60
_EVENING_BEGINS: Final = 16 * 60
_NIGHT_BEGINS: Final = 17 * 60
_NIGHT_ENDS: Final = 12 * 60
_SMALL_HOURS: Final = 2 * 60
_EARLIEST_BARE: Final = 5
_JOINS: Final = frozenset({"and", "comma", "slash", "dash"})
_REACHES: Final = frozenset({"to", "dash", "until"})

Reached = tuple[str, int]
"""How a time is joined to the one before it, and its minutes."""


def is_plausible(start: int, end: int) -> bool:
    """A span that closes before it opens is a night, or a slip of the pen."""
    night = start >= _NIGHT_BEGINS and end <= _NIGHT_ENDS
    return end > start or (
        end < start and (night or end <= _SMALL_HOURS or (start >= NOON and end <= 360))
    )


def are_times_ahead(words: WordReader, ahead: int = 0, *, after_days: bool) -> bool:
    """Whether times begin there; bare numbers are hours only in "9-12h", or behind days."""
    first = words.peek(ahead)
    if first.kind in {"time", "24h", "noon_gap"}:
        return True
    if first.kind != "number" or is_date_ahead(words, ahead):
        return False
    return words.peek(ahead + 1).kind in _REACHES and (
        words.peek(ahead + 2).kind == "time" or (after_days and _are_bare_hours(words, ahead))
    )


def _are_bare_hours(words: WordReader, ahead: int) -> bool:
    """Whether "9-12" there is a morning: two hours of a day, without a unit."""
    first, join, last = (words.peek(ahead + step) for step in range(3))
    if last.kind != "number" or join.text == "au":
        return False
    return _EARLIEST_BARE <= first.number < last.number <= 24 and len(first.text) < 3


def times_item(words: WordReader, *, after_days: bool) -> Item:
    """Read times until something else follows.

    Raises:
        NotUnderstood: A time alone, or a span that cannot be.
    """
    if words.take_if("24h"):
        return Item("times", spans=((0, DAY),))
    if words.take_if("noon_gap"):
        return Item("times", spans=((NOON, 14 * 60),))
    if words.take_if("between"):
        return _between(words)
    chain = _chain(words, after_days=after_days)
    if len(chain) == 1:
        return Item("time", minutes=chain[0][1])
    return Item("times", spans=tuple(_spans(chain)))


def _between(words: WordReader) -> Item:
    first = words.take()
    if not words.take_if("and") or first.kind != "time" or words.peek().kind != "time":
        raise NotUnderstood
    return Item("times", spans=(_span(first, words.take(), words),))


def _chain(words: WordReader, *, after_days: bool) -> list[Reached]:
    """Times that follow one another, with what joins each to the one before."""
    chain: list[Reached] = []
    join = ""
    while True:
        first = words.take()
        if words.peek().kind in _REACHES and words.peek(1).kind in {"time", "number"}:
            if words.peek(1).kind == "number" and first.kind == "number" and not after_days:
                raise NotUnderstood
            reach = words.take().kind
            last = words.take()
            start, end = _span(first, last, words)
            chain += [(join, start), (reach, end)]
        elif first.kind == "time":
            chain.append((join, first.number))
        else:
            raise NotUnderstood
        joins = words.peek().kind in _JOINS
        times = are_times_ahead(words, int(joins), after_days=after_days)
        if not times or words.peek(int(joins)).kind in {"24h", "noon_gap"}:
            return chain
        join = words.take().kind if joins else "none"


def _span(first: OpeningWord, last: OpeningWord, words: WordReader) -> Span:
    start, end = _minutes(first), _minutes(last)
    if first.kind == "number" and last.text == "pm" and first.number < 12:
        afternoon = start + NOON < end  # "1-5pm", "9-5pm"; "8-11pm" may be either.
        if afternoon and first.number >= _EARLIEST_BARE:
            raise NotUnderstood
        start += NOON if afternoon else 0
    halves = {"am", "pm"} & {first.text, last.text}
    if words.table.is_of_twelve_hours and not halves:
        in_order = start >= _EARLIEST_BARE * 60 and end > start
        if not in_order and start < MORNING_ENDS:
            raise NotUnderstood  # "9:00-5:00" is an afternoon, but nobody says so.
    start = 0 if start == DAY else start
    end = end or DAY
    if not is_plausible(start, end):
        raise NotUnderstood
    return start, end


def _minutes(word: OpeningWord) -> int:
    if word.kind == "time":
        return word.number
    if word.kind == "number" and 0 <= word.number <= 24:
        return word.number * 60
    raise NotUnderstood


def _spans(chain: list[Reached]) -> list[Span]:
    """Times two by two: "9h-12h, 14h-17h", "9h/12h - 14h/17h", "11h30 13h30"."""
    if len(chain) % 2:
        raise NotUnderstood
    reached = [join for join, _ in chain[1::2]]
    spans = [(chain[at][1], chain[at + 1][1]) for at in range(0, len(chain), 2)]
    if all(join in _REACHES for join in reached):
        return spans
    in_order = all(before[1] < after[1] for before, after in pairwise(chain))
    if in_order and (
        all(join == "slash" for join in reached) or all(join == "none" for join in reached)
    ):
        return spans
    raise NotUnderstood


def conform(spans: Iterable[Span], part: str) -> bool:
    """Whether spans are a "morning", an "afternoon", an "evening"."""
    return all(_is_within(start, end, part) for start, end in spans)


def _is_within(start: int, end: int, part: str) -> bool:
    if part == "morning":
        return start < NOON and start < end <= _MORNING_LASTS
    return start >= _EVENING_BEGINS if part == "evening" else NOON <= start < end


def clock_text(minutes: int) -> str:
    """Minutes of a day as French writes them: "18h30", "9h"."""
    return f"{minutes // 60}h{minutes % 60:02}".removesuffix("h00") + (
        "h" if minutes % 60 == 0 else ""
    )
