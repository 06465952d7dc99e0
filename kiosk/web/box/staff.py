"""For staff at the box: is it well, and does everything that can be touched, heard or printed work."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from math import ceil
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, request

from kiosk.box.keypad import Action
from kiosk.box.pin import MOST_FIGURES, is_pin_of
from kiosk.box.printer import PrinterState
from kiosk.box.settings import Box
from kiosk.http.clock import clock_is_believable, data_day
from kiosk.http.frame import Frame
from kiosk.http.links import link
from kiosk.http.manner import offered
from kiosk.http.render import render
from kiosk.state import Slot, settings, state, state_of
from kiosk.store.places import count_places
from kiosk.web.box.wrong_tries import WrongTries
from kiosk.web.parts.printer import printer
from kiosk.wording.slip_words import trial_lines

WRONG_TRIES: Final[Slot[WrongTries]] = Slot("wrong_tries")
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
    wait_minutes: int = 0
    trial: PrinterState | None = None
    actions: tuple[Action, ...] = tuple(Action)


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/staff", view_func=staff, methods=["GET", "POST"])


def staff() -> Response:
    """Ask for the PIN; to who knows it, show how the box is. Nothing is kept: a reload asks again."""
    box = settings().box
    if box.pin_hash is None:
        abort(404)
    if request.method == "GET":
        return render(
            "box/staff.html",
            StaffPage(health=None, fault=None),
            frame=Frame(back_url=link("web.languages")),
        )
    tries = state().get(WRONG_TRIES)
    wait_s = tries.begin()
    if wait_s:
        return _refused("wait", wait_minutes=ceil(wait_s / 60))
    if not is_pin_of(request.form.get("pin", "")[:MOST_FIGURES], box.pin_hash):
        return _refused("wrong")
    tries.forgive()
    trial = _trial() if "trial" in request.form else None
    page = StaffPage(health=_health(box), fault=None, trial=trial)
    return render("box/staff.html", page, frame=Frame(back_url=link("web.languages")))


def _trial() -> PrinterState | None:
    """Print a test; what is known of it a moment later. None: no printer, or too much was printed."""
    press = printer()
    if press is None:
        return None
    job = press.start([trial_lines(settings().name, settings().box.name, offered())])
    return press.outcome(job) if job is not None else None


def _refused(fault: str, *, wait_minutes: int = 0) -> Response:
    return render(
        "box/staff.html",
        StaffPage(health=None, fault=fault, wait_minutes=wait_minutes),
        status=403,
        frame=Frame(back_url=link("web.languages")),
    )


def open_room(app: Flask) -> None:
    """Count wrong tries where all workers that are forked from here see them."""
    state_of(app).put(WRONG_TRIES, WrongTries())


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
