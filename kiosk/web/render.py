"""Answer with a page, or with the part of it that htmx will swap in. The only reader of htmx."""

from typing import Any

from flask import Response, make_response
from htmx_flask import request

from kiosk.web import pages
from kiosk.web.first_page import FROM, drawn_at_once, is_first_page
from kiosk.web.language import settings
from kiosk.web.templating import render_template


def render(
    template: str, /, *, fragment: str | None = None, status: int = 200, **context: Any
) -> Response:
    """Render ``template``, or ``fragment`` when htmx asks for a part.

    Both bodies have the same URL: every answer that has a fragment says so in ``Vary``. A restored
    history entry and a boosted link get the whole page.
    """
    swap = request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request
    chosen = fragment if fragment and swap else template
    body = render_template(chosen, **pages.context(), **context)
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
