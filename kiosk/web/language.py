"""The language of a page: it stands first in the path, so that links, caches and QR codes keep it."""

from dataclasses import dataclass
from typing import Final

from flask import current_app, g, request
from werkzeug.exceptions import NotFound

from kiosk.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """A language that the screens speak: its code, its own name, its direction."""

    code: str
    name: str
    direction: str = "ltr"


LOCALES: Final = {
    locale.code: locale
    for locale in (
        Locale(code="fr", name="Français"),
        Locale(code="en", name="English"),
        Locale(code="ar", name="العربية", direction="rtl"),
        Locale(code="fa", name="دری / فارسی", direction="rtl"),
        Locale(code="ps", name="پښتو", direction="rtl"),
        Locale(code="uk", name="Українська"),
        Locale(code="ru", name="Русский"),
        Locale(code="ro", name="Română"),
        Locale(code="ka", name="ქართული"),
        Locale(code="es", name="Español"),
        Locale(code="ti", name="ትግርኛ"),
        Locale(code="tr", name="Türkçe"),
        Locale(code="bn", name="বাংলা"),
        Locale(code="pt", name="Português"),
        Locale(code="sq", name="Shqip"),
    )
}


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions["kiosk_settings"]
    return found


def offered() -> tuple[Locale, ...]:
    """The languages that this box offers, in its order."""
    return tuple(LOCALES[code] for code in settings().locales)


def pull_locale(_endpoint: str | None, values: dict[str, object] | None) -> None:
    """Take the language out of the path before a view runs.

    Raises:
        NotFound: It is none that is offered.
    """
    code = values.pop("locale", None) if values else None
    if code is None:
        return
    if code not in settings().locales:
        raise NotFound
    g.locale = code


def add_locale(endpoint: str, values: dict[str, object]) -> None:
    """Put the language, and the size of letters, into every link."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "locale"):
        values.setdefault("locale", current_locale().code)
    if wants_large_text() and endpoint.startswith("web.") and values.get("text", "") is not None:
        values.setdefault("text", "large")


def current_locale() -> Locale:
    """The language of this page; the first offered where the path names none."""
    return LOCALES[g.get("locale") or settings().locales[0]]


def locale_for_babel() -> str:
    """What flask-babel asks for each request."""
    return current_locale().code


def wants_large_text() -> bool:
    """Whether the visitor asked for larger letters: it stands in the URL, nothing is stored."""
    return request.args.get("text") == "large"
