"""The paper guide of a town: what is in it, before anything is said or drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.directory.geography.point import Point, distance_m
from kiosk.directory.place.place import Place
from kiosk.directory.place.public import for_public
from kiosk.directory.vocabulary.fold import fold

Said = tuple[str, ...]
"""One text in every language of the guide, in their order: the visitor's first, then French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something to know of a place: a picture, a sentence, what the source adds in its language."""

    icon: str
    text: str
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """All that is said whatever the places are, in one language."""

    title: str
    town: str
    data_of: str
    call_first: str
    free: str
    contents: str
    see_today: str
    numbers: str
    numbers_free: str
    danger: str
    other_numbers: str
    hours: str
    ordinary_week: str
    closed: str
    closed_for_long: str
    hours_unknown: str
    by_appointment: str
    varies: str
    legend_closed: str
    legend_unknown: str
    drawing: str
    drawing_says: str
    not_drawn: str
    elsewhere: str
    rounds: str
    round_place: str
    index: str
    given: str
    demo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletWords:
    """All words of the guide in one language.

    Attributes:
        locale: Code of the language, as in URLs.
        direction: "ltr" or "rtl".
        sentences: See :class:`Sentences`.
        days: Names of seven days, Monday first.
        short_days: The same, for narrow columns.
        needs: Names of needs by id.
        helplines: What one finds at the number of a need, by its id.
        categories: Names of categories by id; "" for what was not understood.
        facts: What there is to know, by number of place; as many, in the same order, in every language.
        numbers: Whom one reaches, in the order of the numbers to call.
    """

    locale: str
    direction: str
    sentences: Sentences
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    needs: Mapping[str, str]
    helplines: Mapping[str, str]
    categories: Mapping[str, str]
    facts: Mapping[int, tuple[Fact, ...]]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberToCall:
    """A free number; ``danger``: for when a life is at risk."""

    number: str
    icon: str
    danger: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A need and every place that answers it."""

    need: str
    icon: str
    categories: frozenset[str]
    helpline: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """A guide, as far as the directory knows it.

    Attributes:
        name: What the guide is called.
        middle: Where the rings of the drawings begin.
        words: The visitor's language first; French alone, or behind it.
        today: The day on which it is made, in the town.
        public_url: Where phones find the guide, without a slash at the end; None: no codes.
        demo: Whether its places are invented.
    """

    name: str
    middle: Point
    chapters: tuple[Chapter, ...]
    words: tuple[BookletWords, ...]
    numbers: tuple[NumberToCall, ...]
    today: date
    public_url: str | None = None
    demo: bool = False


def in_order(places: Sequence[Place], middle: Point) -> tuple[Place, ...]:
    """What may be printed of ``places``: the nearest first, those without a position at the end.

    Whoever hands over a place as the desk knows it gets it printed as the public may know it.
    """
    shown = [public for each in places if (public := for_public(each)) is not None]

    def nearness(place: Place) -> tuple[float, str, int]:
        away = distance_m(middle, place.point) if place.point else float("inf")
        return away, fold(place.name), place.number or 0

    return tuple(sorted(shown, key=nearness))


def numbered(chapters: Sequence[Chapter]) -> dict[int, int]:
    """The number that each place has in the guide, by its number in the directory.

    Places count from 1 in the order in which they are first met.
    """
    found: dict[int, int] = {}
    for chapter in chapters:
        for place in chapter.places:
            found.setdefault(place.number or 0, len(found) + 1)
    return found
