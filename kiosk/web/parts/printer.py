"""The printer of this box, where pages reach it."""

from typing import Final

from flask import Flask

from kiosk.printing.print_queue import PrintQueue, print_queue_of
from kiosk.state import Slot, state, state_of

PRINTER: Final[Slot[PrintQueue | None]] = Slot("printer")


def open_room(app: Flask) -> None:
    """Know the printer, before workers are forked.

    Raises:
        kiosk.config.SettingError: It cannot be used as it is described.
    """
    state_of(app).put(PRINTER, print_queue_of(state_of(app).settings))


def printer() -> PrintQueue | None:
    """The printer; None where there is none."""
    return state().get(PRINTER)


def can_print() -> bool | None:
    """Whether a page may offer to print; None: there is no printer."""
    press = printer()
    return None if press is None else press.state().can_print
