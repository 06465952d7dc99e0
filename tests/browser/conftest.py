"""A real server and Debian's Chromium. Skipped only where there is no Chromium, and loudly."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server

from kiosk import create_public
from kiosk.box.settings import Box
from kiosk.cli.demo_command import DIJON
from kiosk.config import Settings
from kiosk.state import state_of
from kiosk.store.engine import close_connections
from tests.conftest import not_here

CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "Chromium is not installed: the browser tests did NOT run (apt install chromium)"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip

# No test depends on how fast the machine is.
expect.set_options(timeout=60_000)
PATIENT = "AbortSignal.timeout = () => new AbortController().signal;"
"""On a busy machine an answer is late, and no line is cut: a screen would say so, and take the focus."""


@pytest.fixture(scope="session")
def chromium(fonts: Path) -> str:
    """The browser, which needs letters to show."""
    if CHROMIUM is None:
        not_here(NO_CHROMIUM)
    return CHROMIUM


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    subprocess.run([chromium, "--version"], check=True, capture_output=True)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield found
    found.close()


@pytest.fixture(scope="session", params=["0", "1"], ids=["phone", "kiosk"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo town as ``kiosk demo`` serves it, for phones and as a kiosk."""
    folder = tmp_path_factory.mktemp("site")
    settings = {
        "KIOSK_DATABASE_URI": f"sqlite:///{folder}/site.sqlite",
        "KIOSK_MODE": request.param,
    }
    command = Path(sys.executable).with_name("kiosk")
    with subprocess.Popen(
        [command, "demo", "--port", "0"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = iter(server.stdout.readline, "")
        found = (re.search(r"http://\S+:\d+", line) for line in said)
        address = next(each.group() for each in found if each)
        _wait_for(f"{address}/healthz")
        yield address
        server.terminate()


def _wait_for(url: str) -> None:
    """Until the server listens: it says its address just before."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds. Playwright's own waiting evaluates text in the page, which the policy forbids."""
    for _ in range(2_400):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    raise TimeoutError(condition)


class Site:
    """The demo town, served from this process; it can be cut off and come back."""

    def __init__(self, uri: str, **settings: object) -> None:
        """Serve at once."""
        given = {"near": DIJON, "near_name": "Dijon", **settings}
        self.app = create_public(Settings(database_uri=uri, **given))  # type: ignore[arg-type]
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.port = self._server.port
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = self._run()

    def _run(self) -> Thread:
        thread = Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        return thread

    def cut(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def close(self) -> None:
        """Stop for good, and let the database go."""
        self.cut()
        close_connections(self.app)

    def mend(self) -> None:
        """Answer again, at the same address."""
        self._server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self._thread = self._run()


class BoxSite(Site):
    """As one box shows it."""

    def __init__(self, uri: str, box: Box, **settings: object) -> None:
        """Serve at once."""
        super().__init__(uri, kiosk_mode=True, box=box, **settings)


Serve = Callable[..., BoxSite]
"""As the fixture ``box_site`` gives it."""

SCREEN_PAGES = ("/", "/{}/", "/{}/search?need=health", "/{}/search?category=addictions", "/{}/place/x-1", "/{}/place/x-6",
                "/{}/list/005N", "/{}/place/x-1/take?as=contact", "/{}/help", "/{}/nothing", "/staff")  # fmt: skip
"""A page of each kind that a public screen shows."""


@pytest.fixture(scope="session")
def demo_uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database that holds the demo town."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.sqlite"
    command = [Path(sys.executable).with_name("kiosk"), "demo", "--load-only"]
    environment = {**os.environ, "KIOSK_DATABASE_URI": uri}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return uri


@pytest.fixture
def box_site(demo_uri: str) -> Iterator[Callable[..., BoxSite]]:
    """Serve the demo town on a box that is described by the arguments."""
    sites = []

    def serve(
        public_url: str | None = None, speech: Path | None = None, **described: object
    ) -> BoxSite:
        box = Box(**described)  # type: ignore[arg-type]
        sites.append(BoxSite(demo_uri, box, public_url=public_url, speech=speech))
        return sites[-1]

    yield serve
    for each in sites:
        each.close()


@pytest.fixture
def phone_site(demo_uri: str) -> Iterator[Callable[..., Site]]:
    """Serve the demo town for phones, with these settings."""
    sites = []

    def serve(**settings: object) -> Site:
        sites.append(Site(demo_uri, **settings))
        return sites[-1]

    yield serve
    for each in sites:
        each.close()


@pytest.fixture
def screen_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page on a screen of some size, by touch; any error on its console fails the test."""
    contexts, errors = [], []

    def open_page(site: BoxSite, path: str = "/", **options: object) -> Page:
        screen = state_of(site.app).settings.box.screen
        size = {"width": screen.width_px, "height": screen.height_px}
        context = browser.new_context(viewport=size, has_touch=True, **options)  # type: ignore[arg-type]
        context.add_init_script(PATIENT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(site.address + path)
        return page

    yield open_page
    for each in contexts:
        each.close()
    assert errors == []


@pytest.fixture(params=[True, False], ids=["script", "noscript"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether there is JavaScript."""
    has_script: bool = request.param
    return has_script


@pytest.fixture
def page(script: bool, browser: Browser) -> Iterator[Page]:
    """A touch screen, with and without JavaScript; any error on its console fails the test."""
    context = browser.new_context(
        viewport={"width": 1080, "height": 1920}, has_touch=True, java_script_enabled=script
    )
    context.add_init_script(PATIENT)
    errors: list[str] = []

    def note(kind: str, text: str) -> None:
        # A question that a newer one replaces is given up: htmx calls that an error, and it depends on the hands and the machine.
        if kind == "error" and not text.startswith("htmx:sendAbort"):
            errors.append(text)

    one = context.new_page()
    one.on("console", lambda message: note(message.type, message.text))
    one.on("pageerror", lambda error: errors.append(str(error)))
    yield one
    context.close()
    assert errors == []
