"""One place: today first, then the week, who may come, what to bring, how to get there."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import abort, request
from markupsafe import Markup

from kiosk.directory.geography.point import DETOUR, WALKING_M_PER_MINUTE, Point
from kiosk.directory.geography.way import Way, spot_on, way_of
from kiosk.directory.hours.notice import Closure, Notice
from kiosk.directory.hours.schedule import DayHours, Schedule
from kiosk.directory.place.access import AccessCondition
from kiosk.directory.place.itinerary import Stop
from kiosk.directory.place.opening import schedule_of, schedule_of_stop
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.http.clock import clock_is_believable, data_day, today
from kiosk.rights.right import DOORS_OF_RIGHTS
from kiosk.search.find import services_answering
from kiosk.search.geocode import stations_near
from kiosk.search.query import Query, read_query
from kiosk.search.rank import Hit, hit_of
from kiosk.state import settings
from kiosk.store.places import place_of_number
from kiosk.web.parts.cards import status_badge, untimely
from kiosk.wording.explained import Term, explained_in
from kiosk.wording.numbers import CallFirst, call_first, place_situation

COMING_DAYS = 45

LANDMARKS = 3
"""On a drawing of the way; more would hide it."""

APART = 0.08
"""Between two of them, of a drawing that is one wide."""

_NUMBER = re.compile(r"(?:^|-)(\d{1,9})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """Seven days of one schedule, today first."""

    days: tuple[DayHours, ...]
    note: str | None
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """A service with its own week, when it differs from the place's."""

    service: Service
    week: WeekView | None
    asked_for: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """A stop of a round with its week."""

    stop: Stop
    week: WeekView


@dataclass(frozen=True, slots=True, kw_only=True)
class WaySketch:
    """The way to a place, drawn; with what everybody knows on it: a name and where it stands."""

    way: Way
    landmarks: tuple[tuple[str, tuple[float, float]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """A place as it is shown.

    ``call``: the number to call before one goes. ``timely`` False: nobody knows what time it is, the week is any week. ``saved``: it is kept by a phone.
    """

    place: Place
    hit: Hit
    status: Markup
    week: WeekView
    services: tuple[ServiceView, ...]
    stops: tuple[StopView, ...]
    closures: tuple[Closure, ...]
    notices: tuple[Notice, ...]
    conditions: tuple[AccessCondition, ...]
    asked: Query
    sketch: WaySketch | None
    terms: tuple[Term, ...]
    leads_to_rights: bool
    sensitive: bool
    call: CallFirst | None
    today: date
    timely: bool
    now: datetime
    saved: bool = False


def number_in(slug: str) -> int | None:
    """The number of a place at the end of its name in addresses; None where there is none."""
    found = _NUMBER.search(slug)
    return int(found.group(1)) if found else None


def place_or_404(slug: str) -> Place:
    """The place of an address; of one that is not there, there is no such page."""
    number = number_in(slug)
    return (place_of_number(number) if number is not None else None) or abort(404)


def page_of(one: Place, moment: datetime) -> PlacePage:
    """All that is shown of a place at a moment (aware)."""
    asked = read_query(request.args.to_dict(), today=today(), home=settings().near).query
    wanted = asked.categories
    given = services_answering(one, asked)
    hit = hit_of(one, given, asked.near, moment, reach_m=asked.radius_m)
    answering = given if wanted else ()
    main = schedule_of(one)
    here_today = main.local(moment).date()
    timely = clock_is_believable()
    if not timely:
        (hit,), here_today = untimely([hit]), _monday_of(data_day() or here_today)
    others = tuple(each for each in one.services if each not in answering)
    return PlacePage(
        place=one,
        hit=hit,
        status=status_badge(hit, moment),
        week=_week(main, here_today),
        services=tuple(
            _service_view(one, each, each in answering, here_today)
            for each in (*answering, *others)
        ),
        stops=tuple(
            StopView(stop=stop, week=_week(schedule_of_stop(one, stop), here_today))
            for stop in (one.itinerary.stops if one.itinerary else ())
        ),
        closures=_soon(one.closures, here_today),
        notices=tuple(each for each in one.notices if each.covers(here_today)),
        conditions=one.conditions,
        asked=asked,
        sketch=_sketch(one, asked.near),
        terms=tuple(explained_in(*_texts(one))),
        leads_to_rights=any(each.category in DOORS_OF_RIGHTS for each in one.services),
        sensitive=one.sensitive,
        call=call_first(place_situation(one), settings()),
        today=here_today,
        timely=timely,
        now=moment,
    )


def _texts(one: Place) -> list[str]:
    """What the source wrote, where words of institutions stand."""
    services = [text for each in one.services for text in (each.name, each.description)]
    conditions = [each.detail for each in one.conditions]
    return [each for each in (one.name, one.description, *services, *conditions) if each]


def _sketch(one: Place, near: Point | None) -> WaySketch | None:
    """The way from where one stands, if it is one for feet and both ends are known."""
    if near is None or one.point is None or one.approximate or one.itinerary:
        return None
    way = way_of(near, one.point)
    if way.is_beyond:
        return None
    reach_m = way.rings[-1].minutes * WALKING_M_PER_MINUTE / DETOUR
    stations = [
        (each.name, spot_on(way, near, each.point)) for each in stations_near(near, reach_m)
    ]
    return WaySketch(way=way, landmarks=_apart(stations))


def _apart(
    landmarks: Iterable[tuple[str, tuple[float, float] | None]],
) -> tuple[tuple[str, tuple[float, float]], ...]:
    """A few that do not stand upon each other: a station is often listed twice."""
    kept: list[tuple[str, tuple[float, float]]] = []
    for name, spot in landmarks:
        if spot and all(math.dist(spot, other) > APART for _, other in kept):
            kept.append((name, spot))
    return tuple(kept[:LANDMARKS])


def _monday_of(day: date) -> date:
    """The beginning of an ordinary week, to show when nobody knows which day it is."""
    return day - timedelta(days=day.weekday())


def _soon(closures: tuple[Closure, ...], today: date) -> tuple[Closure, ...]:
    """Closures of now and of the coming weeks: what is further away only worries."""
    horizon = today + timedelta(days=COMING_DAYS)
    return tuple(
        each
        for each in closures
        if not each.is_over(today) and (each.first_day is None or each.first_day <= horizon)
    )


def _service_view(one: Place, service: Service, asked_for: bool, today: date) -> ServiceView:
    own = service.opening_hours or service.closures or service.temporary_hours
    week = _week(schedule_of(one, service), today) if own else None
    return ServiceView(service=service, week=week, asked_for=asked_for)


def _week(schedule: Schedule, today: date) -> WeekView:
    days = schedule.week(today)
    return WeekView(days=days, note=schedule.hours.note, known=any(day.known for day in days))
