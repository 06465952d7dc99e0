"""When a page cannot be shown: say so in the visitor's language, and offer a way on."""

from dataclasses import dataclass

from flask_babel import lazy_gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from kiosk.http.render import render

MESSAGES = {
    404: lazy_gettext("There is no page here."),
    403: lazy_gettext("This was sent from another site. It was refused."),
    405: lazy_gettext("This page cannot do that."),
    408: lazy_gettext("What was sent did not arrive in time. Please try again."),
    410: lazy_gettext("This place is no longer in the guide."),
    413: lazy_gettext("What was sent is too long."),
    414: lazy_gettext("What was asked is too long."),
    503: lazy_gettext("Many people ask for this at the moment. Please try again in a minute."),
}
OTHERWISE = lazy_gettext("Something went wrong. It is not your fault.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """Why a page cannot be shown."""

    message: str


def answer_error(error: HTTPException) -> BaseResponse:
    """Answer an error with a page."""
    status = error.code or 500
    if error.response is not None and status < 400:
        return error.get_response()
    message = MESSAGES.get(status, OTHERWISE)
    return render("parts/error.html", ErrorPage(message=str(message)), status=status)
