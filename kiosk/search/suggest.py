"""What someone may be about to write: needs and categories, towns, places. Two letters are enough."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.directory.geography.town import Town
from kiosk.directory.place.place import Place
from kiosk.search.geocode import towns_beginning
from kiosk.search.named import Look, named
from kiosk.search.query import Query
from kiosk.search.words.lexicon import Meaning
from kiosk.search.words.meaning import beginning_with
from kiosk.store.places import places_of_numbers

SHORTEST: Final = 2
MEANINGS: Final = 4
TOWNS: Final = 2
PLACES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What the letters may become."""

    meanings: tuple[Meaning, ...] = ()
    towns: tuple[Town, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is something to suggest."""
        return bool(self.meanings or self.towns or self.places)


def suggest(query: Query, now: datetime, locale: str) -> Suggestions:
    """Complete the words of ``query``, around its point.

    Args:
        query: Its words are what was typed so far.
        now: Aware.
        locale: The visitor's language.
    """
    letters = query.text
    if len(letters.folded.replace(" ", "")) < SHORTEST:
        return Suggestions()
    meanings: dict[Meaning, None] = {}
    for meaning in beginning_with(letters, locale):
        meanings[meaning] = None
        if len(meanings) == MEANINGS:
            break
    minute = now.replace(second=0, microsecond=0)
    reached = named(query, minute, Look.NAMES, first=PLACES, scored=PLACES)
    numbers = [each.number for each in reached.candidates[:PLACES]]
    places = places_of_numbers(numbers)
    return Suggestions(
        meanings=tuple(meanings),
        towns=tuple(towns_beginning(query.words, limit=TOWNS)),
        places=tuple(places[number] for number in numbers if number in places),
    )
