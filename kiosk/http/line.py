"""Dear work stands in a line of its own: few at once, few waiting, and an honest answer when it is full.

A voice, a slip, the pack of a town take a hundred times as long as a page. Whoever asks for many of them
at once must wait for them, and nobody else: the lines together hold fewer threads than a process has.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final

from flask import Flask, g, request
from werkzeug.exceptions import ServiceUnavailable

from kiosk.state import Slot, state, state_of

PATIENCE_S: Final = 10.0
"""So long does one wait whose turn may still come."""

RETRY_AFTER_S: Final = 5

_HELD: Final = "line_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Of one kind of work, in each process.

    Attributes:
        endpoints: The pages of a door that do this work, without the name of the door.
        at_once: So many are at it.
        waiting: So many may wait for their turn; who comes then is told to come again.
    """

    endpoints: frozenset[str]
    at_once: int
    waiting: int


class Turns:
    """Who is at it, and who waits."""

    def __init__(self, line: Line) -> None:
        """Nobody yet."""
        self._inside = BoundedSemaphore(line.at_once + line.waiting)
        self._working = BoundedSemaphore(line.at_once)

    def take(self, patience_s: float) -> ExitStack | None:
        """A turn, to be closed when the work is done; None when there was none."""
        held = ExitStack()
        if not self._inside.acquire(blocking=False):
            return None
        held.callback(self._inside.release)
        if not self._working.acquire(timeout=patience_s):
            held.close()
            return None
        held.callback(self._working.release)
        return held


TURNS: Final[Slot[Mapping[str, Turns]]] = Slot("turns")
"""Of each endpoint whose work is dear."""


def open_lines(app: Flask, lines: Mapping[str, Sequence[Line]]) -> None:
    """Stand the lines of each door, by its name, before the pages that they name."""
    known: dict[str, Turns] = {}
    for door, its_lines in lines.items():
        for line in its_lines:
            turns = Turns(line)
            known.update({f"{door}.{endpoint}": turns for endpoint in line.endpoints})
    state_of(app).put(TURNS, known)
    app.before_request(_take_turn)
    app.teardown_request(_leave)


def _take_turn() -> None:
    turns = state().get(TURNS).get(request.endpoint or "")
    if turns is None:
        return
    held = turns.take(PATIENCE_S)
    if held is None:
        raise ServiceUnavailable(retry_after=RETRY_AFTER_S)
    setattr(g, _HELD, held)


def _leave(_error: BaseException | None) -> None:
    held = g.pop(_HELD, None)
    if held is not None:
        held.close()
