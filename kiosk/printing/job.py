"""A job for the printer."""

from typing import NamedTuple


class Job(NamedTuple):
    """What is sent to the printer, for how many seconds it is watched then, and for how many a slow one prints."""

    data: bytes
    watch_s: float
    lasts_s: float
