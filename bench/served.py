"""What the servers of the benchmark run: an empty Flask route, and Parvis with twenty cards a page.

The database is named by ``KIOSK_DATABASE_URI``. Ten cards are shown in earnest; twenty are what
the measurements before ours were made with.
"""

import os

from flask import Flask

from kiosk import create_public
from kiosk.cli.warm import prepare
from kiosk.search import find
from kiosk.server.whole_requests import WholeRequests


def empty() -> Flask:
    """A bare application with one route that says nothing."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "")
    return app


def parvis() -> Flask:
    """Parvis, warmed up as ``kiosk serve`` does."""
    find.PAGE_SIZE = int(os.environ.get("BENCH_CARDS", "20"))  # type: ignore[misc]
    return prepare(create_public())


def whole_empty() -> WholeRequests:
    """The empty route, as ``kiosk serve`` has its requests read."""
    return WholeRequests(empty().wsgi_app, most_bytes=8 * 1024)


def whole_parvis() -> WholeRequests:
    """Parvis, in the same way."""
    return WholeRequests(parvis().wsgi_app, most_bytes=8 * 1024)
