"""The places that a visitor picked: the address of every page carries their code, nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Blueprint, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from kiosk.directory.hours.outlook import outlook_of, waiting_minutes
from kiosk.directory.place.place import Place
from kiosk.http.clock import clock_is_believable, now
from kiosk.http.frame import Frame
from kiosk.http.links import arguments_here, link
from kiosk.http.manner import manner
from kiosk.http.render import render
from kiosk.search.find import find
from kiosk.search.query import Query
from kiosk.search.rank import Hit, hit_of
from kiosk.shortlist.list_code import ListCodeError, list_code, numbers_of
from kiosk.state import settings
from kiosk.store.listed import ListEntry, listed
from kiosk.web.parts.cards import cards_of, untimely
from kiosk.web.take.share import Sender, sender_in
from kiosk.wording.language import current_locale

MOST_TYPED: Final = 100
"""Letters of what is no code, shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePlace:
    """A place of a list that is no longer in the guide.

    Attributes:
        number: To take it off the list.
        place: As it was; None when nothing may be said of it any more.
        instead: The card of the nearest one that gives the same, if there is one.
    """

    number: int
    place: Place | None
    instead: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A list.

    Attributes:
        code: As it is spelled.
        cards: Of its places, those that help soonest first.
        gone: Those that are no longer in the guide.
        unknown: How many this guide never had.
        sensitive: The title must tell nothing.
        sender: Who gave it.
    """

    code: str
    cards: tuple[Markup, ...]
    gone: tuple[GonePlace, ...]
    unknown: int
    sensitive: bool
    sender: Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenListPage:
    """The question for a code; ``typed`` when what was typed is none."""

    typed: str


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/<locale>/list", view_func=open_list)
    blueprint.add_url_rule("/<locale>/list/<code>", view_func=shortlist)


def open_list() -> BaseResponse:
    """Ask for the code of a list, and open it."""
    typed = request.args.get("code", "").strip()
    if not typed and manner().shortlist:
        return redirect(link("web.shortlist", code=manner().shortlist))
    if not typed:
        return _ask_for_code("", 200)
    try:
        code = list_code(numbers_of(typed))
    except ListCodeError:
        return _ask_for_code(typed, 404)
    return redirect(link("web.shortlist", code=code))


def shortlist(code: str) -> BaseResponse:
    """Show a list. Whatever way its code is typed, its address is one."""
    try:
        spelled = list_code(numbers_of(code))
    except ListCodeError:
        return _ask_for_code(code, 404)
    if spelled != code:
        return redirect(link("web.shortlist", **{**arguments_here(), "code": spelled}))
    page = _page(spelled, now())
    frame = Frame(back_url=link("web.needs", list=spelled), is_list=True, is_private=page.sensitive)
    return render("take/list.html", page, frame=frame)


def _ask_for_code(typed: str, status: int) -> BaseResponse:
    frame = Frame(is_list=True, keys_for_code=True)
    page = OpenListPage(typed=typed[:MOST_TYPED])
    return render("take/list_open.html", page, frame=frame, status=status)


def _page(code: str, moment: datetime) -> ListPage:
    numbers = numbers_of(code)
    found = listed(numbers)
    here = [each.place for each in found.values() if each.place and not each.gone]
    gone = [each for each in found.values() if each.gone]
    asked = Query(near=settings().near)
    return ListPage(
        code=code,
        cards=cards_of(soonest_first(here, moment), asked, moment),
        gone=tuple(
            _gone(each, frozenset(each.number for each in found.values()), moment) for each in gone
        ),
        unknown=len(numbers) - len(found),
        sender=sender_in(request.args),
        sensitive=any(each.sensitive for each in here),
    )


def soonest_first(places: Iterable[Place], moment: datetime) -> list[Hit]:
    """Where help is soonest: the wait and the way together; what nobody can say, last."""
    hits = [hit_of(place, (), settings().near, moment) for place in places]
    if not clock_is_believable():
        return list(untimely(hits))
    return sorted(
        hits,
        key=lambda hit: _minutes_to_help(hit, moment),
    )


def _minutes_to_help(hit: Hit, moment: datetime) -> float:
    walk = hit.walking_minutes or 0
    return walk + waiting_minutes(*outlook_of(hit.opening, moment), walk)


def _gone(entry: ListEntry, kept: frozenset[int], moment: datetime) -> GonePlace:
    place = entry.place
    category = next(iter(_categories(place)), None) if place else None
    instead = None
    if place and category:
        near = place.point or settings().near
        hits = find(Query(category=category, near=near), moment, current_locale().code).hits
        other = next((hit for hit in hits if hit.place.number not in kept), None)
        if other is not None:
            (instead,) = cards_of([other], Query(near=settings().near), moment)
    return GonePlace(number=entry.number, place=place, instead=instead)


def _categories(place: Place) -> list[str]:
    return [each.category for each in place.services if each.category]
