"""Pages that were just answered, kept for the minute in which their answer stays true.

Public pages carry nothing personal: whoever asks the same in the same minute gets the same bytes,
before Flask is even woken. What was typed, and what is sensitive, is never kept; on a kiosk nothing
is kept by the browser.
"""

import gzip
import hashlib
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

import brotli
from flask import Flask, Response, g, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from kiosk.caches import memoised
from kiosk.http.door import door
from kiosk.http.first_page import FROM, FROM_ELSEWHERE
from kiosk.http.links import is_empty_field
from kiosk.http.manner import manner
from kiosk.state import CacheSlot, settings, state_of
from kiosk.store.database_file import NO_STAMP, DataStamp
from kiosk.store.engine import data_stamp

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SMALLEST: Final = 600
"""Bytes below which compressing gains nothing."""

_LEVEL: Final = 6
"""Of both ways. A first page holds style and drawings: a tenth less than at 3, for one to five milliseconds."""

_COMPRESSED: Final = frozenset(
    {
        "text/html",
        "application/json",
        "application/problem+json",
        "application/manifest+json",
        "text/javascript",
    }
)
_FORMS: Final = ("HTTP_HX_REQUEST", "HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST")
"""Headers on which the form of an answer hangs: a page, or a part of it."""

_FROM: Final = f"HTTP_{FROM.upper().replace('-', '_')}"


class CachedPage(NamedTuple):
    """A page as it was sent."""

    body: bytes
    headers: list[tuple[str, str]]
    etag: str


class Moment(NamedTuple):
    """For so long a page holds: a minute, while the data stay as they are."""

    minute: int
    data: DataStamp


class PageCache:
    """The pages kept by a worker, the oldest thrown out first."""

    def __init__(self, most_bytes: int) -> None:
        """Keep nothing yet, and so many bytes of pages at most."""
        self._most_bytes = most_bytes
        self._pages: OrderedDict[str, CachedPage] = OrderedDict()
        self._bytes = 0
        self._moment = Moment(0, NO_STAMP)
        self._lock = Lock()

    def get(self, key: str, moment: Moment) -> CachedPage | None:
        """The page of ``key``, if it was kept in this moment."""
        return self._pages.get(key) if moment == self._moment else None

    def put(self, key: str, moment: Moment, page: CachedPage) -> None:
        """Keep a page that was asked for in ``moment``."""
        with self._lock:
            if moment != self._moment:
                self._pages, self._bytes, self._moment = OrderedDict(), 0, moment
            if key not in self._pages:
                self._pages[key] = page
                self._bytes += len(page.body)
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)


PAGES: Final = CacheSlot("page_cache", PageCache)


class CachedFirst:
    """Looks among the kept pages before the application is asked."""

    def __init__(
        self, application: "WSGIApplication", pages: PageCache, moment: Callable[[], Moment]
    ) -> None:
        """Stand before ``application``."""
        self._application, self._pages, self._moment = application, pages, moment

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer from memory, or let the application answer."""
        kept = None
        if environ["REQUEST_METHOD"] == "GET":
            kept = self._pages.get(_key(environ), self._moment())
        if kept is None:
            return self._application(environ, start_response)
        if environ.get("HTTP_IF_NONE_MATCH") == kept.etag:
            start_response("304 Not Modified", _without_length(kept.headers))
            return []
        start_response("200 OK", kept.headers)
        return [kept.body]


def init_app(app: Flask) -> None:
    """Look among the kept pages first; keep and compress what may be."""
    pages = state_of(app).cache(PAGES)

    def _moment() -> Moment:
        return Moment(_minute(), data_stamp(app))

    app.wsgi_app = CachedFirst(app.wsgi_app, pages, _moment)  # type: ignore[method-assign]

    def _keep(response: Response) -> Response:
        if request.endpoint == "static":
            return response
        _compress(response)
        seconds = g.get("cached_for_s") if door().keeps_pages else None
        if seconds and request.method == "GET" and response.status_code == 200:
            etag = f'"{hashlib.blake2b(response.data, digest_size=12).hexdigest()}"'
            response.headers["ETag"] = etag
            if not settings().kiosk_mode:
                response.headers["Cache-Control"] = f"public, max-age={seconds}"
            headers = [*response.headers, ("Content-Length", str(len(response.data)))]
            pages.put(_key(request.environ), g.moment, CachedPage(response.data, headers, etag))
            response.make_conditional(request)
        return response

    def _note_moment() -> None:
        """What takes a while is kept for the moment in which it was asked."""
        g.moment = _moment()

    app.before_request(_note_moment)
    app.after_request(_keep)


def cache_for(seconds: int) -> None:
    """Say that this answer holds for anyone, for so long at most; unless it shows what one visitor picked."""
    if not manner().shortlist:
        g.cached_for_s = seconds


def cache_nothing() -> None:
    """Take that back."""
    g.pop("cached_for_s", None)


def _minute() -> int:
    return int(time.time() // 60)


def _key(environ: "WSGIEnvironment") -> str:
    """The question in one form, whatever the order of its arguments, and the form of its answer."""
    given = "&".join(_in_one_order(environ["QUERY_STRING"]))
    form = "".join("1" if environ.get(name) else "0" for name in _FORMS)
    form += str(int(environ.get(_FROM) in FROM_ELSEWHERE))
    packing = _packing(environ.get("HTTP_ACCEPT_ENCODING", ""))
    host = environ.get("HTTP_HOST", "")  # Codes on a page may lead to where it was asked.
    return f"{form}{packing} {host}{environ.get('SCRIPT_NAME', '')}{environ['PATH_INFO']}?{given}"


def _in_one_order(query: str) -> list[str]:
    """The arguments in the order of their names; those of one name stay as they were given.

    Which of two values counts is for a page to decide, so none of them is left out, not even an empty one.
    """
    parts = [(part.partition("=")[0], part) for part in query.split("&") if part]
    names = Counter(name for name, _ in parts)
    said = [(name, part) for name, part in parts if names[name] > 1 or not is_empty_field(part)]
    return [part for _, part in sorted(said, key=lambda each: each[0])]


@memoised
def _packing(accepted: str) -> str:
    """How an answer may be compressed: what the browser likes best, "" for not at all."""
    known = parse_accept_header(accepted, Accept)
    best = max(("br", "gzip"), key=known.quality)
    return best if known.quality(best) > 0 else ""


def _without_length(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [each for each in headers if each[0] not in {"Content-Length", "Content-Type"}]


def _compress(response: Response) -> None:
    if response.mimetype not in _COMPRESSED or response.is_streamed or response.content_encoding:
        return
    response.vary.add("Accept-Encoding")
    packing = _packing(request.environ.get("HTTP_ACCEPT_ENCODING", ""))
    if not packing or len(response.data) < _SMALLEST:
        return
    if packing == "br":
        response.data = brotli.compress(response.data, quality=_LEVEL)
    else:
        response.data = gzip.compress(response.data, _LEVEL, mtime=0)
    response.content_encoding = packing
