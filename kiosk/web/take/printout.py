"""Places on A4, to be printed from a browser: one after the other, each with a code that leads to the live page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import Blueprint, Response
from markupsafe import Markup

from kiosk.codes.qr import Qr, qr
from kiosk.directory.place.place import Place
from kiosk.http.clock import now, today
from kiosk.http.links import link, public_address, readable
from kiosk.http.render import render
from kiosk.web.parts.picked import places_of_list
from kiosk.web.parts.place_page import PlacePage, page_of, place_or_404


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlace:
    """A place on paper; ``code`` leads to its page, and says where that is, if others can reach it."""

    page: PlacePage
    code: Qr | None
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintoutPage:
    """The sheet: ``list_code`` when it is a list, ``back`` where the same is on the screen."""

    leaves: tuple[PrintedPlace, ...]
    list_code: str | None
    back: str
    printed_on: date
    sensitive: bool


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/<locale>/place/<slug>/sheet", view_func=place_printout)
    blueprint.add_url_rule("/<locale>/list/<code>/sheet", view_func=list_printout)


def place_printout(slug: str) -> Response:
    """One place."""
    one = place_or_404(slug)
    return _show([one], None, link("web.place", slug=one.slug))


def list_printout(code: str) -> Response:
    """All places of a list."""
    return _show(places_of_list(code), code, link("web.shortlist", code=code))


def _show(places: Iterable[Place], code: str | None, back: str) -> Response:
    moment = now()
    leaves = tuple(_leaf(each, moment) for each in places)
    page = PrintoutPage(
        leaves=leaves,
        list_code=code,
        back=back,
        printed_on=today(),
        sensitive=any(each.page.sensitive for each in leaves),
    )
    return render("take/printout.html", page=page)


def _leaf(one: Place, moment: datetime) -> PrintedPlace:
    """What is true for a moment only is not for paper."""
    shown = replace(page_of(one, moment), status=Markup(""), saved=True)
    address = public_address("web.place", slug=str(one.number))
    return PrintedPlace(
        page=shown,
        code=qr(address) if address else None,
        address=readable(address) if address else None,
    )
