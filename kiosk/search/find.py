"""Find what answers a query; words that nobody can read find nothing, and the page says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from kiosk.directory.hours.schedule import TimeSpan
from kiosk.directory.place.opening import schedule_of, schedule_of_stop
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.category import needs_of
from kiosk.search.moment import ANY
from kiosk.search.named import Look, named
from kiosk.search.openings import span_at
from kiosk.search.query import EVERYWHERE_M, Query, without
from kiosk.search.rank import Hit, hit_of
from kiosk.search.reading import Reading, readings
from kiosk.search.scan import MOST, Candidates, scan
from kiosk.search.score import Candidate
from kiosk.store.places import places_of_numbers

PAGE_SIZE: Final = 10
SCORED: Final = 100
"""Places looked at for one page: beyond, it is enough to say that there are more."""

SCORED_WIDER: Final = 50
"""As much for a question that had to be widened: it has one page."""

_FURTHER_M: Final = 30_000
_FAR_M: Final = 100_000


class Widening(StrEnum):
    """What was given up of a question that had no answer."""

    RADIUS = "radius"
    OPEN = "open"
    LANGUAGE = "language"
    CATEGORY = "category"
    AUDIENCE = "audience"
    WHEELCHAIR = "wheelchair"
    WORDS = "words"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The answer to a query.

    Attributes:
        query: What was answered in the end: the question as its words were read, or a wider one.
        hits: Those of the asked page.
        total: How many were found on all pages.
        complete: False when there are more than ``total``: only so many were looked at.
        widened: What was given up to get there, in order.
        reading: How the words were read; None when there were none.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    complete: bool = True
    widened: tuple[Widening, ...] = ()
    reading: Reading | None = None

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def find(query: Query, now: datetime, locale: str = "fr") -> SearchResult:
    """Answer ``query`` at ``now``; widen it step by step while nothing fits, and say so.

    Args:
        query: What is asked.
        now: Aware; counted in whole minutes, as opening hours are.
        locale: The visitor's language: words are read in it first, then in the others.
    """
    now = now.replace(second=0, microsecond=0)
    best: Reading | None = None
    for reading in readings(query, now, locale):
        found = find_exactly(reading.query, now, reading.look)
        if found.total:
            return replace(found, reading=reading)
        if best is None or _understood(reading) > _understood(best):
            best = reading
    assert best is not None  # noqa: S101 - there is always the text as it is
    return _widened(best, now)


def _understood(reading: Reading) -> tuple[bool, bool, bool]:
    return reading.meaning is not None, not reading.query.words, reading.town is not None


def find_exactly(
    query: Query, now: datetime, look: Look = Look.TEXTS, *, scored: int = SCORED
) -> SearchResult:
    """Answer ``query`` as it stands; its words are looked for where ``look`` says.

    Behind the last page stands the last page again.
    """
    first = (query.page - 1) * PAGE_SIZE
    reached = _candidates(query, now, look, first + PAGE_SIZE, first + scored)
    if first and len(reached.candidates) <= first:
        query = replace(query, page=max(1, -(-len(reached.candidates) // PAGE_SIZE)))
        first = (query.page - 1) * PAGE_SIZE
    page = reached.candidates[first : first + PAGE_SIZE]
    return SearchResult(
        query=query,
        hits=hits_of(page, query, now),
        total=len(reached.candidates),
        complete=reached.complete,
    )


def find_all(query: Query, now: datetime, locale: str = "fr") -> tuple[Candidates, Reading]:
    """Every place that answers ``query``, at most ``MOST``, and how its words were read."""
    now = now.replace(second=0, microsecond=0)
    reached, taken = Candidates(candidates=(), complete=True), Reading(query=query)
    for reading in readings(query, now, locale):
        taken = reading
        reached = _candidates(reading.query, now, reading.look, MOST, MOST)
        if reached.candidates:
            break
    return reached, taken


def _candidates(query: Query, now: datetime, look: Look, first: int, scored: int) -> Candidates:
    if query.words:
        return named(query, now, look, first=first, scored=scored)
    return scan(query, now, first=first, scored=scored)


def hits_of(page: tuple[Candidate, ...], query: Query, now: datetime) -> tuple[Hit, ...]:
    """The hits of some candidates, in their order."""
    now = now.replace(second=0, microsecond=0)
    places = places_of_numbers([each.number for each in page])
    hits = []
    for each in page:
        place = places[each.number]
        services = services_answering(place, query)
        hit = hit_of(place, services, query.near, now, reach_m=query.radius_m)
        hits.append(replace(hit, then=_then(hit, query, now)) if query.open.is_later else hit)
    return tuple(hits)


def _widened(reading: Reading, now: datetime) -> SearchResult:
    """Answer an ever wider question."""
    query = reading.query
    widened: list[Widening] = []
    for step, wider in _wider(query, reading):
        widened.append(step)
        found = find_exactly(wider, now, scored=SCORED_WIDER)
        if found.total:
            steps = tuple(dict.fromkeys(widened))
            return replace(found, widened=steps, reading=reading)
    steps = tuple(dict.fromkeys(widened))
    return SearchResult(query=query, hits=(), total=0, widened=steps, reading=reading)


def _wider(query: Query, reading: Reading) -> Iterator[tuple[Widening, Query]]:
    """Ever wider questions: what costs a visitor least is given up first."""
    query = without(query)
    if query.near and query.radius_m < _FURTHER_M:
        query = without(query, radius_m=_FURTHER_M)
        yield Widening.RADIUS, query
    if query.open != ANY:
        query = without(query, open=ANY)
        yield Widening.OPEN, query
    if query.language:
        query = without(query, language=None)
        yield Widening.LANGUAGE, query
    if query.category and (query.need or needs_of(query.category)):
        need = query.need or needs_of(query.category)[0].id
        query = without(query, category=None)
        for other in reading.others:
            yield Widening.CATEGORY, without(query, **{"need": None, other.kind: other.id})
        if reading.words:
            yield Widening.CATEGORY, without(query, words=reading.words)
        query = without(query, need=need)
        yield Widening.CATEGORY, query
    if query.near and query.radius_m < _FAR_M:
        query = without(query, radius_m=_FAR_M)
        yield Widening.RADIUS, query
    yield from _much_wider(query)


def _much_wider(query: Query) -> Iterator[tuple[Widening, Query]]:
    """What is only better than nothing. Words that mean nothing here are not left out: any place is no answer to them."""
    if query.audience:
        query = without(query, audience=None)
        yield Widening.AUDIENCE, query
    if query.words and (query.need or query.category):
        query = without(query, words="")
        yield Widening.WORDS, query
    if query.near:
        query = without(query, radius_m=EVERYWHERE_M)
        yield Widening.EVERYWHERE, query
    if query.wheelchair:
        query = without(query, wheelchair=False)
        yield Widening.WHEELCHAIR, query


def services_answering(place: Place, query: Query) -> tuple[Service, ...]:
    """What a place gives of what is asked, all of it when nothing is: its card and its page speak of the same."""
    wanted = query.categories
    return tuple(
        service
        for service in place.services
        if (not wanted or service.category in wanted)
        and (not query.audience or (service.audience or place.audience).admits(query.audience))
        and (not query.language or query.language in (service.languages or place.languages))
    )


def _then(hit: Hit, query: Query, now: datetime) -> TimeSpan | None:
    """The opening at the later time that was asked for, the first of those of its schedules."""
    schedules = [schedule_of(hit.place, each) for each in hit.services] or [schedule_of(hit.place)]
    if hit.stop is not None:
        schedules = [schedule_of_stop(hit.place, hit.stop)]
    spans = (span_at(each, now, query.open) for each in schedules)
    return min((each for each in spans if each), key=lambda span: span.start, default=None)
