"""Policies of doors as values: what every answer says to the browser."""

from collections.abc import Mapping
from typing import Final

from kiosk.http.first_page import sources

_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_PAGES: Final = "; ".join(
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
DATA: Final[Mapping[str, str]] = {
    **_EVERYWHERE,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Of answers that are no pages: nothing in them is ever shown or run."""


def page_sources() -> str:
    """What a page may load: our own files; of styles and scripts within it, those that we put there."""
    style, script = sources()
    return _PAGES.format(style=style, script=script)


def pages() -> Mapping[str, str]:
    """Of pages: they trust nobody else, and nothing is kept."""
    return {**_EVERYWHERE, "Content-Security-Policy": page_sources()}


def data() -> Mapping[str, str]:
    """Of answers to programs."""
    return DATA
