"""Answer with a page, or with the part of it that htmx will swap in. The only reader of htmx."""

from typing import Any

from flask import Response, make_response
from htmx_flask import request

from kiosk.http.clock import clock_is_believable, data_day
from kiosk.http.first_page import FROM, drawn_at_once, is_first_page
from kiosk.http.links import same_page_in, same_page_with
from kiosk.http.manner import manner, offered
from kiosk.http.templating import render_template
from kiosk.state import settings
from kiosk.wording.language import current_locale


def base_context() -> dict[str, object]:
    """What every template may name."""
    return {
        "locale": current_locale(),
        "settings": settings(),
        "manner": manner(),
        "offered": offered(),
        "same_page_in": same_page_in,
        "same_page_with": same_page_with,
        "data_day": data_day,
        "clock_is_believable": clock_is_believable,
    }


def render(
    template: str, /, *, fragment: str | None = None, status: int = 200, **context: Any
) -> Response:
    """Render ``template``, or ``fragment`` when htmx asks for a part.

    Both bodies have the same URL: every answer that has a fragment says so in ``Vary``. A restored
    history entry and a boosted link get the whole page.
    """
    swap = request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request
    chosen = fragment if fragment and swap else template
    body = render_template(chosen, **base_context(), **context)
    on_phone = not settings().kiosk_mode
    if on_phone and is_first_page() and not swap:
        body = drawn_at_once(body)
    response = make_response(body, status)
    if on_phone:
        response.vary.add(FROM)
    if fragment:
        for header in ("HX-Request", "HX-Boosted", "HX-History-Restore-Request"):
            response.vary.add(header)
    return response
