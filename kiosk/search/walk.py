"""Walk outwards from where the visitor stands, ring by ring, until what is found cannot be beaten."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import inf
from typing import Final, NamedTuple

from kiosk.directory.geography import metres, on_foot
from kiosk.directory.listing import MICRO, Trait, audience_bit
from kiosk.directory.outlook import Outlook
from kiosk.directory.schedule import OpeningStatus
from kiosk.search.openings import openings
from kiosk.search.query import EVERYWHERE_M, Query
from kiosk.search.rank import MEANT_FOR_OTHERS, minutes_to_help
from kiosk.store.offers import OfferSeen, Sought, offers_anywhere, offers_around

RINGS_M: Final = (700, 2_000, 6_000, 18_000, 50_000, 150_000, 450_000, 1_350_000)
TOWN_REACH_M: Final = 15_000
"""A place of which only the town is known counts as near when the town's middle lies within this."""

MOST: Final = 2_000
"""Places weighed at most: the nearest."""

MOST_ROWS: Final = 3 * MOST
"""A place has several rows when its services differ."""


class Candidate(NamedTuple):
    """A place that answers, with what decides its rank, in that order.

    Attributes:
        grade: How well the words fit; 0 when none were asked.
        unlocated: It stands behind the others, by number: its order tells nothing of where it is.
        minutes: Until it helps; 0 when unlocated.
        number: Of the place.
    """

    grade: int
    unlocated: bool
    minutes: float
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What was found, in order; ``complete`` when there is no more within reach."""

    candidates: tuple[Candidate, ...]
    complete: bool


class Weighing:
    """The best row of each place."""

    def __init__(self, query: Query, now: datetime) -> None:
        """Weigh for ``query`` at ``now``, a whole minute."""
        self._query, self._now = query, now
        self._today = now.date().toordinal()
        self._wanted = audience_bit(query.audience) if query.audience else 0
        self.best: dict[int, Candidate] = {}

    def take(self, rows: Sequence[OfferSeen], grades: Iterable[int] | None = None) -> None:
        """Weigh rows; ``grades`` go with them."""
        answers = openings.at(self._now, self._query.open, {row.schedule for row in rows})
        best = self.best
        for row, grade in zip(rows, grades if grades is not None else _ungraded(), strict=False):
            outlook, fits = answers[row.schedule]
            if not fits:
                continue
            weighed = self._weigh(row, grade, outlook)
            if weighed is not None:
                known = best.get(row.number)
                if known is None or weighed < known:
                    best[row.number] = weighed

    def _weigh(self, row: OfferSeen, grade: int, outlook: Outlook) -> Candidate | None:
        traits = row.traits
        if traits & Trait.UNLOCATED:
            if self._away(row) > max(self._query.radius_m, TOWN_REACH_M):
                return None
            return Candidate(grade=grade, unlocated=True, minutes=0, number=row.number)
        away = self._away(row)
        if away > self._query.radius_m:
            return None
        if traits & Trait.APPOINTMENT and outlook.status is OpeningStatus.UNKNOWN:
            outlook = Outlook(OpeningStatus.BY_APPOINTMENT, None, outlook.opens_in)
        if self._query.open.is_later:
            outlook = _THEN
        minutes = minutes_to_help(
            outlook,
            on_foot(away),
            traits=traits,
            fullness=row.fullness,
            aside=row.aside,
            age_days=self._today - row.confirmed if row.confirmed else None,
        )
        if self._wanted and not row.meant_for & self._wanted:
            minutes += MEANT_FOR_OTHERS
        return Candidate(grade=grade, unlocated=False, minutes=minutes, number=row.number)

    def _away(self, row: OfferSeen) -> float:
        near = self._query.near
        if near is None or (self._query.radius_m >= EVERYWHERE_M and row.traits & Trait.UNLOCATED):
            return 0.0
        return metres(near.lat, near.lon, row.lat / MICRO, row.lon / MICRO)

    def in_order(self) -> tuple[Candidate, ...]:
        """The candidates, best first."""
        return tuple(sorted(self.best.values()))


_THEN: Final = Outlook(OpeningStatus.OPEN, inf, None)
"""It is open when the visitor comes: all that fit are."""


def walk(query: Query, now: datetime, *, first: int, weigh: int) -> Walked:
    """The places that answer ``query`` without regard to its words.

    Args:
        query: What is asked.
        now: A whole minute, aware.
        first: So many must be certain to stand first.
        weigh: So many are looked at, at least, if there are.
    """
    sought, weighing = sought_by(query), Weighing(query, now)
    if query.near is None:
        rows = offers_anywhere(sought, limit=MOST_ROWS)
        weighing.take(rows)
        return Walked(candidates=weighing.in_order(), complete=len(rows) < MOST_ROWS)
    for inner_m, outer_m in rings(query):
        rows = offers_around(sought, query.near, inner_m=inner_m, outer_m=outer_m, limit=MOST_ROWS)
        weighing.take(rows)
        if len(weighing.best) >= MOST or len(rows) == MOST_ROWS:
            return Walked(candidates=weighing.in_order(), complete=False)
        if len(weighing.best) >= weigh and outer_m < query.radius_m:
            found = weighing.in_order()
            certain = found[first - 1 : first]
            if certain and not certain[0].unlocated and certain[0].minutes <= on_foot(outer_m):
                return Walked(candidates=found, complete=False)
    return Walked(candidates=weighing.in_order(), complete=True)


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


def rings(query: Query) -> list[tuple[float, float]]:
    """The rings around the visitor as pairs of inner and outer radius, in metres."""
    reach = max(query.radius_m, TOWN_REACH_M)
    radii = {each for each in RINGS_M if each < reach} | {query.radius_m, reach}
    return list(pairwise([0, *sorted(radii)]))


def _ungraded() -> Iterator[int]:
    while True:
        yield 0
