"""What only a box needs: its measures, the end of a visit, and signs for the system it runs on."""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, current_app, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from kiosk.box.keyboard import Keyboard, keyboard, keyboard_of
from kiosk.box.sheet import sheet
from kiosk.directory.vocabulary.category import Need, needs
from kiosk.shortlist.list_code import SIGNS
from kiosk.web.language import PLAIN, offered, settings
from kiosk.web.links import link
from kiosk.web.printer import printer
from kiosk.web.voices import has_any_voice
from kiosk.wording.language import current_locale

VISIT_ENDED = "visit-ended"
PAGE_ALIVE = "page-alive"
"""Files in the box's folder of signs: their age tells the system what happened when."""

BAR_BUTTONS: Final = 8


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/box.css", view_func=box_sheet)
    blueprint.add_url_rule("/end", view_func=end)
    blueprint.add_url_rule("/alive", view_func=alive, methods=["POST"])


def tiles_offered() -> tuple[Need, ...]:
    """The needs on the first screen, in the order of this box."""
    chosen = settings().box.needs or tuple(needs())
    return tuple(needs()[each] for each in chosen)


def page_settings() -> str:
    """What the scripts of this box's pages are told, as JSON."""
    box = settings().box
    return json.dumps(
        {
            "idle_s": box.idle_s,
            "warning_s": box.warning_s,
            "double_strike_ms": box.double_strike_ms,
            "keys": box.keypad.actions,
            "start": link("web.languages", **PLAIN),
            "home": link("web.tiles"),
            "end": link("web.end", **PLAIN),
            "alive": link("web.alive", **PLAIN),
            "staff": link("web.staff", **PLAIN) if box.pin else None,
            "said": said_by_box(),
        },
        ensure_ascii=False,
    )


def said_by_box() -> dict[str, str]:
    """What the scripts of a public screen say by themselves."""
    return {
        "chosen": gettext("chosen"),
        "open": gettext("unfolded"),
        "volume": gettext("Volume"),
        "private": gettext("This is private. Plug in headphones to hear it."),
        "keys": gettext("The keys up and down read this page to you."),
    }


def box_keyboard(*, for_code: bool = False) -> Keyboard:
    """The keys on the screen in this language; or those that codes of lists are made of."""
    screen = settings().box.screen
    return keyboard_of(SIGNS, screen) if for_code else keyboard(current_locale().code, screen)


def sheet_version() -> str:
    """Stands in the address of the sheet, so that a new screen gets a new one."""
    return hashlib.sha256(_sheet().encode()).hexdigest()[:12]


def box_sheet() -> Response:
    """The measures of this screen."""
    response = Response(_sheet(), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _sheet() -> str:
    screen = settings().box.screen
    bar = BAR_BUTTONS + (not screen.is_all_in_reach) + has_any_voice()
    return sheet(screen, bar=bar, tiles=len(tiles_offered()), slides=len(offered()))


def end() -> BaseResponse:
    """Forget the visit: the browser throws away what it has, the system may start it anew."""
    response = redirect(f"{request.script_root}/", 303)
    if settings().kiosk_mode:
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        leave_sign(VISIT_ENDED)
    if (press := printer()) is not None:
        press.end_visit()
    return response


def alive() -> Response:
    """The page says that it lives, nothing about who looks at it; and is told whether one can print."""
    leave_sign(PAGE_ALIVE)
    response = Response(status=204)
    if (press := printer()) is not None:
        response.headers["Printer"] = "ready" if press.state().can_print else "away"
    return response


def leave_sign(name: str) -> None:
    """Touch a file in the box's folder of signs, if the installer named one."""
    folder = settings().box.run_dir
    if not folder:
        return
    try:
        handle, path = tempfile.mkstemp(dir=folder, prefix=f".{name}-")
        os.close(handle)
        Path(path).replace(Path(folder) / name)
    except OSError as error:  # The visitor comes first; the log tells whoever looks after the box.
        current_app.logger.warning("run_dir: the sign %s cannot be left: %s", name, error)
