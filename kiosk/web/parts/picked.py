"""Picking places: the buttons "keep" and "take off", and which places are picked."""

from flask import Blueprint, abort, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from kiosk.directory.place.place import Place
from kiosk.http.links import arguments_here, is_page, link
from kiosk.http.manner import LIST, manner
from kiosk.shortlist.list_code import MOST, ListCodeError, list_code, numbers_of
from kiosk.store.listed import list_numbers_of, listed

KEEP, DROP = "keep", "drop"
"""Arguments of a page: put a place on the list, take it off. Answered by the same page without them."""


def add_to(blueprint: Blueprint) -> None:
    """Answer the two arguments on every page."""
    blueprint.before_request(_keep_or_drop)


def places_of_list(code: str) -> tuple[Place, ...]:
    """The places of a code that are in the guide; a wrong code has no page."""
    try:
        found = listed(numbers_of(code)).values()
    except ListCodeError:
        abort(404)
    return tuple(each.place for each in found if each.place and not each.gone)


def kept_numbers() -> frozenset[int]:
    """The places on the list of this visitor."""
    known: frozenset[int] | None = g.get("kept_numbers")
    if known is None:
        code = manner().shortlist
        found = listed(numbers_of(code)).values() if code else ()
        known = g.kept_numbers = frozenset(each.number for each in found)
    return known


def _keep_or_drop() -> BaseResponse | None:
    keep, drop = _number(KEEP), _number(DROP)
    if request.method != "GET" or not is_page() or (keep is None and drop is None):
        return None
    picked = set(numbers_of(manner().shortlist)) if manner().shortlist else set()
    if keep is not None and len(picked) < MOST:
        picked.update(list_numbers_of([keep]).values())
    if drop is not None:
        picked.difference_update(list_numbers_of([drop]).values())
    return redirect(_without_buttons(list_code(picked) if picked else None, keep or drop), 303)


def _without_buttons(code: str | None, number: int | None) -> str:
    """This page with another list. Of the page of the list itself, the page of the other one."""
    given = {**arguments_here(), **(request.view_args or {}), LIST: code}
    given = {name: value for name, value in given.items() if name not in {KEEP, DROP}}
    endpoint = request.endpoint or "web.needs"
    if given.pop("code", None):
        if code is None:
            return link("web.open_list", **{**given, LIST: None})
        return link(endpoint, **{**given, LIST: None, "code": code})
    return f"{link(endpoint, **given)}#p{number}"


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
