"""Walk outwards from where the visitor stands, ring by ring, until what is found cannot be beaten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from math import inf, sqrt
from typing import Final, NamedTuple

from kiosk.directory.geography import metres, on_foot
from kiosk.directory.listing import MICRO, Trait, audience_bit
from kiosk.directory.outlook import Outlook
from kiosk.directory.schedule import OpeningStatus
from kiosk.search.openings import openings
from kiosk.search.query import Query
from kiosk.search.rank import BY_NIGHT, Facts, minutes_to_help
from kiosk.store.offers import OfferSeen, Sought, offers_anywhere, offers_around

FIRST_RING_M: Final = 700
_NARROWEST_M: Final = 20
_EXPECTED: Final = 600
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
        self._later = query.open.is_later
        self._patience = BY_NIGHT if query.by_night else 1
        self._town_m = query.town_m or inf
        self._towns_m = max(query.radius_m, TOWN_REACH_M)
        self._lat = query.near.lat if query.near else None
        self._lon = query.near.lon if query.near else None
        self.best: dict[int, Candidate] = {}

    def take(self, rows: Sequence[OfferSeen], grades: Iterable[int] | None = None) -> None:
        """Weigh rows; ``grades`` go with them."""
        answers = openings.at(self._now, self._query.open, {row.schedule for row in rows})
        best = self.best
        for row, grade in zip(rows, grades if grades is not None else repeat(0), strict=False):
            answer = answers[row.schedule]
            if answer.fits:
                away = self._away(row)
                unlocated = row.traits & _UNLOCATED
                if away > (self._towns_m if unlocated else self._query.radius_m):
                    continue
                minutes = 0.0 if unlocated else self._minutes(row, away, answer.outlook)
                weighed = Candidate(grade, bool(unlocated), minutes, row.number)
                known = best.get(row.number)
                if known is None or weighed < known:
                    best[row.number] = weighed

    def _minutes(self, row: OfferSeen, away: float, outlook: Outlook) -> float:
        if self._later:
            outlook = _THEN
        elif row.traits & _APPOINTMENT and outlook.status is OpeningStatus.UNKNOWN:
            outlook = Outlook(OpeningStatus.BY_APPOINTMENT, None, outlook.opens_in)
        return minutes_to_help(
            Facts(
                outlook,
                on_foot(away),
                self._patience,
                row.traits,
                row.fullness,
                row.aside,
                self._today - row.confirmed if row.confirmed else None,
                not row.meant_for & self._wanted and bool(self._wanted or row.meant_for),
                away > self._town_m,
            )
        )

    def _away(self, row: OfferSeen) -> float:
        if self._lat is None or self._lon is None:
            return 0.0
        return metres(self._lat, self._lon, row.lat / MICRO, row.lon / MICRO)

    def in_order(self) -> tuple[Candidate, ...]:
        """The candidates, best first."""
        return tuple(sorted(self.best.values()))


_UNLOCATED: Final = int(Trait.UNLOCATED)
_APPOINTMENT: Final = int(Trait.APPOINTMENT)
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
    inner_m, outer_m = 0.0, float(min(FIRST_RING_M, query.radius_m))
    while True:
        last = outer_m >= query.radius_m
        rows = offers_around(
            sought,
            query.near,
            inner_m=inner_m,
            outer_m=outer_m,
            towns_m=TOWN_REACH_M if last else 0,
            limit=MOST_ROWS,
        )
        if len(rows) == MOST_ROWS and outer_m > inner_m + _NARROWEST_M:
            outer_m = (inner_m + outer_m) / 2  # Too many at once: some would be left out unseen.
            continue
        weighing.take(rows)
        found = len(weighing.best)
        if last or found >= MOST:
            return Walked(candidates=weighing.in_order(), complete=last and found < MOST)
        if found >= weigh and _is_certain(weighing.in_order(), first, outer_m):
            return Walked(candidates=weighing.in_order(), complete=False)
        inner_m, outer_m = outer_m, min(query.radius_m, _next_ring(outer_m, found))


def _next_ring(radius_m: float, found: int) -> float:
    """How far to look next: where there should be a few hundred places, if they lie evenly."""
    return radius_m * min(25.0, max(1.5, sqrt(_EXPECTED / max(1, found))))


def _is_certain(found: Sequence[Candidate], first: int, seen_m: float) -> bool:
    """Whether the first so many cannot be beaten by what lies beyond ``seen_m`` metres."""
    if len(found) < first:
        return False
    last = found[first - 1]
    return not last.unlocated and last.minutes <= on_foot(seen_m)


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
