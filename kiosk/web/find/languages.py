"""The first screen: which language."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, request

from kiosk.http.clock import data_day
from kiosk.http.manner import offered
from kiosk.http.render import render
from kiosk.locales import Locale
from kiosk.state import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesPage:
    """The languages on offer, the browser's own first on a phone; and the day of the data."""

    locales: tuple[Locale, ...]
    data_day: date | None


def add_to(blueprint: Blueprint) -> None:
    """Hang the page on the blueprint."""
    blueprint.add_url_rule("/", view_func=languages)


def languages() -> Response:
    """Choose a language. A public screen calls out in all of them, whatever its browser speaks."""
    if settings().kiosk_mode:
        return render(
            "find/attract.html", page=LanguagesPage(locales=offered(), data_day=data_day())
        )
    first = request.accept_languages.best_match([locale.code for locale in offered()])
    ordered = sorted(offered(), key=lambda locale: locale.code != first)
    response = render(
        "find/languages.html", page=LanguagesPage(locales=tuple(ordered), data_day=None)
    )
    response.vary.add("Accept-Language")
    return response
