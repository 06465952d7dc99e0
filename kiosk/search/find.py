"""Find what answers a query, and never leave anyone without an answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

from kiosk.directory.access import Condition, holds
from kiosk.directory.category import needs, needs_of
from kiosk.directory.door import schedule_of, schedule_of_stop
from kiosk.directory.geography import Point, box_around, distance_m
from kiosk.directory.place import Place
from kiosk.directory.schedule import Schedule
from kiosk.directory.service import Service
from kiosk.directory.town import towns
from kiosk.search.query import Open, Query, without
from kiosk.search.rank import Hit, hit_of, order_of
from kiosk.search.words import split
from kiosk.store.places import Criteria, find_places

PAGE_SIZE: Final = 10
_FURTHER_M: Final = 30_000
_FAR_M: Final = 100_000
_EVERYWHERE_M: Final = 20_100_000
"""Half way round the Earth."""
_TOWN_REACH_M: Final = 15_000
"""A place without a point counts as near when its town's middle lies within this, at least."""


class Widening(StrEnum):
    """What was given up of a question that had no answer."""

    RADIUS = "radius"
    OPEN = "open"
    LANGUAGE = "language"
    CATEGORY = "category"
    AUDIENCE = "audience"
    WORDS = "words"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a query.

    Attributes:
        query: What was answered in the end: the question, or a wider one.
        hits: Those of the asked page.
        total: How many there are on all pages.
        widened: What was given up to get there, in order.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    widened: tuple[Widening, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def find(query: Query, now: datetime) -> Found:
    """Answer ``query`` at ``now``; widen it step by step while nothing fits, and say so."""
    found = find_exactly(query, now)
    widened: list[Widening] = []
    for step, wider in _wider(query):
        if found.total:
            break
        widened.append(step)
        found = find_exactly(wider, now)
    if not found.total:
        return Found(query=query, hits=(), total=0, widened=tuple(dict.fromkeys(widened)))
    return replace(found, widened=tuple(dict.fromkeys(widened)))


def find_exactly(query: Query, now: datetime) -> Found:
    """Answer ``query`` as it stands."""
    hits = sorted(_hits(query, now), key=order_of)
    first = (query.page - 1) * PAGE_SIZE
    return Found(query=query, hits=tuple(hits[first : first + PAGE_SIZE]), total=len(hits))


def all_hits(query: Query, now: datetime) -> list[Hit]:
    """Every hit of ``query``, in order."""
    return sorted(_hits(query, now), key=order_of)


def _wider(query: Query) -> Iterator[tuple[Widening, Query]]:
    """Ever wider questions: what costs a visitor least is given up first."""
    query = without(query)
    if query.near and query.radius_m < _FURTHER_M:
        query = without(query, radius_m=_FURTHER_M)
        yield Widening.RADIUS, query
    if query.open is not Open.ANY:
        query = without(query, open=Open.ANY)
        yield Widening.OPEN, query
    if query.language:
        query = without(query, language=None)
        yield Widening.LANGUAGE, query
    if query.category and (query.need or needs_of(query.category)):
        need = query.need or needs_of(query.category)[0].id
        query = without(query, category=None, need=need)
        yield Widening.CATEGORY, query
    if query.near and query.radius_m < _FAR_M:
        query = without(query, radius_m=_FAR_M)
        yield Widening.RADIUS, query
    yield from _much_wider(query)


def _much_wider(query: Query) -> Iterator[tuple[Widening, Query]]:
    """What is only better than nothing."""
    if query.audience:
        query = without(query, audience=None)
        yield Widening.AUDIENCE, query
    if query.words and (query.need or query.category):
        query = without(query, words="")
        yield Widening.WORDS, query
    if query.near:
        yield Widening.EVERYWHERE, without(query, radius_m=_EVERYWHERE_M)


def _hits(query: Query, now: datetime) -> Iterator[Hit]:
    criteria = Criteria(categories=query.categories, words=split(query.words))
    criteria = replace(criteria, near=query.near)
    if query.near and query.radius_m < _EVERYWHERE_M:
        criteria = replace(
            criteria,
            box=box_around(query.near, query.radius_m),
            town_codes=_towns_near(query.near, max(query.radius_m, _TOWN_REACH_M)),
        )
    for place in find_places(criteria):
        services = _answering(place, query)
        if (services or not query.categories) and _fits(place, query):
            hit = hit_of(place, services, query.near, now)
            if _is_near(hit, query) and _is_open(hit, query, now):
                yield hit


def _answering(place: Place, query: Query) -> tuple[Service, ...]:
    wanted = query.categories
    return tuple(
        service
        for service in place.services
        if (not wanted or service.category in wanted)
        and (not query.audience or (service.audience or place.audience).admits(query.audience))
        and (not query.language or query.language in (service.languages or place.languages))
    )


def _fits(place: Place, query: Query) -> bool:
    if query.audience and not place.audience.admits(query.audience):
        return False
    if query.language and query.language not in place.languages:
        return any(query.language in (s.languages or ()) for s in place.services)
    return not query.wheelchair or holds(place.conditions, Condition.WHEELCHAIR) is True


def _is_near(hit: Hit, query: Query) -> bool:
    return hit.distance_m is None or hit.distance_m <= query.radius_m


def _is_open(hit: Hit, query: Query, now: datetime) -> bool:
    if query.open is Open.ANY or hit.opening.status.is_open:
        return True
    return query.open is Open.TODAY and any(
        span.certain and span.end > now
        for schedule in _schedules(hit)
        for span in schedule.on(schedule.local(now).date()).spans
    )


def _schedules(hit: Hit) -> list[Schedule]:
    if hit.place.itinerary:
        return [schedule_of_stop(hit.place, stop) for stop in hit.place.itinerary.stops]
    return [schedule_of(hit.place, each) for each in hit.services] or [schedule_of(hit.place)]


def _towns_near(point: Point, radius_m: int) -> frozenset[str]:
    # Rounded to about a kilometre, so that neighbours share the answer.
    return _town_codes(Point(round(point.lat, 2), round(point.lon, 2)), radius_m)


@lru_cache(maxsize=256)
def _town_codes(point: Point, radius_m: int) -> frozenset[str]:
    box = box_around(point, radius_m)
    return frozenset(
        town.code
        for town in towns()
        if box.holds(town.point) and distance_m(town.point, point) <= radius_m
    )


def helpline_of(query: Query) -> str | None:
    """The need whose helpline fits the question."""
    if query.need:
        return query.need
    found = needs_of(query.category) if query.category else ()
    return found[0].id if found and found[0].id in needs() else None
