"""The second screen: which need."""

from dataclasses import dataclass

from flask import Blueprint, Response

from kiosk.directory.vocabulary.category import Need
from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.web.parts.needs_offered import needs_offered


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsPage:
    """The needs, each a tile."""

    needs: tuple[Need, ...]


def add_to(blueprint: Blueprint) -> None:
    """Hang the page on the blueprint."""
    blueprint.add_url_rule("/<locale>/", view_func=needs)


def needs() -> Response:
    """Choose a need."""
    cache_for(300)
    return render("find/needs.html", page=NeedsPage(needs=needs_offered()))
