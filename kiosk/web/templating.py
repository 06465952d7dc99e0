"""Templates, compiled once for each language with its words already in them.

A sentence without parts to fill in, and an icon, are constants of the compiled template: nothing is
left to translate when a page is shown. Flask's own environment stays the source of all settings.
"""

import re
from typing import Any, Final

from flask import Flask, current_app
from flask_babel import gettext
from jinja2 import Environment, Template
from jinja2.ext import Extension
from markupsafe import Markup, escape

from kiosk.wording.language import current_locale

_SENTENCE: Final = re.compile(r"""\b_\(("[^"\\]*"|'[^'\\]*')\)""")
_SAID: Final = "said"
"""The filter that a whole sentence becomes; its argument is constant, so Jinja asks it once."""


class WholeSentences(Extension):
    """Let whole sentences be constants."""

    def preprocess(self, source: str, *_file: str | None) -> str:
        """Write ``_("...")`` as a filter on a constant."""
        return _SENTENCE.sub(rf"(\1|{_SAID})", source)


def init_app(app: Flask) -> None:
    """Prepare the environments: one for each language, made when it is first spoken."""
    app.extensions["kiosk_templates"] = {}


def template_of(name: str) -> Template:
    """A template in the language of the page."""
    known: dict[str, Environment] = current_app.extensions["kiosk_templates"]
    locale = current_locale().code
    environment = known.get(locale)
    if environment is None:
        environment = known[locale] = _environment()
    return environment.get_template(name)


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


def render_template(name: str, **context: Any) -> str:
    """The text of a template."""
    return template_of(name).render(context)
