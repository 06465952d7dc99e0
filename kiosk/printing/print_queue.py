"""The printer as the doors see it: how it is, a job to start, what became of it. Nobody waits long."""

import importlib
import mmap
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import Final
from zlib import crc32

from kiosk.box.printer import PrinterError, PrinterState
from kiosk.config import SettingError, Settings
from kiosk.folders import tell_unwritable
from kiosk.printing.board import Board, PrinterStatus
from kiosk.printing.device import BOOT, deadline_s
from kiosk.printing.job import Job
from kiosk.receipt.slip import ReceiptLines

FRESH_S: Final = 4.0
"""A state so young is told without asking again."""

STALE_S: Final = 12.0
"""A state so old is told to nobody."""

MOMENT_S: Final = 0.25
"""So long one waits for news when there is an answer already, and so long when there is none."""

WAIT_S: Final = 0.8
AGAIN_S: Final = 5.0
"""A second press for the same slip within it belongs to the first."""

OVERDUE_S: Final = 2.0
"""So long after its deadline a job is given up."""

MOST_JOBS: Final = 6
WITHIN_S: Final = 60.0
"""So many strips of paper in so many seconds."""

_PACKAGE: Final = Path(__file__).parent.parent
_LOOK_S: Final = 0.02
_MOMENT: Final = Struct("d")


class PrintQueue:
    """The printer of this box, for all of its workers together.

    Made before they are forked: they share its board. Whatever touches the device is a process of
    its own (:mod:`kiosk.printing.device`), which this only starts, looks after, and kills.
    """

    def __init__(self, address: str, draw: Callable[[Sequence[ReceiptLines]], Job]) -> None:
        """Know where it is, and who makes jobs of slips; nothing is asked yet."""
        self._address, self._draw = address, draw
        self._number = os.memfd_create("parvis-printer")
        os.ftruncate(self._number, Board.SIZE)
        self._board = Board(self._number)
        self._times = mmap.mmap(-1, MOST_JOBS * _MOMENT.size)
        self._children: list[subprocess.Popen[bytes]] = []
        self._lock = Lock()

    def state(self) -> PrinterState:
        """How the printer is: an answer of a few seconds ago at most, within a second at most."""
        told, now = self._board.read(), time.monotonic()
        if self._is_under_way(told, now) or now - told.checked_at < FRESH_S:
            return PrinterState(told.state)
        if now - told.asked_at >= FRESH_S:
            self._ask()
        is_known = told.checked_at > 0 and now - told.checked_at < STALE_S
        news = self._wait(lambda new: new.checked_at > told.checked_at, MOMENT_S if is_known else WAIT_S)  # fmt: skip
        if news.checked_at > told.checked_at or is_known:
            return PrinterState(news.state)
        return PrinterState.SILENT

    def start(self, leaves: Sequence[ReceiptLines]) -> int | None:
        """Print slips on one strip.

        Returns:
            The number of the job: a new one, or that of the job under way; None when so much was
            printed in the last minute that somebody plays with it.
        """
        what = crc32(repr(leaves).encode())
        with self._lock:
            told, now = self._board.read(), time.monotonic()
            if self._is_under_way(told, now) or _was_just_printed(told, what, now):
                return told.job
            if self._too_many(now):
                return None
            number, printing = told.job + 1, PrinterState.PRINTING
            self._board.write(job=number, job_began=now, job_lasts=0, job_pid=0, is_sent=0, outcome=printing, what=what)  # fmt: skip
        data, watch_s, lasts_s = self._draw(leaves)
        self._board.write(job_lasts=lasts_s)
        self._board.write(job_pid=self._spawn(f"{watch_s} {lasts_s}", data))
        return number

    def outcome(self, number: int) -> PrinterState | None:
        """What became of a job, PRINTING while that is not known; None for one that is long gone."""
        told = self._wait(lambda new: new.outcome != PrinterState.PRINTING, WAIT_S)
        if told.job != number or not number:
            return None
        if told.outcome == PrinterState.PRINTING and not self._is_under_way(told, time.monotonic()):
            self.cancel()
            return PrinterState.ERROR
        return PrinterState(told.outcome)

    def end_visit(self) -> None:
        """End a job whose paper does not come yet: what was not printed is nobody else's business.

        A slip that the printer has been handed whole comes out: one may say "I'm finished" while it does.
        If it does not come out after all, its process sees that, and the printer is made to forget it.
        """
        told = self._board.read()
        self._board.write(what=0)
        if not told.is_sent:
            self.cancel()

    def cancel(self) -> None:
        """End a job that is under way, whatever has been sent of it."""
        told = self._board.read()
        if told.outcome == PrinterState.PRINTING:
            _kill(told.job_pid)
            self._board.write(outcome=PrinterState.ERROR)
            self._ask()  # On the way there it makes the printer forget what it has received.

    def close(self) -> None:
        """End everything that was started here."""
        for child in self._children:
            child.kill()
            child.wait()
        self._children.clear()

    def _is_under_way(self, told: PrinterStatus, now: float) -> bool:
        return (
            told.outcome == PrinterState.PRINTING
            and now - told.job_began < deadline_s(told.job_lasts) + OVERDUE_S
        )

    def _too_many(self, now: float) -> bool:
        """Whether it is; else this job is noted in place of the oldest."""
        times = [moment for (moment,) in _MOMENT.iter_unpack(self._times)]
        if min(times) and now - min(times) < WITHIN_S:
            return True
        _MOMENT.pack_into(self._times, times.index(min(times)) * _MOMENT.size, now)
        return False

    def _wait(self, is_done: Callable[[PrinterStatus], bool], most_s: float) -> PrinterStatus:
        until = time.monotonic() + most_s
        while not is_done(told := self._board.read()) and time.monotonic() < until:
            time.sleep(_LOOK_S)
        return told

    def _ask(self) -> None:
        self._board.write(asked_at=time.monotonic())
        self._spawn("ask", b"")

    def _spawn(self, task: str, data: bytes) -> int:
        """Start the hands; the job lies in memory only, never on a disk."""
        self._children = [child for child in self._children if child.poll() is None]
        job = os.memfd_create("parvis-job")
        try:
            with open(job, "wb", closefd=False) as file:
                file.write(data)
            os.lseek(job, 0, os.SEEK_SET)
            child = subprocess.Popen(  # noqa: S603 - our own program; the address is the installer's
                [sys.executable, "-c", BOOT, str(_PACKAGE), str(self._number), task, self._address],
                stdin=job,
                stdout=subprocess.DEVNULL,
                pass_fds=(self._number,),
                start_new_session=True,
            )
        finally:
            os.close(job)
        self._children.append(child)
        return child.pid


