"""``/api/v1/places``: the directory for programs."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from flask import Blueprint, Response, abort, jsonify, request, url_for

from kiosk.api.entry import entry_of, week_of
from kiosk.api.problem import problem
from kiosk.directory.geography.point import Point
from kiosk.http.clock import now
from kiosk.search.find import find_all, hits_of
from kiosk.search.moment import Open, When
from kiosk.search.query import Fault, ParsedQuery, read_query
from kiosk.search.rank import Hit, hit_of
from kiosk.store.places import changed_since, place_of_number

MAX_LIMIT = 100
DEFAULT_LIMIT = 20
_MAX_CURSOR = 1_000_000

_KNOWN = frozenset(
    [
        "category",
        "need",
        "q",
        "lat",
        "lon",
        "radius_m",
        "open_at",
        "audience",
        "language",
        "wheelchair",
        "limit",
        "cursor",
        "since",
    ]
)
_SAID = {
    Fault.UNKNOWN: "is not known",
    Fault.NOT_A_NUMBER: "is not a whole number",
    Fault.OUT_OF_RANGE: "is out of range",
    Fault.TOO_LONG: "is too long",
    Fault.NO_SUCH_TOWN: "names no town",
    Fault.NOT_A_TIME_TO_COME: "is past, or too far away",
}


class BadParameter(Exception):
    """A parameter cannot be used."""

    def __init__(self, parameter: str, detail: str) -> None:
        """Name it, and say what to write."""
        super().__init__(detail)
        self.parameter, self.detail = parameter, detail


def _bad_parameter(error: BadParameter) -> Response:
    return problem(400, "Bad parameter", error.detail, parameter=error.parameter)


def add_to(blueprint: Blueprint) -> None:
    """Hang the answers on the blueprint."""
    blueprint.register_error_handler(BadParameter, _bad_parameter)
    blueprint.add_url_rule("/places", view_func=places)
    blueprint.add_url_rule("/places/<int:number>", view_func=place)
    blueprint.add_url_rule("/<path:rest>", view_func=nothing)


FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a program asks."""

    asked: ParsedQuery
    at: datetime
    only_open: bool
    limit: int
    cursor: int
    since: datetime | None


def places() -> Response:
    """Find places; with ``since``, those that changed, by number."""
    wanted = _read(now())
    if wanted.since:
        return _changes(wanted)
    query = wanted.asked.query
    if wanted.only_open:
        query = replace(query, open=When(Open.NOW))
    reached, reading = find_all(query, wanted.at)
    end = wanted.cursor + wanted.limit
    hits = hits_of(reached.candidates[wanted.cursor : end], reading.query, wanted.at)
    total = len(reached.candidates)
    read_as = reading.query.arguments() if query.words else None
    more = {"complete": reached.complete, "read_as": read_as}
    return _page(list(hits), total, wanted, end if end < total else None, **more)


def place(number: int) -> Response:
    """One place, with its coming week."""
    found = place_of_number(number)
    if found is None:
        abort(404, "There is no place of this number, or it is not for the public.")
    moment = now()
    entry = entry_of(hit_of(found, (), None, moment), moment)
    return jsonify({**entry, "week": week_of(found, moment)})


def nothing(rest: str) -> Response:
    """Answer in JSON that there is nothing."""
    abort(404, f"There is no /api/v1/{rest[:80]}; see /api/v1/places.")


def _changes(wanted: Request) -> Response:
    assert wanted.since is not None  # noqa: S101 - the caller asked
    changed = changed_since(wanted.since, after=wanted.cursor, limit=wanted.limit + 1)
    shown = [hit_of(each, (), None, wanted.at) for each in changed[: wanted.limit]]
    more = len(changed) > wanted.limit
    return _page(shown, None, wanted, shown[-1].place.number if more else None)


def _page(
    hits: list[Hit], total: int | None, wanted: Request, cursor: int | None, **more: object
) -> Response:
    arguments = {**request.args.to_dict(), "cursor": str(cursor)}
    return jsonify(
        {
            "total": total,
            **more,
            "next": url_for("api.places", **arguments) if cursor is not None else None,  # type: ignore[arg-type]
            "places": [entry_of(hit, wanted.at) for hit in hits],
        }
    )


def _read(moment: datetime) -> Request:
    for name in request.args:
        if name not in _KNOWN:
            raise BadParameter(
                name, f"{name} is not a parameter; known are {', '.join(sorted(_KNOWN))}"
            )
    given = request.args.to_dict()
    asked = read_query(
        {key: value for key, value in given.items() if key not in {"lat", "lon"}},
        today=moment.date(),
    )
    for name, fault in asked.faults.items():
        raise BadParameter(name, f"{name} {_SAID[fault]}: {given.get(name, '')[:80]!r}")
    asked = replace(asked, query=replace(asked.query, near=_near(given)))
    open_at = given.get("open_at")
    return Request(
        asked=asked,
        at=moment if open_at in {None, "now"} else _moment("open_at", open_at or ""),
        only_open=open_at is not None,
        limit=_whole(given, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
        cursor=_whole(given, "cursor", 0, 0, _MAX_CURSOR),
        since=_moment("since", given["since"]) if given.get("since") else None,
    )


def _near(given: dict[str, str]) -> Point | None:
    lat, lon = given.get("lat"), given.get("lon")
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        missing = "lat" if lat is None else "lon"
        raise BadParameter(missing, f"{missing} is missing; lat and lon go together")
    point = Point.parse(f"{lat},{lon}")
    if point is None:
        raise BadParameter("lat", "lat and lon must be degrees: -90 to 90 and -180 to 180")
    return point


def _whole(given: dict[str, str], name: str, default: int, low: int, high: int) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high):
        raise BadParameter(name, f"{name} must be a whole number from {low} to {high}")
    return int(text)


def _moment(name: str, text: str) -> datetime:
    moment: datetime | None = None
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
    if moment is None or moment.tzinfo is None:
        raise BadParameter(
            name, f"{name} must be ISO 8601 with a time zone: 2026-03-01T14:30:00+01:00"
        )
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadParameter(name, f"{name} must be a year from {FIRST_YEAR} to {LAST_YEAR}")
    return moment
