"""A place or a list on paper: the button is pressed, then one is told to take it, or why there is none."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from kiosk.box.printer import PrinterState
from kiosk.directory.place.opening import schedule_of
from kiosk.directory.place.place import Place
from kiosk.http.clock import clock_is_believable, data_day, now
from kiosk.http.frame import Frame
from kiosk.http.links import link
from kiosk.http.render import render
from kiosk.printing.print_queue import PrintQueue
from kiosk.receipt.lines import lines_of, lines_of_list
from kiosk.receipt.slip import ReceiptLines
from kiosk.state import settings
from kiosk.web.parts.picked import places_of_list
from kiosk.web.parts.place_page import place_or_404
from kiosk.web.parts.printer import printer
from kiosk.web.take.shortlist import soonest_first
from kiosk.wording.slip_words import PrintContext, list_slip_of, slip_of

AGAIN_S = 1
"""While it prints, the page looks again after so many seconds."""

TOO_MANY = "wait"
"""In place of the number of a job: too much was printed in the last minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """What became of a slip.

    Attributes:
        places: What was to be printed, to be read from the screen where there is no paper.
        state: What became of it; None: too much was printed in the last minute.
        back: Where the same is on the screen.
        is_list: That is a list.
    """

    places: tuple[Place, ...]
    state: PrinterState | None
    back: str
    is_list: bool

    @property
    def sensitive(self) -> bool:
        """Whether the page must tell nothing to who stands behind."""
        return any(each.sensitive for each in self.places)

    @property
    def is_printing(self) -> bool:
        """Whether it comes."""
        return self.state is PrinterState.PRINTING

    @property
    def is_lost(self) -> bool:
        """Whether it does not come."""
        return not (self.state is None or self.is_printing or self.state.can_print)


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/place/<slug>/print", view_func=print_place, methods=["POST"])
    blueprint.add_url_rule("/<locale>/place/<slug>/paper", view_func=paper)
    blueprint.add_url_rule("/<locale>/list/<code>/print", view_func=print_list, methods=["POST"])
    blueprint.add_url_rule("/<locale>/list/<code>/paper", view_func=list_paper)


def print_place(slug: str) -> BaseResponse:
    """Start to print, and lead to the page that says what became of it."""
    press, place = _press(), place_or_404(slug)
    leaf = lines_of(slip_of(place, _printed(place)))
    return _print(press, leaf, "web.paper", slug=slug)


def print_list(code: str) -> BaseResponse:
    """The same for all places of a list that are in the guide."""
    press, places = _press(), _of_list(code)
    if not places:
        return redirect(link("web.shortlist", code=code), 303)
    leaf = lines_of_list(list_slip_of(places, code, _printed(places[0])))
    return _print(press, leaf, "web.list_paper", code=code)


def _print(press: PrintQueue, leaf: ReceiptLines, outcome: str, **named: str) -> BaseResponse:
    if not press.state().can_print:
        return redirect(link(outcome, **named), 303)
    job = press.start([leaf])
    return redirect(link(outcome, **named, job=TOO_MANY if job is None else job), 303)


def paper(slug: str) -> BaseResponse:
    """Say what became of it. Without a job: why nothing was printed."""
    place = place_or_404(slug)
    return _outcome(_press(), (place,), link("web.place", slug=slug), is_list=False)


def list_paper(code: str) -> BaseResponse:
    """The same of a list."""
    return _outcome(_press(), _of_list(code), link("web.shortlist", code=code), is_list=True)


def _outcome(
    press: PrintQueue, places: tuple[Place, ...], back: str, *, is_list: bool
) -> BaseResponse:
    asked = request.args.get("job", "")
    state = press.outcome(int(asked)) if asked.isdecimal() else press.state()
    # A job that is long gone, a printer that is well again: back to where one can print.
    if state is None or (not asked and state.can_print):
        return redirect(back, 303)
    shown = None if asked == TOO_MANY else state
    page = PaperPage(places=places, state=shown, back=back, is_list=is_list)
    frame = Frame(back_url=back, is_list=is_list, is_private=page.sensitive)
    response = render("take/paper.html", page, frame=frame)
    if page.is_printing:
        response.headers["Refresh"] = str(AGAIN_S)
    return response


def _press() -> PrintQueue:
    return printer() or abort(404)


def _of_list(code: str) -> tuple[Place, ...]:
    """In the order of the screen."""
    return tuple(hit.place for hit in soonest_first(places_of_list(code), now()))


def _printed(place: Place) -> PrintContext:
    today, is_timely = schedule_of(place).local(now()).date(), clock_is_believable()
    if not is_timely:
        day = data_day() or today
        today = day - timedelta(days=day.weekday())
    return PrintContext(
        settings=settings(),
        here=settings().near,
        today=today,
        is_timely=is_timely,
        public_url=settings().public_url,
    )
