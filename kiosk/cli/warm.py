"""Warm the application up before the first visitor comes, once for all processes that answer."""

import gc
from contextvars import Context
from typing import Final

from flask import Flask

from kiosk.state import state_of
from kiosk.store.engine import close_connections

_PAGES: Final = (
    "", "help", "search?open=today", "suggestions?q=do",
    "search?q=doushe+paris+demain", "search?q=mairie+de+qqqq",
)  # fmt: skip
_COLLECT_AFTER: Final = (50_000, 20, 50)
"""A page makes thousands of short-lived objects and no circles: looking for some is mostly waste."""

_prepared: list[Flask] = []


def prepare(app: Flask) -> Flask:
    """Read the vocabularies, the towns and the templates of every language once, for all workers.

    Forked workers share this memory as long as nobody writes to it: it is kept out of the garbage
    collector's way. Connections cannot be shared and are closed.
    """
    for locale in state_of(app).settings.locales:
        for page in _PAGES:
            # In a context of its own: a command's context would lend every page its first language.
            Context().run(app.test_client().get, f"/{locale}/{page}")
    close_connections(app)
    _prepared[:] = [app]
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    return app


def prepared() -> Flask | None:
    """The application that this process, or the one it was forked from, prepared."""
    return _prepared[0] if _prepared else None
