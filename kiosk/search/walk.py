"""Walk outwards from where the visitor stands, ring by ring, until what is found cannot be beaten."""

from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Final

from kiosk.directory.geography import on_foot
from kiosk.search.query import Query
from kiosk.search.weigh import TOWN_REACH_M, Candidate, Weighing
from kiosk.store.offers import Sought, offers_anywhere, offers_around, offers_unlocated

FIRST_RING_M: Final = 500
_NARROWEST_M: Final = 20

MOST: Final = 2_000
"""Places weighed at most: the nearest."""

MOST_ROWS: Final = 3 * MOST
"""A place has several rows when its services differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What was found: the first so many in order, those behind them counted.

    ``complete`` when there is no more within reach.
    """

    candidates: tuple[Candidate, ...]
    complete: bool


def walk(query: Query, now: datetime, *, first: int, weigh: int) -> Walked:
    """The places that answer ``query`` without regard to its words.

    Args:
        query: What is asked.
        now: A whole minute, aware.
        first: So many must be certain to stand first.
        weigh: So many are looked at, at least, if there are.
    """
    sought, weighing = sought_by(query), Weighing(query, now, first=first, weigh=weigh)
    if query.near is None:
        rows = offers_anywhere(sought, limit=MOST_ROWS)
        weighing.take(rows)
        return Walked(candidates=weighing.in_order(), complete=len(rows) < MOST_ROWS)
    inner_m, outer_m = 0.0, float(min(FIRST_RING_M, query.radius_m))
    while True:
        rows = offers_around(sought, query.near, inner_m=inner_m, outer_m=outer_m, limit=MOST_ROWS)
        if len(rows) == MOST_ROWS and outer_m > inner_m + _NARROWEST_M:
            outer_m = (inner_m + outer_m) / 2  # Too many at once: some would be left out unseen.
            continue
        found = weighing.best
        if weighing.take_nearest(rows) or len(found) >= MOST:
            break
        if weighing.enough and weighing.bound() <= on_foot(outer_m):
            break
        if outer_m >= query.radius_m:
            towns_m = max(query.radius_m, TOWN_REACH_M)
            rows = offers_unlocated(sought, query.near, towns_m=towns_m, limit=MOST_ROWS)
            weighing.take(rows)
            return Walked(candidates=weighing.in_order(), complete=len(rows) < MOST_ROWS)
        wanted = 1.5 * max(weigh, 3 * first)
        inner_m, outer_m = outer_m, min(query.radius_m, _next_ring(outer_m, len(found), wanted))
    return Walked(candidates=weighing.in_order(), complete=False)


def _next_ring(radius_m: float, found: int, wanted: float) -> float:
    """How far to look next: where there should be so many places, if they lie evenly."""
    return radius_m * min(25.0, max(1.5, sqrt(wanted / max(1, found))))


def sought_by(query: Query) -> Sought:
    """What rows of the index must say to answer ``query``."""
    topic = "any"
    if query.category:
        topic = f"category:{query.category}"
    elif query.need:
        topic = f"need:{query.need}"
    return Sought(
        topic=topic,
        audience=query.audience,
        language=query.language,
        wheelchair=query.wheelchair,
    )
