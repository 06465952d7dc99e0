"""For staff at the box: is it well, and does everything that can be touched, heard or printed work."""

import hmac
import mmap
import time
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from struct import Struct
from typing import Final

from flask import Blueprint, Flask, Response, abort, request

from kiosk.box.keypad import Action
from kiosk.box.printer import PrinterState
from kiosk.box.settings import Box
from kiosk.http.clock import clock_is_believable, data_day
from kiosk.http.manner import offered
from kiosk.http.render import render
from kiosk.state import Slot, settings, state, state_of
from kiosk.store.places import count_places
from kiosk.web.parts.printer import printer
from kiosk.wording.slip_words import trial_lines

MOST_TRIES: Final = 5
TRIES_WITHIN_S: Final = 60
_MOMENT: Final = Struct("d")
WRONG_TRIES: Final[Slot[mmap.mmap]] = Slot("wrong_tries")
_NETWORKS: Final = Path("/sys/class/net")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the box is."""

    box: Box
    places: int
    data_day: date | None
    version: str
    network: bool | None
    clock: bool
    printer: PrinterState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage:
    """The question for the PIN, or how the box is; what became of a test of the printer."""

    health: Health | None
    fault: str | None
    trial: PrinterState | None = None
    actions: tuple[Action, ...] = tuple(Action)


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/staff", view_func=staff, methods=["GET", "POST"])


def staff() -> Response:
    """Ask for the PIN; to who knows it, show how the box is. Nothing is kept: a reload asks again."""
    box = settings().box
    if box.pin is None:
        abort(404)
    if request.method == "GET":
        return render("box/staff.html", page=StaffPage(health=None, fault=None))
    if _tries_too_often():
        return _refused("wait")
    if not hmac.compare_digest(request.form.get("pin", "").encode(), box.pin.encode()):
        _note_wrong_try()
        return _refused("wrong")
    trial = _trial() if "trial" in request.form else None
    page = StaffPage(health=_health(box), fault=None, trial=trial)
    return render("box/staff.html", page=page)


def _trial() -> PrinterState | None:
    """Print a test; what is known of it a moment later. None: no printer, or too much was printed."""
    press = printer()
    if press is None:
        return None
    job = press.start([trial_lines(settings().name, settings().box.name, offered())])
    return press.outcome(job) if job is not None else None


def _refused(fault: str) -> Response:
    return render("box/staff.html", status=403, page=StaffPage(health=None, fault=fault))


def open_room(app: Flask) -> None:
    """Keep the times of the latest wrong tries where all workers that are forked from here see them."""
    state_of(app).put(WRONG_TRIES, mmap.mmap(-1, MOST_TRIES * _MOMENT.size))


def _note_wrong_try() -> None:
    """In place of the oldest. Two workers at once may overwrite each other: one try more, no harm."""
    times = _times()
    oldest = times.index(min(times))
    _MOMENT.pack_into(state().get(WRONG_TRIES), oldest * _MOMENT.size, _now_s())


def _tries_too_often() -> bool:
    return _now_s() - min(_times()) < TRIES_WITHIN_S


def _times() -> list[float]:
    return [moment for (moment,) in _MOMENT.iter_unpack(state().get(WRONG_TRIES))]


def _now_s() -> float:
    """Seconds on a clock that nobody sets, well past zero: zero stands for no try."""
    return time.monotonic() + 2 * TRIES_WITHIN_S


def _health(box: Box) -> Health:
    return Health(
        box=box,
        places=count_places(),
        data_day=data_day(),
        version=version("parvis-kiosk"),
        network=_has_network(),
        clock=clock_is_believable(),
        printer=press.state() if (press := printer()) is not None else None,
    )


def _has_network() -> bool | None:
    """Whether any interface but the inner one is up; None where the system does not tell."""
    if not _NETWORKS.is_dir():
        return None
    states = [each / "operstate" for each in _NETWORKS.iterdir() if each.name != "lo"]
    return any(each.read_text().strip() == "up" for each in states if each.exists())
