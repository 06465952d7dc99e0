"""The paper guide of a town, put together: its places by need, and its words in every language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.booklet.guide import Booklet, BookletWords, Chapter, NumberToCall
from kiosk.config import Settings
from kiosk.directory.geography.point import Point
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.category import needs
from kiosk.wording.booklet_words import booklet_words
from kiosk.wording.language import speaking
from kiosk.wording.numbers import helpline_of, numbers_to_call


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a guide is about.

    Attributes:
        name: What it is called.
        town: Name of the town.
        middle: Where the rings of its drawings begin.
        middle_name: What that point is called.
        locales: The visitor's language, then French; French alone.
        today: The day on which it is made, in the town.
        data_day: The day of the data.
        public_url: Where phones find the guide, or None.
        demo: Whether its places are invented.
    """

    name: str
    town: str
    middle: Point
    middle_name: str
    locales: tuple[str, ...]
    today: date
    data_day: date
    public_url: str | None = None
    demo: bool = False


def guide_of(places: Mapping[str, Sequence[Place]], cover: Cover, settings: Settings) -> Booklet:
    """The guide; ``places`` by need, in the order of its chapters."""
    every = {place.number: place for each in places.values() for place in each}
    return Booklet(
        name=cover.name,
        middle=cover.middle,
        chapters=tuple(_chapter(need, tuple(each), settings) for need, each in places.items()),
        words=tuple(
            _words(locale, list(every.values()), cover, settings) for locale in cover.locales
        ),
        numbers=tuple(
            NumberToCall(number=each.number, icon=each.icon, danger=each.danger)
            for each in numbers_to_call(settings)
        ),
        today=cover.today,
        public_url=cover.public_url,
        demo=cover.demo,
    )


def _words(locale: str, places: Sequence[Place], cover: Cover, settings: Settings) -> BookletWords:
    with speaking(locale):
        return booklet_words(
            places,
            settings,
            town=cover.town,
            middle=cover.middle_name,
            today=cover.today,
            data_day=cover.data_day,
        )


def _chapter(need: str, places: tuple[Place, ...], settings: Settings) -> Chapter:
    known, helpline = needs()[need], helpline_of(need, settings)
    return Chapter(
        need=need,
        icon=known.icon,
        categories=known.categories,
        helpline=helpline.number if helpline else None,
        places=places,
    )
