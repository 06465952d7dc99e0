"""The hands of the printer: a small program that asks it how it is, and may print; then it ends.

It tells what it did on a board that all processes of the box share, and has itself killed when it
takes too long: a device that hangs holds up nobody. It reads the bytes of a job from its standard
input; its exit code is the state of the printer, or what became of the job.

It is started through ``BOOT``, which leaves out the doors of the house: importing those takes a
second, and the printer is asked every few seconds.
"""

import contextlib
import fcntl
import json
import signal
import sys
import time
from collections.abc import Iterator
from typing import Final

from kiosk.box.printer import PrinterAddress, PrinterState, is_answer, parse_printer, state_of
from kiosk.printing.board import Board
from kiosk.printing.transports import Transport, open_wire

BOOT: Final = (
    "import runpy, sys, types;"
    "house = sys.modules['kiosk'] = types.ModuleType('kiosk');"
    "house.__path__ = [sys.argv.pop(1)];"
    "runpy.run_module('kiosk.printing.device', run_name='__main__')"
)
"""What Python is told to do; arguments: the folder of the package, and those of :func:`main`."""

ANSWER_S: Final = 1.0
"""A printer answers within milliseconds, whatever else it does, or not at all."""

DEADLINE_S: Final = 8
"""Of all but printing; then the process is killed and what was not sent is dropped."""

FORGET: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08" + b"\x18" + b"\x1b@"
"""Clear what was received (DLE DC4 8: works off line too), cancel the line, start anew."""

QUESTIONS: Final = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04")
"""DLE EOT: how is the printer, why is it off line, how is the paper. Answered even off line."""

PIECE: Final = 4_096
_PAUSE_S: Final = 0.2
_DEVICE_LOCK, _JOB_LOCK = 0, 1


def main(arguments: list[str]) -> int:
    """Do one thing.

    Args:
        arguments: Number of the file of the board; "ask", or for how many seconds a job is watched
            once it is sent, and how many a slow printer needs for it; address of the printer.
    """
    number, task, address = int(arguments[0]), arguments[1], parse_printer(arguments[2])
    # Not caught: it ends the process wherever it is, in the midst of a library too.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(DEADLINE_S)
    board = Board(number)
    if task == "ask":
        state = _ask(number, board, address)
    else:
        watch_s, lasts_s = map(float, task.split())
        signal.alarm(round(deadline_s(lasts_s)))
        state = _print(number, board, address, watch_s, lasts_s)
    sys.stdout.write(json.dumps({"state": state.name.lower()}) + "\n")
    return int(state)


def deadline_s(lasts_s: float) -> float:
    """When a job is killed that a slow printer prints in so long: it takes the job, then it may still be at work."""
    return DEADLINE_S + 2 * lasts_s


class NotPrinted(Exception):
    """A job did not come to its end; ``state`` says why."""

    def __init__(self, state: PrinterState) -> None:
        super().__init__(state.name)
        self.state = state


def _ask(number: int, board: Board, address: PrinterAddress) -> PrinterState:
    """How is it? Nobody asks while it prints."""
    if not _locked(number, _DEVICE_LOCK, wait=False):
        return PrinterState(board.read().state)
    state = PrinterState.UNPLUGGED
    with contextlib.suppress(OSError), _opened(address, board) as wire:
        state = _looked(wire, board)
    _tell(board, state)
    return state


def _print(
    number: int, board: Board, address: PrinterAddress, watch_s: float, lasts_s: float
) -> PrinterState:
    """Print what comes on the standard input, if the printer says that it can."""
    if not _locked(number, _JOB_LOCK, wait=False):
        return PrinterState.PRINTING
    job = sys.stdin.buffer.read()
    _locked(number, _DEVICE_LOCK, wait=True)
    try:
        with _opened(address, board) as wire:
            state = _looked(wire, board)
            if state.can_print:
                board.write(is_unclean=1)
                state = _send(wire, job, board, watch_s=watch_s, lasts_s=lasts_s)
                board.write(is_unclean=0)
    except NotPrinted as failure:
        state = failure.state
    except TimeoutError:
        state = PrinterState.SILENT
    except OSError:
        state = PrinterState.UNPLUGGED
    _tell(board, state)
    board.write(outcome=state)
    return state


@contextlib.contextmanager
def _opened(address: PrinterAddress, board: Board) -> Iterator[Transport]:
    """A line to the printer. What an earlier job left in it goes first."""
    wire = open_wire(address)
    is_done = False
    try:
        if board.read().is_unclean:
            wire.send(FORGET)
        yield wire
        is_done = True
    finally:
        wire.close(is_done=is_done)


def _looked(wire: Transport, board: Board) -> PrinterState:
    state = how_is(wire)
    if state not in {PrinterState.SILENT, PrinterState.ERROR}:
        board.write(is_unclean=0)
    return state


def _send(
    wire: Transport, job: bytes, board: Board, *, watch_s: float, lasts_s: float
) -> PrinterState:
    """Send a job, then look for a while whether it comes out.

    What was sent may lie before the first question: its answer has the time in which that is printed.

    Raises:
        NotPrinted: It does not.
        OSError: The line broke, or nothing is taken any more.
    """
    for at in range(0, len(job), PIECE):
        wire.send(job[at : at + PIECE])
    board.write(is_sent=1)
    state = how_is(wire, ANSWER_S + lasts_s)
    until = time.monotonic() + watch_s
    while True:
        if not state.can_print:
            raise NotPrinted(state)
        if time.monotonic() >= until:
            return state
        time.sleep(_PAUSE_S)
        state = how_is(wire)


def how_is(wire: Transport, within_s: float = ANSWER_S) -> PrinterState:
    """Ask the printer. No answer is never taken for a good one."""
    answers = []
    for question in QUESTIONS:
        wire.send(question)
        answer, heard = _answer(wire, within_s)
        if answer is None:
            return PrinterState.ERROR if heard else PrinterState.SILENT
        answers.append(answer)
    return state_of(*answers)


def _answer(wire: Transport, within_s: float) -> tuple[int | None, bool]:
    """The next byte that is an answer, or None; and whether anything came at all."""
    until, heard = time.monotonic() + within_s, False
    while (left := until - time.monotonic()) > 0:
        for byte in wire.receive(left):
            heard = True
            if is_answer(byte):
                return byte, heard
    return None, heard


def _tell(board: Board, state: PrinterState) -> None:
    board.write(state=state, checked_at=time.monotonic())


def _locked(number: int, which: int, *, wait: bool) -> bool:
    """Hold a lock until this process ends; False when another holds it and nobody wants to wait."""
    try:
        fcntl.lockf(number, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB), 1, which)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
