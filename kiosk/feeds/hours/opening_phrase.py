"""The items of a text, in its order: what it speaks of, and what stands between."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.feeds.hours.opening_items import (
    Gap,
    Item,
    NotUnderstood,
    WordReader,
    are_days_ahead,
    days_item,
    is_date_ahead,
    season_item,
)
from kiosk.feeds.hours.opening_times import are_times_ahead, times_item
from kiosk.feeds.hours.opening_words import OpeningWord, WordTable

NOT_EVERY_WEEK: Final = "pas toutes les semaines"
"""The comment of hours that hold in some weeks, nobody can reckon in which."""

_GAPS: Final = {
    "stop": Gap.STOP,
    "and": Gap.AND,
    "comma": Gap.COMMA,
    "slash": Gap.COMMA,
    "dash": Gap.COMMA,
}
_WORDS: Final = {
    "even": Item("weeks", "02-52/2"), "odd": Item("weeks", "01-53/2"),
    "SH": Item("school", "SH"), "term": Item("school", "term"),
    "sometimes": Item("sometimes", NOT_EVERY_WEEK), "all_night": Item("night"),
    "morning": Item("part", "morning"), "afternoon": Item("part", "afternoon"), "evening": Item("part", "evening"),
} | {
    kind: Item(kind)
    for kind in (
        "appointment", "walk_in", "only_appointment", "closed", "except", "only", "including", "night",
        "season_name", "all_year", "or_appointment",
    )
}  # fmt: skip


def items_in(words: list[OpeningWord], table: WordTable) -> list[Item]:
    """Read the words into items.

    Raises:
        NotUnderstood: A word means nothing to us, or stands where it means nothing.
    """
    return _Phrase(WordReader(words, table)).read()


class _Phrase:
    def __init__(self, words: WordReader) -> None:
        self._words = words
        self._items: list[Item] = []
        self._gap = Gap.STOP
        self._brackets = self._opened = 0
        self._labels: set[str] = set()

    def read(self) -> list[Item]:
        while self._words.peek().kind != "end":
            if not self._skip_sign():
                item = self._item()
                self._items.append(replace(item, gap=self._gap, in_brackets=self._opened))
                self._gap = Gap.NONE
        return self._items

    def _skip_sign(self) -> bool:
        kind = self._words.peek().kind
        if kind in _GAPS:
            gap = _GAPS[kind]
            self._gap = max(self._gap, min(gap, Gap.AND) if self._opened else gap)
        elif kind == "colon":
            if self._items:
                self._items[-1] = replace(self._items[-1], has_colon=True)
        elif kind == "open":
            self._brackets += 1
            self._opened = self._brackets
        elif kind == "close":
            self._opened = 0
        elif kind == "label":
            self._label(self._words.peek().text)
        else:
            return False
        self._words.take()
        return True

    def _label(self, word: str) -> None:
        """One word names what is open; with two of them, the hours are of two things."""
        self._labels.add(word.removesuffix("s").removesuffix("x"))
        if len(self._labels) > 1:
            raise NotUnderstood

    def _item(self) -> Item:
        words = self._words
        after_days = bool(self._items) and self._items[-1].kind in {"days", "part"}
        if are_days_ahead(words) or words.peek().kind == "PH":
            return days_item(words)
        if is_date_ahead(words):
            return season_item(words)
        if are_times_ahead(words, after_days=after_days):
            return times_item(words, after_days=after_days)
        word = words.peek()
        if word.kind in _WORDS:
            words.take()
            return _WORDS[word.kind]
        if reading := self._READINGS.get(word.kind):
            return reading(self)
        raise NotUnderstood

    def _until(self) -> Item:
        self._words.take()
        if self._words.peek().kind != "time":
            raise NotUnderstood
        return Item("until", minutes=self._words.take().number)

    def _since(self) -> Item:
        """Read "à partir de 18h30"; "from 9 to 12" and "from Monday to Friday" are ranges."""
        self._words.take()
        item = self._item()
        if item.kind == "time":
            return Item("since", minutes=item.minutes)
        is_range = (item.kind == "days" and len(item.days) > 1) or (
            item.kind == "season" and "-" in item.value
        )
        if item.kind == "times" or (is_range and not item.is_list and "," not in item.value):
            return item
        raise NotUnderstood

    def _between(self) -> Item:
        return times_item(self._words, after_days=False)

    def _during(self) -> Item:
        """Read "pendant les vacances scolaires", "durant l'été (juillet-août)"."""
        self._words.take()
        item = self._item()
        if item.kind not in {"school", "season", "season_name", "weeks", "days"}:
            raise NotUnderstood
        return item

    _READINGS: Final[dict[str, Callable[["_Phrase"], Item]]] = {
        "until": _until, "since": _since, "between": _between, "during": _during,
    }  # fmt: skip
