"""Words of institutions, explained in plain words."""

from flask import Blueprint, Response

from kiosk.web.kept import keep
from kiosk.web.render import render
from kiosk.wording.explained import terms


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/explained", view_func=explained)


def explained() -> Response:
    """All of them."""
    keep(300)
    return render("explained/index.html", terms=terms())
