"""The page of a place."""

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as BaseResponse

from kiosk.http.clock import now
from kiosk.http.frame import Frame
from kiosk.http.links import arguments_here, link
from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.store.places import place_of_number, removed_at
from kiosk.web.parts.place_page import number_in, page_of
from kiosk.web.parts.printer import printer


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/place/<slug>", view_func=place)


def place(slug: str) -> BaseResponse:
    """Show a place. Its number counts: a link of before a change of name still leads here.

    Codes carry the bare number: it is answered at once, for on a slow network a redirect costs a second.
    """
    number = number_in(slug)
    one = place_of_number(number) if number is not None else None
    if one is None:
        return _gone(number) if number is not None else abort(404)
    if slug not in {one.slug, str(number)}:
        return redirect(link("web.place", **{**arguments_here(), "slug": one.slug}), 301)
    page = page_of(one, now())
    # Whether there is paper changes from moment to moment.
    if page.timely and not page.sensitive and printer() is None:
        cache_for(60)
    asked = page.asked.arguments()
    back = link("web.search", **asked) if asked else None
    return render("find/place.html", page, frame=Frame(back_url=back, is_private=page.sensitive))


def _gone(number: int) -> Response:
    if removed_at(number) is None:
        abort(404)
    return render("find/place_gone.html", status=410)
