"""Applications, clients and databases for every test."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk import create_public
from kiosk.cli.schema import prepare_database
from kiosk.config import Settings
from kiosk.directory.place.place import Place
from kiosk.extensions import db
from kiosk.store.engine import release_reader
from kiosk.store.feed import FeedWriter, write_feed
from tests import postgres
from tests.world import HERE, NOW, world

# No test depends on how fast the machine is.
hypothesis.settings.register_profile("parvis", deadline=None)
hypothesis.settings.load_profile("parvis")

NO_SERVER = (
    "PostgreSQL is not installed: half of the store's tests did NOT run (apt install postgresql)"
)


NO_ESPEAK = "espeak-ng is not installed: the tests of voices did NOT run (apt install espeak-ng)"


@pytest.fixture(scope="session")
def espeak() -> None:
    """A voice to try."""
    if shutil.which("espeak-ng") is None:
        sys.__stderr__.write(f"\n*** {NO_ESPEAK} ***\n")
        pytest.skip(NO_ESPEAK)


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    if postgres.binaries() is None:
        sys.__stderr__.write(f"\n*** {NO_SERVER} ***\n")
        pytest.skip(NO_SERVER)
    with postgres.server() as uri:
        yield uri


@pytest.fixture(params=["sqlite", "postgresql"])
def database_uri(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both databases, one after the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.sqlite"
    return postgres.empty(request.getfixturevalue("postgres_uri"))


def make_app(uri: str, **settings: object) -> Flask:
    given = {"database_uri": uri, "near": HERE, "near_name": "Dijon", **settings}
    app = create_public(Settings(**given))  # type: ignore[arg-type]
    app.config["TESTING"] = True
    with app.app_context():
        prepare_database()
    return app


def load(places: list[Place], *, feed: str = "world", allow_removals: bool = True) -> list[str]:
    """Put places as a feed; the outcomes, in order."""

    def work(writer: FeedWriter) -> list[str]:
        outcomes = [writer.put(place).value for place in places]
        writer.finish(allow_removals=allow_removals)
        return outcomes

    release_reader()  # End what this session read before: each request is a new one.
    return write_feed(feed, work, now=NOW)


@pytest.fixture
def app(database_uri: str) -> Iterator[Flask]:
    """An empty application, on each database."""
    app = make_app(database_uri)
    with app.app_context():
        yield app
        release_reader()
        db.engine.dispose()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The world, on SQLite, shared by tests that only read."""
    app = make_app(f"sqlite:///{tmp_path_factory.mktemp('town')}/town.sqlite")
    with app.app_context():
        load(world())
    yield app
    with app.app_context():
        db.engine.dispose()


class StrictClient(FlaskClient):
    """Fails when an answer is not well-formed HTML."""

    def open(self, *args: object, **kwargs: object) -> object:
        response = super().open(*args, **kwargs)  # type: ignore[arg-type]
        if response.mimetype == "text/html" and response.status_code not in {301, 302}:
            parser = html5lib.HTMLParser(strict=True)
            if b"<!doctype" in response.data:
                parser.parse(response.text)
        return response


@pytest.fixture
def client(town: Flask) -> StrictClient:
    town.test_client_class = StrictClient
    return town.test_client()


FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say a figure in the closing lines of the run."""
    return request.config.stash[FIGURES].append


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Of several processes each hands its figures to the one that writes the closing lines."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["figures"] = session.config.stash[FIGURES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take them."""
    node.config.stash[FIGURES].extend(getattr(node, "workeroutput", {}).get("figures", []))  # type: ignore[attr-defined]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)
