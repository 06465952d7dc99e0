"""Help: numbers to call, whom to ask, what Parvis keeps (nothing)."""

from dataclasses import dataclass

from flask import Blueprint, Response
from flask_babel import lazy_gettext

from kiosk.web.kept import keep
from kiosk.web.render import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A free number; ``danger``: for when a life is at risk."""

    number: str
    label: str
    icon: str
    danger: bool = False


NUMBERS = (
    Number(
        number="112",
        label=lazy_gettext("Any emergency, anywhere in Europe"),
        icon="sos",
        danger=True,
    ),
    Number(
        number="15", label=lazy_gettext("A doctor, now (SAMU)"), icon="local_hospital", danger=True
    ),
    Number(
        number="17",
        label=lazy_gettext("Police, when you are in danger"),
        icon="local_police",
        danger=True,
    ),
    Number(
        number="18",
        label=lazy_gettext("Fire and rescue"),
        icon="local_fire_department",
        danger=True,
    ),
    Number(
        number="114",
        label=lazy_gettext("Any emergency by text message, if you cannot hear or speak"),
        icon="hearing",
        danger=True,
    ),
    Number(number="115", label=lazy_gettext("A bed for tonight (SAMU social)"), icon="hotel"),
    Number(number="3919", label=lazy_gettext("Violence against women"), icon="woman"),
    Number(number="119", label=lazy_gettext("A child in danger"), icon="child_care"),
    Number(number="196", label=lazy_gettext("Rescue at sea"), icon="water_drop"),
)


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
