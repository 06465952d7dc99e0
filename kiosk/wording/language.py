"""The languages that the guide speaks, and the one spoken now."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from flask_babel import force_locale

from kiosk.config import TRANSLATIONS
from kiosk.locales import Locale, read_locales
from kiosk.state import settings

LOCALES: Final = read_locales(TRANSLATIONS)
"""Every language of the register, by code, in the order of the menus."""

_spoken: Final[ContextVar[Locale | None]] = ContextVar("kiosk_spoken", default=None)
"""Asked a hundred times a page: kept beside Flask's own context, which is slower to reach."""


def current_locale() -> Locale:
    """The language that is spoken now; the first offered where nothing named one."""
    return _spoken.get() or LOCALES[settings().locales[0]]


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
