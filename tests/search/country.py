"""A country for searching at random: crowded towns, empty land, islands, and the antimeridian."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.country import Country
from kiosk.directory.geography.point import Point
from kiosk.directory.geography.town import towns_named
from kiosk.directory.place.audience import audience_kinds
from kiosk.directory.place.place import Address, Place
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.search.moment import ANY, Open, When
from kiosk.search.query import Query
from tests.world import MONDAY_10H, place

TOWNS = tuple(
    towns_named(name)[0]
    for name in (
        "Dijon", "Chenôve", "Longvic", "Beaune", "Paris 13e arrondissement", "Lyon 3e arrondissement",
        "Saint-Denis", "Cayenne", "Le Tampon", "Auxonne", "Barcelonnette",
    )
)  # fmt: skip

_LINE = (179.98, -179.99, 179.9999, -179.95, 180.0)
"""Longitudes on both sides of the antimeridian."""

WORDS = (
    "entraide", "table", "secours", "espace solidarite", "maison", "centre communal", "douche", "manger", "dijon",
    "mission dijon", "relais famille beaune", "entraid", "avocat gratui", "zzz", "equipe ecoute", "dormir ce soir", "bus",
    "croix argent", "atelier ouvrt", "medecin lyon", "21000", "lits", "points conseil", "demain matin", "femmes",
)  # fmt: skip


def country(size: int, seed: int = 7) -> list[Place]:
    """Places of every kind."""
    ordinary = list(Country(seed, TOWNS).places(size))
    line = [
        replace(
            place(f"line{rank}", f"Fale {rank}"),
            point=Point(-13.3 + rank / 50, lon),
            address=Address(town="Uvea"),
            time_zone="Pacific/Wallis",
        )
        for rank, lon in enumerate(_LINE)
    ]
    return [*ordinary, *line]


class Questions:
    """Queries at random, with the moment at which each is asked."""

    def __init__(self, seed: int, *, words: bool = True) -> None:
        """Prepare; ``words`` whether some are typed."""
        self._random = random.Random(seed)
        self._words = words

    def ask(self, count: int) -> Iterator[tuple[Query, datetime]]:
        """So many questions."""
        for _ in range(count):
            yield self._query(), self._moment()

    def _moment(self) -> datetime:
        ahead = self._random.choice((0, 0, 0, self._random.randrange(60 * 24 * 300)))
        return (MONDAY_10H + timedelta(minutes=ahead)).astimezone(UTC)

    def _query(self) -> Query:
        chance = self._random
        sometimes = chance.random
        category = chance.choice(list(categories())) if sometimes() < 0.4 else None
        need = chance.choice(list(needs())) if category is None and sometimes() < 0.6 else None
        return Query(
            need=need,
            category=category,
            words=chance.choice(WORDS) if self._words and sometimes() < 0.3 else "",
            near=self._point() if sometimes() < 0.9 else None,
            radius_m=chance.choice((50, 1_000, 10_000, 10_000, 60_000, 200_000)),
            open=self._open() if sometimes() < 0.4 else ANY,
            audience=chance.choice(list(audience_kinds())) if sometimes() < 0.2 else None,
            language=chance.choice(("ar", "uk", "fa", "es", "ka")) if sometimes() < 0.15 else None,
            wheelchair=sometimes() < 0.1,
            page=chance.choice((1, 1, 1, 2, 5)),
        )

    def _point(self) -> Point:
        if self._random.random() < 0.1:
            return Point(-13.3, self._random.choice((179.97, -179.97)))
        if self._random.random() < 0.1:
            return Point(self._random.uniform(42, 51), self._random.uniform(-4, 8))
        town = self._random.choice(TOWNS)
        return Point(
            town.point.lat + self._random.gauss(0, 0.02),
            town.point.lon + self._random.gauss(0, 0.02),
        )

    def _open(self) -> When:
        kind = self._random.choice(list(Open))
        if kind not in {Open.DAY, Open.MOMENT}:
            return When(kind)
        day = MONDAY_10H.date() + timedelta(days=self._random.randrange(20))
        clock = MONDAY_10H.time().replace(hour=self._random.randrange(24))
        return When(kind, day, clock if kind is Open.MOMENT else None)
