"""Answer with a page, or with the part of it that htmx will swap in. The only reader of htmx."""

from flask import Response, make_response
from htmx_flask import request
from markupsafe import Markup

from kiosk.http.first_page import FROM, drawn_at_once, is_first_page
from kiosk.http.frame import Frame, PageContext
from kiosk.http.manner import manner, offered
from kiosk.http.templating import template_of
from kiosk.state import settings
from kiosk.wording.language import current_locale

PLAIN_FRAME = Frame()


def page_text(template: str, page: object = None, frame: Frame = PLAIN_FRAME) -> str:
    """A page as text."""
    return template_of(template).render(_context(page, frame))


def render(
    template: str,
    page: object = None,
    *,
    frame: Frame = PLAIN_FRAME,
    fragment: str | None = None,
    is_whole: bool = False,
    status: int = 200,
) -> Response:
    """Render ``template``, or ``fragment`` when htmx asks for a part.

    Both bodies have the same URL: every answer that has a fragment says so in ``Vary``. A restored
    history entry and a boosted link get the whole page. A fragment that ``is_whole`` takes the place of all
    that the page shows: it brings the title of its page.
    """
    swap = request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request
    on_phone = not settings().kiosk_mode
    if fragment and swap:
        body = page_text(fragment, page, frame)
        if is_whole:
            body = f"<title>{_title_of(template, page, frame)}</title>\n{body}"
    else:
        body = page_text(template, page, frame)
        if on_phone and is_first_page():
            body = drawn_at_once(body)
    response = make_response(body, status)
    if on_phone:
        response.vary.add(FROM)
    if fragment:
        for header in ("HX-Request", "HX-Boosted", "HX-History-Restore-Request"):
            response.vary.add(header)
    return response


def _context(page: object, frame: Frame) -> dict[str, object]:
    return PageContext(
        page=page,
        frame=frame,
        locale=current_locale(),
        offered=offered(),
        manner=manner(),
        settings=settings(),
    ).names()


def _title_of(template: str, page: object, frame: Frame) -> Markup:
    """The block "title" of a template."""
    found = template_of(template)
    context = found.new_context(_context(page, frame))
    return Markup("".join(found.blocks["title"](context)))  # noqa: S704 - of the template, escaped there
