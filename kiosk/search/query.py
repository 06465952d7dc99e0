"""What a visitor asks, from URL arguments and back."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from kiosk.directory.geography.point import Point
from kiosk.directory.place.audience import audience_kinds
from kiosk.directory.vocabulary.category import below, categories, needs, needs_of, resolve
from kiosk.directory.vocabulary.language import resolve_language
from kiosk.search.geocode import (
    Location,
    geocode,
    geocode_with_slips,
    is_bare_station,
    nearest_station,
)
from kiosk.search.moment import ANY, When
from kiosk.search.words.text import Text, text_of

DEFAULT_RADIUS_M: Final = 10_000
MAX_RADIUS_M: Final = 200_000
MAX_WORDS: Final = 8
MAX_TEXT: Final = 100
MAX_PAGE: Final = 100
_HIDDEN: Final = frozenset({"Cc", "Cs", "Cn"})
_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

EVERYWHERE_M: Final = 20_100_000
"""Half way round the Earth."""


class Fault(StrEnum):
    """Why an argument was refused; the doors say it in words."""

    UNKNOWN = "unknown"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    NO_SUCH_TOWN = "no_such_town"
    NOT_A_TIME_TO_COME = "not_a_time_to_come"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked.

    ``near`` None: nowhere in particular; ``near_text`` as it was asked; ``town_m``, when a town was
    named: how far it reaches.
    """

    need: str | None = None
    category: str | None = None
    words: str = ""
    near: Point | None = None
    near_text: str | None = None
    town_m: int | None = None
    radius_m: int = DEFAULT_RADIUS_M
    open: When = ANY
    audience: str | None = None
    language: str | None = None
    wheelchair: bool = False
    page: int = 1

    @property
    def categories(self) -> frozenset[str]:
        """Every category that answers; empty when any does."""
        if self.category:
            return below(self.category)
        return needs()[self.need].categories if self.need else frozenset()

    @property
    def by_night(self) -> bool:
        """Whether it is needed at night."""
        asked = needs_of(self.category) if self.category else ()
        if self.need:
            asked = (*asked, needs()[self.need])
        return any(each.by_night for each in asked)

    @property
    def text(self) -> Text:
        """Its words, read."""
        return text_of(self.words)

    def arguments(self) -> dict[str, str]:
        """The URL arguments of this query, in one order, defaults left out."""
        pairs = {
            "need": self.need,
            "category": self.category,
            "q": self.words or None,
            "near": self.near_text,
            "radius_m": str(self.radius_m) if self.radius_m != DEFAULT_RADIUS_M else None,
            "open": str(self.open) if self.open != ANY else None,
            "audience": self.audience,
            "language": self.language,
            "wheelchair": "1" if self.wheelchair else None,
            "page": str(self.page) if self.page > 1 else None,
        }
        return {key: value for key, value in pairs.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """A query as far as it was understood, and the faults by name of argument."""

    query: Query
    faults: Mapping[str, Fault]


def read_query(
    arguments: Mapping[str, str], *, today: date, home: Point | None = None
) -> ParsedQuery:
    """Read URL arguments.

    A fault leaves its argument out, so that a visitor still gets an answer; machines refuse instead.

    Args:
        arguments: As in design.md, "Public URLs".
        today: At the door: a time before it is past.
        home: Where the box stands: "near" when nothing else is asked.
    """
    reader = _Reader(arguments, home)
    there = reader.near()
    query = Query(
        need=reader.one_of("need", needs()),
        category=reader.category(),
        words=reader.words(),
        near=there.point if there else home,
        near_text=there.name if there else None,
        town_m=there.reach_m if there else None,
        radius_m=reader.number("radius_m", DEFAULT_RADIUS_M, 50, MAX_RADIUS_M),
        open=reader.when(today),
        audience=reader.one_of("audience", audience_kinds()),
        language=reader.language(),
        wheelchair=reader.one_of("wheelchair", {"1": 1, "0": 0, "true": 1, "false": 0})
        in {"1", "true"},
        page=reader.number("page", 1, 1, MAX_PAGE),
    )
    return ParsedQuery(query=query, faults=reader.faults)


class _Reader:
    def __init__(self, arguments: Mapping[str, str], home: Point | None) -> None:
        self._arguments, self._home = arguments, home
        self.faults: dict[str, Fault] = {}

    def _text(self, name: str) -> str:
        text = "".join(map(_shown, self._arguments.get(name, ""))).strip()
        if len(text) > MAX_TEXT:
            self.faults[name] = Fault.TOO_LONG
            return ""
        return text

    def one_of(self, name: str, known: Mapping[str, object]) -> str | None:
        text = self._text(name)
        if text and text not in known:
            self.faults[name] = Fault.UNKNOWN
            return None
        return text or None

    def category(self) -> str | None:
        text = self._text("category")
        found = resolve(text) if text else None
        if text and (found is None or found not in categories()):
            self.faults["category"] = Fault.UNKNOWN
        return found

    def language(self) -> str | None:
        text = self._text("language")
        found = resolve_language(text) if text else None
        if text and found is None:
            self.faults["language"] = Fault.UNKNOWN
        return found

    def when(self, today: date) -> When:
        text = self._text("open")
        found = When.parse(text) if text else ANY
        if found is None:
            self.faults["open"] = Fault.UNKNOWN
        elif not found.is_near(today):
            self.faults["open"] = Fault.NOT_A_TIME_TO_COME
            return ANY
        return found or ANY

    def words(self) -> str:
        return " ".join(self._text("q").split()[:MAX_WORDS])

    def near(self) -> Location | None:
        text = self._text("near")
        if is_bare_station(text):
            found = nearest_station(self._home)
        else:
            found = geocode(text) or geocode_with_slips(text) if text else None
        if text and found is None:
            self.faults["near"] = Fault.NO_SUCH_TOWN
        return found

    def number(self, name: str, default: int, low: int, high: int) -> int:
        text = self._text(name)
        if not text:
            return default
        if not text.isascii() or not text.isdigit():
            self.faults[name] = Fault.NOT_A_NUMBER
            return default
        if not low <= int(text) <= high:
            self.faults[name] = Fault.OUT_OF_RANGE
            return default
        return int(text)


def _shown(char: str) -> str:
    """The letter itself; a blank for what no page may show, such as a change of direction."""
    hidden = unicodedata.category(char) in _HIDDEN or char in _DIRECTIONS
    return " " if hidden else char


def without(query: Query, **changes: object) -> Query:
    """The same query with some of it changed, from its first page."""
    return replace(query, **{"page": 1, **changes})  # type: ignore[arg-type]
