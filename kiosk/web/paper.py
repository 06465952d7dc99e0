"""A place on paper: the button is pressed, then one is told to take it, or why there is none."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from kiosk.box.printer import PrinterState
from kiosk.carry.slip import leaf_of
from kiosk.directory.door import schedule_of
from kiosk.directory.place import Place
from kiosk.printing.press import Press
from kiosk.web.language import settings
from kiosk.web.links import link
from kiosk.web.pages import clock_is_believable, data_day, now
from kiosk.web.place import place_or_404
from kiosk.web.printer import printer
from kiosk.web.render import render
from kiosk.wording.slip_words import Printed, slip_of

AGAIN_S = 1
"""While it prints, the page looks again after so many seconds."""

TOO_MANY = "wait"
"""In place of the number of a job: too much was printed in the last minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """What became of a slip; ``state`` None: too much was printed in the last minute."""

    place: Place
    state: PrinterState | None
    sensitive: bool

    @property
    def is_printing(self) -> bool:
        """Whether it comes."""
        return self.state is PrinterState.PRINTING

    @property
    def is_done(self) -> bool:
        """Whether it came out, as far as the printer can tell."""
        return self.state is not None and self.state.can_print


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/place/<slug>/print", view_func=print_place, methods=["POST"])
    blueprint.add_url_rule("/<locale>/place/<slug>/paper", view_func=paper)


def print_place(slug: str) -> BaseResponse:
    """Start to print, and lead to the page that says what became of it."""
    press, place = _asked_for(slug)
    if not press.state().can_print:
        return redirect(link("web.paper", slug=slug), 303)
    job = press.start([leaf_of(slip_of(place, _printed(place)))])
    return redirect(link("web.paper", slug=slug, job=TOO_MANY if job is None else job), 303)


def paper(slug: str) -> BaseResponse:
    """Say what became of it. Without a job: why nothing was printed."""
    press, place = _asked_for(slug)
    asked = request.args.get("job", "")
    state = press.outcome(int(asked)) if asked.isdecimal() else press.state()
    # A job that is long gone, a printer that is well again: back to where one can print.
    if state is None or (not asked and state.can_print):
        return redirect(link("web.place", slug=slug), 303)
    shown = None if asked == TOO_MANY else state
    page = PaperPage(place=place, state=shown, sensitive=place.sensitive)
    response = render("place/paper.html", page=page)
    if page.is_printing:
        response.headers["Refresh"] = str(AGAIN_S)
    return response


def _asked_for(slug: str) -> tuple[Press, Place]:
    press = printer() or abort(404)
    return press, place_or_404(slug)


def _printed(place: Place) -> Printed:
    today, is_timely = schedule_of(place).local(now()).date(), clock_is_believable()
    if not is_timely:
        day = data_day() or today
        today = day - timedelta(days=day.weekday())
    return Printed(
        guide=settings().name,
        here=settings().near,
        today=today,
        is_timely=is_timely,
        public_url=settings().public_url,
    )
