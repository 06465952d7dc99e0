"""Words of institutions, explained in plain words."""

from dataclasses import dataclass

from flask import Blueprint, Response

from kiosk.http.frame import Frame
from kiosk.http.links import link
from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.wording.explained import Term, terms


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedPage:
    """Words of institutions."""

    terms: tuple[Term, ...]


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/explained", view_func=explained)


def explained() -> Response:
    """All of them."""
    cache_for(300)
    return render(
        "parts/explained.html",
        ExplainedPage(terms=tuple(terms())),
        frame=Frame(back_url=link("web.help")),
    )
