"""The first two screens: which language, which need. And whether the box is well."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from kiosk.directory.category import Need, needs
from kiosk.store.places import count_places
from kiosk.web.kept import keep
from kiosk.web.language import Locale, offered
from kiosk.web.render import render


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesPage:
    """The languages on offer, the browser's own first on a phone."""

    locales: tuple[Locale, ...]


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
    """Choose a language."""
    first = request.accept_languages.best_match([locale.code for locale in offered()])
    ordered = sorted(offered(), key=lambda locale: locale.code != first)
    response = render("home/languages.html", page=LanguagesPage(locales=tuple(ordered)))
    response.vary.add("Accept-Language")
    return response


def tiles() -> Response:
    """Choose a need."""
    keep(300)
    return render("home/needs.html", page=NeedsPage(needs=tuple(needs().values())))


def healthz() -> tuple[dict[str, object], int]:
    """Whether the box can answer visitors: it reads its own data."""
    places = count_places()
    return {"status": "ok" if places else "empty", "places": places}, 200
