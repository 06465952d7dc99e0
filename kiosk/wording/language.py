"""The languages that the guide speaks, and the one spoken now."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from flask import current_app
from flask_babel import force_locale


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

_spoken: Final[ContextVar[Locale | None]] = ContextVar("kiosk_spoken", default=None)
"""Asked a hundred times a page: kept beside Flask's own context, which is slower to reach."""


def current_locale() -> Locale:
    """The language that is spoken now; the first offered where nothing named one."""
    return _spoken.get() or LOCALES[current_app.extensions["kiosk_settings"].locales[0]]


def speak(locale: Locale | None) -> None:
    """From now on, in this request or thread: this language; None: the first offered."""
    _spoken.set(locale)


@contextmanager
def speaking(code: str) -> Iterator[Locale]:
    """For a while, speak another language: a sheet in two of them, a command."""
    locale = LOCALES[code]
    token = _spoken.set(locale)
    try:
        with force_locale(code):
            yield locale
    finally:
        _spoken.reset(token)
