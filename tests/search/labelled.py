"""The labelled questions: what visitors ask, and what a social worker would show first."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from kiosk.cli.demo_command import DIJON
from kiosk.search.find import SearchResult, find
from kiosk.search.query import read_query
from tests.world import PARIS

WRITTEN = datetime(2026, 1, 15, 12, tzinfo=PARIS)
"""The day for which the demo town was written: its dates stand as they are."""

WORDS_ASKED = datetime(2026, 1, 20, 10, tzinfo=PARIS)
"""When single words are asked: most doors are open."""

_ASKED = ("q", "need", "category", "near", "open", "audience", "language", "wheelchair")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labelled:
    """A question with its moment, and every place that may stand first."""

    arguments: Mapping[str, str]
    locale: str
    at: datetime
    first: tuple[str, ...]
    why: str

    def answer(self) -> SearchResult:
        asked = read_query(self.arguments, today=self.at.date(), home=DIJON)
        assert asked.faults == {}, self
        return find(asked.query, self.at, self.locale)

    def rank(self, found: SearchResult) -> int:
        """Where the first of the expected places stands; 0: on no first page."""
        names = [hit.place.name for hit in found.hits]
        return next((at for at, name in enumerate(names, 1) if name in self.first), 0)


@cache
def labelled() -> tuple[Labelled, ...]:
    return (*_questions(), *_words())


def _questions() -> tuple[Labelled, ...]:
    text = Path(__file__).with_name("labelled.toml").read_text("utf-8")
    return tuple(
        Labelled(
            arguments={name: _argument(raw[name]) for name in _ASKED if raw.get(name)},
            locale=raw["locale"],
            at=datetime.fromisoformat(raw["at"]).replace(tzinfo=PARIS),
            first=tuple(raw["first"]),
            why=raw["why"],
        )
        for raw in tomllib.loads(text)["query"]
    )


def _words() -> tuple[Labelled, ...]:
    text = Path(__file__).with_name("labelled_words.toml").read_text("utf-8")
    return tuple(
        Labelled(
            arguments={"q": word},
            locale=locale,
            at=WORDS_ASKED,
            first=tuple(raw["first"]),
            why="what is called so",
        )
        for raw in tomllib.loads(text)["asked"]
        for locale, words in raw.items()
        if locale != "first"
        for word in words
    )


def _argument(value: str | bool) -> str:
    return "1" if value is True else str(value)
