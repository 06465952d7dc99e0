"""Help: numbers to call, whom to ask, what Parvis keeps (nothing)."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response

from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.schedule import DayHours, Schedule
from kiosk.http.clock import today
from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.state import settings
from kiosk.wording.numbers import NumberToCall, numbers_to_call


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """The numbers; when the building is open in which the box stands, if that was told."""

    numbers: tuple[NumberToCall, ...]
    building: tuple[DayHours, ...]
    today: date


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/help", view_func=help_page, endpoint="help")


def help_page() -> Response:
    """Show the numbers."""
    cache_for(300)
    page = HelpPage(numbers=numbers_to_call(settings()), building=_building(), today=today())
    return render("parts/help.html", page)


def _building() -> tuple[DayHours, ...]:
    hours = settings().box.building_hours
    return Schedule(hours=OpeningHours(osm=hours)).week(today()) if hours else ()
