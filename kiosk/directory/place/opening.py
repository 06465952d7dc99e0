"""Which door of a place one would go to, and whether it is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.directory.geography.point import Point, department_of, distance_m, on_foot
from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.outlook import outlook_of, waiting_minutes
from kiosk.directory.hours.schedule import Opening, OpeningStatus, Schedule
from kiosk.directory.place.access import Condition, holds
from kiosk.directory.place.itinerary import Stop
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Where to go: a point that the public may know or None, its opening, the stop of a round."""

    point: Point | None
    opening: Opening
    stop: Stop | None = None


def entrance_of(
    place: Place,
    services: Sequence[Service],
    near: Point | None,
    now: datetime,
    *,
    reach_m: float | None = None,
) -> Entrance:
    """The door for ``services`` (all of the place's when empty), as seen from ``near``.

    Of a round it is the stop that helps soonest, the wait and the way together; those within
    ``reach_m`` metres come first.
    """
    if place.itinerary and place.itinerary.stops:
        return _stop_of(place, near, now, reach_m)
    return Entrance(point=place.point, opening=opening_of(place, services, now))


def opening_of(place: Place, services: Sequence[Service], now: datetime) -> Opening:
    """Whether one of ``services`` can be had now; of the place itself when there are none."""
    by_appointment = bool(holds(place.conditions, Condition.APPOINTMENT))
    schedules = schedules_of(place, services)
    return opening_of_schedules(schedules, now, by_appointment=by_appointment)


def opening_of_schedules(
    schedules: Sequence[Schedule], now: datetime, *, by_appointment: bool
) -> Opening:
    """The best answer of some schedules; ``by_appointment``: what is unknown is by appointment."""
    found = best_of([each.opening(now) for each in schedules])
    if found.status.is_unknown and by_appointment:
        return replace(found, status=OpeningStatus.BY_APPOINTMENT)
    return found


def schedules_of(place: Place, services: Sequence[Service]) -> tuple[Schedule, ...]:
    """What decides when ``services`` can be had; the place's own hours when there are none."""
    schedules = [schedule_of(place, each) for each in services] or [schedule_of(place)]
    if not services and not place.opening_hours.known and place.services:
        schedules = [schedule_of(place, each) for each in place.services]
    return tuple(dict.fromkeys(schedules))


def schedule_of(place: Place, service: Service | None = None) -> Schedule:
    """What decides when a place, or one of its services, is open."""
    hours = place.opening_hours
    closures, temporary = place.closures, place.temporary_hours
    if service is not None:
        closures = (*service.closures, *closures)
        if service.opening_hours is not None:
            hours = service.opening_hours
        temporary = (*service.temporary_hours, *temporary)
    return Schedule(
        hours=hours,
        closures=closures,
        temporary_hours=temporary,
        calendar=calendar_of(place),
        time_zone=place.time_zone,
    )


def schedule_of_stop(place: Place, stop: Stop) -> Schedule:
    """What decides when a round stands at ``stop``."""
    return Schedule(
        hours=stop.opening_hours,
        closures=place.closures,
        calendar=calendar_of(place, stop.postal_code),
        time_zone=place.time_zone,
    )


def calendar_of(place: Place, postal_code: str | None = None) -> HolidayCalendar:
    """The holidays that hold there."""
    department = department_of(postal_code or place.address.postal_code)
    return HolidayCalendar(country=place.address.country, department=department)


def best_of(openings: Sequence[Opening]) -> Opening:
    """The most useful of several answers: open longest, else opening soonest."""
    ranks = list(OpeningStatus)
    best = min(openings, key=lambda each: (ranks.index(each.status), _impatience(each)))
    coming = [each.next_opening for each in openings if each.next_opening is not None]
    return best if best.status.is_open else replace(best, next_opening=min(coming, default=None))


def _impatience(opening: Opening) -> float:
    if opening.status.is_open:
        return -opening.until.timestamp() if opening.until else float("-inf")
    return opening.next_opening.timestamp() if opening.next_opening else float("inf")


def _stop_of(place: Place, near: Point | None, now: datetime, reach_m: float | None) -> Entrance:
    assert place.itinerary is not None  # noqa: S101 - the caller asked
    doors = [
        Entrance(point=stop.point, opening=schedule_of_stop(place, stop).opening(now), stop=stop)
        for stop in place.itinerary.stops
    ]

    def wait(door: Entrance) -> tuple[bool, float]:
        away = distance_m(near, door.point) if near and door.point else 0.0
        walk, far = on_foot(away), reach_m is not None and away > reach_m
        return far, waiting_minutes(*outlook_of(door.opening, now), walk) + walk

    return min(doors, key=wait)
