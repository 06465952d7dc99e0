"""The mix of questions: what visitors ask, near random points of the country, with the time of each."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median, quantiles

from sqlalchemy import text

from bench.country import Country
from kiosk.directory.geography.point import Point
from kiosk.directory.geography.town import towns, towns_named
from kiosk.search.find import find
from kiosk.search.moment import Open, When
from kiosk.search.query import Query
from kiosk.search.scan import scan
from kiosk.search.suggest import suggest
from kiosk.store.engine import reader, release_reader
from kiosk.store.places import place_of_number

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday at ten in Paris."""

BASELINE = "one row by its key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Milliseconds of one kind of question.

    Attributes:
        kind: Which.
        first: Median of questions asked for the first time: their towns were never looked at.
        p50: Median of the same questions asked once more, as a town's visitors do.
        p99: Of these.
    """

    kind: str
    first: float
    p50: float
    p99: float


Ask = Callable[[], object]
Make = Callable[[], Query]


def measure(size: int, rounds: int, seed: int = 5) -> list[Timed]:
    """Time ``rounds`` questions of every kind, and then the same once more."""
    found = []
    for kind, asks in Mix(size, seed).kinds():
        for _ in range(5):
            next(asks)()
        asked = [next(asks) for _ in range(rounds)]
        first, again = ([_time(ask) for ask in asked] for _ in range(2))
        cuts = quantiles(again, n=100)
        found.append(Timed(kind=kind, first=median(first), p50=cuts[49], p99=cuts[98]))
    return found


def _time(ask: Ask) -> float:
    start = time.perf_counter()
    ask()
    taken = (time.perf_counter() - start) * 1_000
    release_reader()  # Each visitor is a new request.
    return taken


class Mix:
    """The kinds of questions, at random but the same for the same seed."""

    def __init__(self, size: int, seed: int) -> None:
        """Prepare for a country of so many places."""
        self._size, self._random, self._country = size, random.Random(seed), Country(seed)

    def kinds(self) -> Iterator[tuple[str, Iterator[Ask]]]:
        """Each kind with its questions, without end."""
        yield BASELINE, self._by_key()
        yield from self._nearest()
        yield from self._pages()
        yield from self._words()
        yield "suggestions while typing", self._suggesting(self._anywhere)
        yield "suggestions while typing, nowhere near", self._suggesting(lambda: None)
        yield "one place by its number", self._opening()

    def _nearest(self) -> Iterator[tuple[str, Iterator[Ask]]]:
        women = self._near(need="eat", open=When(Open.NOW), audience="women")
        yield (
            "20 nearest of a category, numbers only",
            self._walking(self._near(category="food_distribution")),
        )
        yield "20 nearest of a need, numbers only", self._walking(self._near(need="eat"))
        yield "20 nearest open of a need for women, numbers only", self._walking(women)

    def _pages(self) -> Iterator[tuple[str, Iterator[Ask]]]:
        asked, near = self._asking, self._near
        paris, hamlets = towns_named("Paris")[0], towns()[-8_000:]
        now, tonight = When(Open.NOW), When(Open.TONIGHT)
        yield "page: a category", asked(near(category="shower"))
        yield "page: a need", asked(near(need="advice"))
        yield (
            "page: a need, open now, for women",
            asked(near(need="health", open=now, audience="women")),
        )
        yield (
            "page: a need, Arabic spoken, wheelchair",
            asked(near(need="learn", language="ar", wheelchair=True)),
        )
        yield "page: a need, tonight", asked(near(need="eat", open=tonight))
        yield (
            "page: a need, middle of Paris",
            asked(lambda: Query(need="eat", near=self._country.near(paris))),
        )
        yield (
            "page: everything, middle of Paris",
            asked(lambda: Query(near=self._country.near(paris))),
        )
        yield (
            "page: a rare category, empty countryside",
            asked(lambda: Query(category="cardiology", near=self._random.choice(hamlets).point)),
        )

    def _words(self) -> Iterator[tuple[str, Iterator[Ask]]]:
        asked, typed = self._asking, self._typed
        yield (
            "words: a need or category",
            asked(typed("douche", "manger", "avocat", "cours de français", "vestiaire")),
        )
        yield (
            "words: with slips",
            asked(typed("doushe", "avocat gratui", "medcin", "vestière", "ébergement")),
        )
        yield (
            "words: a name",
            asked(typed("secours du quartier", "relais famille", "mission jeunes", "tables coeur")),
        )
        yield (
            "words: a name with slips",
            asked(typed("secour du cartier", "relai famile", "mision jeunes", "tables keur")),
        )
        yield (
            "words: in descriptions",
            asked(lambda: Query(words=self._country.word(), near=self._anywhere())),
        )
        yield (
            "words: a category and a town",
            asked(lambda: Query(words=f"douche {self._country.town().name}")),
        )
        yield (
            "words: a name, nowhere near",
            asked(typed("secours du quartier", "relais famille", near=False)),
        )
        yield "words: nothing like it", asked(typed("xylophone", "qzwxqzwx", "brontosaure"))

    def _anywhere(self) -> Point:
        return self._country.near(self._country.town())

    def _moment(self) -> datetime:
        return NOW + timedelta(minutes=self._random.randrange(15))

    def _near(self, **more: object) -> Make:
        return lambda: Query(near=self._anywhere(), **more)  # type: ignore[arg-type]

    def _typed(self, *choices: str, near: bool = True) -> Make:
        return lambda: Query(
            words=self._random.choice(choices), near=self._anywhere() if near else None
        )

    def _asking(self, make: Make) -> Iterator[Ask]:
        while True:
            yield partial(find, make(), self._moment(), "fr")

    def _walking(self, make: Make) -> Iterator[Ask]:
        while True:
            yield partial(scan, make(), self._moment(), first=20, scored=20)

    def _suggesting(self, around: Callable[[], Point | None]) -> Iterator[Ask]:
        while True:
            word = self._random.choice(TYPED)
            letters = word[: self._random.randint(2, len(word))]
            yield partial(suggest, Query(words=letters, near=around()), self._moment(), "fr")

    def _by_key(self) -> Iterator[Ask]:
        statement = text("SELECT slug FROM place WHERE number = :number")
        while True:
            number = self._random.randint(1, self._size)
            yield lambda number=number: reader().execute(statement, {"number": number}).one()

    def _opening(self) -> Iterator[Ask]:
        while True:
            yield partial(place_of_number, self._random.randint(1, self._size))


TYPED = (
    "douche", "manger", "avocat", "entraide populaire", "secours du quartier", "dijon", "saint-étienne", "maison des habitants",
    "relais famille", "médecin", "domiciliation", "cours de français", "paris", "21000", "vestiaire", "centre communal",
)  # fmt: skip
