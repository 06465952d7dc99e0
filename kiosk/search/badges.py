"""What the badges of places say, kept while it holds: the same few places are shown all day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from kiosk.caches import BoundedCache
from kiosk.directory.hours.schedule import Opening
from kiosk.directory.place.opening import opening_of, schedules_of
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.state import CacheSlot


class Badge(NamedTuple):
    """What a place said, and from when to when that surely holds (aware)."""

    place: Place
    opening: Opening
    since: datetime
    until: datetime


class Badges:
    """The badges that an application remembers; with their places about eight kilobytes each."""

    def __init__(self, most: int) -> None:
        """Remember nothing yet, and so many at most."""
        self._badges: BoundedCache[tuple[int | None, tuple[str, ...]], Badge] = BoundedCache(most)

    def of(self, place: Place, services: Sequence[Service], now: datetime) -> Opening:
        """As :func:`kiosk.directory.place.opening.opening_of`, which is asked when nothing is known."""
        key = (place.number, tuple(each.id for each in services))
        known = self._badges.get(key)
        if known is None or known.place is not place or not known.since <= now < known.until:
            until = min(each.steady_until(now) for each in schedules_of(place, services))
            known = self._badges.put(
                key, Badge(place, opening_of(place, services, now), now, until)
            )
        return known.opening


BADGES: Final = CacheSlot("badges", Badges)
