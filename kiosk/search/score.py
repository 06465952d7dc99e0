"""Weigh rows of the index: the minutes of each place, and how many there are."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from heapq import nsmallest
from itertools import repeat
from math import inf
from operator import itemgetter
from typing import Final, NamedTuple

from kiosk.directory.geography.point import DEGREE_M, Point, metres, on_foot
from kiosk.directory.hours.outlook import waiting_minutes
from kiosk.directory.hours.schedule import OpeningStatus
from kiosk.directory.place.listing import MICRO, Trait, audience_bit
from kiosk.search.moment import Open
from kiosk.search.openings import OPENINGS, ScheduleAnswer, minute_of
from kiosk.search.query import Query
from kiosk.search.rank import BY_NIGHT, minutes_to_help, penalty_minutes
from kiosk.state import state
from kiosk.store.offers import COLUMNS, OfferSeen

TOWN_REACH_M: Final = 15_000
"""A place of which only the town is known counts as near when the town's middle lies within this."""

_AT_ONCE: Final = 64
"""Rows weighed before it is asked whether that is enough."""

_FLAT_M: Final = 10_000
_SCHEDULE: Final = COLUMNS.index("schedule")
_LAT: Final = COLUMNS.index("lat")
_LON: Final = COLUMNS.index("lon")
_UNLOCATED: Final = int(Trait.UNLOCATED)
_APPOINTMENT: Final = int(Trait.APPOINTMENT)

Row = OfferSeen | tuple[int, ...]


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


class Scoring:
    """The best row of each place, for one question at one moment.

    ``take`` weighs all that it is given. ``take_nearest`` begins with the nearest and stops when
    the first so many cannot be beaten any more; places behind them are counted, and their own
    order is that of their distance.
    """

    def __init__(self, query: Query, now: datetime, *, first: int, scored: int) -> None:
        """Weigh for ``query`` at ``now``, a whole minute; see :func:`kiosk.search.scan.scan`."""
        self._query, self._now, self._minute = query, now, minute_of(now)
        self._first, self._scored = first, scored
        self._today = now.date().toordinal()
        self._wanted = audience_bit(query.audience) if query.audience else 0
        self._open_now, self._later = query.open.open is Open.NOW, query.open.is_later
        self._any_time = query.open.open is Open.ANY
        self._patience = BY_NIGHT if query.by_night else 1.0
        self._town_m = query.town_m or inf
        self._towns_m = max(query.radius_m, TOWN_REACH_M)
        self._away = metres_from(query.near) if query.near else _nowhere
        self.best: dict[int, Candidate] = {}
        self.looked_m = 0.0

    @property
    def most(self) -> int:
        """So many places are wanted at most."""
        return max(self._first, self._scored)

    def is_enough_within(self, looked_m: float) -> bool:
        """Whether there are more places than wanted, and none beyond can be among the first."""
        return len(self.best) > self.most and self._bound() <= on_foot(looked_m)

    def take(self, rows: Iterable[Row], grades: Iterable[int] | None = None) -> None:
        """Weigh rows; ``grades`` go with them."""
        placed = [(self._away(row[_LAT], row[_LON]), row) for row in rows]
        self._score_all(placed, grades if grades is not None else repeat(0))

    def take_nearest(self, rows: Iterable[Row]) -> bool:
        """Weigh located rows of which none is nearer than those of before; whether that is enough."""
        placed = [(self._away(row[_LAT], row[_LON]), row) for row in rows]
        placed.sort(key=itemgetter(0))
        for start in range(0, len(placed), _AT_ONCE):
            some = placed[start : start + _AT_ONCE]
            if self._any_time and on_foot(some[0][0]) > self._bound():
                self._count(some)
            else:
                self._score_all(some, repeat(0))
            self.looked_m = some[-1][0]
            if self.is_enough_within(self.looked_m):
                return True
        return False

    def in_order(self) -> tuple[Candidate, ...]:
        """The candidates, best first."""
        return tuple(sorted(self.best.values()))

    def _bound(self) -> float:
        """The minutes of the last of the first so many; infinite while there are fewer."""
        first = nsmallest(self._first, self.best.values())
        if len(first) < self._first or first[-1].unlocated:
            return inf
        return first[-1].minutes

    def _count(self, placed: Sequence[tuple[float, Row]]) -> None:
        """Note places that stand behind the first so many, whenever they open."""
        for away, row in placed:
            if away <= self._query.radius_m:
                self.best.setdefault(row[0], Candidate(0, False, on_foot(away), row[0]))

    def _score_all(self, placed: Sequence[tuple[float, Row]], grades: Iterable[int]) -> None:
        keys = {row[_SCHEDULE] for _, row in placed}
        answers = state().cache(OPENINGS).at(self._now, self._query.open, keys)
        best, radius_m = self.best, self._query.radius_m
        for (away, row), grade in zip(placed, grades, strict=False):
            number, aside, _, _, _, meant_for, traits, schedule, confirmed, fullness = row
            answer = answers[schedule]
            if not answer.fits or (self._open_now and answer.closes is None):
                continue
            unlocated, minutes = bool(traits & _UNLOCATED), 0.0
            if away > (self._towns_m if unlocated else radius_m):
                continue
            if not unlocated:
                walk = on_foot(away)
                wait = 0.0 if self._later else self._wait(answer, traits, walk)
                burden = self._burden(traits, fullness, aside, confirmed, meant_for)
                minutes = minutes_to_help(walk, wait, self._patience, burden, away > self._town_m)
            known = best.get(number)
            if known is None or (grade, unlocated, minutes) < known:
                best[number] = Candidate(grade, unlocated, minutes, number)

    def _wait(self, answer: ScheduleAnswer, traits: int, walk: float) -> float:
        status, closes, opens, minute = answer.status, answer.closes, answer.opens, self._minute
        if closes is not None:
            return waiting_minutes(status, closes - minute, None, walk)
        if traits & _APPOINTMENT and status.is_unknown:
            status = OpeningStatus.BY_APPOINTMENT
        return waiting_minutes(status, None, None if opens is None else opens - minute, walk)

    def _burden(self, traits: int, fullness: int, aside: int, confirmed: int, meant: int) -> int:
        return penalty_minutes(
            traits,
            fullness,
            aside,
            self._today - confirmed if confirmed else None,
            for_others=not meant & self._wanted and bool(self._wanted or meant),
        )


def metres_from(near: Point) -> Callable[[int, int], float]:
    """How far positions in millionths of a degree are from ``near``, in metres.

    Within some kilometres the Earth is flat, to less than a metre; farther away it is round.
    """
    lat, lon = near.lat, near.lon
    slope = math.sin(math.radians(lat)) * math.radians(0.5)
    width = math.cos(math.radians(lat))

    def away(lat_micro: int, lon_micro: int) -> float:
        north, east = lat_micro / MICRO - lat, lon_micro / MICRO - lon
        flat = math.hypot(north, east * (width - slope * north)) * DEGREE_M
        return flat if flat < _FLAT_M else metres(lat, lon, lat + north, lon + east)

    return away


def _nowhere(_lat: int, _lon: int) -> float:
    return 0.0
