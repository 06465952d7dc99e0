"""Words of institutions, explained in plain words."""

from flask import Blueprint, Response

from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.wording.explained import terms


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/explained", view_func=explained)


def explained() -> Response:
    """All of them."""
    cache_for(300)
    return render("parts/explained.html", terms=terms())
