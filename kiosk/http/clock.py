"""The clock of the doors: the only place where they ask what time it is, and where."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kiosk.box.clock import is_believable, keeps_time
from kiosk.directory.geography.point import territory_around
from kiosk.state import settings
from kiosk.store.places import last_change


def now() -> datetime:
    """The moment of this request, aware."""
    return datetime.now(UTC)


def here() -> ZoneInfo:
    """The time zone of the box."""
    near = settings().near
    territory = territory_around(near, ("fr", "es", "ad")) if near else None
    return ZoneInfo(territory.time_zone if territory else "Europe/Paris")


def today() -> date:
    """The day at the box."""
    return now().astimezone(here()).date()


def clock_is_believable() -> bool:
    """Whether this box knows what time it is. Servers of phones always do."""
    if not settings().kiosk_mode:
        return True
    known = keeps_time(settings().box.has_clock)
    return is_believable(now(), data_of=last_change(), keeps_time=known)


def data_day() -> date | None:
    """The day of the last change of the data, at the box."""
    changed = last_change()
    return changed.astimezone(here()).date() if changed else None
