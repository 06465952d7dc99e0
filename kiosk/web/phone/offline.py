"""A guide that stays in the phone: how it installs itself, what it keeps, what it answers without a network."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import brotli
from flask import Blueprint, Response, abort, current_app, request, url_for

from kiosk.caches import BoundedCache, memoised
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.category import needs
from kiosk.http.assets import asset, text_of
from kiosk.http.bundles import modules_of
from kiosk.http.clock import now
from kiosk.http.frame import Frame
from kiosk.http.links import link
from kiosk.http.manner import PLAIN
from kiosk.http.policy import page_sources
from kiosk.http.render import render
from kiosk.search.find import find_all
from kiosk.search.query import Query
from kiosk.shortlist.list_code import MOST
from kiosk.state import CacheSlot, settings, state
from kiosk.store.places import last_change, places_of_numbers
from kiosk.web.parts.picked import places_of_list
from kiosk.web.phone.pack import pack_of
from kiosk.wording import carry_words, words
from kiosk.wording.language import current_locale, speaking

TOWN_RADIUS_M: Final = 10_000
TOWN_PLACES: Final = 1_000
"""Kept by a phone at most."""

_SHELL: Final = (
    "css/parvis.css", "icons/sprite.svg", "icons/parvis.svg", "js/parts/later.js", "js/parts/exit.js",
    "js/phone/shelf.js", "js/phone/pocket.js", "js/phone/saved.js",
)  # fmt: skip
_SHELF: Final = "parvis-saved"
_PREFIX: Final = "/saved/"
"""Where a phone keeps packs: the name of its cache, and what their keys begin with."""

_ROOMS: Final = {
    "needs": "web.needs", "help": "web.help", "saved": "web.saved",
    "place": "web.place", "list": "web.shortlist", "search": "web.search",
}  # fmt: skip
"""Those that a phone answers by itself."""

_KEPT: Final = ("needs", "help", "saved")
"""As they are; all others are written from packs."""

_LASTING: Final = ("web.rights_start", "web.rights_all", "web.rights_minor", "web.rights_table")
_LASTING_FILES: Final = ("css/rights.css", *modules_of("js/rights/check.js"), *modules_of("js/rights/list.js"))  # fmt: skip
"""The check of rights: as it was last, where there is no network."""

_BROTLI_QUALITY: Final = 9
_SHORTCUTS: Final = 4
"""As many as phones show."""

_ICONS: Final = ((192, "any"), (512, "any"), (192, "maskable"), (512, "maskable"))


TOWN_PACK: Final[CacheSlot[BoundedCache[tuple[str, datetime, datetime | None], bytes]]] = CacheSlot(
    "town_pack", BoundedCache
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """What a phone keeps: whether it may keep a town, and whether it hides what the guide is."""

    has_town: bool
    discreet: bool


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/manifest.webmanifest", view_func=manifest)
    blueprint.add_url_rule("/service-worker.js", view_func=service_worker)
    blueprint.add_url_rule("/<locale>/saved", view_func=saved)
    blueprint.add_url_rule("/<locale>/pack.json", view_func=pack)


def saved() -> Response:
    """What this phone keeps, and how it forgets it."""
    discreet = request.args.get("discreet") == "1"
    return render(
        "phone/saved.html",
        SavedPage(has_town=settings().near is not None, discreet=discreet),
        frame=Frame(discreet=discreet),
    )


def service_worker() -> Response:
    """The part of the guide that answers in the phone when the network does not."""
    text = f"const guide = {json.dumps(_guide())};\n{text_of('js/phone/service-worker.js')}"
    response = _sent(_compressed(text), "text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@memoised
def _compressed(text: str) -> bytes:
    compressed: bytes = brotli.compress(text.encode())
    return compressed


def shelf_of_phone() -> dict[str, str]:
    """What the scripts of a phone are told: where the worker is, where packs are kept, where the town's comes from."""
    return {
        "worker": link("web.service_worker", **PLAIN),
        "shelf": _SHELF,
        "prefix": f"{_PREFIX}{current_locale().code}/",
        "town": link("web.pack", **PLAIN),
    }


def _guide() -> dict[str, Any]:
    """What the worker must know, above all which addresses lead where."""
    shell = [asset(each) for each in _SHELL]
    rooms = {room: _rule(endpoint) for room, endpoint in _ROOMS.items()}
    lasting = [_pattern(_rule(each)) for each in _LASTING]
    lasting += [_pattern(url_for("static", filename=each)) for each in _LASTING_FILES]
    return {
        "shell": shell,
        "version": hashlib.sha256("\n".join(shell).encode()).hexdigest()[:12],
        "policy": page_sources(),
        "shelf": _SHELF,
        "prefix": _PREFIX,
        "root": request.script_root,
        "start": link("web.languages", **PLAIN),
        "files": url_for("static", filename=""),
        "clips": _rule("web.clip").partition("<")[0],
        "locales": settings().locales,
        "rooms": {room: _pattern(rule) for room, rule in rooms.items()},
        "kept": [rooms[each].replace("<locale>", "{locale}") for each in _KEPT],
        "lasting": lasting,
    }


