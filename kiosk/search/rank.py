"""What stands first, and why: the minutes until one is helped.

The order of results is one sum, in minutes: the way on foot, the wait until it opens (worth
nothing when one comes in time), and what makes a place a worse bet: nobody confirmed it for long,
it is often full, it is made for others, only its town is known. Every part is at least zero, so
what is farther away than a result that was found can be left unread.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from kiosk.directory.geography.point import Point, distance_m, on_foot, walking_minutes
from kiosk.directory.hours.outlook import outlook_of
from kiosk.directory.hours.schedule import Opening, OpeningStatus, TimeSpan
from kiosk.directory.place.itinerary import Stop
from kiosk.directory.place.listing import Trait
from kiosk.directory.place.opening import Entrance, entrance_of
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.search.badges import BADGES
from kiosk.state import state

FULLNESS: Final = (0, 5, 20)
"""Unknown or low, moderate, high."""

SELECTIVE: Final = 10
"""Not everyone may come, and we do not know who asks."""

ASIDE: Final = (0, 240, 300)
"""Meant first by the need (a meal), one of its choices (a parcel, water), belongs to it (a garden).

A meal within four hours stands before water at the next corner, a bed tonight before a hostel for years.
"""

REFERRAL: Final = 1440
"""One must be sent there by somebody else, on another day."""

MEANT_FOR_OTHERS: Final = 20
"""It was made for people one does not belong to, or did not say one belongs to."""

ELSEWHERE: Final = 1440
"""Outside the town that was named, however soon it opens."""

BY_NIGHT: Final = 0.2
"""What a minute of waiting counts for what is needed at night."""

APPROXIMATE: Final = 10
_AGE_DAYS: Final = (60, 180, 365, 730)
_AGE_MINUTES: Final = (0, 3, 6, 12, 20)
"""What the days since a human confirmed it are worth, up to each limit and beyond the last."""


# Plain numbers: flags are slow, and this is asked of every row.
_SELECTIVE: Final = int(Trait.SELECTIVE)
_APPROXIMATE: Final = int(Trait.APPROXIMATE)
_REFERRAL: Final = int(Trait.REFERRAL)


class Reason(StrEnum):
    """Why a result stands where it does."""

    OPEN_AND_REACHABLE = "open_and_reachable"
    OPENS_TODAY = "opens_today"
    CLOSES_TOO_SOON = "closes_too_soon"
    BY_APPOINTMENT = "by_appointment"
    REFERRAL_ONLY = "referral_only"
    UNKNOWN_HOURS = "unknown_hours"
    OPENS_LATER = "opens_later"
    NOT_OPENING = "not_opening"
    UNKNOWN_TIME = "unknown_time"


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
        then: The opening at the later time that was asked for.
    """

    place: Place
    services: tuple[Service, ...]
    opening: Opening
    distance_m: int | None
    walking_minutes: int | None
    stop: Stop | None
    reason: Reason
    then: TimeSpan | None = None


def hit_of(
    place: Place,
    services: tuple[Service, ...],
    near: Point | None,
    now: datetime,
    *,
    reach_m: float | None = None,
) -> Hit:
    """Put a place in its light."""
    if place.itinerary is None:
        door = Entrance(point=place.point, opening=state().cache(BADGES).of(place, services, now))
    else:
        door = entrance_of(place, services, near, now, reach_m=reach_m)
    metres = round(distance_m(near, door.point)) if near and door.point else None
    return Hit(
        place=place,
        services=services,
        opening=door.opening,
        distance_m=metres,
        walking_minutes=walking_minutes(metres) if metres is not None else None,
        stop=door.stop,
        reason=Reason.REFERRAL_ONLY if place.referral_only else _reason(door.opening, metres, now),
    )


def minutes_to_help(
    walk: float, wait: float, patience: float, burden: float, elsewhere: bool
) -> float:
    """The minutes by which results are ordered; never less than the way on foot.

    Args:
        walk: Minutes on foot.
        wait: See :func:`kiosk.directory.hours.outlook.waiting_minutes`; nothing for a later time.
        patience: What a minute of waiting counts, from 0 to 1.
        burden: See :func:`penalty_minutes`.
        elsewhere: Whether it lies outside the town that was named.
    """
    minutes = walk + patience * wait + burden
    return minutes + ELSEWHERE if elsewhere else minutes


def penalty_minutes(
    traits: int, fullness: int, aside: int, age_days: int | None, *, for_others: bool
) -> int:
    """What makes an offer a worse bet, whenever and from wherever one asks.

    Args:
        traits: See :class:`kiosk.directory.place.listing.Trait`.
        fullness: 0, 1 or 2.
        aside: 0, 1 or 2.
        age_days: Since a human confirmed it; None when nobody ever did.
        for_others: It was made for people one does not belong to, as far as one said.
    """
    minutes = age_minutes(age_days) + FULLNESS[fullness] + ASIDE[aside]
    if traits & _SELECTIVE:
        minutes += SELECTIVE
    if traits & _APPROXIMATE:
        minutes += APPROXIMATE
    if traits & _REFERRAL:
        minutes += REFERRAL
    return minutes + MEANT_FOR_OTHERS if for_others else minutes


def age_minutes(days: int | None) -> int:
    """What the age of an answer is worth."""
    return _AGE_MINUTES[-1] if days is None else _AGE_MINUTES[bisect_left(_AGE_DAYS, days)]


def _reason(opening: Opening, metres: int | None, now: datetime) -> Reason:
    outlook = outlook_of(opening, now)
    if outlook.closes_in is not None:
        in_time = on_foot(metres or 0) < outlook.closes_in
        return Reason.OPEN_AND_REACHABLE if in_time else Reason.CLOSES_TOO_SOON
    if opening.status is OpeningStatus.BY_APPOINTMENT:
        return Reason.BY_APPOINTMENT
    if opening.status.is_unknown:
        return Reason.UNKNOWN_HOURS
    if opening.next_opening is None:
        return Reason.NOT_OPENING
    today = now.astimezone(opening.next_opening.tzinfo).date()
    return Reason.OPENS_TODAY if opening.next_opening.date() == today else Reason.OPENS_LATER
