"""Style, script and pictures: compressed once, and kept by browsers for good under a name of their own.

The address of a file carries a digest of its content, so a new version has a new address and an
old one may be kept for ever.
"""

import gzip
import mimetypes
import os
from typing import Final, NamedTuple

import brotli
from flask import Flask, Response, abort, current_app, request, url_for
from markupsafe import Markup
from werkzeug.security import safe_join

from kiosk.caches import memoised
from kiosk.config import STATIC
from kiosk.http.bundles import bundles, content_of, digest, modules_of, sources_of

_TEXT: Final = ("text/", "application/javascript", "image/svg+xml", "application/json")

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


def digest_of(filename: str) -> str:
    """It changes whenever the file does."""
    return _read(filename).digest


def text_of(filename: str) -> str:
    """A style or a script as it is sent."""
    return _read(filename).plain.decode()


def script_now(filename: str) -> Markup:
    """A script and all that it imports: asked for together, none waits until another has come."""
    tag = Markup('<script type="module" src="{}"></script>\n')
    return Markup("").join(tag.format(asset(each)) for each in modules_of(filename))


def script_later(filename: str) -> Markup:
    """The same, once the page is drawn: static/js/parts/later.js asks for them."""
    addresses = " ".join(asset(each) for each in modules_of(filename))
    return Markup('<meta name="later" content="{}" data-type="module">\n').format(addresses)


def _serve(filename: str) -> Response:
    path = safe_join(str(STATIC), filename)
    # Of a name that no file can have Path.is_file() would stumble.
    if filename not in bundles() and (path is None or not os.path.isfile(path)):  # noqa: PTH113
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
    response.headers["Cache-Control"] = _kept(file)
    response.set_etag(f"{file.digest}-{response.content_encoding or 'plain'}")
    response.make_conditional(request)
    return response


def _kept(file: File) -> str:
    """How long a browser keeps it; while somebody works on it, it asks each time."""
    if current_app.debug:
        return "no-cache"
    return _FOR_EVER if request.args.get("v") == file.digest else _FOR_AN_HOUR


def _read(filename: str) -> File:
    """As long as the program runs; while somebody works on it, until one of the sources changes."""
    if not current_app.debug:
        return _compressed(filename, 0)
    return _compressed(filename, max(each.stat().st_mtime_ns for each in sources_of(filename)))


@memoised
def _compressed(filename: str, _modified_ns: int) -> File:
    plain = content_of(filename)
    mimetype = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    if not mimetype.startswith(_TEXT):
        return File(mimetype, digest(plain), plain, None, None)
    return File(
        mimetype,
        digest(plain),
        plain,
        gzip.compress(plain, 9, mtime=0),
        brotli.compress(plain, quality=11),
    )
