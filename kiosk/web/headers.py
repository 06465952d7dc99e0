"""What every answer says to the browser: trust nobody else, keep nothing."""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from kiosk.web.first_page import sources

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' {script}",
        "style-src 'self' {style}",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "media-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
}
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_BODY_BYTES: Final = 64 * 1024
MAX_QUERY_BYTES: Final = 2_000


def policy() -> str:
    """What a page may load: our own files; of styles and scripts within it, those that we put there."""
    style, script = sources()
    return _POLICY.format(style=style, script=script)


def init_app(app: Flask) -> None:
    """Refuse what comes from elsewhere or is too large, and sign every answer."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.before_request(_refuse_cross_site)
    app.before_request(_refuse_long_query)
    app.after_request(_sign)


def _refuse_cross_site() -> None:
    """Without cookies there is little to forge; still nobody else's page may post here.

    No page can forge ``Sec-Fetch-Site``. Where it is sent, it decides alone: a form that is sent
    without JavaScript from a page that tells no referrer has the origin "null".
    """
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            abort(403)
        return
    origin = request.headers.get("Origin")
    if origin is None or urlsplit(origin).netloc != request.host:
        abort(403)


def _refuse_long_query() -> None:
    if len(request.query_string) > MAX_QUERY_BYTES:
        abort(414)


def _sign(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", policy())
    for header, value in _ALWAYS.items():
        response.headers.setdefault(header, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
