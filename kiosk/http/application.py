"""An application: doors over the store. What it does for every door hangs on the door, never on itself."""

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from kiosk.config import MIGRATIONS, TEMPLATES, TRANSLATIONS, Settings
from kiosk.extensions import babel, db, htmx, migrate
from kiosk.http import assets, manner, page_cache, templating
from kiosk.http.door import DOORS, Door, door
from kiosk.http.line import open_lines
from kiosk.server import BODY_TROUBLE
from kiosk.server.known_host import KnownHost
from kiosk.state import State, keep_state, state_of
from kiosk.store.database_file import make_private_folder
from kiosk.store.engine import READ_BIND, engine_options, release_reader, watch_files

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Guide(Flask):
    """Flask, which writes down what went wrong, and nothing of who asked."""

    def log_exception(self, exc_info: ExceptionInfo) -> None:
        """Where it happened and what kind it is: an address, and the message of an error, may hold what was typed."""
        rule = request.url_rule.rule if request.url_rule else "an address that leads nowhere"
        kind, error, _ = exc_info
        told = traceback.TracebackException.from_exception(error) if error else None
        lines: list[str] = []
        while told is not None:
            lines += [
                *told.stack.format(),
                f"{told.exc_type.__qualname__ if told.exc_type else kind}\n",
            ]
            told = told.__cause__ or told.__context__
        self.logger.error("%s %s stumbled\n%s", request.method, rule, "".join(lines))


def application(settings: Settings, *doors: Door) -> Flask:
    """Bind the extensions and open the doors, the front first.

    Raises:
        kiosk.config.SettingError: A setting cannot be used.
    """
    app = Guide(
        "kiosk", template_folder=str(TEMPLATES), static_folder=None, instance_relative_config=True
    )
    keep_state(app, State(settings))
    state_of(app).put(DOORS, doors)
    _open_store(app, settings)
    htmx.init_app(app)
    babel.init_app(app, locale_selector=manner.locale_for_babel)
    page_cache.init_app(app)  # First, so that it keeps an answer after all others are done with it.
    app.before_request(_bound)
    app.before_request(_refuse_cross_site)
    open_lines(app, {each.name: each.lines for each in doors})
    app.after_request(_sign)
    app.url_value_preprocessor(_enter)
    app.url_defaults(manner.add_locale)
    app.teardown_request(manner.forget_manner)
    app.register_error_handler(HTTPException, _answer_error)
    assets.init_app(app)
    templating.init_app(app)
    for each in doors:
        each.open(app)
    name = urlsplit(settings.public_url).hostname if settings.public_url else None
    app.wsgi_app = KnownHost(app.wsgi_app, name)  # type: ignore[method-assign]
    return app


def _open_store(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_uri or f"sqlite:///{app.name}.sqlite"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    copy = settings.database_read_uri
    if copy:
        app.config["SQLALCHEMY_BINDS"] = {READ_BIND: {"url": copy, **engine_options(copy)}}
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    if not settings.database_uri:
        make_private_folder(Path(app.instance_path))
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    watch_files(app)
    app.teardown_appcontext(release_reader)


def _enter(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    enter = door().enter
    if enter is not None:
        enter(values)


def _bound() -> None:
    """Refuse what is larger than this door allows."""
    limits = door().limits
    request.max_content_length = limits.body
    if BODY_TROUBLE in request.environ:
        abort(request.environ[BODY_TROUBLE])
    if (request.content_length or 0) > limits.body:
        abort(413)
    if len(request.query_string) > limits.query:
        abort(414)


def _refuse_cross_site() -> None:
    """Nobody else's page may post here.

    No page can forge ``Sec-Fetch-Site``. Where it is sent, it decides alone: a form that is sent
    without JavaScript from a page that tells no referrer has the origin "null".
    """
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            abort(403)
        return
    origin = request.headers.get("Origin")
    if origin is None or origin.partition("://")[2] != request.host:
        abort(403)


def _sign(response: Response) -> Response:
    """Say what the browser may do with the answer, as this door has it."""
    this = door()
    # Whether we stand behind TLS, and under which name, the browser knows better.
    if response.location and response.location.startswith(request.host_url):
        response.location = "/" + response.location.removeprefix(request.host_url)
    for header, value in this.policy().items():
        response.headers.setdefault(header, value)
    if not this.has_cookies and "Set-Cookie" in response.headers:
        logging.getLogger(__name__).error("The door %s sets no cookies: one was dropped", this.name)
        del response.headers["Set-Cookie"]
    return response


def _answer_error(error: HTTPException) -> BaseResponse:
    response = door().answer_error(error)
    retry_after = getattr(error, "retry_after", None)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response
