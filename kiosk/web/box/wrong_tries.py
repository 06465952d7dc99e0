"""Wrong tries of the PIN, counted by all workers together."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from struct import Struct
from threading import Lock
from typing import Final

from kiosk.box.pin import FORGOTTEN_AFTER_S, wait_s

_KEPT: Final = Struct("qd")
"""How many in a row, and when the latest was."""


class WrongTries:
    """In memory that is shared with the processes forked from here; gone when the service starts anew."""

    def __init__(self) -> None:
        """None yet."""
        self._number = os.memfd_create("parvis-wrong-tries")
        os.ftruncate(self._number, _KEPT.size)
        self._memory = mmap(self._number, _KEPT.size)
        self._lock = Lock()

    def begin(self) -> float:
        """Count a try, as a wrong one until it is forgiven: of many at once, none slips through.

        Returns:
            0; or for how many seconds nobody may try, and then it is not counted.
        """
        with self._alone():
            count, latest = _KEPT.unpack_from(self._memory)
            passed: float = time.monotonic() - latest
            if count and passed > FORGOTTEN_AFTER_S:
                count = 0
            left = wait_s(count) - passed
            if count and left > 0:
                return left
            _KEPT.pack_into(self._memory, 0, count + 1, time.monotonic())
            return 0

    def forgive(self) -> None:
        """Forget all: the right one was said."""
        with self._alone():
            _KEPT.pack_into(self._memory, 0, 0, 0.0)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Among the threads of this process, and among processes."""
        with self._lock:
            fcntl.lockf(self._number, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._number, fcntl.LOCK_UN)
