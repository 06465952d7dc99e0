"""The first two screens: which language, which need. And whether the box is well."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, request

from kiosk.directory.vocabulary.category import Need
from kiosk.locales import Locale
from kiosk.store.places import count_places
from kiosk.web.box import tiles_offered
from kiosk.web.kept import keep
from kiosk.web.language import offered, settings
from kiosk.web.pages import data_day
from kiosk.web.render import render


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesPage:
    """The languages on offer, the browser's own first on a phone; and the day of the data."""

    locales: tuple[Locale, ...]
    data_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsPage:
    """The tiles."""

    needs: tuple[Need, ...]


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/", view_func=languages)
    blueprint.add_url_rule("/<locale>/", view_func=tiles)
    blueprint.add_url_rule("/healthz", view_func=healthz)


def languages() -> Response:
    """Choose a language. A public screen calls out in all of them, whatever its browser speaks."""
    if settings().kiosk_mode:
        return render(
            "home/attract.html", page=LanguagesPage(locales=offered(), data_day=data_day())
        )
    first = request.accept_languages.best_match([locale.code for locale in offered()])
    ordered = sorted(offered(), key=lambda locale: locale.code != first)
    response = render(
        "home/languages.html", page=LanguagesPage(locales=tuple(ordered), data_day=None)
    )
    response.vary.add("Accept-Language")
    return response


def tiles() -> Response:
    """Choose a need."""
    keep(300)
    return render("home/needs.html", page=NeedsPage(needs=tiles_offered()))


def healthz() -> tuple[dict[str, object], int]:
    """Whether the box can answer visitors: it reads its own data."""
    places = count_places()
    return {"status": "ok" if places else "empty", "places": places}, 200
