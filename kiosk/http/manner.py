"""The language of a page: it stands first in the path, so that links, caches and QR codes keep it."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app, request
from werkzeug.exceptions import NotFound

from kiosk.locales import Locale
from kiosk.shortlist.list_code import ListCodeError, list_code, numbers_of
from kiosk.state import settings
from kiosk.wording.language import LOCALES, current_locale, speak


def offered() -> tuple[Locale, ...]:
    """The languages that this box offers, in its order."""
    return tuple(LOCALES[code] for code in settings().locales)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How this request is answered. It stands in the address: nothing is stored, and none stays.

    Attributes:
        locale: The language.
        text: Size of letters: "" as usual, "large" or "largest".
        contrast: "strong", or "".
        reach: "low": everything in the reach of a seated visitor; or "".
        touch: "slow": a second touch within half a second does not count; or "".
        voice: "headset" or "aloud" while the screen speaks; or "".
        volume: Of the voice, "1" to "5"; "" as usual.
        shortlist: The code of the places that this visitor picked, or "".
    """

    locale: Locale
    text: str = ""
    contrast: str = ""
    reach: str = ""
    touch: str = ""
    voice: str = ""
    volume: str = ""
    shortlist: str = ""

    def arguments(self) -> dict[str, str]:
        """Those of an address, but for the language, which stands in its path."""
        given = {name: getattr(self, name) for name in MANNERS} | {LIST: self.shortlist}
        return {name: value for name, value in given.items() if value}


MANNERS: Final = {
    "text": ("large", "largest"),
    "contrast": ("strong",),
    "reach": ("low",),
    "touch": ("slow",),
    "voice": ("headset", "aloud"),
    "volume": ("1", "2", "3", "4", "5"),
}
"""Arguments of every page, and what they may be."""

LIST: Final = "list"
"""The argument that carries the code of a list from page to page."""

PLAIN: Final = dict.fromkeys((*MANNERS, LIST))
"""For addresses that carry no manner: a new visit begins as usual."""

_manner: Final[ContextVar[Manner | None]] = ContextVar("kiosk_manner", default=None)
"""Asked a hundred times a page: kept beside Flask's own context, which is slower to reach."""


def pull_locale(values: dict[str, Any] | None) -> None:
    """Take the language out of the path before a view runs; and the rest of the manner, out of the query.

    Raises:
        NotFound: The language is none that is offered.
    """
    codes = settings().locales
    code = values.pop("locale", None) if values else None
    known = code if code in codes else codes[0]
    given = request.args
    chosen = {name: given[name] for name in MANNERS if given.get(name) in MANNERS[name]}
    in_path = values.get("code") if values else None
    picked = _shortlist(str(in_path or given.get(LIST, "")))
    speak(LOCALES[str(known)])
    _manner.set(Manner(locale=LOCALES[str(known)], shortlist=picked, **chosen))
    if code is not None and code != known:
        raise NotFound


def _shortlist(code: str) -> str:
    """A code as it is spelled; nothing for one that is wrong: the page of the list says so."""
    try:
        return list_code(numbers_of(code)) if code else ""
    except ListCodeError:
        return ""


def forget_manner(_error: BaseException | None = None) -> None:
    """At the end of a request: the next one says anew."""
    speak(None)
    _manner.set(None)


def add_locale(endpoint: str, values: dict[str, object]) -> None:
    """Put the language into every address."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "locale"):
        values.setdefault("locale", current_locale().code)


def locale_for_babel() -> str:
    """What flask-babel asks for each request."""
    return current_locale().code


def manner() -> Manner:
    """How this request is answered."""
    return _manner.get() or Manner(locale=current_locale())


def manner_without_list() -> dict[str, str]:
    """The arguments of this page's manner, where the list stands in the path."""
    return {name: value for name, value in manner().arguments().items() if name != LIST}
