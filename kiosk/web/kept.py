"""Pages that were just answered, kept for the minute in which their answer stays true.

Public pages carry nothing personal: whoever asks the same in the same minute gets the same bytes.
What was typed, and what is sensitive, is never kept; on a kiosk nothing is kept by the browser.
"""

import gzip
import hashlib
from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock
from typing import Final, NamedTuple
from urllib.parse import urlencode

from flask import Flask, Response, g, request

from kiosk.web.language import settings

MAX_BYTES: Final = 16 * 1024 * 1024
"""Of pages kept by one worker."""

_SMALLEST: Final = 600
"""Bytes below which compressing gains nothing."""

_LEVEL: Final = 5
_COMPRESSED: Final = frozenset({"text/html", "application/json", "application/problem+json"})


class Kept(NamedTuple):
    """A page as it was sent."""

    body: bytes
    headers: list[tuple[str, str]]
    etag: str


class Pages:
    """The pages kept by a worker, the oldest thrown out first."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._minute = ""
        self._lock = Lock()

    def get(self, key: str, minute: str) -> Kept | None:
        """The page of ``key``, if it was kept in this minute."""
        return self._pages.get(key) if minute == self._minute else None

    def put(self, key: str, minute: str, page: Kept) -> None:
        """Keep a page."""
        with self._lock:
            if minute != self._minute:
                self._pages, self._bytes, self._minute = OrderedDict(), 0, minute
            if key not in self._pages:
                self._pages[key] = page
                self._bytes += len(page.body)
            while self._bytes > MAX_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)


def init_app(app: Flask) -> None:
    """Look among the kept pages first; keep and compress what may be."""
    app.extensions["kiosk_pages"] = pages = Pages()

    def _answer_again() -> Response | None:
        if request.method != "GET" or request.endpoint == "static":
            return None
        g.key, g.minute = _key(), f"{datetime.now(UTC):%j%H%M}"
        kept = pages.get(g.key, g.minute)
        if kept is None:
            return None
        g.again = True
        if request.headers.get("If-None-Match") == kept.etag:
            return Response(status=304, headers=kept.headers)
        return Response(kept.body, headers=kept.headers)

    def _keep(response: Response) -> Response:
        if g.get("again") or request.endpoint == "static":
            return response
        _compress(response)
        if g.get("keep_s") and response.status_code == 200:
            etag = f'"{hashlib.sha256(response.data).hexdigest()[:20]}"'
            response.headers["ETag"] = etag
            if not settings().kiosk_mode:
                response.headers["Cache-Control"] = f"public, max-age={g.keep_s}"
            pages.put(g.key, g.minute, Kept(response.data, list(response.headers), etag))
            if request.headers.get("If-None-Match") == etag:
                return Response(status=304, headers=response.headers)
        return response

    app.before_request(_answer_again)
    app.after_request(_keep)


def keep(seconds: int) -> None:
    """Say that this answer holds for anyone, for so long at most."""
    g.keep_s = seconds


def _key() -> str:
    """The question in one form, whatever the order of its arguments, and the form of its answer."""
    given = sorted((name, value) for name, value in request.args.items(multi=True) if value)
    form = "".join(
        "1" if request.headers.get(name) else "0"
        for name in ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")
    )
    return f"{form}{int(_takes_gzip())} {request.path}?{urlencode(given)}"


def _takes_gzip() -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _compress(response: Response) -> None:
    if response.mimetype not in _COMPRESSED or response.is_streamed:
        return
    response.vary.add("Accept-Encoding")
    if _takes_gzip() and len(response.data) >= _SMALLEST:
        response.data = gzip.compress(response.data, _LEVEL, mtime=0)
        response.content_encoding = "gzip"
