"""A way for those who do not read: pictures only, at most six on a screen, from a need to a place on paper."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request
from flask_babel import gettext

from kiosk.directory.vocabulary.category import categories, is_sensitive, needs
from kiosk.http.clock import clock_is_believable, now
from kiosk.http.frame import Frame
from kiosk.http.links import link
from kiosk.http.render import render
from kiosk.search.find import find
from kiosk.search.query import Query
from kiosk.state import settings
from kiosk.web.parts.cards import untimely
from kiosk.web.parts.needs_offered import needs_offered
from kiosk.web.parts.place_page import PlacePage, page_of
from kiosk.wording import words
from kiosk.wording.language import current_locale

MOST: Final = 6
"""Pictures on a screen: more are not told apart at a glance."""

_PLACES: Final = 12
"""Offered one after the other, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureChoice:
    """A picture that leads on; its word for those who read, and for the voice."""

    icon: str
    word: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage:
    """A screen of pictures; or a place, with what leads on from it.

    Attributes:
        title: Of the screen.
        choices: At most :data:`MOST`.
        place: Shown instead of choices.
        next_url: The place after it, if there is another.
        back: Where one came from.
        sensitive: The title must tell nothing.
    """

    title: str
    choices: tuple[PictureChoice, ...]
    place: PlacePage | None
    next_url: str | None
    back: str
    sensitive: bool


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/look", view_func=look)


def look() -> Response:
    """The next screen of pictures."""
    category = categories().get(request.args.get("category", ""))
    need = needs().get(request.args.get("need", ""))
    at = request.args.get("at", default=0, type=int)
    if category:
        page = _place(category.id, need.id if need else None, at)
    elif need:
        chosen = [
            PictureChoice(
                icon=categories()[each].icon,
                word=words.category_label(each, chosen=True),
                url=link("web.look", need=need.id, category=each),
            )
            for each in need.choices
        ]
        page = _screen(chosen, at, {"need": need.id}, link("web.look"), words.need_label(need.id))
    else:
        tiles = [
            PictureChoice(
                icon=each.icon, word=words.need_label(each.id), url=link("web.look", need=each.id)
            )
            for each in needs_offered()
        ]
        page = _screen(tiles, at, {}, link("web.needs"), gettext("What do you need?"))
    return render(
        "find/look.html", page, frame=Frame(back_url=page.back, is_private=page.sensitive)
    )


def _screen(
    choices: list[PictureChoice], at: int, given: dict[str, str], back: str, title: str
) -> LookPage:
    """Six of the choices; where there are more, the last picture leads to the others and round again."""
    shown = choices
    if len(choices) > MOST:
        step = MOST - 1
        start = at if 0 <= at < len(choices) and at % step == 0 else 0
        after = start + step if start + step < len(choices) else 0
        more = PictureChoice(
            icon="more_horiz",
            word=gettext("More pictures"),
            url=link("web.look", **given, at=str(after)),
        )
        shown = [*choices[start : start + step], more]
    return LookPage(
        title=title, choices=tuple(shown), place=None, next_url=None, back=back, sensitive=False
    )


def _place(category: str, need: str | None, at: int) -> LookPage:
    """One place after the other, as the list of results has them."""
    given = {"need": need} if need else {}
    query = Query(category=category, need=need, near=settings().near)
    found = find(query, now(), current_locale().code)
    hits = list(found.hits if clock_is_believable() else untimely(found.hits))[:_PLACES]
    back = link("web.look", **given)
    sensitive = is_sensitive([category])
    if not hits:
        return LookPage(
            title=words.category_label(category, chosen=True),
            choices=(),
            place=None,
            next_url=None,
            back=back,
            sensitive=sensitive,
        )
    at = at if 0 <= at < len(hits) else 0
    place = hits[at].place
    return LookPage(
        title=words.category_label(category, chosen=True),
        choices=(),
        place=page_of(place, now()),
        next_url=link("web.look", **given, category=category, at=str((at + 1) % len(hits)))
        if len(hits) > 1
        else None,
        back=back,
        sensitive=sensitive or place.sensitive,
    )
