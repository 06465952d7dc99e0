"""Numbers to call, and who is shown which of them before anything else: ``numbers.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kiosk.caches import read_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A free number.

    Attributes:
        number: As it is dialled.
        label: What one finds there, an English msgid.
        icon: Name of a symbol of the sprite.
        danger: For when a life is at risk.
        territories: Where it answers: a country ("fr"), or "coast".
    """

    number: str
    label: str
    icon: str
    danger: bool = False
    territories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What somebody asks for who is to see a number first.

    Attributes:
        id: "sleep".
        numbers: The first is the one to call.
        line: One plain sentence, an English msgid.
        needs: Whoever asks for one of them.
        categories: Or for one of these.
        words: Or says one of these, by language.
    """

    id: str
    numbers: tuple[str, ...]
    line: str
    needs: frozenset[str]
    categories: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


@read_once
def numbers() -> tuple[Number, ...]:
    """Every number, those for danger first."""
    return tuple(
        Number(**raw | {"territories": frozenset(raw["territories"])}) for raw in _data()["number"]
    )


@read_once
def situations() -> Mapping[str, Situation]:
    """By id, the gravest first: where two fit, it is taken."""
    return {
        raw["id"]: Situation(
            id=raw["id"],
            numbers=tuple(raw["numbers"]),
            line=raw["line"],
            needs=frozenset(raw.get("needs", ())),
            categories=frozenset(raw.get("categories", ())),
            words={language: tuple(each) for language, each in raw.get("words", {}).items()},
        )
        for raw in _data()["situation"]
    }


def situation_of_number(number: str) -> Situation | None:
    """The situation of somebody who typed a number: the one it is the first of, else one that has it."""
    every = situations().values()
    first = next((each for each in every if each.numbers[0] == number), None)
    return first or (situations()["danger"] if number in situations()["danger"].numbers else None)


def situation_of_topic(need: str | None, category: str | None) -> Situation | None:
    """The situation of somebody who asks for a need or a category."""
    every = situations().values()
    if category:
        return next((each for each in every if category in each.categories), None)
    return next((each for each in every if need in each.needs), None) if need else None


def territories_of(country: str, department: str | None) -> frozenset[str]:
    """Where a place is, as numbers say it: {"fr", "coast"}."""
    by_the_sea = department in _data()["coast"].split()
    return frozenset({country, "coast"} if by_the_sea else {country})


@read_once
def _data() -> dict[str, Any]:
    source = files("kiosk.directory.vocabulary").joinpath("numbers.toml")
    return tomllib.loads(source.read_text("utf-8"))
