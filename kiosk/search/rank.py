"""What stands first, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from kiosk.directory.door import door_of
from kiosk.directory.geography import Point, distance_m, walking_minutes
from kiosk.directory.itinerary import Stop
from kiosk.directory.place import Place
from kiosk.directory.schedule import Opening, OpeningStatus
from kiosk.directory.service import Service

_STEP_M: Final = 250
"""Distances that differ by less are the same to someone on foot: then the fresher comes first."""


class Reason(StrEnum):
    """Why a result stands where it does; the order is the order of results."""

    OPEN_AND_REACHABLE = "open_and_reachable"
    OPENS_TODAY = "opens_today"
    CLOSES_TOO_SOON = "closes_too_soon"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN_HOURS = "unknown_hours"
    OPENS_LATER = "opens_later"
    NOT_OPENING = "not_opening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A result.

    Attributes:
        place: The place.
        services: Those of its services that answer the question.
        opening: Whether one can go now, for these services.
        distance_m: From where the visitor stands; None when there is no point, or it is withheld.
        walking_minutes: About; None with ``distance_m``.
        stop: The nearest stop, of an itinerary.
        reason: Why it stands here.
    """

    place: Place
    services: tuple[Service, ...]
    opening: Opening
    distance_m: int | None
    walking_minutes: int | None
    stop: Stop | None
    reason: Reason


def hit_of(place: Place, services: tuple[Service, ...], near: Point | None, now: datetime) -> Hit:
    """Put a place in its light."""
    door = door_of(place, services, near, now)
    metres = round(distance_m(near, door.point)) if near and door.point else None
    minutes = walking_minutes(metres) if metres is not None else None
    return Hit(
        place=place,
        services=services,
        opening=door.opening,
        distance_m=metres,
        walking_minutes=minutes,
        stop=door.stop,
        reason=_reason(door.opening, minutes, now),
    )


def _reason(opening: Opening, minutes: int | None, now: datetime) -> Reason:
    if opening.status.is_open:
        on_the_way = timedelta(minutes=minutes or 0)
        reachable = opening.until is None or now + on_the_way < opening.until
        return Reason.OPEN_AND_REACHABLE if reachable else Reason.CLOSES_TOO_SOON
    if opening.status is OpeningStatus.BY_APPOINTMENT:
        return Reason.BY_APPOINTMENT
    if opening.status is OpeningStatus.UNKNOWN:
        return Reason.UNKNOWN_HOURS
    if opening.next_opening is None:
        return Reason.NOT_OPENING
    today = now.astimezone(opening.next_opening.tzinfo).date()
    return Reason.OPENS_TODAY if opening.next_opening.date() == today else Reason.OPENS_LATER


def order_of(hit: Hit) -> tuple[bool, int, int, int, int]:
    """What hits are sorted by: open and reachable, then near, then fresh.

    A place without a public point stands behind the others, by number: its order tells nothing of
    where it is.
    """
    first = hit.reason is not Reason.OPEN_AND_REACHABLE
    near = hit.distance_m // _STEP_M if hit.distance_m is not None else 10**9
    fresh = -(hit.place.confirmed_on or date.min).toordinal() if hit.distance_m is not None else 0
    return first, near, list(Reason).index(hit.reason), fresh, hit.place.number or 0
