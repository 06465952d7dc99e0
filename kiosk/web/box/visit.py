"""What only a box needs: its measures, the end of a visit, and signs for the system it runs on."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from kiosk.box.stylesheet import stylesheet
from kiosk.folders import tell_unwritable
from kiosk.http.manner import offered
from kiosk.state import settings
from kiosk.web.parts.needs_offered import needs_offered
from kiosk.web.parts.printer import printer
from kiosk.web.parts.voices import has_any_voice

VISIT_ENDED = "visit-ended"
PAGE_ALIVE = "page-alive"
"""Files in the box's folder of signs: their age tells the system what happened when."""

BAR_BUTTONS: Final = 8


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/box.css", view_func=box_stylesheet)
    blueprint.add_url_rule("/end", view_func=end)
    blueprint.add_url_rule("/alive", view_func=alive, methods=["POST"])


def stylesheet_version() -> str:
    """Stands in the address of the sheet, so that a new screen gets a new one."""
    return hashlib.sha256(_stylesheet().encode()).hexdigest()[:12]


def box_stylesheet() -> Response:
    """The measures of this screen."""
    response = Response(_stylesheet(), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _stylesheet() -> str:
    screen = settings().box.screen
    bar = BAR_BUTTONS + (not screen.is_all_in_reach) + has_any_voice()
    return stylesheet(screen, bar=bar, needs=len(needs_offered()), slides=len(offered()))


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
        tell_unwritable(Path(folder), error, "the system does not hear of visits; see run_dir")
