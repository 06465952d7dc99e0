"""The mix of questions: what visitors ask, near random points of the country, with the time of each."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

from sqlalchemy import text

from bench.country import Country
from kiosk.directory.geography import Point
from kiosk.directory.town import towns, towns_named
from kiosk.extensions import db
from kiosk.search.find import find
from kiosk.search.moment import Open, When
from kiosk.search.query import Query
from kiosk.search.suggest import suggest
from kiosk.search.walk import walk
from kiosk.store.engine import reader
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


def measure(size: int, rounds: int, seed: int = 5) -> list[Timed]:
    """Time ``rounds`` questions of every kind, and then the same once more."""
    found = []
    for kind, asks in _kinds(size, seed):
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
    db.session.rollback()  # Each visitor is a new request.
    return taken


def _kinds(size: int, seed: int) -> Iterator[tuple[str, Iterator[Ask]]]:
    chance, country = random.Random(seed), Country(seed)

    def anywhere() -> Point:
        return country.near(country.town())

    def moment() -> datetime:
        return NOW + timedelta(minutes=chance.randrange(15))

    def asking(make: Callable[[], Query]) -> Iterator[Ask]:
        while True:
            query, now = make(), moment()
            yield lambda query=query, now=now: find(query, now, "fr")

    def walking(make: Callable[[], Query]) -> Iterator[Ask]:
        while True:
            query, now = make(), moment()
            yield lambda query=query, now=now: walk(query, now, first=20, weigh=20)

    def by_key() -> Iterator[Ask]:
        statement = text("SELECT slug FROM place WHERE number = :number")
        while True:
            number = chance.randint(1, size)
            yield lambda number=number: reader().execute(statement, {"number": number}).one()

    def opening() -> Iterator[Ask]:
        while True:
            number = chance.randint(1, size)
            yield lambda number=number: place_of_number(number)

    def suggesting(around: Callable[[], Point | None]) -> Iterator[Ask]:
        while True:
            word = chance.choice(TYPED)
            letters = word[: chance.randint(2, len(word))]
            query, now = Query(words=letters, near=around()), moment()
            yield lambda query=query, now=now: suggest(query, now, "fr")

    def near(**more: object) -> Callable[[], Query]:
        return lambda: replace(Query(near=anywhere()), **more)  # type: ignore[arg-type]

    def words(*choices: str, here: bool = True) -> Callable[[], Query]:
        return lambda: Query(words=chance.choice(choices), near=anywhere() if here else None)

    paris = towns_named("Paris")[0]
    hamlets = towns()[-8_000:]
    now = When(Open.NOW)
    yield BASELINE, by_key()
    yield "20 nearest of a category, numbers only", walking(near(category="food_distribution"))
    yield "20 nearest of a need, numbers only", walking(near(need="eat"))
    yield (
        "20 nearest open of a need for women, numbers only",
        walking(near(need="eat", open=now, audience="women")),
    )
    yield "first page: a category", asking(near(category="shower"))
    yield "first page: a need", asking(near(need="advice"))
    yield (
        "first page: a need, open now, for women",
        asking(near(need="health", open=now, audience="women")),
    )
    yield (
        "first page: a need, Arabic spoken, wheelchair",
        asking(near(need="learn", language="ar", wheelchair=True)),
    )
    yield "first page: a need, tonight", asking(near(need="eat", open=When(Open.TONIGHT)))
    yield "first page: everything, middle of Paris", asking(lambda: Query(near=country.near(paris)))
    yield (
        "first page: a need, middle of Paris",
        asking(lambda: Query(need="eat", near=country.near(paris))),
    )
    yield (
        "first page: a rare category, empty countryside",
        asking(lambda: Query(category="cardiology", near=chance.choice(hamlets).point)),
    )
    yield (
        "words: a need or category",
        asking(words("douche", "manger", "avocat", "cours de français", "vestiaire")),
    )
    yield (
        "words: with slips",
        asking(words("doushe", "avocat gratui", "medcin", "vestière", "ébergement")),
    )
    yield (
        "words: a name",
        asking(words("secours du quartier", "relais famille", "mission jeunes", "tables coeur")),
    )
    yield (
        "words: a name with slips",
        asking(words("secour du cartier", "relai famile", "mision jeunes", "tables keur")),
    )
    yield "words: in descriptions", asking(lambda: Query(words=country.word(), near=anywhere()))
    yield (
        "words: a category and a town",
        asking(lambda: Query(words=f"douche {country.town().name}")),
    )
    yield (
        "words: a name, nowhere near",
        asking(words("secours du quartier", "relais famille", here=False)),
    )
    yield "words: nothing like it", asking(words("xylophone", "qzwxqzwx", "brontosaure"))
    yield "suggestions while typing", suggesting(anywhere)
    yield "suggestions while typing, nowhere near", suggesting(lambda: None)
    yield "one place by its number", opening()


TYPED = (
    "douche", "manger", "avocat", "entraide populaire", "secours du quartier", "dijon", "saint-étienne", "maison des habitants",
    "relais famille", "médecin", "domiciliation", "cours de français", "paris", "21000", "vestiaire", "centre communal",
)  # fmt: skip
