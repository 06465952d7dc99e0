"""Places on a map of the town, and beside it the same places as a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from flask import Blueprint, Response, abort, request
from markupsafe import Markup

from kiosk.directory.geography.point import Point
from kiosk.directory.place.place import Place
from kiosk.http.clock import clock_is_believable, now, today
from kiosk.http.links import link
from kiosk.http.render import render
from kiosk.search.find import find
from kiosk.search.query import read_query
from kiosk.search.rank import Hit, hit_of
from kiosk.state import settings
from kiosk.web.find.map_tiles import MapTiles, map_tiles
from kiosk.web.find.search import arguments
from kiosk.web.parts.cards import status_badge, untimely
from kiosk.web.parts.place_page import place_or_404
from kiosk.wording.language import current_locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place on the map, with the number that it has there and in the list."""

    number: int
    place: Place
    point: Point
    status: Markup
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """A map.

    Attributes:
        tiles: Its pictures.
        near: Where the visitor stands, if that is on it.
        pins: The places, those that help soonest first.
        back: Where the same places are without a map.
    """

    tiles: MapTiles
    near: Point | None
    pins: tuple[Pin, ...]
    back: str


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/<locale>/map", view_func=results_map)
    blueprint.add_url_rule("/<locale>/place/<slug>/map", view_func=place_map)


def results_map() -> Response:
    """The results of a question on the map."""
    shown = map_tiles() or abort(404)
    asked = read_query(arguments(), today=today(), home=settings().near).query
    found = find(asked, now(), current_locale().code)
    back = link("web.search", **asked.arguments())
    return _show(shown, found.hits, asked.near, back)


def place_map(slug: str) -> Response:
    """One place on the map."""
    shown = map_tiles() or abort(404)
    place = place_or_404(slug)
    asked = read_query(request.args.to_dict(), today=today(), home=settings().near).query
    hit = hit_of(place, (), asked.near, now())
    return _show(shown, (hit,), asked.near, link("web.place", slug=place.slug))


def _show(shown: MapTiles, hits: tuple[Hit, ...], near: Point | None, back: str) -> Response:
    moment = now()
    hits = hits if clock_is_believable() else untimely(hits)
    page = MapPage(
        tiles=shown,
        near=near if shown.shows(near) else None,
        pins=tuple(_pins(shown, hits, moment)),
        back=back,
    )
    return render("find/map.html", page=page)


def _pins(shown: MapTiles, hits: tuple[Hit, ...], moment: datetime) -> Iterator[Pin]:
    """Those whose door is known and lies on the map, counted from one."""
    counter = count(1)
    for hit in hits:
        point = hit.stop.point if hit.stop else hit.place.point
        if point is None or hit.place.approximate or not shown.shows(point):
            continue
        yield Pin(
            number=next(counter),
            place=hit.place,
            point=point,
            status=status_badge(hit, moment),
            url=link("web.place", slug=hit.place.slug),
        )
