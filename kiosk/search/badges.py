"""What the badges of places say, kept while it holds: the same few places are shown all day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from kiosk.directory.hours.schedule import Opening
from kiosk.directory.place.opening import opening_of, schedules_of
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service

MAX_BADGES: Final = 5_000
"""Kept by a worker at most; with their places about eight kilobytes each."""


class Badge(NamedTuple):
    """What a place said, and from when to when that surely holds (aware)."""

    place: Place
    opening: Opening
    since: datetime
    until: datetime


class Badges:
    """The memory of a worker."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._badges: dict[tuple[int | None, tuple[str, ...]], Badge] = {}

    def of(self, place: Place, services: Sequence[Service], now: datetime) -> Opening:
        """As :func:`kiosk.directory.place.opening.opening_of`, which is asked when nothing is known."""
        key = (place.number, tuple(each.id for each in services))
        known = self._badges.get(key)
        if known is None or known.place is not place or not known.since <= now < known.until:
            until = min(each.steady_until(now) for each in schedules_of(place, services))
            known = Badge(place, opening_of(place, services, now), now, until)
            if len(self._badges) >= MAX_BADGES:
                self._badges = {}
            self._badges[key] = known
        return known.opening


badges: Final = Badges()
