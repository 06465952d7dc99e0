"""Applications, clients and databases for every test."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import html5lib
import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk import create_public
from kiosk.cli.schema import prepare_database
from kiosk.config import FONTS, Settings
from kiosk.directory.place.place import Place
from kiosk.store.engine import close_connections, release_reader
from kiosk.store.feed import FeedWriter, write_feed
from tests import postgres
from tests.thoroughness import examples
from tests.world import HERE, NOW, world

# No test depends on how fast the machine is.
hypothesis.settings.register_profile("parvis", deadline=None, max_examples=examples(100))
hypothesis.settings.load_profile("parvis")

NO_SERVER = (
    "PostgreSQL is not installed: half of the store's tests did NOT run (apt install postgresql)"
)


NO_ESPEAK = "espeak-ng is not installed: the tests of voices did NOT run (apt install espeak-ng)"
NO_FONTS = "The Noto fonts are not installed: the tests of paper and those in a browser did NOT run (apt install fonts-noto-core)"


def not_here(words: str) -> NoReturn:
    """This machine lacks what a test needs: skip it; the closing lines say so. In CI nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="session")
def espeak() -> None:
    """A voice to try."""
    if shutil.which("espeak-ng") is None:
        not_here(NO_ESPEAK)


@pytest.fixture(scope="session")
def fonts() -> Path:
    """The folder of letters for paper, and for the browser."""
    if not (FONTS / "NotoSans-Regular.ttf").exists():
        not_here(NO_FONTS)
    return FONTS


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    if postgres.binaries() is None:
        not_here(NO_SERVER)
    with postgres.server() as uri:
        yield uri


@pytest.fixture(params=["sqlite", "postgresql"])
def database_uri(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both databases, one after the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.sqlite"
    return postgres.empty(request.getfixturevalue("postgres_uri"))


_MADE: list[Flask] = []


def _close_since(before: int) -> None:
    """Close the connections of what was made since. Whoever goes on with it connects again."""
    while len(_MADE) > before:
        close_connections(_MADE.pop())


@pytest.fixture(scope="module", autouse=True)
def _what_a_module_made_is_closed() -> Iterator[None]:
    before = len(_MADE)
    yield
    _close_since(before)


@pytest.fixture(autouse=True)
def _what_a_test_made_is_closed() -> Iterator[None]:
    before = len(_MADE)
    yield
    _close_since(before)


def make_app(uri: str, **settings: object) -> Flask:
    """An application with an empty database; its connections are closed when the test, or its module, ends."""
    given = {"database_uri": uri, "near": HERE, "near_name": "Dijon", **settings}
    app = create_public(Settings(**given))  # type: ignore[arg-type]
    app.config["TESTING"] = True
    _MADE.append(app)
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


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The world, on SQLite, shared by tests that only read."""
    app = make_app(f"sqlite:///{tmp_path_factory.mktemp('town')}/town.sqlite")
    with app.app_context():
        load(world())
    return app


@pytest.fixture
def own_town(tmp_path: Path) -> Flask:
    """The world, for a test that adds to it."""
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite")
    with app.app_context():
        load(world())
    return app


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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, each kind in the order of this run's seed: two processes then end together, and one
    of them has the servers of the demo town for itself."""
    items.sort(key=_comes_late)


def _comes_late(item: pytest.Item) -> int:
    if "site" in getattr(item, "fixturenames", ()):
        return 0
    return 1 if item.get_closest_marker("browser") else 2


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
    skipped = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for words, count in skipped.items():
        terminalreporter.write_line(
            f"*** {count} skipped: {words.removeprefix('Skipped: ')} ***", red=True, bold=True
        )
