"""Walk outwards from where the visitor stands, ring by ring, until what is found cannot be beaten."""

from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Final

from kiosk.caches import BoundedCache
from kiosk.directory.geography.cell import cell_of
from kiosk.directory.geography.point import Point
from kiosk.search.query import Query
from kiosk.search.score import TOWN_REACH_M, Candidate, Scoring
from kiosk.state import CacheSlot, state
from kiosk.store.offers import IndexFilter, offers_anywhere, offers_around, offers_unlocated

FIRST_RING_M: Final = 500
_NARROWEST_M: Final = 20
_SPARE: Final = 1.2

MOST: Final = 2_000
"""Places weighed at most: the nearest."""

MOST_ROWS: Final = 3 * MOST
"""A place has several rows when its services differ."""


RINGS: Final[CacheSlot[BoundedCache[tuple[IndexFilter, int, int], float]]] = CacheSlot(
    "rings", BoundedCache
)
"""How far one had to look for something from a cell the last time: there the first ring begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What was found: the first so many in order, those behind them counted.

    ``complete`` when there is no more within reach.
    """

    candidates: tuple[Candidate, ...]
    complete: bool


def scan(query: Query, now: datetime, *, first: int, scored: int) -> Candidates:
    """The places that answer ``query`` without regard to its words.

    Args:
        query: What is asked.
        now: A whole minute, aware.
        first: So many must be certain to stand first.
        scored: So many are looked at, if there are; that there are more is only said.
    """
    wanted, scoring = filter_of(query), Scoring(query, now, first=first, scored=scored)
    if query.near is None:
        rows = offers_anywhere(wanted, limit=MOST_ROWS)
        scoring.take(rows)
        complete = len(rows) < MOST_ROWS
    else:
        complete = _scan_outwards(scoring, wanted, query.near, query.radius_m)
    return candidates_of(scoring, complete=complete)


def candidates_of(scoring: Scoring, *, complete: bool) -> Candidates:
    """What was weighed; when there is more, no more of it than was asked for."""
    candidates = scoring.in_order()
    return Candidates(
        candidates=candidates if complete else candidates[: scoring.most], complete=complete
    )


def _scan_outwards(scoring: Scoring, wanted: IndexFilter, near: Point, radius_m: float) -> bool:
    """Take ring after ring; whether there is no more within reach."""
    here = (wanted, cell_of(near), scoring.most)
    inner_m, outer_m = 0.0, float(min(state().cache(RINGS).get(here) or FIRST_RING_M, radius_m))
    while True:
        rows = offers_around(wanted, near, inner_m=inner_m, outer_m=outer_m, limit=MOST_ROWS)
        if len(rows) == MOST_ROWS and outer_m > inner_m + _NARROWEST_M:
            outer_m = (inner_m + outer_m) / 2  # Too many at once: some would be left out unseen.
            continue
        if scoring.take_nearest(rows) or scoring.is_enough_within(outer_m):
            _remember(here, scoring.looked_m)
            return False
        if outer_m >= radius_m:
            _remember(here, outer_m)
            towns_m = max(radius_m, TOWN_REACH_M)
            rows = offers_unlocated(wanted, near, towns_m=towns_m, limit=MOST_ROWS)
            scoring.take(rows)
            return len(rows) < MOST_ROWS
        inner_m, outer_m = outer_m, min(radius_m, _next_ring(outer_m, scoring))


def _remember(here: tuple[IndexFilter, int, int], looked_m: float) -> None:
    state().cache(RINGS).put(here, max(FIRST_RING_M, _SPARE * looked_m))


def _next_ring(radius_m: float, scoring: Scoring) -> float:
    """How far to look next: where there should be enough places, if they lie evenly."""
    wanted = 1.5 * scoring.most
    return radius_m * min(25.0, max(1.5, sqrt(wanted / max(1, len(scoring.best)))))


def filter_of(query: Query) -> IndexFilter:
    """What rows of the index must say to answer ``query``."""
    topic = "any"
    if query.category:
        topic = f"category:{query.category}"
    elif query.need:
        topic = f"need:{query.need}"
    return IndexFilter(
        topic=topic,
        audience=query.audience,
        language=query.language,
        wheelchair=query.wheelchair,
    )
