"""What all processes of a box know of its printer, in memory that they share."""

import mmap
import struct
from typing import Final, NamedTuple


class PrinterStatus(NamedTuple):
    """What stands on the board. Times: seconds of the clock that all processes share; 0: never.

    Attributes:
        state: How the printer is.
        checked_at: When it said so.
        asked_at: When somebody last set out to ask.
        job: Number of the latest job.
        job_pid: Its process.
        job_began: When.
        job_lasts: For how many seconds a slow printer prints it.
        outcome: What became of it.
        is_unclean: It left something in the printer, that must be forgotten before anything else.
        is_sent: The printer has been handed all of the latest job.
        what: A sum of what it prints, to tell a second press from a second slip; 0 after the visit.
    """

    state: int
    checked_at: float
    asked_at: float
    job: int
    job_pid: int
    job_began: float
    job_lasts: float
    outcome: int
    is_unclean: int
    is_sent: int
    what: int


class Board:
    """What all processes of the box know of the printer: a few numbers in shared memory."""

    _KINDS: Final = "qddqqddqqqq"
    SIZE: Final = 8 * len(_KINDS)

    def __init__(self, number: int) -> None:
        """Map the file of that number, which is at least SIZE bytes long."""
        self._memory = mmap.mmap(number, self.SIZE)

    def read(self) -> PrinterStatus:
        """All of it."""
        return PrinterStatus(*struct.unpack_from(self._KINDS, self._memory))

    def write(self, **changes: float) -> None:
        """Change some of it; each number has one writer at a time."""
        for name, value in changes.items():
            rank = PrinterStatus._fields.index(name)
            struct.pack_into(self._KINDS[rank], self._memory, 8 * rank, value)
