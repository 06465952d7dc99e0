"""Whether this guide can answer visitors, for the programs that look after it."""

import shutil
from typing import Any, Final

from flask import Blueprint, current_app, request

from kiosk.http.clock import now
from kiosk.search.find import find
from kiosk.search.query import Query
from kiosk.server.known_host import is_this_machine
from kiosk.state import settings
from kiosk.store.engine import database_is_missing
from kiosk.store.index import index_is_fresh
from kiosk.store.places import count_places
from kiosk.store.trouble import DatabaseTrouble, told_in_words

_LEAST_BYTES: Final = 50_000_000
"""Of free disk: an import and its log want so much."""

_PASSED_ON: Final = ("X-Forwarded-For", "Forwarded", "Via")
"""Headers of a proxy: whoever asks through one is elsewhere."""


def add_to(blueprint: Blueprint) -> None:
    """Hang the answer on the blueprint."""
    blueprint.add_url_rule("/healthz", view_func=healthz)


def healthz() -> tuple[dict[str, object], int]:
    """Whether the box can answer visitors: it reads its own data, and searches in it.

    With ``?verbose``, from the machine itself, it says what is wrong.
    """
    trouble: list[str] = []
    places = 0
    try:
        with told_in_words():
            places = count_places()
            fresh = index_is_fresh()
            find(Query(need="eat", near=settings().near), now())
        if not fresh:
            trouble.append("the index was built by another version of the program; start it again")
    except DatabaseTrouble as error:
        trouble.append(str(error))
    if database_is_missing(current_app):
        trouble.append("the database file was taken away; put it back, or restore a backup")
    is_full = shutil.disk_usage(current_app.root_path).free < _LEAST_BYTES
    status = "broken" if trouble else "full" if is_full else "ok" if places else "empty"
    told: dict[str, Any] = {"status": status, "places": places}
    if "verbose" in request.args and _is_here():
        told["trouble"] = [*trouble, *(["the disk is nearly full"] if is_full else [])]
    return told, 503 if trouble else 200


def _is_here() -> bool:
    """Whether the machine itself asks, and no guest through a proxy on it."""
    asks, called = request.remote_addr or "", request.host
    passed_on = any(each in request.headers for each in _PASSED_ON)
    return is_this_machine(asks) and is_this_machine(called) and not passed_on
