"""How long until a door helps: an opening in minutes from now, and what the wait is worth."""

from datetime import datetime
from math import inf
from typing import Final, NamedTuple

from kiosk.directory.hours.schedule import Opening, OpeningStatus

CLOSES_BEFORE: Final = 1_440
"""It closes before one is there: that day is lost."""

BY_APPOINTMENT: Final = 240
UNKNOWN: Final = 360
NOT_OPENING: Final = 3_000
A_DAY: Final = 1_440
EVERY_DAY_MORE: Final = 60
"""Beyond a day, a wait counts less and less: in three days or in four is nearly the same."""

LONGEST: Final = 2_900


class Outlook(NamedTuple):
    """An opening in minutes from now.

    Attributes:
        status: As on the badge.
        closes_in: Until it closes; infinite when it never does; None when it is not open.
        opens_in: Until it opens next; None when that is not known, or it is open.
    """

    status: OpeningStatus
    closes_in: float | None
    opens_in: float | None


def outlook_of(opening: Opening, now: datetime) -> Outlook:
    """``opening``, the answer at ``now`` (aware), in minutes."""
    closes = _minutes(now, opening.until) if opening.status.is_open else None
    if opening.status.is_open and closes is None:
        closes = inf
    return Outlook(opening.status, closes, _minutes(now, opening.next_opening))


def waiting_minutes(
    status: OpeningStatus, closes_in: float | None, opens_in: float | None, walk: float
) -> float:
    """What the wait is worth to someone who needs ``walk`` minutes to get there; never negative.

    The first three are those of an :class:`Outlook`.
    """
    if closes_in is not None:
        return 0 if walk < closes_in else CLOSES_BEFORE
    said = _SAID.get(status, NOT_OPENING)
    if opens_in is None:
        return said
    wait = max(0.0, opens_in - walk)
    if wait > A_DAY:
        wait = min(LONGEST, A_DAY + (wait - A_DAY) / A_DAY * EVERY_DAY_MORE)
    return min(wait, said)


_SAID: Final = {
    OpeningStatus.BY_APPOINTMENT: BY_APPOINTMENT,
    OpeningStatus.UNKNOWN: UNKNOWN,
    OpeningStatus.PUBLIC_HOLIDAY: UNKNOWN,
}


def _minutes(now: datetime, then: datetime | None) -> float | None:
    return None if then is None else (then.timestamp() - now.timestamp()) / 60