def _rule(endpoint: str) -> str:
    """Where a room hangs: "/<locale>/place/<slug>"."""
    return request.script_root + next(current_app.url_map.iter_rules(endpoint)).rule


def _pattern(rule: str) -> str:
    """A rule as a regular expression of a script."""
    return "^" + re.sub(r"<[^>]+>", "([^/]+)", rule.replace(".", r"\.")) + "$"


def manifest() -> Response:
    """How the guide stands among the programs of a phone; under a neutral name, if that is safer."""
    given = request.args.get("lang", "")
    code = given if given in settings().locales else settings().locales[0]
    with speaking(code):
        told = _manifest(discreet=request.args.get("discreet") == "1")
    response = Response(json.dumps(told, ensure_ascii=False), mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _manifest(*, discreet: bool) -> dict[str, Any]:
    locale = current_locale()
    look = "plain" if discreet else "parvis"
    told = {
        "id": "/?plain" if discreet else "/",
        "name": carry_words.neutral_name() if discreet else settings().name,
        "short_name": carry_words.neutral_name() if discreet else settings().name[:12],
        "lang": locale.code,
        "dir": locale.direction,
        "start_url": link("web.needs", **PLAIN),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf8f3",
        "theme_color": "#0f3d4c",
        "icons": [_icon(look, size, purpose) for size, purpose in _ICONS],
    }
    if discreet:
        return told
    return told | {
        "description": words.greeting(locale.code),
        "categories": ["social", "utilities"],
        "shortcuts": [
            {"name": words.need_label(each), "url": link("web.search", need=each, **PLAIN)}
            for each in list(needs())[:_SHORTCUTS]
        ],
        "screenshots": [_screenshot(each) for each in ("needs", "results")],
    }


def _icon(look: str, size: int, purpose: str) -> dict[str, str]:
    name = f"icons/{look}-{'maskable-' if purpose == 'maskable' else ''}{size}.png"
    return {"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _screenshot(name: str) -> dict[str, str]:
    file = asset(f"icons/screenshot-{name}.png")
    return {"src": file, "sizes": "720x1280", "type": "image/png", "form_factor": "narrow"}


def pack() -> Response:
    """Places for a phone to keep: those of a list, some by their numbers, or all of the town."""
    day = now().replace(hour=0, minute=0, second=0, microsecond=0)
    given = request.args
    if "list" in given or "places" in given:
        places = _picked(given.get("list"), given.get("places", ""))
        return Response(pack_of(places, day), mimetype="application/json")
    if settings().near is None:
        abort(404)
    return _sent(_town_pack(current_locale().code, day, last_change()))


def _town_pack(locale: str, day: datetime, changed: datetime | None) -> bytes:
    """The nearest places of the town, compressed: the same for everyone all day."""
    known = state().cache(TOWN_PACK)
    asked = (locale, day, changed)
    return known.get(asked) or known.put(asked, _packed_town(day))


def _packed_town(day: datetime) -> bytes:
    reached, _ = find_all(Query(near=settings().near, radius_m=TOWN_RADIUS_M), day)
    numbers = [each.number for each in reached.candidates[:TOWN_PLACES]]
    places = places_of_numbers(numbers)
    compressed: bytes = brotli.compress(
        pack_of([places[each] for each in numbers], day, all_words=True),
        quality=_BROTLI_QUALITY,
        lgwin=22,
    )
    return compressed


def _sent(compressed: bytes, mimetype: str = "application/json") -> Response:
    """As it is to a phone that can read it; others get it unpacked."""
    if not request.accept_encodings["br"]:
        return Response(brotli.decompress(compressed), mimetype=mimetype)
    response = Response(compressed, mimetype=mimetype)
    response.content_encoding = "br"
    response.vary.add("Accept-Encoding")
    return response


def _picked(code: str | None, numbers: str) -> tuple[Place, ...]:
    if code is not None:
        return places_of_list(code)
    wanted = [int(each) for each in numbers.split(",") if each.isascii() and each.isdecimal()]
    if not 1 <= len(wanted) <= MOST or max(wanted) >= 2**31:
        abort(404)
    return tuple(places_of_numbers(wanted).values())
