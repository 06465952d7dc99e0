"""The printer of this box, where pages reach it."""

from flask import Flask, current_app

from kiosk.printing.press import Press, press_of
from kiosk.web.kept import keep


def init_app(app: Flask) -> None:
    """Know the printer, before workers are forked.

    Raises:
        kiosk.config.SettingError: It cannot be used as it is described.
    """
    app.extensions["kiosk_printer"] = press_of(app.extensions["kiosk_settings"])


def printer() -> Press | None:
    """The printer; None where there is none."""
    found: Press | None = current_app.extensions["kiosk_printer"]
    return found


def can_print() -> bool | None:
    """Whether a page may offer to print; None: there is no printer. Such a page is not kept."""
    press = printer()
    if press is None:
        return None
    keep(0)
    return press.state().can_print
