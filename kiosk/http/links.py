"""Addresses of pages: built once, and kept."""

from typing import Final
from urllib.parse import quote, urlencode

import flask
from flask import current_app, request

from kiosk.caches import BoundedCache
from kiosk.http.door import door
from kiosk.http.manner import LIST, PLAIN, manner
from kiosk.locales import Locale
from kiosk.state import CacheSlot, settings, state
from kiosk.wording.language import current_locale

PATHS: Final[CacheSlot[BoundedCache[tuple[object, ...], str]]] = CacheSlot("paths", BoundedCache)


def link(endpoint: str, /, **values: str | int | None) -> str:
    """The address of a page in this language and manner.

    Args:
        endpoint: Of the public's door.
        values: ``slug`` and ``code`` stand in the path, all others are arguments; None leaves one out.
    """
    locale = str(values.pop("locale", current_locale().code))
    slug, code = values.pop("slug", None), values.pop("code", None)
    path = _path(request.script_root, endpoint, locale, slug, code)
    if code:
        values.setdefault(LIST, None)  # It stands in the path already.
    for name, value in manner().arguments().items():
        values.setdefault(name, value)
    query = urlencode({name: value for name, value in values.items() if value is not None})
    return f"{path}?{query}" if query else path


def _path(
    root: str, endpoint: str, locale: str, slug: str | int | None, code: str | int | None
) -> str:
    known = state().cache(PATHS)
    asked = (root, endpoint, locale, slug, code)
    return known.get(asked) or known.put(asked, _built(*asked))


def _built(
    root: str, endpoint: str, locale: str, slug: str | int | None, code: str | int | None
) -> str:
    expected = current_app.url_map.is_endpoint_expecting(endpoint, "locale")
    given = {"locale": locale if expected else None, "slug": slug, "code": code}
    path = flask.url_for(endpoint, **{k: v for k, v in given.items() if v})  # type: ignore[arg-type]
    return root + path.removeprefix(request.script_root)


def public_address(endpoint: str, /, **values: str | int) -> str | None:
    """The address of a page for other devices; None where no other device could follow it.

    It carries the language and nothing else of this visit.
    """
    path = _path("", endpoint, current_locale().code, values.get("slug"), values.get("code"))
    if settings().public_url:
        return f"{settings().public_url}{path}"
    return (
        None if settings().kiosk_mode else request.host_url.rstrip("/") + request.script_root + path
    )


def readable(address: str) -> str:
    """An address as one reads it aloud: browsers add what comes before it."""
    return address.partition("://")[2].partition("?")[0]


def said_in(query: str) -> list[str]:
    """The arguments of a query string that say something: a form sends its empty fields too."""
    return [part for part in query.split("&") if part and not is_empty_field(part)]


def is_empty_field(part: str) -> bool:
    """Whether a part of a query string is a field of a form that says nothing: "near="."""
    return part.find("=") == len(part) - 1


def same_page_in(locale: Locale, **more: str) -> str:
    """This page in another language, its question kept; with ``more`` arguments."""
    if not is_page():
        return link(door().home, locale=locale.code, **more)
    said = said_in(request.query_string.decode("ascii", "replace"))
    query = "&".join([*said, *(f"{name}={quote(value)}" for name, value in more.items())])
    _, _, rest = request.path.lstrip("/").partition("/")
    return f"{request.script_root}/{locale.code}/{quote(rest)}" + (f"?{query}" if query else "")


def same_page_with(**changes: str | None) -> str:
    """This page in another manner: larger letters, stronger contrast."""
    endpoint = request.endpoint if is_page() and request.endpoint else door().home
    return link(endpoint, **{**arguments_here(), **(request.view_args or {}), **changes})


def arguments_here() -> dict[str, str]:
    """The arguments of this address; the language stands in its path, whatever else says so."""
    return {name: value for name, value in request.args.items() if name != "locale"}


def is_page() -> bool:
    """Whether the request is for a page in a language; not for a picture, a file, or nothing at all."""
    endpoint = request.endpoint or ""
    if not endpoint.startswith(f"{door().name}.") or request.routing_exception is not None:
        return False
    return current_app.url_map.is_endpoint_expecting(endpoint, "locale")


def plain_url(endpoint: str, /, **values: str) -> str:
    """The address of a page, in no manner."""
    return link(endpoint, **PLAIN, **values)
