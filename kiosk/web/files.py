"""Style, script and pictures: compressed once, and kept by browsers for good under a name of their own.

The address of a file carries a digest of its content, so a new version has a new address and an
old one may be kept for ever.
"""

import base64
import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import brotli
from flask import Flask, Response, abort, request, url_for
from markupsafe import Markup
from werkzeug.security import safe_join

from kiosk.config import STATIC

_TEXT: Final = ("text/", "application/javascript", "image/svg+xml", "application/json")
STYLE: Final = "css/parvis.css"
LATER: Final = "js/later.js"
FROM: Final = "Sec-Fetch-Site"
FROM_ELSEWHERE: Final = frozenset({"none", "cross-site", "same-site"})
"""A typed address, a code, a link of others. Browsers that do not say it fetch the file as ever."""

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOOSE: Final = re.compile(r"\s*([{};,>\n])\s*")

_FOR_EVER: Final = "public, max-age=31536000, immutable"
_FOR_AN_HOUR: Final = "public, max-age=3600"


class File(NamedTuple):
    """A file as it is sent."""

    mimetype: str
    digest: str
    plain: bytes
    gzip: bytes | None
    brotli: bytes | None


def init_app(app: Flask) -> None:
    """Serve the files."""
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_serve)


def asset(filename: str) -> str:
    """The address of a file, with its digest."""
    return url_for("static", filename=filename, v=_read(filename).digest)


def is_first_page() -> bool:
    """Whether a page is opened from elsewhere: then it brings what it needs to be drawn."""
    return request.headers.get(FROM) in FROM_ELSEWHERE


class Within(NamedTuple):
    """A file as it stands within a page, and the source of the policy that allows it there, and nothing else."""

    text: Markup
    source: str


def style_within() -> Markup | None:
    """The style, for a page that is opened from elsewhere; None where the browser has it already.

    A first visit paints what comes with its first answer: over a slow network each further answer
    costs a second. Pages that follow find the file that the first one fetched after its paint.
    """
    return within(STYLE).text if is_first_page() else None


def later_within() -> Markup | None:
    """The script that brings all others once the page is drawn, for a first page; None for others."""
    return within(LATER).text if is_first_page() else None


def within(filename: str) -> Within:
    """A style or a script of ours, to stand within a page."""
    return _within(filename, _read(filename).plain)


@lru_cache(maxsize=4)
def _within(filename: str, plain: bytes) -> Within:
    text = _COMMENT.sub("", plain.decode()).strip()
    if filename.endswith(".css"):
        text = _LOOSE.sub(r"\1", text)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Within(Markup(text), f"'sha256-{digest}'")  # noqa: S704 - a file of ours


def _serve(filename: str) -> Response:
    path = safe_join(str(STATIC), filename)
    if path is None or not Path(path).is_file():
        abort(404)
    file = _read(filename)
    response = Response(file.plain, mimetype=file.mimetype)
    if file.gzip is not None:
        accepted = request.accept_encodings
        if file.brotli is not None and accepted["br"]:
            response = Response(file.brotli, mimetype=file.mimetype)
            response.content_encoding = "br"
        elif accepted["gzip"]:
            response = Response(file.gzip, mimetype=file.mimetype)
            response.content_encoding = "gzip"
        response.vary.add("Accept-Encoding")
    fresh = request.args.get("v") == file.digest
    response.headers["Cache-Control"] = _FOR_EVER if fresh else _FOR_AN_HOUR
    response.set_etag(f"{file.digest}-{response.content_encoding or 'plain'}")
    response.make_conditional(request)
    return response


def _read(filename: str) -> File:
    path = STATIC / filename
    return _compressed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _compressed(path: Path, _modified_ns: int) -> File:
    plain = path.read_bytes()
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    digest = hashlib.sha256(plain).hexdigest()[:12]
    if not mimetype.startswith(_TEXT):
        return File(mimetype, digest, plain, None, None)
    return File(
        mimetype,
        digest,
        plain,
        gzip.compress(plain, 9, mtime=0),
        brotli.compress(plain, quality=11),
    )
