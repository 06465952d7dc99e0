"""Help: numbers to call, whom to ask, what Parvis keeps (nothing)."""

from dataclasses import dataclass

from flask import Blueprint, Response

from kiosk.web.kept import keep
from kiosk.web.numbers import NUMBERS, Number
from kiosk.web.render import render


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """The numbers."""

    numbers: tuple[Number, ...]


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/help", view_func=help_page, endpoint="help")


def help_page() -> Response:
    """Show the numbers."""
    keep(300)
    return render("help/index.html", page=HelpPage(numbers=NUMBERS))
