"""Templates, compiled once for each language with its words already in them.

A sentence without parts to fill in, and an icon, are constants of the compiled template: nothing is
left to translate when a page is shown. Flask's own environment stays the source of all settings.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from flask import Flask, current_app
from flask_babel import gettext
from jinja2 import Environment, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup, escape

from kiosk.caches import BoundedCache
from kiosk.http.assets import asset, script_later, script_now
from kiosk.http.clock import clock_is_believable, data_day
from kiosk.http.door import door
from kiosk.http.first_page import later_within
from kiosk.http.links import link, plain_url, same_page_in, same_page_with
from kiosk.state import CacheSlot, state
from kiosk.wording.language import current_locale

P = ParamSpec("P")
R = TypeVar("R")

TEMPLATES: Final[CacheSlot[BoundedCache[str, Environment]]] = CacheSlot("templates", BoundedCache)
TEMPLATE_WORDS: Final[CacheSlot[BoundedCache[tuple[object, ...], Any]]] = CacheSlot(
    "template_words", BoundedCache
)

_SENTENCE: Final = re.compile(r"""\b_\(("[^"\\]*"|'[^'\\]*')\)""")
_SAID: Final = "said"
"""The filter that a whole sentence becomes; its argument is constant, so Jinja asks it once."""


class WholeSentences(Extension):
    """Let whole sentences be constants."""

    def preprocess(self, source: str, *_file: str | None) -> str:
        """Write ``_("...")`` as a filter on a constant."""
        return _SENTENCE.sub(rf"(\1|{_SAID})", source)


def init_app(app: Flask) -> None:
    """Set what holds for all templates: an undefined name is an error, lines of tags leave no lines."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        asset=asset, paragraphs=paragraphs, script_now=script_now, script_later=script_later
    )
    app.jinja_env.globals.update(
        url_for=link,
        plain_url=plain_url,
        home_url=lambda: link(door().home),
        later_within=later_within,
        same_page_in=same_page_in,
        same_page_with=same_page_with,
        data_day=data_day,
        clock_is_believable=clock_is_believable,
    )


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs of a plain text, each a list of lines."""
    return [part.split("\n") for part in text.split("\n\n") if part.strip()]


def template_of(name: str) -> Template:
    """A template in the language of the page."""
    known, locale = state().cache(TEMPLATES), current_locale().code
    environment = known.get(locale) or known.put(locale, _environment())
    return environment.get_template(name)


def written_once(write: Callable[P, R]) -> Callable[P, R]:
    """Keep what ``write`` makes of a template for its arguments in the language of the page.

    It may hang on nothing else but the pictures of the town: each application has its own.
    """

    @wraps(write)
    def here(*args: P.args, **kwargs: P.kwargs) -> R:
        known = state().cache(TEMPLATE_WORDS)
        asked = (write.__name__, current_locale().code, args, *kwargs.items())
        found: R | None = known.get(asked)
        return known.put(asked, write(*args, **kwargs)) if found is None else found

    return here


def compile_all() -> None:
    """Compile every template in the language of the page, before a visitor asks."""
    environment = template_of("base.html").environment
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def _environment() -> Environment:
    shared = current_app.jinja_env
    environment = shared.overlay(extensions=[WholeSentences])
    environment.filters = {**shared.filters, _SAID: _said}
    return environment


def _said(sentence: str) -> Markup:
    # Attributes stand in double quotes: an apostrophe may stay what it is.
    return Markup(str(escape(str(gettext(sentence)))).replace("&#39;", "'"))  # noqa: S704 - escaped
