"""Whether the clock of a box can be believed: boards without a battery wake up in another year."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

RELEASED: Final = datetime(2026, 11, 1, tzinfo=UTC)
"""This program did not exist before."""

_SYNCHRONISED: Final = Path("/run/systemd/timesync/synchronized")
_KEEPER: Final = Path("/run/systemd/timesync")
_CLOCKS: Final = Path("/sys/class/rtc")


def is_believable(now: datetime, *, data_of: datetime | None, keeps_time: bool | None) -> bool:
    """Whether ``now`` may be what the wall says.

    Args:
        now: By the clock in question.
        data_of: When the data changed last: it is later than that.
        keeps_time: The box has a clock with a battery, or its time came by the network; None: nobody
            knows, and then only a time that cannot be is disbelieved.
    """
    earliest = max(RELEASED, data_of) if data_of else RELEASED
    return now >= earliest and keeps_time is not False


def keeps_time(has_clock: bool | None) -> bool | None:
    """What the system tells about its clock.

    Args:
        has_clock: What the installer wrote down, if anything.
    """
    if has_clock or _SYNCHRONISED.exists():
        return True
    if has_clock is None and _CLOCKS.is_dir() and any(_CLOCKS.iterdir()):
        return True
    return False if has_clock is False or _KEEPER.is_dir() else None
