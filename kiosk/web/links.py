"""Addresses of pages: built once, and kept."""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

import flask
from flask import request

from kiosk.web.language import Locale, current_locale, wants_large_text

MAX_LINKS = 4_096


def link(endpoint: str, **values: str | int | None) -> str:
    """The address of a page in this language, with letters as large as here."""
    here = (request.script_root, current_locale().code, wants_large_text())
    return _link(here, endpoint, tuple(values.items()))


@lru_cache(maxsize=MAX_LINKS)
def _link(
    _here: tuple[str, str, bool], endpoint: str, values: tuple[tuple[str, str | int | None], ...]
) -> str:
    return flask.url_for(endpoint, **dict(values))  # type: ignore[arg-type]


def links_to_places(arguments: dict[str, str]) -> Callable[[str], str]:
    """Addresses of places by their slugs, which are plain letters, digits and hyphens."""
    before, after = link("web.place", slug="-", **arguments).split("/place/-", maxsplit=1)
    return lambda slug: f"{before}/place/{slug}{after}"


def said_in(query: str) -> list[str]:
    """The arguments of a query string that say something: a form sends its empty fields too."""
    return [part for part in query.split("&") if part[-1:] not in {"", "="}]


def same_page_in(locale: Locale) -> str:
    """This page in another language, its question kept."""
    if request.view_args is None or not (request.endpoint or "").startswith("web."):
        return flask.url_for("web.tiles", locale=locale.code)
    query = "&".join(said_in(request.query_string.decode("ascii", "replace")))
    _, _, rest = request.path.lstrip("/").partition("/")
    return f"{request.script_root}/{locale.code}/{quote(rest)}" + (f"?{query}" if query else "")


def same_page_with_text(size: str | None) -> str:
    """This page with larger or usual letters."""
    endpoint = request.endpoint or ""
    if not endpoint.startswith("web.") or request.routing_exception is not None:
        endpoint = "web.tiles"
    values = {**request.args.to_dict(), **(request.view_args or {}), "text": size}
    return link(endpoint, **values)