def _was_just_printed(told: PrinterStatus, what: int, now: float) -> bool:
    is_well = PrinterState(told.outcome).can_print
    return is_well and told.what == what and now - told.job_began < AGAIN_S


def _kill(pid: int) -> None:
    """Kill one of our own, whichever worker started it: a number may meanwhile be another's."""
    with suppress(OSError):
        if BOOT.encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)


def print_queue_of(settings: Settings) -> PrintQueue | None:
    """The printer of this box; None when it has none.

    Raises:
        SettingError: Something is missing that prints, or a field cannot be used.
    """
    box = settings.box
    if not settings.kiosk_mode or box.printer is None:
        return None
    try:
        # Only a box that prints has what this needs, and loads it.
        encoder = importlib.import_module("kiosk.printing.receipt_encoder")
    except ModuleNotFoundError as error:
        message = (
            f"KIOSK_BOX names a printer, and {error.name} is not installed:"
            " pip install 'parvis-kiosk[printer]'"
        )
        raise SettingError(message) from error
    except OSError as error:  # The library makes a folder for its notes when it is loaded.
        scratch = Path(error.filename or "/tmp/-").parent  # noqa: S108 - only named
        tell_unwritable(scratch, error, "nothing is printed; see TMPDIR")
        return None
    try:
        encode = encoder.ReceiptEncoder(box.printer_width_mm, box.printer_profile, settings.fonts)
    except PrinterError as error:
        message = f"KIOSK_BOX: {error}"
        raise SettingError(message) from error
    except FileNotFoundError as error:
        message = f"KIOSK_FONTS: {error}; apt install fonts-noto-core"
        raise SettingError(message) from error
    return PrintQueue(box.printer, encode.job)
